package io.bihuan.workflow;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingActs;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.signing.Signatures;
import io.bihuan.signing.Unsigned;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/**
 * 不签字不放行. No token moves while an act waits to be signed, no task opens but where its hazard
 * stands, none ends without a valid signature of the person who owns it, none changes hands, and no
 * hazard leaves the loop but by close-out — whoever asks the engine, and however.
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

  /** One hazard, one time round: a second token for it, or one for no hazard, is refused here. */
  void processStarts(DelegateExecution execution) {
    boolean justFound =
        hazardOf(execution)
            .filter(hazard -> hazard.standsAt(Act.REGISTER))
            .filter(hazard -> pendingActs.of(hazard.no()).isEmpty())
            .isPresent();
    if (!justFound) {
      throw refuse("start", execution, "no hazard was just found under this number");
    }
  }

  /** Through gateways and events a token comes only when nobody is left who must sign. */
  void tokenPasses(DelegateExecution execution) {
    boolean allSigned =
        hazardOf(execution).filter(hazard -> pendingActs.of(hazard.no()).isEmpty()).isPresent();
    if (!allSigned) {
      throw refuse("pass", execution, "an act waits to be signed");
    }
  }

  /** An act starts only where its hazard stands, and only as often as it has signers. */
  void actStarts(DelegateExecution execution) {
    Act act = HazardRectification.actOf(execution.getCurrentActivityId());
    boolean isNext =
        hazardOf(execution)
            .filter(hazard -> hazard.standsAt(act))
            .filter(hazard -> waitingOrSigned(hazard) < act.signers())
            .isPresent();
    if (!isNext) {
      throw refuse("start-act", execution, "the hazard does not wait for " + act.id());
    }
  }

  /** The task opens for the person the domain names, and waits as his pending act from now on. */
  void opens(DelegateTask task) {
    String assignee = task.getAssignee();
    Hazard hazard = hazardOf(execution(task)).orElse(null);
    if (assignee == null || hazard == null) {
      throw refuse("open", task, "a task without a hazard or without an owner");
    }
    pendingActs.open(
        task.getId(),
        task.getExecutionId(),
        hazard.no(),
        HazardRectification.actOf(task.getTaskDefinitionKey()),
        new PersonId(assignee));
  }

  void changesHands(DelegateTask task) {
    boolean asNamed =
        pendingActs
            .byTask(task.getId())
            .filter(pending -> pending.person().value().equals(task.getAssignee()))
            .isPresent();
    if (!asNamed) {
      throw refuse("reassign", task, "a task does not change hands unsigned");
    }
  }

  void isEdited(DelegateTask task) {
    throw refuse("edit", task, "a task is not edited");
  }

  void isDeleted(DelegateTask task) {
    throw refuse("delete", task, "a task is not deleted");
  }

  void completes(DelegateTask task) {
    try {
      signatures.require(
          task.getId(),
          execution(task).getProcessBusinessKey(),
          HazardRectification.actOf(task.getTaskDefinitionKey()),
          task.getAssignee());
    } catch (Unsigned unsigned) {
      throw refuse("complete", task, String.valueOf(unsigned.getMessage()));
    }
    if (pendingActs.byTask(task.getId()).isPresent()) {
      throw refuse("complete", task, "signed, but still pending");
    }
  }

  /**
   * Whatever ends a task without completing it — a signal, an error, a cancellation — ends here.
   */
  void actEnds(DelegateExecution execution) {
    if (pendingActs.byExecution(execution.getId()).isPresent()) {
      throw refuse("end", execution, execution.getCurrentActivityId() + " ends unsigned");
    }
  }

  /** 问题不解决不销号: the token leaves the loop only with a hazard that is closed out. */
  void processEnds(DelegateExecution execution) {
    if (hazardOf(execution).filter(Hazard::isClosedOut).isEmpty()) {
      throw refuse("end-process", execution, "the hazard is not closed out");
    }
  }

  RuntimeException refuseDeployment(@Nullable String name) {
    return refuse("deploy", null, null, "no diagram is deployed at run time: " + name);
  }

  private int waitingOrSigned(Hazard hazard) {
    return pendingActs.of(hazard.no()).size()
        + ledger.decisions(hazard.no().value(), hazard.step()).size();
  }

  private RuntimeException refuse(String path, DelegateTask task, String why) {
    return refuse(path, execution(task).getProcessBusinessKey(), task.getId(), why);
  }

  private RuntimeException refuse(String path, DelegateExecution execution, String why) {
    return refuse(path, execution.getProcessBusinessKey(), null, why);
  }

  private RuntimeException refuse(
      String path, @Nullable String hazardNo, @Nullable String taskId, String why) {
    ledger.refused(hazardNo, taskId, "engine:" + path, null, why);
    return new Unsigned(why);
  }

  private Optional<Hazard> hazardOf(DelegateExecution execution) {
    return Optional.ofNullable(execution.getProcessBusinessKey())
        .flatMap(HazardNo::parse)
        .flatMap(hazards::find);
  }

  private static DelegateExecution execution(DelegateTask task) {
    return (ExecutionEntity) task.getExecution();
  }
}
