package io.bihuan.hazard;

/**
 * Where a hazard came from: reported by itself, found by an inspection, an open row of an imported
 * register, or a hazard that has come back.
 */
public enum Origin {
  REPORTED,
  INSPECTED,
  IMPORTED,
  REOPENED
}
