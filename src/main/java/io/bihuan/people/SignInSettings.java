package io.bihuan.people;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sign-in is guarded.
 *
 * @param memoryKib Argon2id memory for new login passwords, in KiB
 * @param allowCheapPasswords only for tests: elsewhere a hash that is cheap to guess is refused
 */
@ConfigurationProperties(prefix = "bihuan.sign-in", ignoreUnknownFields = false)
record SignInSettings(
    @DefaultValue("16384") int memoryKib,
    @DefaultValue("2") int iterations,
    @DefaultValue("1") int parallelism,
    @DefaultValue("false") boolean allowCheapPasswords) {
  KdfCost cost() {
    return new KdfCost(memoryKib, iterations, parallelism);
  }
}
