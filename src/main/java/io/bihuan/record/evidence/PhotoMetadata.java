package io.bihuan.record.evidence;

import org.jspecify.annotations.Nullable;

/**
 * 拍摄信息: what the camera wrote into a photo. Anybody can write anything there, so it proves nothing;
 * it is kept for whoever has to look into a photo, and never shown with it.
 *
 * @param takenAt the wall clock of the camera, {@code 2026-11-22T10:01:02}
 * @param latitude degrees, north positive; with {@code longitude} or not at all
 * @param camera maker and model
 */
public record PhotoMetadata(
    @Nullable String takenAt,
    @Nullable Double latitude,
    @Nullable Double longitude,
    @Nullable String camera) {
  static final PhotoMetadata NONE = new PhotoMetadata(null, null, null, null);

  public boolean isEmpty() {
    return equals(NONE);
  }
}
