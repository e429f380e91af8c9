package io.bihuan.people;

/** Login passwords of a test's cost in production, where a stolen row would give them away. */
public final class CheapPasswordsRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CheapPasswordsRefused(KdfCost cost) {
    super(
        "Production hashes no login password cheaper than %s: bihuan.sign-in says %s"
            .formatted(LoginPasswords.PRODUCTION, cost));
  }
}
