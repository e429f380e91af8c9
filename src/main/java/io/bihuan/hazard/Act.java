package io.bihuan.hazard;

import static io.bihuan.hazard.Decision.AGREED;
import static io.bihuan.hazard.Decision.PASSED;
import static io.bihuan.hazard.Decision.RETURNED;
import static io.bihuan.hazard.Decision.SENT_BACK;

import java.util.Optional;
import java.util.Set;

/**
 * 动作: what a natural person does and signs. One act is one user task of one diagram in {@code
 * processes/}, one signed record, one page. In which order they come, {@link Route} says.
 */
public enum Act {
  /** 隐患登记. */
  REGISTER("register", Stage.DISCOVERY, 1, Set.of(AGREED)),
  /** 即查即改: two inspectors and the unit's representative, on the spot. */
  CURE_ON_SPOT("cureOnSpot", Stage.RECTIFICATION, 3, Set.of(AGREED, RETURNED)),
  /** 四定. */
  DETERMINE("determine", Stage.ASSIGNMENT, 1, Set.of(AGREED, RETURNED)),
  /** 检查人员签字: two inspectors, each for himself (安全生产法 第六十八条). */
  SIGN_AS_INSPECTOR("signAsInspector", Stage.SIGNOFF, 2, Set.of(AGREED, RETURNED)),
  /** 企业法定代表人签字. */
  SIGN_AS_LEGAL_REP("signAsLegalRep", Stage.SIGNOFF, 1, Set.of(AGREED, RETURNED)),
  /** 分级核定: 一般 or 重大, the latter by standard and clause (安全生产法 第一百一十八条). */
  GRADE_HAZARD("gradeHazard", Stage.ASSIGNMENT, 1, Set.of(AGREED, RETURNED)),
  /** 属地领导签字背书. */
  ENDORSE("endorse", Stage.SIGNOFF, 1, Set.of(AGREED, RETURNED)),
  /** 签发责令限期整改指令书. */
  ISSUE_ORDER("issueOrder", Stage.SIGNOFF, 1, Set.of(AGREED, RETURNED)),
  /** 送达. */
  DELIVER_ORDER("deliverOrder", Stage.SIGNOFF, 1, Set.of(AGREED, RETURNED)),
  /** 签收: whoever will not is served by leaving it in place (留置送达). */
  RECEIVE_ORDER("receiveOrder", Stage.SIGNOFF, 1, Set.of(AGREED)),
  /** 制定治理方案: six contents, signed by the 主要负责人 (隐患排查治理暂行规定 第十五条). */
  DRAFT_PLAN("draftPlan", Stage.RECTIFICATION, 1, Set.of(AGREED)),
  /** 审核治理方案. */
  APPROVE_PLAN("approvePlan", Stage.RECTIFICATION, 1, Set.of(AGREED, RETURNED)),
  /** 整改. */
  RECTIFY("rectify", Stage.RECTIFICATION, 1, Set.of(AGREED, RETURNED)),
  /** 企业自验. */
  SELF_CHECK("selfCheck", Stage.RECTIFICATION, 1, Set.of(PASSED, SENT_BACK)),
  /** 复查验收: two inspectors, each for himself; one objection sends it back. */
  REINSPECT("reinspect", Stage.VERIFICATION, 2, Set.of(PASSED, SENT_BACK)),
  /** 组成验收组: three or more, an expert among them. */
  FORM_PANEL("formPanel", Stage.VERIFICATION, 1, Set.of(AGREED, RETURNED)),
  /** 验收组验收: every member for himself; one objection sends it back. */
  ACCEPT_AS_PANEL("acceptAsPanel", Stage.VERIFICATION, 0, Set.of(PASSED, SENT_BACK)),
  /** 属地领导验收背书. */
  ENDORSE_CURE("endorseCure", Stage.CLOSEOUT, 1, Set.of(AGREED, RETURNED)),
  /** 销号审批. */
  CLOSE_OUT("closeOut", Stage.CLOSEOUT, 1, Set.of(AGREED, RETURNED)),

  /** 检查记录: signed also when nothing was found. */
  RECORD_INSPECTION("recordInspection", Stage.DISCOVERY, 1, Set.of(AGREED)),
  /** 检查记录签字: two inspectors, each for himself (安全生产法 第六十八条). */
  SIGN_INSPECTION("signInspection", Stage.DISCOVERY, 2, Set.of(AGREED, RETURNED)),
  /** 被检查单位签字. */
  CONFIRM_INSPECTION("confirmInspection", Stage.DISCOVERY, 1, Set.of(AGREED, RETURNED)),

  /** 申请作废. */
  PROPOSE_VOID("proposeVoid", Stage.DISCOVERY, 1, Set.of(AGREED)),
  /** 作废审批. */
  DECIDE_VOID("decideVoid", Stage.DISCOVERY, 1, Set.of(AGREED, RETURNED)),

  /** 拒签记录. */
  RECORD_DECLINE("recordDecline", Stage.SIGNOFF, 1, Set.of(AGREED)),
  /** 拒签阅知: the report to the department. */
  NOTE_DECLINE("noteDecline", Stage.SIGNOFF, 1, Set.of(AGREED)),

  /** 重大隐患上报: the township to the county. */
  REPORT_MAJOR("reportMajor", Stage.ASSIGNMENT, 1, Set.of(AGREED)),
  /** 重大隐患上报接收. */
  RECEIVE_MAJOR_REPORT("receiveMajorReport", Stage.ASSIGNMENT, 1, Set.of(AGREED)),
  /** 向从业人员通报. */
  NOTIFY_EMPLOYEES("notifyEmployees", Stage.ASSIGNMENT, 1, Set.of(AGREED)),

  /** 进展填报. */
  REPORT_PROGRESS("reportProgress", Stage.RECTIFICATION, 1, Set.of(AGREED)),

  /** 回头看: two inspectors; what has come back is sent on to be reopened. */
  LOOK_BACK("lookBack", Stage.VERIFICATION, 2, Set.of(PASSED, SENT_BACK)),
  /** 重开审批. */
  DECIDE_REOPENING("decideReopening", Stage.VERIFICATION, 1, Set.of(AGREED, RETURNED)),

  /** 改派. */
  REASSIGN("reassign", Stage.ASSIGNMENT, 1, Set.of(AGREED));

  /** As many signers as were named. */
  private static final int AS_NAMED = 0;

  private final String id;
  private final Stage stage;
  private final int signers;
  private final Set<Decision> decisions;

  Act(String id, Stage stage, int signers, Set<Decision> decisions) {
    this.id = id;
    this.stage = stage;
    this.signers = signers;
    this.decisions = decisions;
  }

  /** The one name: BPMN id, last part of the address, template, message key. */
  public String id() {
    return id;
  }

  public Stage stage() {
    return stage;
  }

  public Set<Decision> decisions() {
    return decisions;
  }

  public static Optional<Act> of(String id) {
    for (Act act : values()) {
      if (act.id.equals(id)) {
        return Optional.of(act);
      }
    }
    return Optional.empty();
  }

  /** 不合格 opens the next round: rectification, self-check and re-inspection are signed anew. */
  public boolean opensRound(boolean backward) {
    return backward && (this == REINSPECT || this == ACCEPT_AS_PANEL);
  }

  /** Whether the number of signers follows from whom was named, as for a panel. */
  public boolean isSignedAsNamed() {
    return signers == AS_NAMED;
  }

  /** How many different persons must sign this act; only if that is not as named. */
  public int signers() {
    if (isSignedAsNamed()) {
      throw new IllegalStateException("%s has as many signers as were named.".formatted(this));
    }
    return signers;
  }
}
