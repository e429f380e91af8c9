package io.bihuan.workflow;

import org.jspecify.annotations.Nullable;

/** What an id in the engine stands for. */
record Token(String subject, @Nullable String taskId) {}
