package io.bihuan.workflow;

import io.bihuan.hazard.HazardLoop;
import io.bihuan.hazard.Interruption;
import io.bihuan.hazard.Procedure;
import io.bihuan.people.PersonId;
import java.sql.SQLException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.stereotype.Component;

@Component
class CamundaLoop implements HazardLoop {
  private final RuntimeService runtime;
  private final TaskService tasks;

  CamundaLoop(RuntimeService runtime, TaskService tasks) {
    this.runtime = runtime;
    this.tasks = tasks;
  }

  @Override
  public void start(Procedure procedure, String subject) {
    runtime.startProcessInstanceByKey(procedure.id(), subject);
  }

  @Override
  public void complete(String taskId) {
    translating(() -> tasks.complete(taskId));
  }

  @Override
  public void interrupt(String subject, Interruption interruption) {
    translating(
        () ->
            runtime
                .createMessageCorrelation(interruption.message())
                .processInstanceBusinessKey(subject)
                .correlate());
  }

  @Override
  public void reassign(String taskId, PersonId person) {
    translating(() -> tasks.setAssignee(taskId, person.value()));
  }

  private static void translating(Runnable command) {
    try {
      command.run();
    } catch (OptimisticLockingException e) {
      throw new OptimisticLockingFailureException("The task moved meanwhile.", e);
    } catch (ProcessEngineException e) {
      throw isConflict(e) ? new CannotAcquireLockException("Somebody was in the way.", e) : e;
    }
  }

  /** The engine hides what its database said; SQLSTATE class 40 is worth another try. */
  private static boolean isConflict(ProcessEngineException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && String.valueOf(sql.getSQLState()).startsWith("40")) {
        return true;
      }
    }
    return false;
  }
}
