package io.bihuan.loop.rectification;

import io.bihuan.hazard.Decision;
import io.bihuan.people.PersonId;
import java.time.Instant;

/** What was said to one version of a plan. */
public record PlanVerdict(
    int version, PersonId decidedBy, Instant decidedAt, Decision decision, String opinion) {}
