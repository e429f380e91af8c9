package io.bihuan.workflow;

import io.bihuan.workflow.Door.Opening;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.identity.Picture;
import org.camunda.bpm.engine.impl.ManagementServiceImpl;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.RuntimeServiceImpl;
import org.camunda.bpm.engine.impl.ServiceImpl;
import org.camunda.bpm.engine.impl.TaskServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.GetNextIdBlockCmd;
import org.camunda.bpm.engine.impl.cmd.SetProcessDefinitionVersionCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.migration.MigrationPlanImpl;
import org.camunda.bpm.engine.impl.persistence.entity.AttachmentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.engine.impl.persistence.entity.TenantEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.camunda.bpm.model.bpmn.instance.Message;

/**
 * The doors that no listener sees, and those that the engine would stop by itself without a word:
 * they are closed by the gate alone.
 */
final class GatedDoors {
  private static final String STRANGER = "mallory";
  private static final Date DAY = new Date(0);
  private static final Map<String, Object> AGREED = Map.of("decision", "AGREED", "approved", true);

  private final List<Door> doors = new ArrayList<>();

  private GatedDoors() {
    suspension();
    variables();
    migration();
    history();
    foreignCommands();
    deployments();
    tasks();
    messages();
    jobs();
    incidents();
    identities();
    settings();
    casesAndOthers();
    batches();
    questions();
  }

  static List<Door> all() {
    return List.copyOf(new GatedDoors().doors);
  }

  private void add(String name, Opening opening) {
    doors.add(new Door(name, true, opening));
  }

  /** A door that says nothing of any subject. */
  private void addAtLarge(String name, Opening opening) {
    doors.add(new Door(name, false, opening));
  }

  private void suspension() {
    add(
        "suspendProcessInstanceById",
        (e, at) -> e.getRuntimeService().suspendProcessInstanceById(at.instance()));
    add(
        "activateProcessInstanceById",
        (e, at) -> e.getRuntimeService().activateProcessInstanceById(at.instance()));
    addAtLarge(
        "suspendProcessInstanceByProcessDefinitionId",
        (e, at) ->
            e.getRuntimeService().suspendProcessInstanceByProcessDefinitionId(at.definition()));
    addAtLarge(
        "suspendProcessInstanceByProcessDefinitionKey",
        (e, at) ->
            e.getRuntimeService().suspendProcessInstanceByProcessDefinitionKey(at.process()));
    addAtLarge(
        "activateProcessInstanceByProcessDefinitionKey",
        (e, at) ->
            e.getRuntimeService().activateProcessInstanceByProcessDefinitionKey(at.process()));
    add(
        "updateProcessInstanceSuspensionState, by instance",
        (e, at) ->
            e.getRuntimeService()
                .updateProcessInstanceSuspensionState()
                .byProcessInstanceId(at.instance())
                .suspend());
    add(
        "updateProcessInstanceSuspensionState, several",
        (e, at) ->
            e.getRuntimeService()
                .updateProcessInstanceSuspensionState()
                .byProcessInstanceIds(List.of(at.instance()))
                .suspend());
    add(
        "updateProcessInstanceSuspensionState as a batch",
        (e, at) ->
            e.getRuntimeService()
                .updateProcessInstanceSuspensionState()
                .byProcessInstanceIds(List.of(at.instance()))
                .suspendAsync());
    addAtLarge(
        "suspendProcessDefinitionById",
        (e, at) ->
            e.getRepositoryService().suspendProcessDefinitionById(at.definition(), true, null));
    addAtLarge(
        "suspendProcessDefinitionByKey",
        (e, at) -> e.getRepositoryService().suspendProcessDefinitionByKey(at.process(), true, DAY));
    addAtLarge(
        "activateProcessDefinitionByKey",
        (e, at) -> e.getRepositoryService().activateProcessDefinitionByKey(at.process()));
    addAtLarge(
        "updateProcessDefinitionSuspensionState",
        (e, at) ->
            e.getRepositoryService()
                .updateProcessDefinitionSuspensionState()
                .byProcessDefinitionKey(at.process())
                .includeProcessInstances(true)
                .suspend());
  }

