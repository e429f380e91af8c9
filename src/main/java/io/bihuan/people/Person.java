package io.bihuan.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A natural person.
 *
 * @param staffNo 工号, unique: two accounts of one employee are one person
 */
public record Person(
    PersonId id,
    String name,
    String staffNo,
    int signingFailures,
    @Nullable Instant signingLockedUntil) {}
