package io.bihuan.workflow;

import io.bihuan.hazard.Act;

/**
 * The names in hazard-rectification.bpmn that code relies on. BpmnContractTest keeps them equal.
 */
final class HazardRectification {
  static final String PROCESS = "hazard-rectification";

  private HazardRectification() {}

  /** The act a task stands for; a task that stands for none has no place in this engine. */
  static Act actOf(String taskDefinitionKey) {
    return Act.of(taskDefinitionKey)
        .orElseThrow(
            () ->
                new IllegalArgumentException("No act is called %s.".formatted(taskDefinitionKey)));
  }
}