  private void variables() {
    add(
        "setVariable",
        (e, at) -> e.getRuntimeService().setVariable(at.execution(), "approved", true));
    add(
        "setVariableLocal",
        (e, at) -> e.getRuntimeService().setVariableLocal(at.execution(), "loopCounter", 7));
    add("setVariables", (e, at) -> e.getRuntimeService().setVariables(at.instance(), AGREED));
    add(
        "setVariablesLocal",
        (e, at) -> e.getRuntimeService().setVariablesLocal(at.execution(), AGREED));
    add(
        "setVariablesAsync",
        (e, at) -> e.getRuntimeService().setVariablesAsync(List.of(at.instance()), AGREED));
    add(
        "removeVariable",
        (e, at) -> e.getRuntimeService().removeVariable(at.execution(), "loopCounter"));
    add(
        "removeVariableLocal",
        (e, at) -> e.getRuntimeService().removeVariableLocal(at.execution(), "loopCounter"));
    add(
        "removeVariables",
        (e, at) -> e.getRuntimeService().removeVariables(at.execution(), List.of("nrOfInstances")));
    add(
        "removeVariablesLocal",
        (e, at) ->
            e.getRuntimeService().removeVariablesLocal(at.execution(), List.of("nrOfInstances")));
    add(
        "updateVariables",
        (e, at) ->
            ((RuntimeServiceImpl) e.getRuntimeService())
                .updateVariables(at.execution(), AGREED, List.of("loopCounter")));
    add("variables of a task, set", (e, at) -> e.getTaskService().setVariables(at.task(), AGREED));
    add(
        "variable of a task, set",
        (e, at) -> e.getTaskService().setVariable(at.task(), "approved", true));
    add(
        "local variables of a task, set",
        (e, at) -> e.getTaskService().setVariablesLocal(at.task(), AGREED));
    add(
        "variable of a task, removed",
        (e, at) -> e.getTaskService().removeVariable(at.task(), "loopCounter"));
    add(
        "local variable of a task, removed",
        (e, at) -> e.getTaskService().removeVariableLocal(at.task(), "loopCounter"));
    add(
        "variables of a task, removed",
        (e, at) -> e.getTaskService().removeVariables(at.task(), List.of("loopCounter")));
    add(
        "local variables of a task, removed",
        (e, at) -> e.getTaskService().removeVariablesLocal(at.task(), List.of("loopCounter")));
    add(
        "variables of a task, updated",
        (e, at) ->
            ((TaskServiceImpl) e.getTaskService())
                .updateVariables(at.task(), AGREED, List.of("loopCounter")));
    add("variables of a task, read", (e, at) -> e.getTaskService().getVariables(at.task()));
    add("variables of a form, read", (e, at) -> e.getFormService().getTaskFormVariables(at.task()));
  }

  private void migration() {
    addAtLarge(
        "createMigrationPlan",
        (e, at) ->
            e.getRuntimeService()
                .createMigrationPlan(at.definition(), at.definition())
                .mapEqualActivities()
                .build());
    add(
        "migration",
        (e, at) ->
            e.getRuntimeService()
                .newMigration(new MigrationPlanImpl(at.definition(), at.definition()))
                .processInstanceIds(at.instance())
                .skipCustomListeners()
                .skipIoMappings()
                .execute());
    add(
        "migration as a batch",
        (e, at) ->
            e.getRuntimeService()
                .newMigration(new MigrationPlanImpl(at.definition(), at.definition()))
                .processInstanceIds(at.instance())
                .executeAsync());
    add(
        "SetProcessDefinitionVersionCmd",
        (e, at) -> required(e).execute(new SetProcessDefinitionVersionCmd(at.instance(), 1)));
    add(
        "restartProcessInstances",
        (e, at) ->
            e.getRuntimeService()
                .restartProcessInstances(at.definition())
                .processInstanceIds(at.instance())
                .startBeforeActivity(at.nextAct())
                .skipCustomListeners()
                .skipIoMappings()
                .execute());
    add(
        "restartProcessInstances as a batch",
        (e, at) ->
            e.getRuntimeService()
                .restartProcessInstances(at.definition())
                .processInstanceIds(at.instance())
                .startBeforeActivity(at.nextAct())
                .executeAsync());
  }

