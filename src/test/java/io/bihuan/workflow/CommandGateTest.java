package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.signing.Unsigned;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ServiceImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.EvaluateDecisionTableCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.management.TablePageQuery;
import org.camunda.bpm.engine.query.PeriodUnit;
import org.camunda.bpm.engine.query.Query;
import org.camunda.bpm.engine.query.Report;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.type.filter.AssignableTypeFilter;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.objenesis.SpringObjenesis;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

/**
 * Default deny: of everything that can be asked of the engine the gate lets five commands pass, and
 * those with nothing but a key. Asked with every command class there is and by every method of
 * every service, not by a list of what somebody thought of.
 */
@BihuanTest
class CommandGateTest {
  private static final Set<Class<?>> IN_USE =
      Set.of(
          StartProcessInstanceCmd.class,
          CompleteTaskCmd.class,
          CorrelateMessageCmd.class,
          AssignTaskCmd.class,
          EvaluateDecisionTableCmd.class);

  @Autowired County county;
  @Autowired ProcessEngine engine;
  @Autowired EngineRows rows;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcTemplate jdbc;

  private ProcessEngineConfigurationImpl settings;

  @BeforeEach
  void lookAtTheEngine() {
    settings = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
  }

  @Test
  void ofAllCommandsOfTheEngineFivePass() throws Exception {
    Set<String> passed = new TreeSet<>();
    List<Class<?>> commands = commandsOfTheEngine();
    for (Class<?> type : commands) {
      Command<?> command = (Command<?>) new SpringObjenesis().newInstance(type);
      for (CommandExecutor executor : executors()) {
        long kept = rows.count("ledger.refused_attempt");
        Throwable refusal = catchThrowable(() -> executor.execute(command));
        // The five are empty here and fail as soon as they are looked into.
        assertThat(refusal).as("%s", type).isNotNull();
        if (String.valueOf(refusal.getMessage()).startsWith("not what this engine may be asked")) {
          assertThat(refusal).isInstanceOf(Unsigned.class);
          assertThat(rows.count("ledger.refused_attempt")).as("%s", type).isEqualTo(kept + 1);
        } else {
          passed.add(type.getName());
        }
      }
    }
    System.out.printf("Commands: %d of the engine, %d allowed%n", commands.size(), passed.size());
    assertThat(commands).hasSizeGreaterThan(350);
    assertThat(passed)
        .containsExactlyInAnyOrderElementsOf(IN_USE.stream().map(Class::getName).toList());
  }

  /** Every method of every service, with the ids of a subject for every text it asks for. */
  @Test
  void noMethodOfAnyServiceChangesAnything() throws Exception {
    HazardNo no = county.found().standingAt(Act.ENDORSE);
    String instance = rows.instances(no.value()).get(0);
    String task = rows.tasks(no.value()).get(0).id();
    Map<String, Object> before = rows.everything(no.value());
    int called = 0;
    for (Object service : services()) {
      for (Method method : methodsOf(service)) {
        for (String id : List.of(task, instance)) {
          called += call(service, method, id, 0);
        }
      }
      assertThat(rows.everything(no.value())).as("%s", service).isEqualTo(before);
    }
    engine.getIdentityService().clearAuthentication();
    System.out.printf("Methods of the services: %d calls, none changed anything%n", called);
    assertThat(called).isGreaterThan(1000);
  }

  /** The engine answers no question, however it is put; the tables are there to be read. */
  @Test
  void noQueryIsAnswered() throws Exception {
    Set<String> asked = new TreeSet<>();
    for (Object service : services()) {
      for (Method method : methodsOf(service)) {
        boolean asks =
            method.getName().startsWith("create") && method.getName().matches(".*(Query|Report)");
        if (!asks) {
          continue;
        }
        Object[] arguments = Arrays.stream(method.getParameterTypes()).map(type -> "x").toArray();
        long kept = rows.count("ledger.refused_attempt");
        Throwable refusal =
            catchThrowable(
                () -> {
                  Object query = method.invoke(service, arguments);
                  assertThat(query).isNotNull();
                  if (query instanceof Report report) {
                    report.duration(PeriodUnit.MONTH);
                  }
                  if (query instanceof TablePageQuery pages) {
                    pages.tableName("ACT_RU_TASK").listPage(0, 1);
                  }
                  for (Method ask : query.getClass().getMethods()) {
                    if (ask.getName().matches("list|sum|(?i).*count.*")
                        && ask.getParameterCount() == 0) {
                      ask.invoke(query);
                    }
                  }
                  throw new IllegalStateException("answered");
                });
        assertThat(NestedExceptionUtils.getMostSpecificCause(refusal))
            .as("%s", method)
            .isInstanceOf(Unsigned.class);
        assertThat(rows.count("ledger.refused_attempt")).as("%s", method).isGreaterThan(kept);
        asked.add(method.getName());
      }
    }
    assertThat(asked).hasSizeGreaterThan(50).contains("createNativeTaskQuery", "createUserQuery");
  }

