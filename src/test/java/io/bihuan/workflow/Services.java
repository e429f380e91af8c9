package io.bihuan.workflow;

import org.camunda.bpm.engine.FormService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;

/** The services by which a task could be ended or moved. */
record Services(
    RuntimeService runtime,
    TaskService tasks,
    FormService forms,
    RepositoryService repository,
    ManagementService management) {

  static Services of(ProcessEngine engine) {
    return new Services(
        engine.getRuntimeService(),
        engine.getTaskService(),
        engine.getFormService(),
        engine.getRepositoryService(),
        engine.getManagementService());
  }
}