  private void history() {
    add(
        "deleteHistoricTaskInstance",
        (e, at) -> e.getHistoryService().deleteHistoricTaskInstance(at.task()));
    add(
        "deleteHistoricProcessInstance",
        (e, at) -> e.getHistoryService().deleteHistoricProcessInstance(at.instance()));
    add(
        "deleteHistoricProcessInstanceIfExists",
        (e, at) -> e.getHistoryService().deleteHistoricProcessInstanceIfExists(at.instance()));
    add(
        "deleteHistoricProcessInstances",
        (e, at) -> e.getHistoryService().deleteHistoricProcessInstances(List.of(at.instance())));
    add(
        "deleteHistoricProcessInstancesBulk",
        (e, at) ->
            e.getHistoryService().deleteHistoricProcessInstancesBulk(List.of(at.instance())));
    add(
        "deleteHistoricProcessInstancesAsync",
        (e, at) ->
            e.getHistoryService().deleteHistoricProcessInstancesAsync(List.of(at.instance()), "x"));
    addAtLarge(
        "deleteHistoricVariableInstance",
        (e, at) -> e.getHistoryService().deleteHistoricVariableInstance("x"));
    add(
        "deleteHistoricVariableInstancesByProcessInstanceId",
        (e, at) ->
            e.getHistoryService()
                .deleteHistoricVariableInstancesByProcessInstanceId(at.instance()));
    addAtLarge(
        "deleteHistoricDecisionInstanceByInstanceId",
        (e, at) -> e.getHistoryService().deleteHistoricDecisionInstanceByInstanceId("x"));
    addAtLarge(
        "deleteHistoricDecisionInstanceByDefinitionId",
        (e, at) -> e.getHistoryService().deleteHistoricDecisionInstanceByDefinitionId("x"));
    addAtLarge(
        "deleteHistoricDecisionInstancesBulk",
        (e, at) -> e.getHistoryService().deleteHistoricDecisionInstancesBulk(List.of("x")));
    addAtLarge(
        "deleteHistoricDecisionInstancesAsync",
        (e, at) -> e.getHistoryService().deleteHistoricDecisionInstancesAsync(List.of("x"), "x"));
    addAtLarge("deleteHistoricBatch", (e, at) -> e.getHistoryService().deleteHistoricBatch("x"));
    addAtLarge(
        "deleteUserOperationLogEntry",
        (e, at) -> e.getHistoryService().deleteUserOperationLogEntry("x"));
    addAtLarge(
        "setAnnotationForOperationLogById",
        (e, at) -> e.getHistoryService().setAnnotationForOperationLogById("x", "y"));
    addAtLarge(
        "clearAnnotationForOperationLogById",
        (e, at) -> e.getHistoryService().clearAnnotationForOperationLogById("x"));
    addAtLarge("cleanUpHistoryAsync", (e, at) -> e.getHistoryService().cleanUpHistoryAsync(true));
    add(
        "setRemovalTimeToHistoricProcessInstances",
        (e, at) ->
            e.getHistoryService()
                .setRemovalTimeToHistoricProcessInstances()
                .absoluteRemovalTime(DAY)
                .byIds(at.instance())
                .hierarchical()
                .executeAsync());
    addAtLarge(
        "updateProcessDefinitionHistoryTimeToLive",
        (e, at) ->
            e.getRepositoryService().updateProcessDefinitionHistoryTimeToLive(at.definition(), 0));
    add(
        "deleteHistoricCaseInstance",
        (e, at) -> e.getHistoryService().deleteHistoricCaseInstance(at.instance()));
  }

  /** Code of one's own, run as a command. */
  private void foreignCommands() {
    foreign(
        "a lambda that deletes the task",
        true,
        (executor, at) -> {
          String task = at.task();
          executor.execute(context -> delete(context, task));
        });
    foreign(
        "an anonymous command that deletes the task",
        true,
        (executor, at) -> {
          String task = at.task();
          executor.execute(
              new Command<Void>() {
                @Override
                public Void execute(CommandContext context) {
                  return delete(context, task);
                }
              });
        });
    foreign(
        "a completion of one's own",
        true,
        (executor, at) ->
            executor.execute(
                new CompleteTaskCmd(at.task(), null) {
                  @Override
                  protected void completeTask(TaskEntity task) {
                    task.delete("x", false, true);
                  }
                }));
    foreign(
        "what only the engine itself asks",
        false,
        (executor, at) -> executor.execute(new GetNextIdBlockCmd(100)));
  }

  private interface Attempt {
    void by(CommandExecutor executor, Target at);
  }

