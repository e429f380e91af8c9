package io.bihuan.people;

/** A revoked key signs nothing more. */
public final class RevokedKeyRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  RevokedKeyRefused(String keyId) {
    super("Revoked: " + keyId);
  }
}
