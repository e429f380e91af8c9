package io.bihuan.people;

/** A key of a test's cost in production, where its password could be guessed from a stolen row. */
public final class CheapKeyRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CheapKeyRefused(KdfCost cost) {
    super("Production takes no key that is cheaper than " + KdfCost.PRODUCTION + ": " + cost);
  }
}
