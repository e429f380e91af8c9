package io.bihuan.hazard;

import static io.bihuan.hazard.Decision.AGREED;
import static io.bihuan.hazard.Decision.PASSED;
import static io.bihuan.hazard.Decision.RETURNED;
import static io.bihuan.hazard.Decision.SENT_BACK;

import java.util.Optional;
import java.util.Set;

/**
 * 动作: what a natural person does and signs. One act is one user task of {@code
 * processes/hazard-rectification.bpmn}, one signed record, one page.
 *
 * <p>The loop is one table: {@link #after}. The diagram must agree with it (BpmnContractTest), and
 * the row is only ever moved along it.
 */
public enum Act {
  /** 隐患登记. */
  REGISTER("register", Stage.DISCOVERY, Set.of(AGREED)),
  /** 四定. */
  DETERMINE("determine", Stage.ASSIGNMENT, Set.of(AGREED, RETURNED)),
  /** 检查人员签字: two inspectors, each for himself (安全生产法 第六十八条). */
  SIGN_AS_INSPECTOR("signAsInspector", Stage.SIGNOFF, Set.of(AGREED, RETURNED)),
  /** 企业法定代表人签字. */
  SIGN_AS_LEGAL_REP("signAsLegalRep", Stage.SIGNOFF, Set.of(AGREED, RETURNED)),
  /** 属地领导签字背书. */
  ENDORSE("endorse", Stage.SIGNOFF, Set.of(AGREED, RETURNED)),
  /** 签发责令限期整改指令书. */
  ISSUE_ORDER("issueOrder", Stage.SIGNOFF, Set.of(AGREED, RETURNED)),
  /** 整改. */
  RECTIFY("rectify", Stage.RECTIFICATION, Set.of(AGREED, RETURNED)),
  /** 企业自验. */
  SELF_CHECK("selfCheck", Stage.RECTIFICATION, Set.of(PASSED, SENT_BACK)),
  /** 复查验收: two inspectors, each for himself; one objection sends it back. */
  REINSPECT("reinspect", Stage.VERIFICATION, Set.of(PASSED, SENT_BACK)),
  /** 销号审批. */
  CLOSE_OUT("closeOut", Stage.CLOSEOUT, Set.of(AGREED, RETURNED));

  private final String id;
  private final Stage stage;
  private final Set<Decision> decisions;

  Act(String id, Stage stage, Set<Decision> decisions) {
    this.id = id;
    this.stage = stage;
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

  /** Where a hazard stands after this act; empty when it is closed out. */
  public Optional<Act> after(boolean backward) {
    return switch (this) {
      case REGISTER -> Optional.of(DETERMINE);
      case DETERMINE -> Optional.of(backward ? REGISTER : SIGN_AS_INSPECTOR);
      case SIGN_AS_INSPECTOR -> Optional.of(backward ? DETERMINE : SIGN_AS_LEGAL_REP);
      case SIGN_AS_LEGAL_REP -> Optional.of(backward ? SIGN_AS_INSPECTOR : ENDORSE);
      case ENDORSE -> Optional.of(backward ? SIGN_AS_LEGAL_REP : ISSUE_ORDER);
      case ISSUE_ORDER -> Optional.of(backward ? ENDORSE : RECTIFY);
      case RECTIFY -> Optional.of(backward ? ISSUE_ORDER : SELF_CHECK);
      case SELF_CHECK -> Optional.of(backward ? RECTIFY : REINSPECT);
      case REINSPECT -> Optional.of(backward ? RECTIFY : CLOSE_OUT);
      case CLOSE_OUT -> backward ? Optional.of(REINSPECT) : Optional.empty();
    };
  }

  /** 不合格 opens the next round: rectification, self-check and re-inspection are signed anew. */
  public boolean opensRound(boolean backward) {
    return this == REINSPECT && backward;
  }

  /** 两名检查人员: how many different persons must sign this act. */
  public int signers() {
    return this == SIGN_AS_INSPECTOR || this == REINSPECT ? 2 : 1;
  }
}
