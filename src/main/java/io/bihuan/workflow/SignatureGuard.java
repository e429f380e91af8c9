package io.bihuan.workflow;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.Interruption;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
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
 * 不签字不放行. No token moves while an act waits to be signed, no task opens but where its subject
 * stands, none ends without a valid signature of the person who owns it, none changes hands
 * unsigned, nothing is interrupted but by the signed act of somebody else, and no subject leaves
 * its procedure before it is over — whoever asks the engine, and however.
 *
 * <p>It judges by the signed acts and the pending acts, never by variables or by who is logged in:
 * an engine called without any user must be refused like any other. Every refusal is kept.
 */
@Component
class SignatureGuard {
  private final Subjects subjects;
  private final Holders holders;
  private final PendingActs pendingActs;
  private final Signatures signatures;
  private final Ledger ledger;

  /** Lazy, because these end at the engine themselves and the engine is built with this guard. */
  SignatureGuard(
      @Lazy Subjects subjects,
      @Lazy Holders holders,
      @Lazy PendingActs pendingActs,
      @Lazy Signatures signatures,
      @Lazy Ledger ledger) {
    this.subjects = subjects;
    this.holders = holders;
    this.pendingActs = pendingActs;
    this.signatures = signatures;
    this.ledger = ledger;
  }

  /** One subject, one time round: a second token for it, or one for none, is refused here. */
  void processStarts(DelegateExecution execution) {
    boolean justOpened =
        subjectOf(execution)
            .filter(subject -> subject.step() == 1 && !subject.isOver())
            .filter(subject -> subject.route().procedure().id().equals(procedureOf(execution)))
            .filter(subject -> pendingActs.of(subject.key()).isEmpty())
            .isPresent();
    if (!justOpened) {
      throw refuse("start", execution, "nothing was just opened under this number");
    }
  }

  /** Through gateways and events a token comes only when nobody is left who must sign. */
  void tokenPasses(DelegateExecution execution) {
    boolean allSigned =
        subjectOf(execution).filter(subject -> pendingActs.of(subject.key()).isEmpty()).isPresent();
    if (!allSigned) {
      throw refuse("pass", execution, "an act waits to be signed");
    }
  }

  /** An act starts only where its subject stands, and only as often as it has signers. */
  void actStarts(DelegateExecution execution) {
    Act act = Acts.of(execution.getCurrentActivityId());
    boolean isNext =
        subjectOf(execution)
            .filter(subject -> subject.standsAt(act))
            .filter(subject -> waitingOrSigned(subject) < holders.signers(subject, act))
            .isPresent();
    if (!isNext) {
      throw refuse("start-act", execution, "the subject does not wait for " + act.id());
    }
  }

  /** The task opens for the person the domain names, and waits as his pending act from now on. */
  void opens(DelegateTask task) {
    String assignee = task.getAssignee();
    Subject subject = subjectOf(execution(task)).orElse(null);
    if (assignee == null || subject == null) {
      throw refuse("open", task, "a task without a subject or without an owner");
    }
    pendingActs.open(
        task.getId(),
        task.getExecutionId(),
        subject.key(),
        Acts.of(task.getTaskDefinitionKey()),
        new PersonId(assignee));
  }

  /** A message event fires only as the effect of a signed act of another subject. */
  void interrupts(DelegateExecution execution) {
    requireInterruption("interrupt", subjectOf(execution).orElse(null), execution);
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
    if (pendingActs.byTask(task.getId()).isPresent()) {
      throw refuse("delete", task, "a task is not deleted");
    }
    requireInterruption("delete", subjectOf(execution(task)).orElse(null), execution(task));
  }

  void completes(DelegateTask task) {
    try {
      signatures.require(
          task.getId(),
          execution(task).getProcessBusinessKey(),
          Acts.of(task.getTaskDefinitionKey()),
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

  /** 问题不解决不销号: the token leaves the loop only with a hazard that is closed out, or was none. */
  void processEnds(DelegateExecution execution) {
    Subject subject = subjectOf(execution).filter(Subject::isOver).orElse(null);
    if (subject == null) {
      throw refuse("end-process", execution, "the subject is not over");
    }
    if (subject instanceof Hazard hazard && hazard.isVoided()) {
      requireInterruption("end-process", hazard, execution);
    }
  }

  /** The row has moved on already; the step it left must have been ended by a signed act. */
  private void requireInterruption(
      String path, @Nullable Subject subject, DelegateExecution execution) {
    if (subject == null) {
      throw refuse(path, execution, "nothing is known under this number");
    }
    Interruption kind =
        subject instanceof Hazard hazard && hazard.isVoided()
            ? Interruption.HAZARD_VOIDED
            : Interruption.SIGNATURE_DECLINED;
    try {
      signatures.requireInterruption(subject.key(), subject.step() - 1, kind);
    } catch (Unsigned unsigned) {
      throw refuse(path, execution, String.valueOf(unsigned.getMessage()));
    }
  }

  RuntimeException refuseDeployment(@Nullable String name) {
    return refuse("deploy", null, null, "no diagram is deployed at run time: " + name);
  }

  private int waitingOrSigned(Subject subject) {
    return pendingActs.of(subject.key()).size()
        + ledger.decisions(subject.key(), subject.step()).size();
  }

  private RuntimeException refuse(String path, DelegateTask task, String why) {
    return refuse(path, execution(task).getProcessBusinessKey(), task.getId(), why);
  }

  private RuntimeException refuse(String path, DelegateExecution execution, String why) {
    return refuse(path, execution.getProcessBusinessKey(), null, why);
  }

  private RuntimeException refuse(
      String path, @Nullable String subject, @Nullable String taskId, String why) {
    ledger.refused(subject, taskId, "engine:" + path, null, why);
    return new Unsigned(why);
  }

  private Optional<Subject> subjectOf(DelegateExecution execution) {
    return Optional.ofNullable(execution.getProcessBusinessKey()).flatMap(subjects::find);
  }

  private static String procedureOf(DelegateExecution execution) {
    return ((ExecutionEntity) execution).getProcessDefinition().getKey();
  }

  private static DelegateExecution execution(DelegateTask task) {
    return (ExecutionEntity) task.getExecution();
  }
}
