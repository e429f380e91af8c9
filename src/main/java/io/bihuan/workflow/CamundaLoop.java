package io.bihuan.workflow;

import io.bihuan.hazard.HazardLoop;
import io.bihuan.hazard.HazardNo;
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
  public void start(HazardNo no) {
    runtime.startProcessInstanceByKey(HazardRectification.PROCESS, no.value());
  }

  @Override
  public void complete(String taskId) {
    try {
      tasks.complete(taskId);
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
