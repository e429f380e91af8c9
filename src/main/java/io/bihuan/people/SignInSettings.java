package io.bihuan.people;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How sign-in is guarded.
 *
 * @param memoryKib Argon2id memory for new login passwords, in KiB
 * @param allowCheapPasswords only for tests: elsewhere a hash that is cheap to guess is refused
 * @param failuresAllowed wrong passwords for one account from one address before it has to wait
 * @param addressFailuresAllowed wrong passwords from one address, for whatever accounts
 */
@ConfigurationProperties(prefix = "bihuan.sign-in", ignoreUnknownFields = false)
record SignInSettings(
    @DefaultValue("16384") int memoryKib,
    @DefaultValue("2") int iterations,
    @DefaultValue("1") int parallelism,
    @DefaultValue("false") boolean allowCheapPasswords,
    @DefaultValue("5") int failuresAllowed,
    @DefaultValue("30") int addressFailuresAllowed) {
  KdfCost cost() {
    return new KdfCost(memoryKib, iterations, parallelism);
  }
}