  /** By every executor there is. */
  private void foreign(String name, boolean leadsToSubject, Attempt attempt) {
    Map<String, Function<ProcessEngine, CommandExecutor>> executors =
        Map.of(
            "required", GatedDoors::required,
            "requires new", engine -> settings(engine).getCommandExecutorTxRequiresNew(),
            "schema operations", engine -> settings(engine).getCommandExecutorSchemaOperations(),
            "of a service", engine -> ((ServiceImpl) engine.getTaskService()).getCommandExecutor());
    executors.forEach(
        (which, executor) ->
            doors.add(
                new Door(
                    name + ", " + which,
                    leadsToSubject,
                    (e, at) -> attempt.by(executor.apply(e), at))));
  }

  private static Void delete(CommandContext context, String id) {
    context.getTaskManager().findTaskById(id).delete("x", false, true);
    return null;
  }

  private void deployments() {
    addAtLarge(
        "deploy again",
        (e, at) ->
            e.getRepositoryService()
                .createDeployment()
                .addDeploymentResources(at.deployment())
                .deploy());
    addAtLarge(
        "deleteDeployment, not cascading",
        (e, at) -> e.getRepositoryService().deleteDeployment(at.deployment()));
    addAtLarge(
        "deleteProcessDefinition, not cascading",
        (e, at) -> e.getRepositoryService().deleteProcessDefinition(at.definition(), false));
    addAtLarge(
        "addCandidateStarterUser",
        (e, at) -> e.getRepositoryService().addCandidateStarterUser(at.definition(), STRANGER));
    addAtLarge(
        "deleteCandidateStarterGroup",
        (e, at) -> e.getRepositoryService().deleteCandidateStarterGroup(at.definition(), "x"));
    addAtLarge(
        "the diagram as the engine holds it",
        (e, at) ->
            ((RepositoryServiceImpl) e.getRepositoryService())
                .getDeployedProcessDefinition(at.definition()));
    addAtLarge(
        "the model as the engine holds it",
        (e, at) -> e.getRepositoryService().getBpmnModelInstance(at.definition()));
    addAtLarge(
        "registerDeploymentForJobExecutor",
        (e, at) -> e.getManagementService().registerDeploymentForJobExecutor(at.deployment()));
    addAtLarge(
        "unregisterDeploymentForJobExecutor",
        (e, at) -> e.getManagementService().unregisterDeploymentForJobExecutor(at.deployment()));
    addAtLarge(
        "unregisterProcessApplication",
        (e, at) ->
            e.getManagementService().unregisterProcessApplication(Set.of(at.deployment()), true));
  }

  private void tasks() {
    add("claim", (e, at) -> e.getTaskService().claim(at.task(), STRANGER));
    add("claim by the holder", (e, at) -> e.getTaskService().claim(at.task(), at.holder()));
    add("resolveTask without variables", (e, at) -> e.getTaskService().resolveTask(at.task()));
    add("deleteTask", (e, at) -> e.getTaskService().deleteTask(at.task()));
    add("deleteTask, cascading", (e, at) -> e.getTaskService().deleteTask(at.task(), true));
    add("deleteTask with a reason", (e, at) -> e.getTaskService().deleteTask(at.task(), "x"));
    add("deleteTasks", (e, at) -> e.getTaskService().deleteTasks(List.of(at.task()), true));
    add("handleEscalation", (e, at) -> e.getTaskService().handleEscalation(at.task(), "x"));
    add(
        "handleEscalation with variables",
        (e, at) -> e.getTaskService().handleEscalation(at.task(), "x", AGREED));
    addAtLarge("newTask", (e, at) -> e.getTaskService().newTask(at.task() + "2"));
    addAtLarge(
        "a new task", (e, at) -> e.getTaskService().saveTask(new TaskEntity(at.task() + "3")));
    add(
        "deleteCandidateUser",
        (e, at) -> e.getTaskService().deleteCandidateUser(at.task(), at.holder()));
    add("deleteCandidateGroup", (e, at) -> e.getTaskService().deleteCandidateGroup(at.task(), "x"));
    add(
        "addGroupIdentityLink",
        (e, at) -> e.getTaskService().addGroupIdentityLink(at.task(), "x", "candidate"));
    add(
        "createComment",
        (e, at) -> e.getTaskService().createComment(at.task(), at.instance(), "agreed"));
    add("addComment", (e, at) -> e.getTaskService().addComment(at.task(), at.instance(), "agreed"));
    add(
        "updateTaskComment",
        (e, at) -> e.getTaskService().updateTaskComment(at.task(), "x", "agreed"));
    add(
        "updateProcessInstanceComment",
        (e, at) -> e.getTaskService().updateProcessInstanceComment(at.instance(), "x", "agreed"));
    add("deleteTaskComments", (e, at) -> e.getTaskService().deleteTaskComments(at.task()));
    add(
        "deleteProcessInstanceComments",
        (e, at) -> e.getTaskService().deleteProcessInstanceComments(at.instance()));
    add(
        "createAttachment",
        (e, at) ->
            e.getTaskService()
                .createAttachment("text/plain", at.task(), at.instance(), "x", "x", stream()));
    add(
        "createAttachment by address",
        (e, at) ->
            e.getTaskService()
                .createAttachment("text/plain", at.task(), at.instance(), "x", "x", "http://x"));
    add(
        "saveAttachment",
        (e, at) -> {
          AttachmentEntity attachment = new AttachmentEntity();
          attachment.setId("x");
          attachment.setTaskId(at.task());
          e.getTaskService().saveAttachment(attachment);
        });
    addAtLarge("deleteAttachment", (e, at) -> e.getTaskService().deleteAttachment("x"));
    add("deleteTaskAttachment", (e, at) -> e.getTaskService().deleteTaskAttachment(at.task(), "x"));
  }