  /** A number is all they may carry: no variable, no version, no case, nobody's absence. */
  @Test
  void theFiveCarryNothingButAKey() {
    var runtime = engine.getRuntimeService();
    var tasks = engine.getTaskService();
    Map<String, Object> fact = Map.of("x", "y");
    refused("carries something else than a key", () -> tasks.complete("x", fact));
    refused(
        "carries something else than a key",
        () -> tasks.completeWithVariablesInReturn("x", null, false));
    refused("carries something else than a key", () -> tasks.setAssignee("x", null));
    refused(
        "carries something else than a key",
        () -> runtime.startProcessInstanceByKey("x", "y", fact));
    refused(
        "carries something else than a key",
        () -> runtime.startProcessInstanceByKey("x", "y", "case"));
    refused("carries something else than a key", () -> runtime.startProcessInstanceById("x", "y"));
    refused(
        "carries something else than a key",
        () ->
            runtime
                .createProcessInstanceByKey("x")
                .processDefinitionTenantId("x")
                .businessKey("y")
                .execute());
    for (String way : List.of("variable", "local", "scoped", "found", "found locally", "started")) {
      refused(
          "carries something else than a key",
          () -> {
            var message = runtime.createMessageCorrelation("x").processInstanceBusinessKey("y");
            switch (way) {
              case "variable" -> message.setVariable("x", "y");
              case "local" -> message.setVariableLocal("x", "y");
              case "scoped" -> message.setVariableToTriggeredScope("x", "y");
              case "found" -> message.processInstanceVariableEquals("x", "y");
              case "found locally" -> message.localVariableEquals("x", "y");
              default -> message.startMessageOnly();
            }
            message.correlate();
          });
    }
    refused(
        "carries something else than a key",
        () -> runtime.createMessageCorrelation("x").correlate());
    refused(
        "carries something else than a key",
        () -> runtime.createMessageCorrelation("x").processInstanceId("y").correlate());
    refused(
        "carries something else than a key",
        () ->
            runtime
                .createMessageCorrelation("x")
                .processInstanceBusinessKey("y")
                .correlateWithResultAndVariables(true));
    refused(
        "no subject waits",
        () ->
            runtime
                .createMessageCorrelation("x")
                .processInstanceBusinessKey("y")
                .correlateExclusively());
    refused(
        "carries something else than a key",
        () -> engine.getDecisionService().evaluateDecisionTableById("x", Map.of()));
  }

