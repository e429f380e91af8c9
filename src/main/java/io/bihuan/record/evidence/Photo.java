package io.bihuan.record.evidence;

import io.bihuan.people.PersonId;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One photo.
 *
 * @param sha256 hash of the bytes as they were uploaded, 64 hex digits; also their name on disk
 * @param shown hash of what the pages show; null for a photo of an older release not yet shown
 * @param thumbnail hash of what the lists show
 * @param subject what it was taken up by; null until an act takes it up
 * @param round 第 n 轮 in which it was taken up
 * @param takenAt when it was taken, by the clock of the camera; null if the camera did not say
 */
public record Photo(
    String id,
    String sha256,
    long sizeBytes,
    String mediaType,
    String fileName,
    PersonId uploadedBy,
    Instant uploadedAt,
    @Nullable String shown,
    @Nullable String thumbnail,
    @Nullable String subject,
    @Nullable Kind kind,
    @Nullable Integer round,
    @Nullable String takenAt) {
  /** A clock that goes a little fast is no reason for doubt. */
  private static final int MINUTES_FORGIVEN = 10;

  /** 整改前、整改后、复查现场. */
  public enum Kind {
    BEFORE,
    AFTER,
    ON_SITE
  }

  /**
   * 存疑: why the camera's date does not fit. It is shown beside the photo and refuses nothing, for
   * clocks are wrong and dates are easily changed; it tells the next signer where to look twice.
   */
  public enum Doubt {
    TAKEN_AFTER_UPLOAD,
    TAKEN_BEFORE_FOUND
  }

  /**
   * @param foundAt since when there was something to take a photo of; null if that is not known
   * @param zone where the cameras' clocks are set
   */
  public Set<Doubt> doubts(@Nullable LocalDateTime foundAt, ZoneId zone) {
    Set<Doubt> doubts = EnumSet.noneOf(Doubt.class);
    if (takenAt != null) {
      LocalDateTime taken = LocalDateTime.parse(takenAt);
      LocalDateTime uploaded = LocalDateTime.ofInstant(uploadedAt, zone);
      if (taken.isAfter(uploaded.plusMinutes(MINUTES_FORGIVEN))) {
        doubts.add(Doubt.TAKEN_AFTER_UPLOAD);
      }
      if (foundAt != null && taken.isBefore(foundAt.minusMinutes(MINUTES_FORGIVEN))) {
        doubts.add(Doubt.TAKEN_BEFORE_FOUND);
      }
    }
    return doubts;
  }
}
