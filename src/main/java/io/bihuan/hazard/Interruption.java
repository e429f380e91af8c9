package io.bihuan.hazard;

import java.util.Set;

/**
 * What takes a subject on although the act it waited for was not signed. Each is itself the effect
 * of a signed act of somebody else, which the guard looks up.
 */
public enum Interruption {
  /** 拒签: the unit would not sign; it was recorded with witnesses, and the loop goes on. */
  SIGNATURE_DECLINED(
      "signatureDeclined",
      Act.RECORD_DECLINE,
      Set.of(Act.SIGN_AS_LEGAL_REP, Act.RECEIVE_ORDER, Act.CONFIRM_INSPECTION)),
  /** 作废: two persons signed that it is no hazard. */
  HAZARD_VOIDED("hazardVoided", Act.DECIDE_VOID, Set.of());

  private final String message;
  private final Act by;
  private final Set<Act> insteadOf;

  Interruption(String message, Act by, Set<Act> insteadOf) {
    this.message = message;
    this.by = by;
    this.insteadOf = insteadOf;
  }

  /** The name of the message in the diagrams. */
  public String message() {
    return message;
  }

  /** The act without whose signature nothing is interrupted. */
  public Act by() {
    return by;
  }

  /** The acts it takes the place of; none when it ends the procedure wherever it stands. */
  public Set<Act> insteadOf() {
    return insteadOf;
  }
}