  /** Every message there is in any diagram, and one there is not. */
  private void messages() {
    Stream.concat(
            Stream.of("x"),
            Diagram.all().stream()
                .flatMap(diagram -> diagram.all(Message.class).stream())
                .map(Message::getName))
        .distinct()
        .forEach(this::message);
    addAtLarge("signalEventReceived", (e, at) -> e.getRuntimeService().signalEventReceived("x"));
    add(
        "signalEventReceived by an execution",
        (e, at) -> e.getRuntimeService().signalEventReceived("x", at.execution()));
    addAtLarge("createSignalEvent", (e, at) -> e.getRuntimeService().createSignalEvent("x").send());
    add(
        "evaluateStartConditions",
        (e, at) ->
            e.getRuntimeService()
                .createConditionEvaluation()
                .processInstanceBusinessKey(at.key())
                .setVariable("x", "y")
                .evaluateStartConditions());
  }

  private void message(String name) {
    String which = name + ", ";
    add(
        which + "correlateMessage",
        (e, at) -> e.getRuntimeService().correlateMessage(name, at.key()));
    add(
        which + "correlateMessage with variables",
        (e, at) -> e.getRuntimeService().correlateMessage(name, at.key(), AGREED));
    addAtLarge(
        which + "correlateMessage to anybody",
        (e, at) -> e.getRuntimeService().correlateMessage(name));
    add(which + "to one", (e, at) -> message(e, name, at).correlate());
    add(which + "exclusively", (e, at) -> message(e, name, at).correlateExclusively());
    add(which + "to all", (e, at) -> message(e, name, at).correlateAll());
    add(which + "to start", (e, at) -> message(e, name, at).correlateStartMessage());
    add(
        which + "to an instance",
        (e, at) ->
            e.getRuntimeService()
                .createMessageCorrelation(name)
                .processInstanceId(at.instance())
                .correlate());
    add(
        which + "as a batch",
        (e, at) ->
            e.getRuntimeService()
                .createMessageCorrelationAsync(name)
                .processInstanceIds(List.of(at.instance()))
                .correlateAllAsync());
    add(
        which + "messageEventReceived by the task's execution",
        (e, at) -> e.getRuntimeService().messageEventReceived(name, at.execution()));
    add(
        which + "messageEventReceived by the instance",
        (e, at) -> e.getRuntimeService().messageEventReceived(name, at.instance(), AGREED));
    add(
        which + "startProcessInstanceByMessage",
        (e, at) -> e.getRuntimeService().startProcessInstanceByMessage(name, at.key()));
    add(
        which + "startProcessInstanceByMessageAndProcessDefinitionId",
        (e, at) ->
            e.getRuntimeService()
                .startProcessInstanceByMessageAndProcessDefinitionId(
                    name, at.definition(), at.key()));
  }

