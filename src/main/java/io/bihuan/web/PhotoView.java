package io.bihuan.web;

import io.bihuan.record.evidence.Photo.Doubt;
import java.time.LocalDateTime;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A photo by the id under which {@code /evidence/{id}} serves it.
 *
 * @param takenAt by the clock of the camera; null if it did not say
 */
public record PhotoView(
    String id,
    LocalDateTime uploadedAt,
    String uploadedBy,
    @Nullable LocalDateTime takenAt,
    Set<Doubt> doubts) {

  public PhotoView(String id, LocalDateTime uploadedAt, String uploadedBy) {
    this(id, uploadedAt, uploadedBy, null, Set.of());
  }
}
