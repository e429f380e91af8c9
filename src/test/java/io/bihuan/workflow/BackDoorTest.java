package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Route;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.batch.Batch;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstanceModificationBuilder;
import org.camunda.bpm.engine.task.IdentityLink;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * 不签字不放行, tried from behind: whoever holds the engine's services in his hands, and whoever the
 * engine takes him for, moves no hazard, and the attempt is kept.
 */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class BackDoorTest {
  private static final String STRANGER = "mallory";
  private static final String END = "hazardClosedOut";

  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired PendingActs pendingActs;
  @Autowired Ledger ledger;
  @Autowired ProcessEngine engine;
  @Autowired RuntimeService runtime;
  @Autowired TaskService tasks;
  @Autowired JdbcTemplate jdbc;

  private final Map<Act, Target> targets = new EnumMap<>(Act.class);

  /** One hazard that stands at an act, as it stood before anybody tampered with it. */
  private record Target(
      County.Folk folk,
      HazardNo no,
      Act act,
      String instance,
      String definition,
      String task,
      String execution,
      String activityInstance,
      String holder,
      String enteringFlow,
      State before) {
    /** What the act's outgoing flow leaves: the task, or the scope around its several signers. */
    String node() {
      return act.signers() == 1 ? act.id() : act.id() + "#multiInstanceBody";
    }

    /** The act after this one; the first one after the last. */
    Act next() {
      return Route.GENERAL.after(act, false).orElse(Act.REGISTER);
    }
  }

  /** Everything that must not change. */
  private record State(
      Hazard hazard,
      List<PendingAct> pending,
      List<SignedAct> signed,
      List<String> tasks,
      List<String> executions,
      long variables) {}

  private record Attempt(String name, BiConsumer<BackDoorTest, Target> on) {
    static Attempt at(String name, BiConsumer<BackDoorTest, Target> on) {
      return new Attempt(name, on);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Whom the engine takes the caller for. */
  private enum Caller {
    NOBODY,
    A_STRANGER,
    THE_HOLDER
  }

  private static List<Attempt> attempts() {
    List<Attempt> all = new ArrayList<>();
    Map<String, Object> agreed = Map.of("decision", "AGREED", "approved", true);

    all.add(Attempt.at("complete", (t, at) -> t.tasks.complete(at.task)));
    all.add(Attempt.at("complete with variables", (t, at) -> t.tasks.complete(at.task, agreed)));
    all.add(
        Attempt.at(
            "completeWithVariablesInReturn",
            (t, at) -> t.tasks.completeWithVariablesInReturn(at.task, agreed, true)));
    all.add(Attempt.at("resolveTask", (t, at) -> t.tasks.resolveTask(at.task, agreed)));
    all.add(
        Attempt.at(
            "submitTaskForm",
            (t, at) -> t.engine.getFormService().submitTaskForm(at.task, agreed)));
    all.add(
        Attempt.at(
            "submitTaskFormWithVariablesInReturn",
            (t, at) ->
                t.engine
                    .getFormService()
                    .submitTaskFormWithVariablesInReturn(at.task, agreed, true)));

    all.add(Attempt.at("signal", (t, at) -> t.runtime.signal(at.execution)));
    all.add(
        Attempt.at(
            "signal with variables", (t, at) -> t.runtime.signal(at.execution, "x", null, agreed)));
    all.add(Attempt.at("handleBpmnError", (t, at) -> t.tasks.handleBpmnError(at.task, "anything")));
    all.add(
        Attempt.at(
            "handleBpmnError with variables",
            (t, at) -> t.tasks.handleBpmnError(at.task, "anything", "message", agreed)));

    all.addAll(modifications());

    for (boolean skip : new boolean[] {false, true}) {
      String how = skip ? ", skipping listeners and mappings" : "";
      all.add(
          Attempt.at(
              "deleteProcessInstance" + how,
              (t, at) -> t.runtime.deleteProcessInstance(at.instance, "x", skip, false, skip)));
      all.add(
          Attempt.at(
              "deleteProcessInstances" + how,
              (t, at) -> t.runtime.deleteProcessInstances(List.of(at.instance), "x", skip, true)));
      all.add(
          Attempt.at(
              "deleteProcessInstancesAsync" + how,
              (t, at) ->
                  t.run(
                      t.runtime.deleteProcessInstancesAsync(
                          List.of(at.instance), null, "x", skip, skip))));
    }

    all.addAll(reassignments());
    return all;
  }

  /** Each plain, and skipping listeners and mappings. */
  private static List<Attempt> modifications() {
    List<Attempt> all = new ArrayList<>();
    BiConsumer<String, BiConsumer<ProcessInstanceModificationBuilder, Target>> modify =
        (name, how) -> {
          all.add(
              Attempt.at(
                  name,
                  (t, at) -> {
                    var modification = t.runtime.createProcessInstanceModification(at.instance);
                    how.accept(modification, at);
                    modification.execute();
                  }));
          all.add(
              Attempt.at(
                  name + ", skipping listeners and mappings",
                  (t, at) -> {
                    var modification = t.runtime.createProcessInstanceModification(at.instance);
                    how.accept(modification, at);
                    modification.execute(true, true);
                  }));
        };
    modify.accept(
        "cancelActivityInstance", (m, at) -> m.cancelActivityInstance(at.activityInstance));
    modify.accept("cancelAllForActivity", (m, at) -> m.cancelAllForActivity(at.act.id()));
    modify.accept(
        "cancelAllForActivity and startBeforeActivity(next act)",
        (m, at) -> m.cancelAllForActivity(at.act.id()).startBeforeActivity(at.next().id()));
    modify.accept(
        "startBeforeActivity(next act) and cancelAllForActivity",
        (m, at) -> m.startBeforeActivity(at.next().id()).cancelAllForActivity(at.act.id()));
    modify.accept("startBeforeActivity(same act)", (m, at) -> m.startBeforeActivity(at.act.id()));
    modify.accept(
        "startBeforeActivity(next act)", (m, at) -> m.startBeforeActivity(at.next().id()));
    modify.accept("startBeforeActivity(closeOut)", (m, at) -> m.startBeforeActivity("closeOut"));
    modify.accept(
        "startBeforeActivity(isClosedOut)", (m, at) -> m.startBeforeActivity("isClosedOut"));
    modify.accept("startBeforeActivity(end event)", (m, at) -> m.startBeforeActivity(END));
    modify.accept("startAfterActivity(same act)", (m, at) -> m.startAfterActivity(at.node()));
    modify.accept("startAfterActivity(closeOut)", (m, at) -> m.startAfterActivity("closeOut"));
    modify.accept("startTransition(into the act)", (m, at) -> m.startTransition(at.enteringFlow));
    modify.accept("startTransition(closedOut)", (m, at) -> m.startTransition("closedOut"));
    for (boolean skip : new boolean[] {false, true}) {
      all.add(
          Attempt.at(
              "modification as a job" + (skip ? ", skipping listeners and mappings" : ""),
              (t, at) ->
                  t.run(
                      t.runtime
                          .createProcessInstanceModification(at.instance)
                          .cancelAllForActivity(at.act.id())
                          .startAfterActivity("closeOut")
                          .executeAsync(skip, skip))));
    }
    all.add(
        Attempt.at(
            "modification of several instances",
            (t, at) ->
                t.runtime
                    .createModification(at.definition)
                    .processInstanceIds(at.instance)
                    .cancelAllForActivity(at.act.id())
                    .startAfterActivity("closeOut")
                    .skipCustomListeners()
                    .skipIoMappings()
                    .execute()));
    return all;
  }

  private static List<Attempt> reassignments() {
    Consumer<Task> ownName = task -> task.setAssignee(STRANGER);
    Consumer<Task> laterDate = task -> task.setDueDate(new Date(0));
    return List.of(
        Attempt.at("setAssignee", (t, at) -> t.tasks.setAssignee(at.task, STRANGER)),
        Attempt.at("setAssignee(nobody)", (t, at) -> t.tasks.setAssignee(at.task, null)),
        Attempt.at("delegateTask", (t, at) -> t.tasks.delegateTask(at.task, STRANGER)),
        Attempt.at("claim(nobody)", (t, at) -> t.tasks.claim(at.task, null)),
        Attempt.at("setOwner", (t, at) -> t.tasks.setOwner(at.task, STRANGER)),
        Attempt.at("saveTask with another assignee", (t, at) -> t.save(at, ownName)),
        Attempt.at("saveTask with another due date", (t, at) -> t.save(at, laterDate)),
        Attempt.at("setName", (t, at) -> t.tasks.setName(at.task, "x")),
        Attempt.at("setDescription", (t, at) -> t.tasks.setDescription(at.task, "x")),
        Attempt.at("setPriority", (t, at) -> t.tasks.setPriority(at.task, 99)),
        Attempt.at("setDueDate", (t, at) -> t.tasks.setDueDate(at.task, new Date(0))),
        Attempt.at("setFollowUpDate", (t, at) -> t.tasks.setFollowUpDate(at.task, new Date(0))),
        Attempt.at("addCandidateUser", (t, at) -> t.tasks.addCandidateUser(at.task, STRANGER)),
        Attempt.at("addCandidateGroup", (t, at) -> t.tasks.addCandidateGroup(at.task, "x")),
        Attempt.at(
            "addUserIdentityLink(assignee)",
            (t, at) -> t.tasks.addUserIdentityLink(at.task, STRANGER, "assignee")),
        Attempt.at(
            "deleteUserIdentityLink(assignee)",
            (t, at) -> t.tasks.deleteUserIdentityLink(at.task, at.holder, "assignee")),
        Attempt.at("setVariableLocal", (t, at) -> t.tasks.setVariableLocal(at.task, "x", "y")));
  }

  static Stream<org.junit.jupiter.params.provider.Arguments> attemptsOnEveryAct() {
    return Stream.of(Act.values())
        .flatMap(act -> attempts().stream().map(attempt -> arguments(attempt, act, act.id())));
  }

  @ParameterizedTest(name = "{0} on {2} is refused")
  @MethodSource("attemptsOnEveryAct")
  void noTaskEndsOrChangesUnsigned(Attempt attempt, Act act, String id) {
    Target at = targets.computeIfAbsent(act, this::target);
    for (Caller caller : Caller.values()) {
      long refusedBefore = refused(at);
      pretend(caller, at);
      Throwable refusal = catchThrowable(() -> attempt.on.accept(this, at));
      engine.getIdentityService().clearAuthentication();

      assertThat(refusal).as("%s by %s on %s", attempt, caller, id).isNotNull();
      assertThat(state(at.no)).as("%s by %s on %s", attempt, caller, id).isEqualTo(at.before);
      assertThat(refused(at))
          .as("kept: %s by %s on %s: %s", attempt, caller, id, refusal)
          .isGreaterThan(refusedBefore);
    }
  }

  /** These the engine refuses by itself, before the guard sees anything of them. */
  @ParameterizedTest
  @EnumSource(Act.class)
  void whatTheEngineItselfStopsChangesNothing(Act act) {
    Target at = targets.computeIfAbsent(act, this::target);
    assertThatThrownBy(() -> tasks.claim(at.task, STRANGER))
        .hasMessageContaining("already claimed");
    assertThatThrownBy(() -> tasks.deleteTask(at.task, true))
        .hasMessageContaining("part of a running process");
    assertThatThrownBy(
            () -> engine.getRepositoryService().deleteProcessDefinition(at.definition, false))
        .isInstanceOf(RuntimeException.class);
    assertThatThrownBy(() -> tasks.handleEscalation(at.task, "anything"))
        .hasMessageContaining("no escalation handler");
    assertThat(state(at.no)).isEqualTo(at.before);
  }

  /** All hazards on the diagram would go; the first one that is asked refuses for all. */
  @Test
  void theDiagramUnderStandingHazardsIsNotDeleted() {
    for (Act act : Act.values()) {
      targets.computeIfAbsent(act, this::target);
    }
    String deployment = engine.getRepositoryService().createDeploymentQuery().list().get(0).getId();
    String definition = targets.get(Act.REGISTER).definition;
    var repository = engine.getRepositoryService();
    List<Runnable> deletions =
        List.of(
            () -> repository.deleteDeployment(deployment, true),
            () -> repository.deleteDeployment(deployment, true, true),
            () -> repository.deleteDeployment(deployment, true, true, true),
            () -> repository.deleteProcessDefinition(definition, true, true, true),
            () ->
                repository
                    .deleteProcessDefinitions()
                    .byKey(Procedure.RECTIFICATION.id())
                    .cascade()
                    .skipCustomListeners()
                    .skipIoMappings()
                    .delete());
    for (Runnable deletion : deletions) {
      for (Caller caller : Caller.values()) {
        long refusedBefore = refused();
        pretend(caller, targets.get(Act.REGISTER));
        assertThatThrownBy(deletion::run).isInstanceOf(RuntimeException.class);
        engine.getIdentityService().clearAuthentication();
        assertThat(refused()).isGreaterThan(refusedBefore);
        targets.values().forEach(at -> assertThat(state(at.no)).isEqualTo(at.before));
      }
    }
    assertThatThrownBy(() -> repository.deleteDeployment(deployment))
        .isInstanceOf(RuntimeException.class);
    targets.values().forEach(at -> assertThat(state(at.no)).isEqualTo(at.before));
    // What was tried has emptied the engine's cache of diagrams; the loop still goes on.
    var at = targets.get(Act.REGISTER);
    at.folk.driveTo(at.folk.reported(), Act.DETERMINE);
  }

  @ParameterizedTest
  @EnumSource(Act.class)
  void noHazardGoesRoundTwiceAtOnce(Act act) {
    Target at = targets.computeIfAbsent(act, this::target);
    String no = at.no.value();
    refusedStart(no, () -> runtime.startProcessInstanceByKey(Procedure.RECTIFICATION.id(), no));
    refusedStart(no, () -> runtime.startProcessInstanceById(at.definition, no));
    for (String node : List.of(act.id(), at.next().id(), "closeOut", "isClosedOut", END)) {
      refusedStart(
          no,
          () ->
              runtime
                  .createProcessInstanceByKey(Procedure.RECTIFICATION.id())
                  .businessKey(no)
                  .startBeforeActivity(node)
                  .execute());
      refusedStart(
          no,
          () ->
              runtime
                  .createProcessInstanceByKey(Procedure.RECTIFICATION.id())
                  .businessKey(no)
                  .startBeforeActivity(node)
                  .execute(true, true));
    }
    assertThat(state(at.no)).isEqualTo(at.before);
  }

  @Test
  void noTokenGoesRoundWithoutAHazard() {
    for (String key : new String[] {null, "", "YH-000000-20200101-0001", "x".repeat(255)}) {
      long instances = runtime.createProcessInstanceQuery().count();
      refusedStart(key, () -> runtime.startProcessInstanceByKey(Procedure.RECTIFICATION.id(), key));
      refusedStart(
          key,
          () ->
              runtime
                  .createProcessInstanceByKey(Procedure.RECTIFICATION.id())
                  .businessKey(key)
                  .startBeforeActivity("closeOut")
                  .execute(true, true));
      refusedStart(
          key,
          () ->
              engine
                  .getFormService()
                  .submitStartForm(
                      runtime.createProcessInstanceQuery().list().get(0).getProcessDefinitionId(),
                      key,
                      Map.of()));
      assertThat(runtime.createProcessInstanceQuery().count()).isEqualTo(instances);
    }
  }

  @Test
  void aHazardThatIsClosedOutDoesNotStartAgain() {
    var folk = county.found();
    HazardNo no = folk.standingAt(Act.CLOSE_OUT);
    String instance = instanceOf(no);
    String definition =
        runtime
            .createProcessInstanceQuery()
            .processInstanceId(instance)
            .singleResult()
            .getProcessDefinitionId();
    folk.forward(no);
    State closedOut = state(no);
    refusedStart(
        no.value(),
        () -> runtime.startProcessInstanceByKey(Procedure.RECTIFICATION.id(), no.value()));
    for (String node : List.of("register", "closeOut", END)) {
      refusedStart(
          no.value(),
          () ->
              runtime
                  .createProcessInstanceByKey(Procedure.RECTIFICATION.id())
                  .businessKey(no.value())
                  .startBeforeActivity(node)
                  .execute(true, true));
    }
    refusedStart(
        no.value(),
        () ->
            runtime
                .restartProcessInstances(definition)
                .processInstanceIds(instance)
                .startAfterActivity("closeOut")
                .skipCustomListeners()
                .skipIoMappings()
                .execute());
    assertThat(state(no)).isEqualTo(closedOut);
  }

  /** One of two inspectors has signed: neither may the other be left out, nor a third one added. */
  @ParameterizedTest
  @EnumSource(
      value = Act.class,
      names = {"SIGN_AS_INSPECTOR", "REINSPECT"})
  void theSecondSignerIsNotLeftOut(Act act) {
    var folk = county.found();
    HazardNo no = folk.standingAt(act);
    folk.sign(pendingActs.of(no.value()).get(0), County.forwardOf(act));
    Target at = target(folk, no, act);
    List<Attempt> all = new ArrayList<>(attempts());
    all.add(
        Attempt.at(
            "cancelAllForActivity(all signers)",
            (t, to) ->
                t.runtime
                    .createProcessInstanceModification(to.instance)
                    .cancelAllForActivity(to.node())
                    .execute(true, true)));
    all.add(
        Attempt.at(
            "startBeforeActivity(all signers)",
            (t, to) ->
                t.runtime
                    .createProcessInstanceModification(to.instance)
                    .startBeforeActivity(to.node())
                    .execute(true, true)));
    for (Attempt attempt : all) {
      long refusedBefore = refused(at);
      assertThatThrownBy(() -> attempt.on.accept(this, at)).as(attempt.name).isNotNull();
      assertThat(state(no)).as(attempt.name).isEqualTo(at.before);
      assertThat(refused(at)).as("kept: " + attempt.name).isGreaterThan(refusedBefore);
    }
    folk.forward(no);
    assertThat(hazards.get(no).standsAt(Route.GENERAL.after(act, false).orElseThrow())).isTrue();
  }

  /**
   * More at once than there are connections: each is refused and kept, and nobody waits for long.
   */
  @Test
  void aStampedeAtTheBackDoorStallsNobody() throws Exception {
    Target at = targets.computeIfAbsent(Act.RECTIFY, this::target);
    int stampede = 40;
    long refusedBefore = refused(at);
    ExecutorService threads = Executors.newFixedThreadPool(stampede);
    try {
      List<Callable<Throwable>> knocks =
          Collections.nCopies(stampede, () -> catchThrowable(() -> tasks.complete(at.task)));
      List<Future<Throwable>> refusals = threads.invokeAll(knocks, 20, TimeUnit.SECONDS);
      for (Future<Throwable> refusal : refusals) {
        assertThat(refusal.isCancelled()).isFalse();
        assertThat(refusal.get()).hasStackTraceContaining("no signed act for the task");
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(refused(at)).isEqualTo(refusedBefore + stampede);
    assertThat(state(at.no)).isEqualTo(at.before);
  }

  @Test
  void nothingIsDeployedAtRunTime() {
    long refusedBefore = refused();
    long deployments = engine.getRepositoryService().createDeploymentQuery().count();
    assertThatThrownBy(
            () ->
                engine
                    .getRepositoryService()
                    .createDeployment()
                    .name("side door")
                    .addClasspathResource("processes/hazard-rectification.bpmn")
                    .deploy())
        .hasStackTraceContaining("no diagram is deployed at run time");
    assertThat(refused()).isGreaterThan(refusedBefore);
    assertThat(engine.getRepositoryService().createDeploymentQuery().count())
        .isEqualTo(deployments);
  }

  @AfterEach
  void forgetTheCaller() {
    engine.getIdentityService().clearAuthentication();
  }

  private void refusedStart(String key, Runnable start) {
    long refusedBefore = refused();
    assertThatThrownBy(start::run).as("start with key %s", key).isNotNull();
    assertThat(refused()).as("kept: start with key %s", key).isGreaterThan(refusedBefore);
  }

  private Target target(Act act) {
    var folk = county.found();
    return target(folk, folk.standingAt(act), act);
  }

  private Target target(County.Folk folk, HazardNo no, Act act) {
    String instance = instanceOf(no);
    Task task = tasks.createTaskQuery().processInstanceId(instance).list().get(0);
    FlowNode node =
        engine
            .getRepositoryService()
            .getBpmnModelInstance(task.getProcessDefinitionId())
            .getModelElementById(act.id());
    SequenceFlow entering = node.getIncoming().iterator().next();
    return new Target(
        folk,
        no,
        act,
        instance,
        task.getProcessDefinitionId(),
        task.getId(),
        task.getExecutionId(),
        activityInstance(runtime.getActivityInstance(instance), task.getExecutionId()),
        task.getAssignee(),
        entering.getId(),
        state(no));
  }

  private static String activityInstance(ActivityInstance tree, String execution) {
    if (tree.getChildActivityInstances().length == 0) {
      return List.of(tree.getExecutionIds()).contains(execution) ? tree.getId() : null;
    }
    for (ActivityInstance child : tree.getChildActivityInstances()) {
      String found = activityInstance(child, execution);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private String instanceOf(HazardNo no) {
    return runtime
        .createProcessInstanceQuery()
        .processInstanceBusinessKey(no.value())
        .singleResult()
        .getId();
  }

  private State state(HazardNo no) {
    List<String> open = new ArrayList<>();
    List<String> executions = new ArrayList<>();
    long variables = 0;
    for (var instance :
        runtime.createProcessInstanceQuery().processInstanceBusinessKey(no.value()).list()) {
      tasks.createTaskQuery().processInstanceId(instance.getId()).list().stream()
          .map(this::describe)
          .sorted()
          .forEach(open::add);
      runtime.createExecutionQuery().processInstanceId(instance.getId()).list().stream()
          .map(Execution::getId)
          .map(id -> id + runtime.getActiveActivityIds(id))
          .sorted()
          .forEach(executions::add);
      variables +=
          runtime.createVariableInstanceQuery().processInstanceIdIn(instance.getId()).count();
    }
    return new State(
        hazards.get(no),
        pendingActs.of(no.value()),
        ledger.of(no.value()),
        open,
        executions,
        variables);
  }

  private String describe(Task task) {
    return String.join(
        "|",
        Stream.of(
                task.getId(),
                task.getTaskDefinitionKey(),
                task.getName(),
                task.getAssignee(),
                task.getOwner(),
                task.getDescription(),
                task.getDelegationState(),
                task.getDueDate(),
                task.getFollowUpDate(),
                task.getPriority(),
                task.isSuspended(),
                tasks.getIdentityLinksForTask(task.getId()).stream()
                    .map(IdentityLink::getUserId)
                    .sorted()
                    .toList())
            .map(String::valueOf)
            .toList());
  }

  private void pretend(Caller caller, Target at) {
    switch (caller) {
      case NOBODY -> engine.getIdentityService().clearAuthentication();
      case A_STRANGER -> engine.getIdentityService().setAuthenticatedUserId(STRANGER);
      case THE_HOLDER -> engine.getIdentityService().setAuthenticatedUserId(at.holder);
    }
  }

  private long refused() {
    return jdbc.queryForObject("select count(*) from ledger.refused_attempt", Long.class);
  }

  private long refused(Target at) {
    return jdbc.queryForObject(
        "select count(*) from ledger.refused_attempt where subject = ? or task_id = ?",
        Long.class,
        at.no.value(),
        at.task);
  }

  private void save(Target at, Consumer<Task> change) {
    Task task = tasks.createTaskQuery().taskId(at.task).singleResult();
    change.accept(task);
    tasks.saveTask(task);
  }

  /** Does by hand what a job executor would do, until a job fails. */
  private void run(Batch batch) {
    var management = engine.getManagementService();
    try {
      for (int turn = 0; turn < 5; turn++) {
        for (Job job : jobsOf(batch)) {
          management.executeJob(job.getId());
        }
      }
    } finally {
      if (management.createBatchQuery().batchId(batch.getId()).count() > 0) {
        management.deleteBatch(batch.getId(), true);
      }
    }
  }

  private List<Job> jobsOf(Batch batch) {
    var management = engine.getManagementService();
    return Stream.of(batch.getSeedJobDefinitionId(), batch.getBatchJobDefinitionId())
        .flatMap(id -> management.createJobQuery().jobDefinitionId(id).list().stream())
        .toList();
  }
}
