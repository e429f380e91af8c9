package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Stage;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What every list and every page says about a hazard or an inspection first. {@code standsAt} is
 * empty once it is over; {@code page} is where more of it stands.
 */
public record HazardHead(
    String no,
    String page,
    Grade grade,
    boolean voided,
    String description,
    String unit,
    String place,
    @Nullable String area,
    @Nullable String category,
    @Nullable String responsible,
    @Nullable LocalDate deadline,
    @Nullable Act standsAt,
    int round,
    DeadlineChip chip) {

  public boolean isClosedOut() {
    return standsAt == null && !voided;
  }

  public boolean isOver() {
    return standsAt == null;
  }

  public boolean isDraft() {
    return standsAt == Act.REGISTER;
  }

  public Stage stage() {
    return standsAt == null ? Stage.CLOSEOUT : standsAt.stage();
  }

  /** The last part of the id of the ring that shows where it stands. */
  public String ring() {
    return standsAt == null ? "closed" : String.valueOf(stage().ordinal() + 1);
  }
}
