package io.bihuan.people;

/**
 * What one guess at a signing password costs: the parameters of Argon2id (RFC 9106).
 *
 * <p>They are stored with each key, so that they can be raised for new keys without touching the
 * old ones. The bounds keep an altered row from taking the machine's memory.
 *
 * @param memoryKib memory in KiB, at least 8 per lane, at most 1 GiB
 * @param iterations passes over the memory, 1 to 64
 * @param parallelism lanes, 1 to 16
 */
public record KdfCost(int memoryKib, int iterations, int parallelism) {

  /** 19 MiB, 2 passes, 1 lane: some 50 ms on one core. */
  public static final KdfCost PRODUCTION = new KdfCost(19456, 2, 1);

  public KdfCost {
    if (parallelism < 1
        || parallelism > 16
        || iterations < 1
        || iterations > 64
        || memoryKib < 8 * parallelism
        || memoryKib > 1024 * 1024) {
      throw new IllegalArgumentException(
          "Cost out of bounds: %d KiB, %d iterations, %d lanes"
              .formatted(memoryKib, iterations, parallelism));
    }
  }

  /** Whether production takes keys of this cost; tests use cheaper ones. */
  public boolean isProductionGrade() {
    return memoryKib >= PRODUCTION.memoryKib && iterations >= PRODUCTION.iterations;
  }
}
