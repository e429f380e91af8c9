package io.bihuan.hazard;

import java.time.Duration;
import java.time.Instant;

/** 逾期, counted in hours where the law counts in hours. */
public final class Overdue {
  private Overdue() {}

  /** How many hours too late, a begun one counted as a whole; 0 in time. */
  public static long hours(Instant dueAt, Instant at) {
    Duration over = Duration.between(dueAt, at);
    if (over.isNegative() || over.isZero()) {
      return 0;
    }
    return over.plusHours(1).minusMillis(1).toHours();
  }
}
