package io.bihuan.workflow;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.MessageCorrelationBuilder;
import org.camunda.bpm.engine.runtime.ProcessInstanceModificationBuilder;
import org.camunda.bpm.engine.task.Task;

/**
 * The doors that the listeners in every node stop by themselves, without the gate before them: a
 * task would end, open, or change hands, or a token would move.
 */
final class GuardedDoors {
  private static final String STRANGER = "mallory";
  private static final Map<String, Object> AGREED = Map.of("decision", "AGREED", "approved", true);

  private final List<GuardedDoor> doors = new ArrayList<>();

  /** A door through services that may be those behind the gate. */
  record GuardedDoor(String name, boolean leadsToSubject, BiConsumer<Services, Target> opening) {
    Door through(Services services) {
      return new Door(name, leadsToSubject, (engine, at) -> opening.accept(services, at));
    }
  }

  private GuardedDoors() {
    completions();
    endings();
    deletions();
    deployments();
    modifications();
    reassignments();
    starts();
  }

  static List<GuardedDoor> all() {
    return List.copyOf(new GuardedDoors().doors);
  }

  /** A token put down at a node of the diagram that no person signs, or a new one started there. */
  static List<GuardedDoor> toEveryOf(List<String> nodes) {
    return nodes.stream()
        .flatMap(
            node ->
                Stream.of(
                    new GuardedDoor(
                        "startBeforeActivity(%s)".formatted(node),
                        true,
                        (s, at) ->
                            s.runtime()
                                .createProcessInstanceModification(at.instance())
                                .startBeforeActivity(node)
                                .execute(true, true)),
                    new GuardedDoor(
                        "createProcessInstanceByKey, startBeforeActivity(%s)".formatted(node),
                        true,
                        (s, at) ->
                            s.runtime()
                                .createProcessInstanceByKey(at.process())
                                .businessKey(at.key())
                                .startBeforeActivity(node)
                                .execute(true, true))))
        .toList();
  }

  /** Every message that is drawn at the node where it stands, or around it. */
  static List<GuardedDoor> byMessageTo(Target target) {
    List<GuardedDoor> doors = new ArrayList<>();
    for (Target.Subscription one : target.subscriptions()) {
      Map<String, BiConsumer<Services, Target>> ways = new TreeMap<>();
      ways.put(
          "messageEventReceived",
          (s, at) -> s.runtime().messageEventReceived(one.message(), one.execution()));
      ways.put(
          "messageEventReceived with variables",
          (s, at) -> s.runtime().messageEventReceived(one.message(), one.execution(), AGREED));
      ways.put(
          "correlateMessage", (s, at) -> s.runtime().correlateMessage(one.message(), at.key()));
      ways.put("correlate", (s, at) -> message(s, one.message(), at).correlate());
      ways.put("correlateAll", (s, at) -> message(s, one.message(), at).correlateAll());
      ways.put(
          "correlateExclusively", (s, at) -> message(s, one.message(), at).correlateExclusively());
      ways.put(
          "correlateWithResultAndVariables",
          (s, at) -> message(s, one.message(), at).correlateWithResultAndVariables(true));
      ways.put(
          "correlate to the instance",
          (s, at) ->
              s.runtime()
                  .createMessageCorrelation(one.message())
                  .processInstanceId(at.instance())
                  .setVariables(AGREED)
                  .correlate());
      ways.forEach(
          (name, way) -> doors.add(new GuardedDoor(one.message() + ", " + name, true, way)));
    }
    return doors;
  }

  private static MessageCorrelationBuilder message(Services services, String name, Target at) {
    return services.runtime().createMessageCorrelation(name).processInstanceBusinessKey(at.key());
  }

  static List<GuardedDoor> toAllSigners() {
    return List.of(
        new GuardedDoor(
            "cancelAllForActivity(all signers)",
            true,
            (s, at) ->
                s.runtime()
                    .createProcessInstanceModification(at.instance())
                    .cancelAllForActivity(at.node())
                    .execute(true, true)),
        new GuardedDoor(
            "startBeforeActivity(all signers)",
            true,
            (s, at) ->
                s.runtime()
                    .createProcessInstanceModification(at.instance())
                    .startBeforeActivity(at.node())
                    .execute(true, true)));
  }

  private void add(String name, BiConsumer<Services, Target> opening) {
    doors.add(new GuardedDoor(name, true, opening));
  }

  /** It takes all subjects of a diagram; whichever is asked first refuses for all. */
  private void addAtLarge(String name, BiConsumer<Services, Target> opening) {
    doors.add(new GuardedDoor(name, false, opening));
  }

