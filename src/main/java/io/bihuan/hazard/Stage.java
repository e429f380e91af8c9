package io.bihuan.hazard;

/** 环节: the six stages of the loop, in order. Each is one package below {@code io.bihuan.loop}. */
public enum Stage {
  /** 发现. */
  DISCOVERY,
  /** 四定. */
  ASSIGNMENT,
  /** 签字. */
  SIGNOFF,
  /** 整改. */
  RECTIFICATION,
  /** 复查. */
  VERIFICATION,
  /** 销号. */
  CLOSEOUT
}
