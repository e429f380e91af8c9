package io.bihuan.workflow;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.BootstrapEngineCommand;
import org.camunda.bpm.engine.impl.HistoryLevelSetupCommand;
import org.camunda.bpm.engine.impl.SchemaOperationsProcessEngineBuild;
import org.camunda.bpm.engine.impl.cmd.AssignTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.CorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.DeployCmd;
import org.camunda.bpm.engine.impl.cmd.GetLicenseKeyCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.dmn.cmd.EvaluateDecisionTableCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.DirectFieldAccessor;
import org.springframework.beans.PropertyAccessor;

/**
 * What the engine may be asked; everything else is refused. Exact classes, so that a subclass is a
 * stranger like any other, and no queries: whoever wants to know where a hazard stands asks our own
 * rows.
 *
 * <p>A command on the list may carry the key of a subject and nothing more. A variable would be a
 * fact nobody signed, a version of a diagram one that no longer holds.
 */
final class AllowedCommands {
  private static final Map<Class<?>, Predicate<PropertyAccessor>> IN_USE =
      Map.of(
          StartProcessInstanceCmd.class,
          with ->
              areAbsent(
                  with,
                  "instantiationBuilder.processDefinitionId",
                  "instantiationBuilder.caseInstanceId",
                  "instantiationBuilder.restartedProcessInstanceId",
                  "instantiationBuilder.tenantId",
                  "instantiationBuilder.isProcessDefinitionTenantIdSet",
                  "instantiationBuilder.modificationBuilder.processVariables"),
          CompleteTaskCmd.class,
          with -> areAbsent(with, "variables", "returnVariables"),
          CorrelateMessageCmd.class,
          with ->
              !areAbsent(with, "builder.businessKey")
                  && areAbsent(
                      with,
                      "startMessageOnly",
                      "variablesInResultEnabled",
                      "builder.processInstanceId",
                      "builder.processDefinitionId",
                      "builder.isTenantIdSet",
                      "builder.correlationProcessInstanceVariables",
                      "builder.correlationLocalVariables",
                      "builder.payloadProcessInstanceVariables",
                      "builder.payloadProcessInstanceVariablesLocal",
                      "builder.payloadProcessInstanceVariablesToTriggeredScope"),
          AssignTaskCmd.class,
          with -> !areAbsent(with, "userId"),
          EvaluateDecisionTableCmd.class,
          with -> areAbsent(with, "decisionDefinitionId", "version", "isTenandIdSet"));

  /** The last one is not public, but its name is one only the engine can have. */
  private static final Set<String> AT_START_AND_STOP =
      Stream.concat(
              Stream.of(
                      SchemaOperationsProcessEngineBuild.class,
                      HistoryLevelSetupCommand.class,
                      BootstrapEngineCommand.class,
                      GetLicenseKeyCmd.class,
                      DeployCmd.class)
                  .map(Class::getName),
              Stream.of("org.camunda.bpm.engine.impl.SchemaOperationProcessEngineClose"))
          .collect(Collectors.toUnmodifiableSet());

  private AllowedCommands() {}

  /**
   * @return null if it may pass
   */
  static @Nullable String objectionTo(Command<?> command) {
    Predicate<PropertyAccessor> condition = IN_USE.get(command.getClass());
    if (condition == null) {
      return "not what this engine may be asked";
    }
    return condition.test(new DirectFieldAccessor(command))
        ? null
        : "it carries something else than a key";
  }

  /** The engine is built and taken down, and the diagrams of the jar are deployed. */
  static @Nullable String objectionToAtStartAndStop(Command<?> command) {
    return AT_START_AND_STOP.contains(command.getClass().getName()) ? null : objectionTo(command);
  }

  private static boolean areAbsent(PropertyAccessor command, String... fields) {
    return Arrays.stream(fields)
        .map(command::getPropertyValue)
        .allMatch(AllowedCommands::isNothing);
  }

  private static boolean isNothing(@Nullable Object value) {
    return value == null || value.equals(false) || value instanceof Map<?, ?> map && map.isEmpty();
  }
}
