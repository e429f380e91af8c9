package io.bihuan.hazard;

import static io.bihuan.hazard.Act.ACCEPT_AS_PANEL;
import static io.bihuan.hazard.Act.APPROVE_PLAN;
import static io.bihuan.hazard.Act.CLOSE_OUT;
import static io.bihuan.hazard.Act.CONFIRM_INSPECTION;
import static io.bihuan.hazard.Act.CURE_ON_SPOT;
import static io.bihuan.hazard.Act.DECIDE_REOPENING;
import static io.bihuan.hazard.Act.DECIDE_VOID;
import static io.bihuan.hazard.Act.DELIVER_ORDER;
import static io.bihuan.hazard.Act.DETERMINE;
import static io.bihuan.hazard.Act.DRAFT_PLAN;
import static io.bihuan.hazard.Act.ENDORSE;
import static io.bihuan.hazard.Act.ENDORSE_CURE;
import static io.bihuan.hazard.Act.FORM_PANEL;
import static io.bihuan.hazard.Act.GRADE_HAZARD;
import static io.bihuan.hazard.Act.ISSUE_ORDER;
import static io.bihuan.hazard.Act.LOOK_BACK;
import static io.bihuan.hazard.Act.NOTE_DECLINE;
import static io.bihuan.hazard.Act.NOTIFY_EMPLOYEES;
import static io.bihuan.hazard.Act.PROPOSE_VOID;
import static io.bihuan.hazard.Act.REASSIGN;
import static io.bihuan.hazard.Act.RECEIVE_MAJOR_REPORT;
import static io.bihuan.hazard.Act.RECEIVE_ORDER;
import static io.bihuan.hazard.Act.RECORD_DECLINE;
import static io.bihuan.hazard.Act.RECORD_INSPECTION;
import static io.bihuan.hazard.Act.RECTIFY;
import static io.bihuan.hazard.Act.REGISTER;
import static io.bihuan.hazard.Act.REINSPECT;
import static io.bihuan.hazard.Act.REPORT_MAJOR;
import static io.bihuan.hazard.Act.REPORT_PROGRESS;
import static io.bihuan.hazard.Act.SELF_CHECK;
import static io.bihuan.hazard.Act.SIGN_AS_INSPECTOR;
import static io.bihuan.hazard.Act.SIGN_AS_LEGAL_REP;
import static io.bihuan.hazard.Act.SIGN_INSPECTION;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 路径: the acts of a subject, in order. Forward goes to the next one, back to the one before, and
 * what goes elsewhere is written down here. The diagrams must agree with it (BpmnContractTest), and
 * a row is only ever moved along it.
 */
public enum Route {
  /** Hazards that were found before the loop was whole finish on the diagram they started on. */
  THIN(
      Procedure.RECTIFICATION,
      Map.of(REINSPECT, RECTIFY),
      REGISTER,
      DETERMINE,
      SIGN_AS_INSPECTOR,
      SIGN_AS_LEGAL_REP,
      ENDORSE,
      ISSUE_ORDER,
      RECTIFY,
      SELF_CHECK,
      REINSPECT,
      CLOSE_OUT),
  /** 一般隐患, 限期整改. */
  GENERAL(
      Procedure.RECTIFICATION,
      Map.of(RECTIFY, ISSUE_ORDER, REINSPECT, RECTIFY),
      REGISTER,
      DETERMINE,
      SIGN_AS_INSPECTOR,
      SIGN_AS_LEGAL_REP,
      GRADE_HAZARD,
      ENDORSE,
      ISSUE_ORDER,
      DELIVER_ORDER,
      RECEIVE_ORDER,
      RECTIFY,
      SELF_CHECK,
      REINSPECT,
      ENDORSE_CURE,
      CLOSE_OUT),
  /** 重大事故隐患: with a plan before the work and a panel after it. */
  MAJOR(
      Procedure.RECTIFICATION,
      Map.of(RECTIFY, ISSUE_ORDER, ACCEPT_AS_PANEL, RECTIFY),
      REGISTER,
      DETERMINE,
      SIGN_AS_INSPECTOR,
      SIGN_AS_LEGAL_REP,
      GRADE_HAZARD,
      ENDORSE,
      ISSUE_ORDER,
      DELIVER_ORDER,
      RECEIVE_ORDER,
      DRAFT_PLAN,
      APPROVE_PLAN,
      RECTIFY,
      SELF_CHECK,
      FORM_PANEL,
      ACCEPT_AS_PANEL,
      ENDORSE_CURE,
      CLOSE_OUT),
  /** 即查即改: cured while the inspectors look on. */
  ON_SPOT(Procedure.RECTIFICATION, Map.of(), REGISTER, CURE_ON_SPOT),
  INSPECTION(
      Procedure.INSPECTION, Map.of(), RECORD_INSPECTION, SIGN_INSPECTION, CONFIRM_INSPECTION),
  VOID(Procedure.VOID, Map.of(), PROPOSE_VOID, DECIDE_VOID),
  DECLINE(Procedure.DECLINE, Map.of(), RECORD_DECLINE, NOTE_DECLINE),
  MAJOR_REPORT(Procedure.MAJOR_REPORT, Map.of(), REPORT_MAJOR, RECEIVE_MAJOR_REPORT),
  EMPLOYEE_NOTICE(Procedure.EMPLOYEE_NOTICE, Map.of(), NOTIFY_EMPLOYEES),
  PROGRESS(Procedure.PROGRESS, Map.of(), REPORT_PROGRESS),
  LOOK_BACK_AT(Procedure.LOOK_BACK, Map.of(), LOOK_BACK, DECIDE_REOPENING),
  REASSIGNMENT(Procedure.REASSIGNMENT, Map.of(), REASSIGN);

  private final Procedure procedure;
  private final Map<Act, Act> elsewhere;
  private final List<Act> acts;

  Route(Procedure procedure, Map<Act, Act> elsewhere, Act... acts) {
    this.procedure = procedure;
    this.elsewhere = elsewhere;
    this.acts = List.of(acts);
  }

  public Procedure procedure() {
    return procedure;
  }

  public List<Act> acts() {
    return acts;
  }

  public Act first() {
    return acts.get(0);
  }

  /** Whether an act comes before another on this route. */
  public boolean isBefore(@Nullable Act act, Act other) {
    return act != null && acts.indexOf(act) < acts.indexOf(other) && acts.contains(act);
  }

  /** The route of a matter; the loop has several. */
  public static Route of(Procedure procedure) {
    return List.of(values()).stream()
        .filter(route -> route.procedure == procedure && procedure != Procedure.RECTIFICATION)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("%s has routes.".formatted(procedure)));
  }

  /** Where the subject stands after this act; empty when it is over. */
  public Optional<Act> after(Act act, boolean backward) {
    int at = acts.indexOf(act);
    if (at < 0) {
      throw new IllegalArgumentException("%s is not on the route %s.".formatted(act, this));
    }
    if (act == DECIDE_VOID || act == DECIDE_REOPENING) {
      // 不予作废, 不予重开: the matter is decided either way.
      return Optional.empty();
    }
    if (act == LOOK_BACK) {
      // What held is over; what came back goes on to be decided.
      return backward ? Optional.of(DECIDE_REOPENING) : Optional.empty();
    }
    if (backward) {
      return Optional.of(elsewhere.getOrDefault(act, acts.get(Math.max(0, at - 1))));
    }
    return at + 1 < acts.size() ? Optional.of(acts.get(at + 1)) : Optional.empty();
  }
}
