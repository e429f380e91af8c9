package io.bihuan.web;

import io.bihuan.hazard.Overdue;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * 时限: colour, icon and words of a deadline, always all three. {@code words} is the last part of a
 * {@code deadline.*} message, {@code days} its argument.
 */
public record DeadlineChip(String rung, String words, long days) {
  private static final long COUNTED_IN_HOURS = 72;

  /** An inspection has no deadline; what counts is whether everybody has signed. */
  public static DeadlineChip ofInspection(boolean over) {
    return over ? new DeadlineChip("calm", "signed", 0) : new DeadlineChip("paused", "unsigned", 0);
  }

  /** What is no hazard has no deadline, and was not cured either. */
  static DeadlineChip ofVoided() {
    return new DeadlineChip("paused", "voided", 0);
  }

  /**
   * The deadline's own day still counts as in time.
   *
   * @param dueSoonDays how many days before its deadline a hazard counts as due soon
   */
  public static DeadlineChip of(
      @Nullable LocalDate deadline, LocalDate today, int dueSoonDays, boolean closedOut) {
    if (closedOut) {
      return new DeadlineChip("calm", "closedOut", 0);
    }
    if (deadline == null) {
      return new DeadlineChip("paused", "none", 0);
    }
    long left = ChronoUnit.DAYS.between(today, deadline);
    if (left < 0) {
      return new DeadlineChip("red", "overdue", -left);
    }
    if (left == 0) {
      return new DeadlineChip("blue", "today", 0);
    }
    return new DeadlineChip(left <= dueSoonDays ? "blue" : "calm", "left", left);
  }

  /** Counted in hours, as the rule does that gives so short a time; what is days away in days. */
  static DeadlineChip due(Instant dueAt, Instant now) {
    long over = Overdue.hours(dueAt, now);
    if (over > 0) {
      return new DeadlineChip("red", "overdueHours", over);
    }
    long left = ChronoUnit.HOURS.between(now, dueAt);
    return left > COUNTED_IN_HOURS
        ? new DeadlineChip("calm", "left", ChronoUnit.DAYS.between(now, dueAt))
        : new DeadlineChip("blue", "dueIn", left);
  }

  /** Something for later. */
  static DeadlineChip notBefore(LocalDate day, LocalDate today) {
    return new DeadlineChip("calm", "notYet", ChronoUnit.DAYS.between(today, day));
  }
}