  private static MessageCorrelationBuilder message(ProcessEngine engine, String name, Target at) {
    return engine
        .getRuntimeService()
        .createMessageCorrelation(name)
        .processInstanceBusinessKey(at.key());
  }

  private void jobs() {
    addAtLarge("executeJob", (e, at) -> e.getManagementService().executeJob("x"));
    addAtLarge("deleteJob", (e, at) -> e.getManagementService().deleteJob("x"));
    addAtLarge("setJobRetries", (e, at) -> e.getManagementService().setJobRetries("x", 3));
    addAtLarge(
        "setJobRetries of several",
        (e, at) -> e.getManagementService().setJobRetries(List.of("x"), 3));
    addAtLarge(
        "setJobRetriesAsync",
        (e, at) -> e.getManagementService().setJobRetriesAsync(List.of("x"), 3));
    addAtLarge("setJobDuedate", (e, at) -> e.getManagementService().setJobDuedate("x", DAY));
    addAtLarge(
        "recalculateJobDuedate",
        (e, at) -> e.getManagementService().recalculateJobDuedate("x", true));
    addAtLarge("setJobPriority", (e, at) -> e.getManagementService().setJobPriority("x", 1));
    addAtLarge("suspendJobById", (e, at) -> e.getManagementService().suspendJobById("x"));
    addAtLarge("activateJobById", (e, at) -> e.getManagementService().activateJobById("x"));
    add(
        "suspendJobByProcessInstanceId",
        (e, at) -> e.getManagementService().suspendJobByProcessInstanceId(at.instance()));
    addAtLarge(
        "suspendJobByProcessDefinitionKey",
        (e, at) -> e.getManagementService().suspendJobByProcessDefinitionKey(at.process()));
    add(
        "updateJobSuspensionState",
        (e, at) ->
            e.getManagementService()
                .updateJobSuspensionState()
                .byProcessInstanceId(at.instance())
                .suspend());
    addAtLarge(
        "suspendJobDefinitionByProcessDefinitionKey",
        (e, at) ->
            e.getManagementService()
                .suspendJobDefinitionByProcessDefinitionKey(at.process(), true));
    addAtLarge(
        "activateJobDefinitionByProcessDefinitionId",
        (e, at) ->
            e.getManagementService()
                .activateJobDefinitionByProcessDefinitionId(at.definition(), true));
    addAtLarge(
        "setOverridingJobPriorityForJobDefinition",
        (e, at) -> e.getManagementService().setOverridingJobPriorityForJobDefinition("x", 1, true));
    addAtLarge(
        "getJobExceptionStacktrace",
        (e, at) -> e.getManagementService().getJobExceptionStacktrace("x"));
  }

  private void incidents() {
    add(
        "createIncident",
        (e, at) -> e.getRuntimeService().createIncident("x", at.execution(), "y"));
    addAtLarge("resolveIncident", (e, at) -> e.getRuntimeService().resolveIncident("x"));
    addAtLarge(
        "setAnnotationForIncidentById",
        (e, at) -> e.getRuntimeService().setAnnotationForIncidentById("x", "y"));
    addAtLarge(
        "clearAnnotationForIncidentById",
        (e, at) -> e.getRuntimeService().clearAnnotationForIncidentById("x"));
  }

