package io.bihuan.hazard;

/** What a signer decides: forward, or back to the step before with a reason. */
public enum Decision {
  /** 同意: the act is done and the hazard goes on. */
  AGREED,
  /** 退回: the hazard goes back to the step before. */
  RETURNED,
  /** 合格: what was checked holds. */
  PASSED,
  /** 不合格, 退回: what was checked does not hold; the work starts anew. */
  SENT_BACK;

  public boolean isBackward() {
    return this == RETURNED || this == SENT_BACK;
  }
}
