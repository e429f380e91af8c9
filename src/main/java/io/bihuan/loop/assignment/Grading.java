package io.bihuan.loop.assignment;

import io.bihuan.hazard.Grade;
import io.bihuan.people.PersonId;
import org.jspecify.annotations.Nullable;

/**
 * 分级核定: what was proposed, what the person decided, and by which clause.
 *
 * @param clauseId null unless it is major
 */
public record Grading(
    PersonId gradedBy,
    Grade grade,
    Grade proposed,
    String proposedBecause,
    @Nullable String clauseId,
    @Nullable String opinion) {}
