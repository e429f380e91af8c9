package io.bihuan.people;

/** The row of a key contradicts itself, so somebody changed it: an alarm, not a wrong password. */
public final class AlteredKeyRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  AlteredKeyRefused(String keyId) {
    super("The row of this key was altered: " + keyId);
  }
}