  private void completions() {
    add("complete", (s, at) -> s.tasks().complete(at.task()));
    add("complete with variables", (s, at) -> s.tasks().complete(at.task(), AGREED));
    add(
        "completeWithVariablesInReturn",
        (s, at) -> s.tasks().completeWithVariablesInReturn(at.task(), AGREED, true));
    add("resolveTask", (s, at) -> s.tasks().resolveTask(at.task(), AGREED));
    add("submitTaskForm", (s, at) -> s.forms().submitTaskForm(at.task(), AGREED));
    add(
        "submitTaskFormData",
        (s, at) -> s.forms().submitTaskFormData(at.task(), Map.of("decision", "AGREED")));
    add(
        "submitTaskFormWithVariablesInReturn",
        (s, at) -> s.forms().submitTaskFormWithVariablesInReturn(at.task(), AGREED, true));
  }

  private void endings() {
    add("signal", (s, at) -> s.runtime().signal(at.execution()));
    add("signal with variables", (s, at) -> s.runtime().signal(at.execution(), "x", null, AGREED));
    add("handleBpmnError", (s, at) -> s.tasks().handleBpmnError(at.task(), "anything"));
    add(
        "handleBpmnError with variables",
        (s, at) -> s.tasks().handleBpmnError(at.task(), "anything", "message", AGREED));
  }

  private void deletions() {
    for (boolean skip : new boolean[] {false, true}) {
      String how = skip ? ", skipping listeners and mappings" : "";
      add(
          "deleteProcessInstance" + how,
          (s, at) -> s.runtime().deleteProcessInstance(at.instance(), "x", skip, false, skip));
      add(
          "deleteProcessInstances" + how,
          (s, at) -> s.runtime().deleteProcessInstances(List.of(at.instance()), "x", skip, true));
      add(
          "deleteProcessInstancesAsync" + how,
          (s, at) ->
              run(
                  s.management(),
                  s.runtime()
                      .deleteProcessInstancesAsync(List.of(at.instance()), null, "x", skip, skip)));
      add(
          "deleteProcessInstanceIfExists" + how,
          (s, at) ->
              s.runtime()
                  .deleteProcessInstanceIfExists(at.instance(), "x", skip, false, skip, skip));
      addAtLarge(
          "deleteDeployment" + how,
          (s, at) -> s.repository().deleteDeployment(at.deployment(), true, skip, skip));
      addAtLarge(
          "deleteProcessDefinition" + how,
          (s, at) -> s.repository().deleteProcessDefinition(at.definition(), true, skip, skip));
    }
    addAtLarge(
        "deleteProcessDefinitions by key",
        (s, at) ->
            s.repository()
                .deleteProcessDefinitions()
                .byKey(at.process())
                .cascade()
                .skipCustomListeners()
                .skipIoMappings()
                .delete());
  }

  private void deployments() {
    addAtLarge(
        "deploy a diagram",
        (s, at) ->
            s.repository()
                .createDeployment()
                .name("side door")
                .addClasspathResource("processes/" + at.process() + ".bpmn")
                .deploy());
    addAtLarge(
        "deploy any resource",
        (s, at) -> s.repository().createDeployment().addString("x.txt", "x").deploy());
  }

  /** Each plain, and skipping listeners and mappings. */
  private void modifications() {
    modify("cancelActivityInstance", (m, at) -> m.cancelActivityInstance(at.activityInstance()));
    modify("cancelAllForActivity", (m, at) -> m.cancelAllForActivity(at.act().id()));
    modify(
        "cancelAllForActivity and startBeforeActivity(next act)",
        (m, at) -> m.cancelAllForActivity(at.act().id()).startBeforeActivity(at.nextAct()));
    modify(
        "startBeforeActivity(next act) and cancelAllForActivity",
        (m, at) -> m.startBeforeActivity(at.nextAct()).cancelAllForActivity(at.act().id()));
    modify("startBeforeActivity(same act)", (m, at) -> m.startBeforeActivity(at.act().id()));
    modify("startBeforeActivity(next act)", (m, at) -> m.startBeforeActivity(at.nextAct()));
    modify("startBeforeActivity(end)", (m, at) -> m.startBeforeActivity(at.end()));
    modify("startAfterActivity(same act)", (m, at) -> m.startAfterActivity(at.node()));
    modify("startAfterActivity(next act)", (m, at) -> m.startAfterActivity(at.nextNode()));
    modify("startTransition(into the act)", (m, at) -> m.startTransition(at.enteringFlow()));
    for (boolean skip : new boolean[] {false, true}) {
      add(
          "modification as a job" + (skip ? ", skipping listeners and mappings" : ""),
          (s, at) ->
              run(
                  s.management(),
                  s.runtime()
                      .createProcessInstanceModification(at.instance())
                      .cancelAllForActivity(at.act().id())
                      .startBeforeActivity(at.end())
                      .executeAsync(skip, skip)));
    }
    add(
        "modification of several instances",
        (s, at) ->
            s.runtime()
                .createModification(at.definition())
                .processInstanceIds(at.instance())
                .cancelAllForActivity(at.act().id())
                .startBeforeActivity(at.end())
                .skipCustomListeners()
                .skipIoMappings()
                .execute());
  }

  private void modify(String name, BiConsumer<ProcessInstanceModificationBuilder, Target> how) {
    for (boolean skip : new boolean[] {false, true}) {
      add(
          name + (skip ? ", skipping listeners and mappings" : ""),
          (s, at) -> {
            var modification = s.runtime().createProcessInstanceModification(at.instance());
            how.accept(modification, at);
            modification.execute(skip, skip);
          });
    }
  }

