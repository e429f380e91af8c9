package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingActs;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.signing.Unsigned;
import io.bihuan.workflow.EngineRows.OpenTask;
import io.bihuan.workflow.GuardedDoors.GuardedDoor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * 不签字不放行, tried from behind: whoever holds the engine's services in his hands, and whoever the
 * engine takes him for, moves and changes nothing, and the attempt is kept.
 *
 * <p>A subject is stood at an act once and all doors are tried on it, one after the other: each
 * must leave it as it was. The listeners are tried for themselves as well, with no gate before
 * them.
 */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class BackDoorTest {
  private static final String STRANGER = "mallory";

  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired PendingActs pendingActs;
  @Autowired Ledger ledger;
  @Autowired ProcessEngine engine;
  @Autowired EngineRows rows;
  @Autowired BehindTheGate behindTheGate;
  @Autowired JdbcTemplate jdbc;

  private final Map<Act, Target> targets = new EnumMap<>(Act.class);
  private Services behind;
  private long attempts;
  private long lastRefused;

  /** Everything that must not change. */
  private record State(List<Object> ofOurs, Map<String, Object> ofTheEngine) {}

  /** Whom the engine takes the caller for. */
  private enum Actor {
    NOBODY,
    A_STRANGER,
    THE_HOLDER,
    AN_ADMINISTRATOR
  }

  @BeforeAll
  void findTheWayBehindTheGate() {
    behind = behindTheGate.services(engine.getProcessEngineConfiguration());
    lastRefused = lastRefused();
  }

  @AfterEach
  void forgetTheActor() {
    engine.getIdentityService().clearAuthentication();
  }

  @AfterAll
  void tellHowMany() {
    System.out.printf(
        "Back doors: %d for the gate, %d of them for the listeners too; %d acts, %d attempts%n",
        gatedDoors().size(), GuardedDoors.all().size(), Act.values().length, attempts);
  }

  @ParameterizedTest
  @EnumSource(Act.class)
  void theGateStopsEveryDoor(Act act) {
    Target at = standingAt(act);
    List<Door> doors = gatedDoors();
    assertThat(doors).hasSizeGreaterThan(200);
    State before = state(at);
    for (Door door : doors) {
      for (Actor actor : Actor.values()) {
        isRefused(door, actor, at);
      }
      assertThat(state(at)).as("after %s", door).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Act.class)
  void theListenersStopWhatWouldEndOrMoveItWithoutAnyGate(Act act) {
    everyGuardedDoorIsRefused(standingAt(act));
  }

  private void everyGuardedDoorIsRefused(Target at) {
    List<GuardedDoor> doors = new ArrayList<>(GuardedDoors.all());
    assertThat(doors).hasSizeGreaterThan(60);
    doors.addAll(GuardedDoors.toEveryOf(passages(at)));
    State before = state(at);
    for (GuardedDoor guarded : doors) {
      Door door = guarded.through(behind);
      for (Actor actor : List.of(Actor.NOBODY, Actor.THE_HOLDER)) {
        isRefused(door, actor, at);
      }
      assertThat(state(at)).as("after %s", door).isEqualTo(before);
    }
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
    Target at = target(no.value(), act);
    everyGuardedDoorIsRefused(at);
    State before = state(at);
    for (GuardedDoor door : GuardedDoors.toAllSigners()) {
      isRefused(door.through(behind), Actor.NOBODY, at);
      isRefused(door.through(Services.of(engine)), Actor.NOBODY, at);
    }
    assertThat(state(at)).isEqualTo(before);
    folk.forward(no);
    assertThat(
            hazards
                .get(no)
                .standsAt(io.bihuan.hazard.Route.GENERAL.after(act, false).orElseThrow()))
        .isTrue();
  }

  /** What was tried has emptied the engine's cache of diagrams; the loop still goes on. */
  @Test
  void theLoopGoesOnAfterAllThat() {
    Target at = standingAt(Act.REGISTER);
    for (GuardedDoor door : GuardedDoors.all()) {
      if (door.name().startsWith("delete")) {
        isRefused(door.through(behind), Actor.NOBODY, at);
      }
    }
    var folk = county.found();
    folk.driveTo(folk.reported(), Act.DETERMINE);
  }

  @Test
  void noTokenGoesRoundWithoutASubject() {
    Target at = standingAt(Act.REGISTER);
    for (String key : new String[] {null, "", "YH-000000-20200101-0001", "x".repeat(255)}) {
      for (Services services : List.of(behind, Services.of(engine))) {
        refusedStart(() -> services.runtime().startProcessInstanceByKey(at.process(), key));
        refusedStart(
            () ->
                services
                    .runtime()
                    .createProcessInstanceByKey(at.process())
                    .businessKey(key)
                    .startBeforeActivity("closeOut")
                    .execute(true, true));
        refusedStart(
            () -> services.forms().submitStartForm(at.definition(), key, Map.of("x", "y")));
      }
    }
  }

  @Test
  void aHazardThatIsClosedOutDoesNotStartAgain() {
    var folk = county.found();
    HazardNo no = folk.standingAt(Act.CLOSE_OUT);
    Target at = target(no.value(), Act.CLOSE_OUT);
    folk.forward(no);
    State closedOut = state(at);
    for (Services services : List.of(behind, Services.of(engine))) {
      refusedStart(() -> services.runtime().startProcessInstanceByKey(at.process(), no.value()));
      for (String node : List.of("register", "closeOut", at.end())) {
        refusedStart(
            () ->
                services
                    .runtime()
                    .createProcessInstanceByKey(at.process())
                    .businessKey(no.value())
                    .startBeforeActivity(node)
                    .execute(true, true));
      }
      refusedStart(
          () ->
              services
                  .runtime()
                  .restartProcessInstances(at.definition())
                  .processInstanceIds(at.instance())
                  .startAfterActivity("closeOut")
                  .skipCustomListeners()
                  .skipIoMappings()
                  .execute());
    }
    assertThat(state(at)).isEqualTo(closedOut);
  }

  /** A task that the engine once handed out deletes, completes and hands on nothing by itself. */
  @Test
  void aTaskInHandIsNoWayIn() {
    Target at = standingAt(Act.ENDORSE);
    TaskEntity task = (TaskEntity) at.fetched().get();
    State before = state(at);
    assertThat(Context.getCommandContext()).isNull();
    for (ThrowingCallable change :
        List.<ThrowingCallable>of(
            () -> task.delete("x", false, true),
            task::complete,
            () -> task.setAssignee(STRANGER),
            () -> task.setVariable("x", "y"))) {
      var unused = catchThrowable(change);
      assertThat(state(at)).isEqualTo(before);
    }
  }

  /**
   * More at once than there are connections: each is refused and kept, and nobody waits for long.
   */
  @Test
  void aStampedeAtTheBackDoorStallsNobody() throws Exception {
    Target at = standingAt(Act.RECTIFY);
    for (ThrowingCallable knock :
        List.<ThrowingCallable>of(
            () -> engine.getTaskService().complete(at.task()),
            () -> engine.getRuntimeService().suspendProcessInstanceById(at.instance()))) {
      stampede(at, knock);
    }
  }

  private void stampede(Target at, ThrowingCallable knock) throws Exception {
    int stampede = 40;
    State before = state(at);
    long last = lastRefused;
    ExecutorService threads = Executors.newFixedThreadPool(stampede);
    try {
      List<Callable<Throwable>> knocks = Collections.nCopies(stampede, () -> catchThrowable(knock));
      List<Future<Throwable>> refusals = threads.invokeAll(knocks, 20, TimeUnit.SECONDS);
      for (Future<Throwable> refusal : refusals) {
        assertThat(refusal.isCancelled()).isFalse();
        assertThat(isUnsigned(refusal.get())).isTrue();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(refusedSince(last, at)).isEqualTo(stampede);
    assertThat(state(at)).isEqualTo(before);
  }

  private List<Door> gatedDoors() {
    return Stream.concat(
            GatedDoors.all().stream(),
            GuardedDoors.all().stream().map(door -> door.through(Services.of(engine))))
        .toList();
  }

  /** Refused by us and nobody else, and kept; with its subject if the door leads to one. */
  private void isRefused(Door door, Actor actor, Target at) {
    attempts++;
    long last = lastRefused;
    pretend(actor, at);
    Throwable refusal = catchThrowable(() -> door.opening().push(engine, at));
    engine.getIdentityService().clearAuthentication();
    assertThat(isUnsigned(refusal))
        .as("%s by %s on %s: %s", door, actor, at.act(), refusal)
        .isTrue();
    long aboutIt = refusedSince(last, at);
    assertThat(door.leadsToSubject() ? aboutIt : lastRefused - last)
        .as("kept: %s by %s on %s", door, actor, at.act())
        .isPositive();
  }

  private void refusedStart(ThrowingCallable start) {
    long instances = rows.count("act_hi_procinst");
    long last = lastRefused();
    assertThat(isUnsigned(catchThrowable(start))).isTrue();
    lastRefused = lastRefused();
    assertThat(lastRefused).isGreaterThan(last);
    assertThat(rows.count("act_hi_procinst")).isEqualTo(instances);
  }

  private static boolean isUnsigned(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof Unsigned) {
        return true;
      }
    }
    return false;
  }

  /** The seam: a subject that stands at this act. Every act there is comes through here. */
  private Target standingAt(Act act) {
    return targets.computeIfAbsent(
        act, each -> target(county.found().standingAt(each).value(), each));
  }

  private Target target(String key, Act act) {
    String instance = rows.instances(key).get(0);
    OpenTask task = rows.tasks(key).get(0);
    String definition = rows.definition(instance);
    String process = definition.substring(0, definition.indexOf(':'));
    Diagram diagram = diagram(process);
    FlowNode node = diagram.model().getModelElementById(act.id());
    return new Target(
        key,
        act,
        process,
        instance,
        definition,
        jdbc.queryForObject(
            "select deployment_id_ from act_re_procdef where id_ = ?", String.class, definition),
        task.id(),
        task.execution(),
        jdbc.queryForObject(
            "select act_inst_id_ from act_ru_execution where id_ = ?",
            String.class,
            task.execution()),
        task.assignee(),
        node.getIncoming().iterator().next().getId(),
        diagram.all(EndEvent.class).get(0).getId(),
        io.bihuan.hazard.Route.GENERAL.after(act, false).orElse(Act.REGISTER),
        () -> behind.tasks().createTaskQuery().taskId(task.id()).singleResult());
  }

  /** Where a token passes without anybody's signature. */
  private static List<String> passages(Target at) {
    Diagram diagram = diagram(at.process());
    return Stream.concat(
            diagram.all(ExclusiveGateway.class).stream(), diagram.all(EndEvent.class).stream())
        .map(FlowNode::getId)
        .toList();
  }

  private static Diagram diagram(String process) {
    return Diagram.all().stream()
        .filter(each -> each.name().equals(process))
        .findFirst()
        .orElseThrow();
  }

  private State state(Target at) {
    HazardNo no = new HazardNo(at.key());
    return new State(
        List.of(hazards.get(no), pendingActs.of(no.value()), ledger.of(at.key())),
        rows.everything(at.key()));
  }

  private void pretend(Actor actor, Target at) {
    var identity = engine.getIdentityService();
    switch (actor) {
      case NOBODY -> identity.clearAuthentication();
      case A_STRANGER -> identity.setAuthenticatedUserId(STRANGER);
      case THE_HOLDER -> identity.setAuthenticatedUserId(at.holder());
      case AN_ADMINISTRATOR -> identity.setAuthentication("admin", List.of("camunda-admin"));
    }
  }

  /** How many about this subject; the last of all that were kept is remembered for the next. */
  private long refusedSince(long last, Target at) {
    Map<String, Object> row =
        jdbc.queryForMap(
            """
            select max(id) as last,
                   count(case when subject = ? or task_id = ? then 1 end) as about_it
              from ledger.refused_attempt
             where id > ?
            """,
            at.key(),
            at.task(),
            last);
    if (row.get("last") instanceof Long newest) {
      lastRefused = newest;
    }
    return (Long) row.get("about_it");
  }

  private long lastRefused() {
    return jdbc.queryForObject(
        "select coalesce(max(id), 0) from ledger.refused_attempt", Long.class);
  }
}
