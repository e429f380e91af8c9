package io.bihuan.hazard;

import io.bihuan.people.PersonId;

/** What the loop asks of a process engine. The only seam between this product and its engine. */
public interface HazardLoop {
  /** Puts a subject at the beginning of its procedure; its first pending act is open on return. */
  void start(Procedure procedure, String subject);

  /** Ends one task. Refused unless the act that the task stands for was signed by its holder. */
  void complete(String taskId);

  /** Takes a subject on without the act it waited for. Refused unless a signed act says so. */
  void interrupt(String subject, Interruption interruption);

  /** 改派. Refused unless a signed act names the person. */
  void reassign(String taskId, PersonId person);
}
