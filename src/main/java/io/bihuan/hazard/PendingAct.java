package io.bihuan.hazard;

import io.bihuan.people.PersonId;
import java.time.Instant;

/** 待办: one person must sign one act. Several persons may hold the same act at once. */
public record PendingAct(
    String taskId,
    String executionId,
    String subject,
    Act act,
    int step,
    int round,
    PersonId person,
    Instant openedAt) {}