  /** What is known of the command is kept, whatever becomes of the transaction around it. */
  @Test
  void aRefusalIsKeptWhateverBecomesOfTheTransaction() {
    HazardNo no = county.found().reported();
    String instance = rows.instances(no.value()).get(0);
    for (boolean rolledBack : new boolean[] {true, false}) {
      long kept = kept(no, "engine:SuspendProcessInstanceCmd");
      transaction.executeWithoutResult(
          status -> {
            if (rolledBack) {
              status.setRollbackOnly();
            }
            assertThatThrownBy(
                    () -> engine.getRuntimeService().suspendProcessInstanceById(instance))
                .isInstanceOf(Unsigned.class);
          });
      assertThat(kept(no, "engine:SuspendProcessInstanceCmd")).isEqualTo(kept + 1);
    }
    long kept = rows.count("ledger.refused_attempt");
    var unused =
        catchThrowable(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      assertThatThrownBy(() -> jdbc.execute("select * from nowhere"))
                          .isInstanceOf(DataAccessException.class);
                      assertThatThrownBy(
                              () -> engine.getRuntimeService().suspendProcessInstanceById(instance))
                          .isInstanceOf(Unsigned.class);
                    }));
    assertThat(rows.count("ledger.refused_attempt")).isEqualTo(kept + 1);
  }

  /** One line for each subject a command was about. */
  @Test
  void everySubjectOfACommandIsNamed() {
    var folk = county.found();
    List<HazardNo> nos = List.of(folk.reported(), folk.reported(), folk.reported());
    List<String> instances = nos.stream().map(no -> rows.instances(no.value()).get(0)).toList();
    assertThatThrownBy(
            () -> engine.getRuntimeService().deleteProcessInstances(instances, "x", true, true))
        .isInstanceOf(Unsigned.class);
    for (HazardNo no : nos) {
      assertThat(kept(no, "engine:DeleteProcessInstancesCmd")).isEqualTo(1);
    }
  }

  /** Whoever holds the gate, or the engine's settings, is led to nothing that stands behind it. */
  @Test
  void nobodyIsLedRoundTheGate() {
    for (CommandExecutor executor : executors()) {
      assertThat(executor).isInstanceOf(CommandGate.class);
      CommandInterceptor gate = (CommandInterceptor) executor;
      assertThatThrownBy(gate::getNext).isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> gate.setNext(executor))
          .isInstanceOf(UnsupportedOperationException.class);
    }
    assertThat(settings.getCommandInterceptorsTxRequired()).isEmpty();
    assertThat(settings.getCommandInterceptorsTxRequiresNew()).isEmpty();
    for (Object service : services()) {
      assertThat(((ServiceImpl) service).getCommandExecutor()).isInstanceOf(CommandGate.class);
    }
  }

  private void refused(String why, Runnable attempt) {
    long kept = rows.count("ledger.refused_attempt");
    assertThatThrownBy(attempt::run).isInstanceOf(Unsigned.class).hasMessageContaining(why);
    assertThat(rows.count("ledger.refused_attempt")).isEqualTo(kept + 1);
  }

  private long kept(HazardNo no, String path) {
    return jdbc.queryForObject(
        "select count(*) from ledger.refused_attempt where subject = ? and path = ?",
        Long.class,
        no.value(),
        path);
  }

  private List<CommandExecutor> executors() {
    return List.of(
        settings.getCommandExecutorTxRequired(),
        settings.getCommandExecutorTxRequiresNew(),
        settings.getCommandExecutorSchemaOperations());
  }

  private List<Object> services() {
    return List.of(
        engine.getRuntimeService(),
        engine.getTaskService(),
        engine.getHistoryService(),
        engine.getRepositoryService(),
        engine.getManagementService(),
        engine.getFormService(),
        engine.getIdentityService(),
        engine.getAuthorizationService(),
        engine.getFilterService(),
        engine.getExternalTaskService(),
        engine.getCaseService(),
        engine.getDecisionService(),
        settings.getOptimizeService());
  }

  private static List<Method> methodsOf(Object service) {
    return Stream.of(service.getClass().getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isBridge())
        .toList();
  }

  /**
   * Calls it, and what it returns as well if that is something to go on with: a query, a builder.
   *
   * @return how many calls that were
   */
  private int call(Object owner, Method method, String id, int depth) {
    Object[] arguments =
        Arrays.stream(method.getParameterTypes()).map(type -> argument(type, id)).toArray();
    Object result;
    try {
      method.setAccessible(true);
      result = method.invoke(owner, arguments);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return 1;
    }
    int calls = 1;
    if (depth < 3 && result != null && isToGoOnWith(result)) {
      for (Method next : result.getClass().getMethods()) {
        if (ENDINGS.contains(next.getName()) || depth < 1 && isNarrowing(next, result)) {
          calls += call(result, next, id, depth + 1);
        }
      }
    }
    return calls;
  }

  private static final Set<String> ENDINGS =
      Set.of(
          "execute",
          "executeAsync",
          "executeWithVariablesInReturn",
          "list",
          "count",
          "singleResult",
          "listPage",
          "deploy",
          "deployWithResult",
          "delete",
          "suspend",
          "suspendAsync",
          "activate",
          "activateAsync",
          "correlate",
          "correlateAll",
          "correlateExclusively",
          "correlateStartMessage",
          "correlateAllAsync",
          "send",
          "build",
          "set",
          "setAsync",
          "evaluate",
          "evaluateStartConditions",
          "create",
          "terminate",
          "complete",
          "close",
          "manualStart",
          "disable",
          "reenable");

  private static boolean isToGoOnWith(Object result) {
    String name = result.getClass().getName();
    return result instanceof Query<?, ?>
        || name.startsWith("org.camunda.bpm.engine.impl.") && name.endsWith("BuilderImpl");
  }

  /** Says whom it is about and can be gone on with. */
  private static boolean isNarrowing(Method method, Object builder) {
    return !(builder instanceof Query<?, ?>)
        && method.getParameterCount() == 1
        && ClassUtils.isAssignableValue(method.getReturnType(), builder);
  }

  private static Object argument(Class<?> type, String id) {
    if (type == String.class || type == Object.class) {
      return id;
    } else if (type == String[].class) {
      return new String[] {id};
    } else if (type == List.class || type == Collection.class) {
      return new ArrayList<>(List.of(id));
    } else if (type == Set.class) {
      return Set.of(id);
    } else if (Map.class.isAssignableFrom(type)) {
      return type == Map.class ? Map.of("approved", true) : null;
    } else if (type == boolean.class || type == Boolean.class) {
      return true;
    } else if (type == int.class || type == Integer.class) {
      return 1;
    } else if (type == long.class || type == Long.class) {
      return 1L;
    } else if (type == Date.class) {
      return new Date(0);
    }
    return null;
  }

  private static List<Class<?>> commandsOfTheEngine() throws ClassNotFoundException {
    var scanner =
        new ClassPathScanningCandidateComponentProvider(false) {
          @Override
          protected boolean isCandidateComponent(AnnotatedBeanDefinition definition) {
            return !definition.getMetadata().isAbstract()
                && !definition.getMetadata().isInterface();
          }
        };
    scanner.addIncludeFilter(new AssignableTypeFilter(Command.class));
    List<Class<?>> found = new ArrayList<>();
    for (var definition : scanner.findCandidateComponents("org.camunda")) {
      if (!definition.getBeanClassName().contains(".impl.test.")) {
        found.add(Class.forName(definition.getBeanClassName()));
      }
    }
    return found;
  }
}