  private void identities() {
    addAtLarge("newUser", (e, at) -> e.getIdentityService().newUser("x"));
    addAtLarge("saveUser", (e, at) -> e.getIdentityService().saveUser(new UserEntity("x")));
    addAtLarge("deleteUser", (e, at) -> e.getIdentityService().deleteUser(at.holder()));
    addAtLarge("unlockUser", (e, at) -> e.getIdentityService().unlockUser(at.holder()));
    addAtLarge("checkPassword", (e, at) -> e.getIdentityService().checkPassword(at.holder(), "x"));
    addAtLarge("newGroup", (e, at) -> e.getIdentityService().newGroup("camunda-admin"));
    addAtLarge("saveGroup", (e, at) -> e.getIdentityService().saveGroup(new GroupEntity("x")));
    addAtLarge("deleteGroup", (e, at) -> e.getIdentityService().deleteGroup("x"));
    addAtLarge("createMembership", (e, at) -> e.getIdentityService().createMembership("x", "y"));
    addAtLarge("deleteMembership", (e, at) -> e.getIdentityService().deleteMembership("x", "y"));
    addAtLarge("newTenant", (e, at) -> e.getIdentityService().newTenant("x"));
    addAtLarge("saveTenant", (e, at) -> e.getIdentityService().saveTenant(new TenantEntity("x")));
    addAtLarge("deleteTenant", (e, at) -> e.getIdentityService().deleteTenant("x"));
    addAtLarge(
        "createTenantUserMembership",
        (e, at) -> e.getIdentityService().createTenantUserMembership("x", "y"));
    addAtLarge(
        "deleteTenantGroupMembership",
        (e, at) -> e.getIdentityService().deleteTenantGroupMembership("x", "y"));
    addAtLarge("setUserInfo", (e, at) -> e.getIdentityService().setUserInfo(at.holder(), "x", "y"));
    addAtLarge(
        "deleteUserInfo", (e, at) -> e.getIdentityService().deleteUserInfo(at.holder(), "x"));
    addAtLarge(
        "setUserPicture",
        (e, at) ->
            e.getIdentityService()
                .setUserPicture(at.holder(), new Picture(new byte[] {1}, "image/png")));
    addAtLarge(
        "setUserAccount",
        (e, at) ->
            e.getIdentityService()
                .setUserAccount(at.holder(), "x", "x", "x", "x", Map.of("x", "y")));
    addAtLarge(
        "createNewAuthorization", (e, at) -> e.getAuthorizationService().createNewAuthorization(1));
    addAtLarge(
        "deleteAuthorization", (e, at) -> e.getAuthorizationService().deleteAuthorization("x"));
  }

  private void settings() {
    addAtLarge("setProperty", (e, at) -> e.getManagementService().setProperty("x", "y"));
    addAtLarge(
        "deleteProperty", (e, at) -> e.getManagementService().deleteProperty("schema.version"));
    addAtLarge("getProperties", (e, at) -> e.getManagementService().getProperties());
    addAtLarge("setLicenseKey", (e, at) -> e.getManagementService().setLicenseKey("x"));
    addAtLarge("getLicenseKey", (e, at) -> e.getManagementService().getLicenseKey());
    addAtLarge("deleteLicenseKey", (e, at) -> e.getManagementService().deleteLicenseKey());
    addAtLarge("toggleTelemetry", (e, at) -> e.getManagementService().toggleTelemetry(true));
    addAtLarge("reportDbMetricsNow", (e, at) -> e.getManagementService().reportDbMetricsNow());
    addAtLarge("deleteMetrics", (e, at) -> e.getManagementService().deleteMetrics(null));
    addAtLarge("deleteTaskMetrics", (e, at) -> e.getManagementService().deleteTaskMetrics(null));
    addAtLarge("purge", (e, at) -> ((ManagementServiceImpl) e.getManagementService()).purge());
    addAtLarge("getTableCount", (e, at) -> e.getManagementService().getTableCount());
    addAtLarge(
        "databaseSchemaUpgrade",
        (e, at) -> {
          try (Connection other = DriverManager.getConnection("jdbc:h2:mem:")) {
            e.getManagementService().databaseSchemaUpgrade(other, "", "");
          }
        });
  }

