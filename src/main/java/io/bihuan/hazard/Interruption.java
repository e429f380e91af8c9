package io.bihuan.hazard;

/**
 * What takes a subject on although the act it waited for was not signed. Each is itself the effect
 * of a signed act of somebody else, which the guard looks up.
 */
public enum Interruption {
  /** 拒签: the unit would not sign; it was recorded with witnesses, and the loop goes on. */
  SIGNATURE_DECLINED("signatureDeclined", Act.RECORD_DECLINE),
  /** 作废: two persons signed that it is no hazard. */
  HAZARD_VOIDED("hazardVoided", Act.DECIDE_VOID);

  private final String message;
  private final Act by;

  Interruption(String message, Act by) {
    this.message = message;
    this.by = by;
  }

  /** The name of the message in the diagrams. */
  public String message() {
    return message;
  }

  /** The act without whose signature nothing is interrupted. */
  public Act by() {
    return by;
  }
}
