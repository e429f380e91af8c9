package io.bihuan.people;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 重设签字密码: a person has forgotten his signing password, so his key is revoked and he makes another
 * one, which signs nothing before his superior has attested that it is his.
 *
 * @param newKeyId null until he has made it
 */
public record KeyReplacement(
    String id,
    PersonId personId,
    String reason,
    PersonId startedBy,
    Instant startedAt,
    @Nullable String newKeyId) {}
