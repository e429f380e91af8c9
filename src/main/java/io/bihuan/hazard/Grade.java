package io.bihuan.hazard;

/** 法定等级. A major one is judged by a published standard and its clause, never by feeling. */
public enum Grade {
  /** 一般隐患. */
  GENERAL,
  /** 重大事故隐患. */
  MAJOR
}
