package io.bihuan.hazard;

/**
 * How many acts wait for one person.
 *
 * @param waiting all of them
 * @param undetermined those without a deadline yet
 */
public record WaitingCount(int waiting, int overdue, int dueSoon, int undetermined) {
  /** Those with time left, and those whose deadline no longer runs. */
  public int calm() {
    return waiting - overdue - dueSoon - undetermined;
  }
}
