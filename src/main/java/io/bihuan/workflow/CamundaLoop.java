package io.bihuan.workflow;

import io.bihuan.hazard.HazardLoop;
import io.bihuan.hazard.HazardNo;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
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
    }
  }
}
