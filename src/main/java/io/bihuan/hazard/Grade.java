package io.bihuan.hazard;

/** 法定等级. The major path has its own diagram elements and is not driven by this release. */
public enum Grade {
  /** 一般隐患. */
  GENERAL
}
