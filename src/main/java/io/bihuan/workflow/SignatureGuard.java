package io.bihuan.workflow;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingActs;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.signing.Signatures;
import io.bihuan.signing.Unsigned;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * 不签字不放行. No task ends without a valid signature of the person who owns it, none changes hands, and
 * no hazard leaves the loop but by close-out — whoever asks the engine, and however.
 *
 * <p>It judges by the signed acts and the pending acts, never by variables or by who is logged in:
 * an engine called without any user must be refused like any other. Every refusal is kept.
 */
@Component
class SignatureGuard {
  private final Hazards hazards;
  private final PendingActs pendingActs;
  private final Signatures signatures;
  private final Ledger ledger;

  /** Lazy, because these end at the engine themselves and the engine is built with this guard. */
  SignatureGuard(
      @Lazy Hazards hazards,
      @Lazy PendingActs pendingActs,
      @Lazy Signatures signatures,
      @Lazy Ledger ledger) {
    this.hazards = hazards;
    this.pendingActs = pendingActs;
    this.signatures = signatures;
    this.ledger = ledger;
  }

  /** A task may open only where its hazard stands, and for the person the domain names. */
  void opens(DelegateTask task) {
    try {
      String assignee = task.getAssignee();
      String hazardNo = hazardOf(task);
      if (assignee == null || hazardNo == null) {
        throw new Unsigned("a task without a hazard or without an owner");
      }
      pendingActs.open(
          task.getId(),
          task.getExecutionId(),
          new HazardNo(hazardNo),
          HazardRectification.actOf(task.getTaskDefinitionKey()),
          new PersonId(assignee));
    } catch (RuntimeException e) {
      throw refuse("open", task, e);
    }
  }

  void changesHands(DelegateTask task) {
    boolean asNamed =
        pendingActs
            .byTask(task.getId())
            .filter(pending -> pending.person().value().equals(task.getAssignee()))
            .isPresent();
    if (!asNamed) {
      throw refuse("reassign", task, new Unsigned("a task does not change hands unsigned"));
    }
  }

  void isEdited(DelegateTask task) {
    throw refuse("edit", task, new Unsigned("a task is not edited"));
  }

  void completes(DelegateTask task) {
    try {
      Act act = HazardRectification.actOf(task.getTaskDefinitionKey());
      String owner = task.getAssignee();
      signatures.require(task.getId(), hazardOf(task), act, owner);
      if (pendingActs.byTask(task.getId()).isPresent()) {
        throw new Unsigned("signed, but still pending");
      }
    } catch (RuntimeException e) {
      throw refuse("complete", task, e);
    }
  }

  /** Whatever ends a task without completing it — a signal, an error, a deletion — ends here. */
  void activityEnds(DelegateExecution execution) {
    pendingActs
        .byExecution(execution.getId())
        .ifPresent(
            pending -> {
              throw refuse(
                  "end",
                  pending.hazardNo().value(),
                  pending.taskId(),
                  new Unsigned("%s ends unsigned".formatted(pending.act().id())));
            });
  }

  /** 问题不解决不销号: the token leaves the loop only with a hazard that is closed out. */
  void processEnds(DelegateExecution execution) {
    String hazardNo = execution.getProcessBusinessKey();
    boolean closedOut =
        hazardNo != null
            && HazardNo.parse(hazardNo)
                .flatMap(hazards::find)
                .filter(hazard -> hazard.isClosedOut())
                .isPresent();
    if (!closedOut) {
      throw refuse("end-process", hazardNo, null, new Unsigned("the hazard is not closed out"));
    }
  }

  private RuntimeException refuse(String path, DelegateTask task, RuntimeException why) {
    return refuse(path, hazardOf(task), task.getId(), why);
  }

  private RuntimeException refuse(
      String path, @Nullable String hazardNo, @Nullable String taskId, RuntimeException why) {
    ledger.refused(hazardNo, taskId, "engine:" + path, null, String.valueOf(why.getMessage()));
    return why;
  }

  private static @Nullable String hazardOf(DelegateTask task) {
    return ((ExecutionEntity) task.getExecution()).getProcessBusinessKey();
  }
}
