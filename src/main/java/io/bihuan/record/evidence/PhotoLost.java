package io.bihuan.record.evidence;

/** The files of a photo are gone or are not those that were taken in: nothing to be shown. */
public final class PhotoLost extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PhotoLost(Photo photo) {
    super("The files of photo %s are gone or were changed.".formatted(photo.id()));
  }
}
