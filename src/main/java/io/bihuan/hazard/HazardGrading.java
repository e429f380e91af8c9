package io.bihuan.hazard;

/**
 * What the table of grading proposes. It is asked and decides nothing: a person grades, and signs
 * for it. The table is {@code processes/hazard-grading.dmn}.
 */
public interface HazardGrading {
  /**
   * What is known of a hazard when it is graded.
   *
   * @param clauseApplies a published clause says that it is major
   * @param workMustStop the cure takes its time, and work stops meanwhile
   * @param beyondTheUnit the unit cannot cure it by itself
   */
  record Known(boolean clauseApplies, boolean workMustStop, boolean beyondTheUnit) {}

  /**
   * A grade, and by which of its rules.
   *
   * @param because the last part of a {@code says.gradeHazard.because.*} paragraph
   */
  record Proposal(Grade grade, String because) {}

  Proposal propose(Known known);
}
