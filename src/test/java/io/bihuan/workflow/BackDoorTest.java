package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Subjects;
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
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.TaskEntity;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
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
 * engine takes him for, moves and changes nothing, and the attempt is kept.
 *
 * <p>A subject is stood at an act once and all doors are tried on it, one after the other: each
 * must leave it as it was. The listeners are tried for themselves as well, with no gate before
 * them. Every build tries each door at the first act of every procedure and one in four at the
 * others, the actors taking turns; the long run leaves nothing out.
 */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class BackDoorTest {
  private static final String STRANGER = "mallory";
  private static final boolean LONG = Boolean.getBoolean("bihuan.long");

  @Autowired County county;
  @Autowired Scenes scenes;
  @Autowired Subjects subjects;
  @Autowired PendingActs pendingActs;
  @Autowired Ledger ledger;
  @Autowired ProcessEngine engine;
  @Autowired EngineRows rows;
  @Autowired BehindTheGate behindTheGate;
  @Autowired JdbcTemplate jdbc;

  private final Map<Act, Target> targets = new EnumMap<>(Act.class);
  private County.Folk folk;
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
    folk = county.found();
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
        gatedDoors().size(), GuardedDoors.all().size(), targets.size(), attempts);
  }

  @ParameterizedTest
  @EnumSource(Act.class)
  void theGateStopsEveryDoor(Act act) {
    Target at = standingAt(act);
    List<Door> all = gatedDoors();
    assertThat(all).hasSizeGreaterThan(300);
    List<Door> doors = isFirst(act) ? all : inTurn(all, act);
    State before = state(at);
    for (int i = 0; i < doors.size(); i++) {
      Door door = doors.get(i);
      for (Actor actor : actors(act.ordinal() + i, Actor.values())) {
        isRefused(door, actor, at);
      }
      assertThat(state(at)).as("after %s on %s", door, at).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @EnumSource(Act.class)
  void theListenersStopWhatWouldEndOrMoveItWithoutAnyGate(Act act) {
    everyGuardedDoorIsRefused(standingAt(act));
  }

  private void everyGuardedDoorIsRefused(Target at) {
    List<GuardedDoor> doors = new ArrayList<>(GuardedDoors.all());
    assertThat(doors).hasSizeGreaterThan(70);
    doors.addAll(GuardedDoors.byMessageTo(at));
    doors.addAll(inTurn(GuardedDoors.toEveryOf(passages(at)), at.act()));
    State before = state(at);
    for (int i = 0; i < doors.size(); i++) {
      Door door = doors.get(i).through(behind);
      for (Actor actor : actors(at.act().ordinal() + i, Actor.NOBODY, Actor.THE_HOLDER)) {
        isRefused(door, actor, at);
      }
      assertThat(state(at)).as("after %s on %s", door, at).isEqualTo(before);
    }
  }

  /** Each in turn from act to act and from door to door; all of them in the long run. */
  private static List<Actor> actors(int turn, Actor... actors) {
    return LONG ? List.of(actors) : List.of(actors[turn % actors.length]);
  }

  /** One door in four, others at the next act; all of them in the long run. */
  private static <T> List<T> inTurn(List<T> doors, Act act) {
    return IntStream.range(0, doors.size())
        .filter(i -> LONG || (i + act.ordinal()) % 4 == 0)
        .mapToObj(doors::get)
        .toList();
  }

  private static boolean isFirst(Act act) {
    return Stream.of(Route.values()).anyMatch(route -> route.first() == act);
  }

  static List<Act> signedBySeveral() {
    return Stream.of(Act.values())
        .filter(act -> act.isSignedAsNamed() || act.signers() > 1)
        .toList();
  }

  /** One of several has signed: neither may the others be left out, nor one more be added. */
  @ParameterizedTest
  @MethodSource("signedBySeveral")
  void theOtherSignersAreNotLeftOut(Act act) {
    String key = scenes.standingAt(folk, act);
    scenes.signOne(key);
    Target at = target(key, act);
    everyGuardedDoorIsRefused(at);
    State before = state(at);
    for (GuardedDoor door : GuardedDoors.toAllSigners()) {
      isRefused(door.through(behind), Actor.NOBODY, at);
      isRefused(door.through(Services.of(engine)), Actor.NOBODY, at);
    }
    assertThat(state(at)).isEqualTo(before);
    scenes.end(folk, key);
    assertThat(subjects.get(key).isOver()).isTrue();
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
    for (Procedure procedure : Procedure.values()) {
      scenes.end(folk, scenes.standingAt(folk, firstOf(procedure)));
    }
  }

  /** Of no diagram, under no key, under a wrong one, under that of a subject of another diagram. */
  @ParameterizedTest
  @EnumSource(Procedure.class)
  void noTokenGoesRoundWithoutItsSubject(Procedure procedure) {
    Target at = standingAt(firstOf(procedure));
    Act elsewhere = procedure == Procedure.RECTIFICATION ? Act.PROPOSE_VOID : Act.REGISTER;
    for (String key :
        new String[] {
          null,
          "",
          "YH-000000-20200101-0001",
          "YH-000000-20200101-0001-ZF1",
          "x".repeat(255),
          standingAt(elsewhere).key()
        }) {
      nothingStarts(at, key);
    }
  }

  @ParameterizedTest
  @EnumSource(Procedure.class)
  void whatIsOverDoesNotStartAgain(Procedure procedure) {
    Act first = firstOf(procedure);
    String key = scenes.standingAt(folk, first);
    Target at = target(key, first);
    scenes.end(folk, key);
    State over = state(at);
    nothingStarts(at, key);
    for (Services services : List.of(behind, Services.of(engine))) {
      refusedStart(
          () ->
              services
                  .runtime()
                  .restartProcessInstances(at.definition())
                  .processInstanceIds(at.instance())
                  .startAfterActivity(at.node())
                  .skipCustomListeners()
                  .skipIoMappings()
                  .execute());
    }
    assertThat(state(at)).isEqualTo(over);
  }

  private void nothingStarts(Target at, String key) {
    for (Services services : List.of(behind, Services.of(engine))) {
      var runtime = services.runtime();
      refusedStart(() -> runtime.startProcessInstanceByKey(at.process(), key));
      refusedStart(() -> runtime.startProcessInstanceById(at.definition(), key));
      for (String node : List.of(at.act().id(), at.nextAct(), at.end())) {
        refusedStart(
            () ->
                runtime
                    .createProcessInstanceByKey(at.process())
                    .businessKey(key)
                    .startBeforeActivity(node)
                    .execute(true, true));
      }
      refusedStart(() -> services.forms().submitStartForm(at.definition(), key, Map.of("x", "y")));
    }
  }

  private static Act firstOf(Procedure procedure) {
    return Stream.of(Route.values())
        .filter(route -> route.procedure() == procedure)
        .findFirst()
        .orElseThrow()
        .first();
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
    return targets.computeIfAbsent(act, each -> target(scenes.standingAt(folk, each), each));
  }

  private Target target(String key, Act act) {
    String instance = rows.instances(key).get(0);
    OpenTask task = rows.tasks(key).get(0);
    String definition = rows.definition(instance);
    String process = definition.substring(0, definition.indexOf(':'));
    Diagram diagram = diagram(process);
    Route route = subjects.get(key).route();
    Act next = route.after(act, false).orElse(route.first());
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
        taskOf(diagram, act).getIncoming().iterator().next().getId(),
        diagram.all(EndEvent.class).get(0).getId(),
        nodeOf(diagram, act),
        next.id(),
        nodeOf(diagram, next),
        jdbc.query(
            """
            select event_name_, execution_id_ from act_ru_event_subscr
             where proc_inst_id_ = ? order by event_name_
            """,
            (row, number) -> new Target.Subscription(row.getString(1), row.getString(2)),
            instance),
        () -> behind.tasks().createTaskQuery().taskId(task.id()).singleResult());
  }

  private static UserTask taskOf(Diagram diagram, Act act) {
    return diagram.model().getModelElementById(act.id());
  }

  private static String nodeOf(Diagram diagram, Act act) {
    boolean hasSeveralSigners = taskOf(diagram, act).getLoopCharacteristics() != null;
    return hasSeveralSigners ? act.id() + "#multiInstanceBody" : act.id();
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
    return new State(
        List.of(subjects.get(at.key()), pendingActs.of(at.key()), ledger.head(at.key())),
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
