package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 隐患: what was found, where it stands in the loop and how many times it has come round.
 *
 * @param unitId the registered unit; null while a draft names a unit nobody has registered
 * @param act what it waits for; null once it is closed out
 * @param step grows with every move, so that each time an act is reached is its own
 * @param round 第 n 轮: grows with every failed re-inspection
 * @param disclosed the unit has been asked to sign; before that it does not see the hazard
 */
public record Hazard(
    HazardNo no,
    Grade grade,
    @Nullable String localGrade,
    Origin origin,
    @Nullable String unitId,
    String unitName,
    @Nullable String industry,
    String areaCode,
    String departmentId,
    String place,
    String description,
    @Nullable String category,
    LocalDate foundOn,
    Instant discoveredAt,
    PersonId leadInspector,
    @Nullable PersonId secondInspector,
    @Nullable Act act,
    int step,
    int round,
    boolean disclosed,
    @Nullable Instant closedOutAt) {

  public boolean isClosedOut() {
    return act == null;
  }

  public boolean standsAt(Act other) {
    return act == other;
  }

  /** The same hazard one move on. The only way to move, and only along {@link Act#after}. */
  Hazard moved(boolean backward, Instant at) {
    if (act == null) {
      throw new OutOfStep(no);
    }
    Optional<Act> next = act.after(backward);
    return new Hazard(
        no,
        grade,
        localGrade,
        origin,
        unitId,
        unitName,
        industry,
        areaCode,
        departmentId,
        place,
        description,
        category,
        foundOn,
        discoveredAt,
        leadInspector,
        secondInspector,
        next.orElse(null),
        step + 1,
        act.opensRound(backward) ? round + 1 : round,
        disclosed || next.filter(Act.SIGN_AS_LEGAL_REP::equals).isPresent(),
        next.isPresent() ? null : at);
  }
}
