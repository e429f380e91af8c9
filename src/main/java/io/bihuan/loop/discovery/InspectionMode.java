package io.bihuan.loop.discovery;

/** 检查方式. Whichever it is, the unit sees nothing of it before it is asked to sign the record. */
public enum InspectionMode {
  /** 日常. */
  DAILY,
  /** 专项. */
  SPECIAL,
  /** 四不两直: no notice, no report, no company, no welcome; straight to the spot. */
  UNANNOUNCED,
  /** 夜查. */
  NIGHT,
  /** 联合. */
  JOINT
}
