package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import io.bihuan.people.Unit;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 隐患: what was found, where it stands in the loop and how many times it has come round.
 *
 * @param unitId the registered unit; null while a draft names a unit nobody has registered
 * @param act what it waits for; null once it is closed out or voided
 * @param step grows with every move, so that each time an act is reached is its own
 * @param round 第 n 轮: grows with every failed re-inspection
 * @param disclosed the unit has been asked to sign; before that it does not see the hazard
 * @param inspection the number of the inspection that found it; null if it was reported by itself
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
    @Nullable Instant closedOutAt,
    Route route,
    @Nullable String inspection,
    @Nullable Instant voidedAt)
    implements Subject {

  /**
   * Just found, and a draft until its inspector signs it.
   *
   * @param unit null while nobody has registered it; then it goes by the name alone
   */
  public static Hazard draft(
      HazardNo no,
      @Nullable String localGrade,
      Origin origin,
      @Nullable Unit unit,
      String unitName,
      String areaCode,
      String departmentId,
      String place,
      String description,
      @Nullable String category,
      LocalDate foundOn,
      Instant at,
      PersonId leadInspector) {
    return new Hazard(
        no,
        Grade.GENERAL,
        localGrade,
        origin,
        unit == null ? null : unit.id(),
        unitName,
        unit == null ? null : unit.industry(),
        areaCode,
        departmentId,
        place,
        description,
        category,
        foundOn,
        at,
        leadInspector,
        null,
        Act.REGISTER,
        1,
        1,
        false,
        null,
        Route.GENERAL,
        null,
        null);
  }

  /** The same draft as its inspector registers it: of a unit, in its words. */
  public Hazard registered(
      Unit unit, String department, String where, String what, @Nullable String kind) {
    return new Hazard(
        no,
        grade,
        localGrade,
        origin,
        unit.id(),
        unit.name(),
        unit.industry(),
        unit.areaCode(),
        department,
        where,
        what,
        kind,
        foundOn,
        discoveredAt,
        leadInspector,
        secondInspector,
        act,
        step,
        round,
        disclosed,
        closedOutAt,
        route,
        inspection,
        voidedAt);
  }

  /** Found by a signed inspection: it is registered already and begins with the determinations. */
  public Hazard foundBy(String inspectionNo, PersonId second) {
    return begun(
        no,
        origin == Origin.REOPENED ? origin : Origin.INSPECTED,
        inspectionNo,
        second,
        foundOn,
        discoveredAt);
  }

  /** 重开: the same hazard under its next number, from the determinations on. */
  public Hazard reopened(LocalDate on, Instant at) {
    return begun(no.reopened(), Origin.REOPENED, inspection, secondInspector, on, at);
  }

  private Hazard begun(
      HazardNo number,
      Origin from,
      @Nullable String inspectionNo,
      @Nullable PersonId second,
      LocalDate on,
      Instant at) {
    return new Hazard(
        number,
        Grade.GENERAL,
        localGrade,
        from,
        unitId,
        unitName,
        industry,
        areaCode,
        departmentId,
        place,
        description,
        category,
        on,
        at,
        leadInspector,
        second,
        Act.DETERMINE,
        1,
        1,
        false,
        null,
        Route.GENERAL,
        inspectionNo,
        null);
  }

  @Override
  public String key() {
    return no.value();
  }

  public boolean isClosedOut() {
    return closedOutAt != null;
  }

  /** 已作废: it was none, and the number stays. */
  public boolean isVoided() {
    return voidedAt != null;
  }

  /** The same hazard one move on. The only way to move, and only along {@link Act#after}. */
  Hazard moved(boolean backward, Instant at) {
    if (act == null) {
      throw new OutOfStep(key());
    }
    Optional<Act> next = route.after(act, backward);
    return stands(
        next.orElse(null),
        act.opensRound(backward) ? round + 1 : round,
        disclosed || next.filter(Hazard::isOfTheUnit).isPresent(),
        next.isPresent() ? null : at,
        null);
  }

  /** The same hazard, over because it was none. */
  Hazard voided(Instant at) {
    if (act == null) {
      throw new OutOfStep(key());
    }
    return stands(null, round, disclosed, null, at);
  }

  /** Whether the unit is asked with this act, and learns of the hazard by it. */
  private static boolean isOfTheUnit(Act act) {
    return act == Act.SIGN_AS_LEGAL_REP || act == Act.CURE_ON_SPOT;
  }

  private Hazard stands(
      @Nullable Act next,
      int inRound,
      boolean isDisclosed,
      @Nullable Instant closedOut,
      @Nullable Instant isVoided) {
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
        next,
        step + 1,
        inRound,
        isDisclosed,
        closedOut,
        route,
        inspection,
        isVoided);
  }
}