  private void reassignments() {
    add("setAssignee", (s, at) -> s.tasks().setAssignee(at.task(), STRANGER));
    add("setAssignee(nobody)", (s, at) -> s.tasks().setAssignee(at.task(), null));
    add("delegateTask", (s, at) -> s.tasks().delegateTask(at.task(), STRANGER));
    add("claim(nobody)", (s, at) -> s.tasks().claim(at.task(), null));
    add("setOwner", (s, at) -> s.tasks().setOwner(at.task(), STRANGER));
    add(
        "saveTask with another assignee",
        (s, at) -> save(s, at, task -> task.setAssignee(STRANGER)));
    add(
        "saveTask with another due date",
        (s, at) -> save(s, at, task -> task.setDueDate(new Date(0))));
    add("setName", (s, at) -> s.tasks().setName(at.task(), "x"));
    add("setDescription", (s, at) -> s.tasks().setDescription(at.task(), "x"));
    add("setPriority", (s, at) -> s.tasks().setPriority(at.task(), 99));
    add("setDueDate", (s, at) -> s.tasks().setDueDate(at.task(), new Date(0)));
    add("setFollowUpDate", (s, at) -> s.tasks().setFollowUpDate(at.task(), new Date(0)));
    add("addCandidateUser", (s, at) -> s.tasks().addCandidateUser(at.task(), STRANGER));
    add("addCandidateGroup", (s, at) -> s.tasks().addCandidateGroup(at.task(), "x"));
    add(
        "addUserIdentityLink(assignee)",
        (s, at) -> s.tasks().addUserIdentityLink(at.task(), STRANGER, "assignee"));
    add(
        "deleteUserIdentityLink(assignee)",
        (s, at) -> s.tasks().deleteUserIdentityLink(at.task(), at.holder(), "assignee"));
    add("setVariableLocal", (s, at) -> s.tasks().setVariableLocal(at.task(), "x", "y"));
  }

  /** A second token under the same number. */
  private void starts() {
    add(
        "startProcessInstanceByKey",
        (s, at) -> s.runtime().startProcessInstanceByKey(at.process(), at.key()));
    add(
        "startProcessInstanceById",
        (s, at) -> s.runtime().startProcessInstanceById(at.definition(), at.key()));
    add(
        "startProcessInstanceByKey with variables",
        (s, at) -> s.runtime().startProcessInstanceByKey(at.process(), at.key(), AGREED));
    add(
        "startProcessInstanceByKey with a case",
        (s, at) -> s.runtime().startProcessInstanceByKey(at.process(), at.key(), "case"));
    add("submitStartForm", (s, at) -> s.forms().submitStartForm(at.definition(), at.key(), AGREED));
    for (boolean skip : new boolean[] {false, true}) {
      String how = skip ? ", skipping listeners and mappings" : "";
      startAt("startBeforeActivity(same act)" + how, skip, at -> at.act().id());
      startAt("startBeforeActivity(next act)" + how, skip, at -> at.nextAct());
      startAt("startBeforeActivity(end)" + how, skip, Target::end);
    }
    add(
        "createProcessInstanceById, startAfterActivity",
        (s, at) ->
            s.runtime()
                .createProcessInstanceById(at.definition())
                .businessKey(at.key())
                .startAfterActivity(at.node())
                .executeWithVariablesInReturn(true, true));
    add(
        "createProcessInstanceByKey, startTransition",
        (s, at) ->
            s.runtime()
                .createProcessInstanceByKey(at.process())
                .businessKey(at.key())
                .startTransition(at.enteringFlow())
                .execute(true, true));
  }

  private void startAt(String name, boolean skip, Function<Target, String> node) {
    add(
        "createProcessInstanceByKey, " + name,
        (s, at) ->
            s.runtime()
                .createProcessInstanceByKey(at.process())
                .businessKey(at.key())
                .startBeforeActivity(node.apply(at))
                .execute(skip, skip));
  }

  private static void save(Services services, Target at, Consumer<Task> change) {
    Task task = at.fetched().get();
    change.accept(task);
    services.tasks().saveTask(task);
  }

  /** Does by hand what a job executor would do, until a job fails. */
  private static void run(ManagementService management, Batch batch) {
    try {
      for (int turn = 0; turn < 5; turn++) {
        for (Job job : jobsOf(management, batch)) {
          management.executeJob(job.getId());
        }
      }
    } finally {
      if (management.createBatchQuery().batchId(batch.getId()).count() > 0) {
        management.deleteBatch(batch.getId(), true);
      }
    }
  }

  private static List<Job> jobsOf(ManagementService management, Batch batch) {
    return Stream.of(batch.getSeedJobDefinitionId(), batch.getBatchJobDefinitionId())
        .flatMap(id -> management.createJobQuery().jobDefinitionId(id).list().stream())
        .toList();
  }
}
