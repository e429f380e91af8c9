package io.bihuan.hazard;

/** Where a hazard came from: reported in this system, or an open row of an imported register. */
public enum Origin {
  REPORTED,
  IMPORTED
}
