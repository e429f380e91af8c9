package io.bihuan.people;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How signing keys are guarded.
 *
 * @param pepper file outside the database without which no key can be opened
 * @param memoryKib Argon2id memory for new keys, in KiB
 * @param allowCheapKeys only for tests: elsewhere a key that is cheap to guess is refused
 * @param failuresAllowed wrong signing passwords in a row before signing is locked
 * @param lockMinutes for how long, in minutes
 */
@ConfigurationProperties(prefix = "bihuan.signing", ignoreUnknownFields = false)
record SigningSettings(
    @DefaultValue("./data/secrets/pepper") Path pepper,
    @DefaultValue("19456") int memoryKib,
    @DefaultValue("2") int iterations,
    @DefaultValue("1") int parallelism,
    @DefaultValue("false") boolean allowCheapKeys,
    @DefaultValue("5") int failuresAllowed,
    @DefaultValue("15") int lockMinutes) {
  KdfCost cost() {
    return new KdfCost(memoryKib, iterations, parallelism);
  }
}
