package io.bihuan.workflow;

import io.bihuan.hazard.Act;

/** The act a task of a diagram stands for. */
final class Acts {
  private Acts() {}

  /** A task that stands for none has no place in this engine. */
  static Act of(String taskDefinitionKey) {
    return Act.of(taskDefinitionKey)
        .orElseThrow(
            () ->
                new IllegalArgumentException("No act is called %s.".formatted(taskDefinitionKey)));
  }
}
