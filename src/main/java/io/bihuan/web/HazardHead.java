package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Stage;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What every list and every page says about a hazard or an inspection first. {@code standsAt} is
 * empty once it is over; {@code page} is where more of it stands; {@code onSpot} is 即查即改; {@code
 * note} says why it is void.
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
    DeadlineChip chip,
    boolean onSpot,
    @Nullable String note) {

  /** How it ended, the last part of its words' keys. */
  public String ended() {
    return voided ? "voided" : onSpot ? "curedOnSpot" : "closedOut";
  }

  /** The address below which the acts of the subject are. */
  public String root() {
    return page.substring(0, page.indexOf('/', 1));
  }

  public boolean isClosedOut() {
    return standsAt == null && !voided;
  }

  public boolean isOver() {
    return standsAt == null;
  }

  public boolean isDraft() {
    return standsAt == Act.REGISTER;
  }

  /** An inspection is no hazard: it has no grade, and its end closes no loop. */
  public boolean isInspection() {
    return no.startsWith("JC-");
  }

  public Stage stage() {
    return standsAt == null ? Stage.CLOSEOUT : standsAt.stage();
  }

  /** The last part of the id of the ring that shows where it stands. */
  public String ring() {
    return standsAt == null ? "closed" : String.valueOf(stage().ordinal() + 1);
  }

  /** The same with another time to it. */
  HazardHead with(DeadlineChip other) {
    return new HazardHead(
        no,
        page,
        grade,
        voided,
        description,
        unit,
        place,
        area,
        category,
        responsible,
        deadline,
        standsAt,
        round,
        other,
        onSpot,
        note);
  }
}