  private void casesAndOthers() {
    add(
        "createCaseInstanceByKey",
        (e, at) -> e.getCaseService().createCaseInstanceByKey("x", at.key()));
    add(
        "terminate as a case",
        (e, at) -> e.getCaseService().withCaseExecution(at.execution()).terminate());
    add("variable of a case", (e, at) -> e.getCaseService().setVariable(at.execution(), "x", "y"));
    addAtLarge(
        "fetchAndLock",
        (e, at) -> e.getExternalTaskService().fetchAndLock(1, "w").topic("x", 1000).execute());
    addAtLarge(
        "complete as an external task", (e, at) -> e.getExternalTaskService().complete("x", "w"));
    addAtLarge(
        "handleFailure", (e, at) -> e.getExternalTaskService().handleFailure("x", "w", "y", 0, 0));
    addAtLarge(
        "error of an external task",
        (e, at) -> e.getExternalTaskService().handleBpmnError("x", "w", "y"));
    addAtLarge(
        "retries of an external task",
        (e, at) -> e.getExternalTaskService().setRetries(List.of("x"), 1));
    add(
        "retries of external tasks as a batch",
        (e, at) ->
            e.getExternalTaskService()
                .updateRetries()
                .processInstanceIds(at.instance())
                .setAsync(1));
    addAtLarge("newTaskFilter", (e, at) -> e.getFilterService().newTaskFilter("x"));
    addAtLarge("saveFilter", (e, at) -> e.getFilterService().saveFilter(new FilterEntity("Task")));
    addAtLarge("deleteFilter", (e, at) -> e.getFilterService().deleteFilter("x"));
    addAtLarge("tasks of a filter", (e, at) -> e.getFilterService().list("x"));
    addAtLarge(
        "a table by its id",
        (e, at) -> e.getDecisionService().evaluateDecisionTableById("x", Map.of("cell", "x")));
    addAtLarge(
        "a table of another version",
        (e, at) ->
            e.getDecisionService()
                .evaluateDecisionTableByKeyAndVersion("x", 1, Map.of("cell", "x")));
    addAtLarge(
        "a decision that is no table",
        (e, at) ->
            e.getDecisionService()
                .evaluateDecisionByKey("x")
                .variables(Map.of("cell", "x"))
                .evaluate());
    addAtLarge(
        "what Optimize reads",
        (e, at) ->
            settings(e).getOptimizeService().getCompletedHistoricTaskInstances(DAY, DAY, 10));
  }

  private void batches() {
    addAtLarge("suspendBatchById", (e, at) -> e.getManagementService().suspendBatchById("x"));
    addAtLarge("activateBatchById", (e, at) -> e.getManagementService().activateBatchById("x"));
    addAtLarge("deleteBatch", (e, at) -> e.getManagementService().deleteBatch("x", true));
    add(
        "deleteProcessInstancesAsync by query",
        (e, at) ->
            e.getRuntimeService()
                .deleteProcessInstancesAsync(
                    e.getRuntimeService()
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(at.key()),
                    "x"));
  }

  /** Some with an own way of asking; the plain ones are found by CommandGateTest. */
  private void questions() {
    addAtLarge(
        "tasks of a person",
        (e, at) -> e.getTaskService().createTaskQuery().taskAssignee(at.holder()).list());
    add(
        "tasks, with or()",
        (e, at) ->
            e.getTaskService()
                .createTaskQuery()
                .or()
                .taskId(at.task())
                .taskAssigneeExpression("${1+1}")
                .endOr()
                .list());
    add(
        "instances, with or()",
        (e, at) ->
            e.getRuntimeService()
                .createProcessInstanceQuery()
                .or()
                .processInstanceBusinessKey(at.key())
                .endOr()
                .count());
    add(
        "history, with or()",
        (e, at) ->
            e.getHistoryService()
                .createHistoricProcessInstanceQuery()
                .or()
                .processInstanceBusinessKey(at.key())
                .endOr()
                .singleResult());
    add(
        "a native query",
        (e, at) ->
            e.getTaskService()
                .createNativeTaskQuery()
                .sql("select * from ACT_RU_TASK where ID_ = #{id}")
                .parameter("id", at.task())
                .list());
    addAtLarge(
        "a table, page by page",
        (e, at) ->
            e.getManagementService()
                .createTablePageQuery()
                .tableName("ACT_RU_TASK")
                .listPage(0, 1));
    add(
        "getActiveActivityIds",
        (e, at) -> e.getRuntimeService().getActiveActivityIds(at.instance()));
    add("getActivityInstance", (e, at) -> e.getRuntimeService().getActivityInstance(at.instance()));
    add(
        "getIdentityLinksForTask",
        (e, at) -> e.getTaskService().getIdentityLinksForTask(at.task()));
    add("getSubTasks", (e, at) -> e.getTaskService().getSubTasks(at.task()));
    add("getTaskFormData", (e, at) -> e.getFormService().getTaskFormData(at.task()));
    add("getRenderedTaskForm", (e, at) -> e.getFormService().getRenderedTaskForm(at.task()));
  }

  private static ProcessEngineConfigurationImpl settings(ProcessEngine engine) {
    return (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
  }

  private static CommandExecutor required(ProcessEngine engine) {
    return settings(engine).getCommandExecutorTxRequired();
  }

  private static InputStream stream() {
    return new ByteArrayInputStream(new byte[] {1});
  }
}
