package io.bihuan.record.evidence;

import io.bihuan.people.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One photo.
 *
 * @param sha256 hash of the bytes as they were uploaded, 64 hex digits; also their name on disk
 * @param subject what it was taken up by; null until an act takes it up
 * @param round 第 n 轮 in which it was taken up
 */
public record Photo(
    String id,
    String sha256,
    long sizeBytes,
    String mediaType,
    String fileName,
    PersonId uploadedBy,
    Instant uploadedAt,
    @Nullable String subject,
    @Nullable Kind kind,
    @Nullable Integer round) {
  /** 整改前、整改后、复查现场、凭证. */
  public enum Kind {
    BEFORE,
    AFTER,
    ON_SITE,
    PROOF
  }
}
