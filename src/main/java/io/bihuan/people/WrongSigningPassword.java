package io.bihuan.people;

/**
 * The signing password does not open the key.
 *
 * <p>A wrapped key that was altered, moved to another person or wrapped with another pepper looks
 * exactly the same: authenticated encryption does not tell which part is wrong. Counts as a failed
 * authentication.
 */
public final class WrongSigningPassword extends RuntimeException {

  private static final long serialVersionUID = 1L;

  WrongSigningPassword(String keyId) {
    super("Wrong signing password for " + keyId);
  }
}
