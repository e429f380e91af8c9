package io.bihuan.hazard;

/** What the loop asks of a process engine. The only seam between this product and its engine. */
public interface HazardLoop {
  /** Puts the hazard at the beginning of the loop; its first pending act is open on return. */
  void start(HazardNo no);

  /** Ends one task. Refused unless the act that the task stands for was signed by its holder. */
  void complete(String taskId);
}
