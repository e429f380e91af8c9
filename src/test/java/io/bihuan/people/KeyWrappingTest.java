package io.bihuan.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyWrappingTest {

  private static final KdfCost CHEAP = new KdfCost(64, 1, 1);
  private static final String PASSWORD = "correct horse";
  private static final Instant NOW = Instant.parse("2026-11-22T03:10:04.377Z");
  private static final byte[] INPUT = "hazard-act/v1\n{}".getBytes(StandardCharsets.UTF_8);

  /** RFC 8032 section 7.1, test 1. */
  private static final String SEED =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  private static final String PUBLIC_KEY =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  private static final String SIGNATURE_OF_NOTHING =
      "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b";

  @TempDir private Path folder;

  private KeyWrapping wrapping;

  @BeforeEach
  void aTestsOwnWrapping() {
    wrapping = wrapping(pepper("pepper"), true);
  }

  @Test
  void aKeyUnlocksWithItsOwnPasswordAndSigns() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);

    assertThat(key.verifies(INPUT, signature(key))).isTrue();
    assertThat(key.enrolledAt()).isEqualTo(NOW);
    assertThat(key.revokedAt()).isNull();
    assertThat(key.cost()).isEqualTo(CHEAP);
  }

  @Test
  void aKeyDoesNotUnlockWithAnotherPassword() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);

    for (String wrong : List.of("", "correct hors", "correct horse ", "Correct horse")) {
      assertThatThrownBy(() -> wrapping.unlock(key, wrong))
          .isInstanceOf(WrongSigningPassword.class)
          .hasMessageNotContaining(PASSWORD);
    }
  }

  @Test
  void twoKeysOfOnePasswordHaveNothingInCommon() {
    SigningKey one = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    SigningKey other = wrapping.enroll("p-0417", PASSWORD, CHEAP);

    assertThat(one.keyId()).isNotEqualTo(other.keyId());
    assertThat(one.salt()).isNotEqualTo(other.salt());
    assertThat(one.wrappedKey()).isNotEqualTo(other.wrappedKey());
    assertThat(other.verifies(INPUT, signature(one))).isFalse();
  }

  @Test
  void theSameKeyGivesTheSameSignature() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);

    assertThat(signature(key)).isEqualTo(signature(key)).hasSize(64);
  }

  @Test
  void aKeyMovedToAnotherPersonDoesNotUnlock() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);

    assertWrong(row(key, key.keyId(), "p-0418", key.publicKey(), key.wrappedKey(), key.salt()));
  }

  @Test
  void aWrappedKeyPutIntoAnotherPersonsRowDoesNotUnlock() {
    SigningKey own = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    SigningKey other = wrapping.enroll("p-0418", "another horse", CHEAP);

    assertWrong(
        row(other, other.keyId(), "p-0418", other.publicKey(), own.wrappedKey(), own.salt()));
  }

  @Test
  void everyFlippedByteOfTheWrappedKeyIsNoticed() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    byte[] wrapped = Base64.getDecoder().decode(key.wrappedKey());
    assertThat(wrapped).hasSize(12 + 32 + 16);

    for (int i = 0; i < wrapped.length; i++) {
      assertWrong(
          row(
              key,
              key.keyId(),
              key.personId(),
              key.publicKey(),
              base64(flipped(wrapped, i * 8 + i % 8)),
              key.salt()));
    }
  }

  @Test
  void everyFlippedByteOfTheSaltIsNoticed() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    byte[] salt = Base64.getDecoder().decode(key.salt());

    for (int i = 0; i < salt.length; i++) {
      assertWrong(
          row(
              key,
              key.keyId(),
              key.personId(),
              key.publicKey(),
              key.wrappedKey(),
              base64(flipped(salt, i * 8))));
    }
  }

  @Test
  void aRowThatContradictsItselfIsAnAlarm() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    SigningKey other = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    String id = key.keyId();
    String person = key.personId();

    assertAltered(row(key, id, person, other.publicKey(), key.wrappedKey(), key.salt()));
    assertAltered(row(key, id, person, key.publicKey(), "AAAA", key.salt()));
    assertAltered(row(key, id, person, key.publicKey(), key.wrappedKey(), "?"));
    assertAltered(
        new SigningKey(
            id, person, "RSA", key.publicKey(), key.wrappedKey(), key.salt(), 64, 1, 1, NOW, null));
    assertAltered(
        new SigningKey(
            id,
            person,
            key.alg(),
            key.publicKey(),
            key.wrappedKey(),
            key.salt(),
            Integer.MAX_VALUE,
            1,
            1,
            NOW,
            null));
  }

  @Test
  void anExchangedPublicKeyVerifiesNothing() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    SigningKey attacker = wrapping.enroll("p-0666", PASSWORD, CHEAP);
    SigningKey exchanged =
        row(key, key.keyId(), key.personId(), attacker.publicKey(), key.wrappedKey(), key.salt());

    assertThat(exchanged.verifies(INPUT, signature(attacker))).isFalse();
    assertThat(exchanged.verifies(INPUT, signature(key))).isFalse();
  }

  @Test
  void everyFlippedBitOfInputAndSignatureIsNoticed() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    byte[] signature = signature(key);

    for (int bit = 0; bit < INPUT.length * 8; bit++) {
      assertThat(key.verifies(flipped(INPUT, bit), signature)).as("input bit %d", bit).isFalse();
    }
    for (int bit = 0; bit < signature.length * 8; bit++) {
      assertThat(key.verifies(INPUT, flipped(signature, bit)))
          .as("signature bit %d", bit)
          .isFalse();
    }
    assertThat(key.verifies(INPUT, signature)).isTrue();
  }

  @Test
  void verifyingNeverThrows() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    byte[] publicKey = Base64.getDecoder().decode(key.publicKey());
    byte[] signature = signature(key);

    assertThat(KeyWrapping.verify("SM3withSM2", publicKey, INPUT, signature)).isFalse();
    assertThat(KeyWrapping.verify("Ed25519", new byte[31], INPUT, signature)).isFalse();
    assertThat(KeyWrapping.verify("Ed25519", new byte[32], INPUT, signature)).isFalse();
    assertThat(KeyWrapping.verify("Ed25519", publicKey, INPUT, new byte[0])).isFalse();
    assertThat(KeyWrapping.verify("Ed25519", publicKey, INPUT, new byte[64])).isFalse();
    assertThat(
            row(key, key.keyId(), key.personId(), "?", key.wrappedKey(), key.salt())
                .verifies(INPUT, signature))
        .isFalse();
  }

  @Test
  void anotherPepperUnlocksNothing() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    KeyWrapping elsewhere = wrapping(pepper("other"), true);

    assertThatThrownBy(() -> elsewhere.unlock(key, PASSWORD))
        .isInstanceOf(WrongSigningPassword.class);
  }

  @Test
  void productionRefusesACheapKeyAndEnrolsNone() {
    SigningKey cheap = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    KeyWrapping production = wrapping(pepper("pepper"), false);

    assertThatThrownBy(() -> production.unlock(cheap, PASSWORD))
        .isInstanceOf(CheapKeyRefused.class);
    assertThatThrownBy(() -> production.enroll("p-0417", PASSWORD, CHEAP))
        .isInstanceOf(CheapKeyRefused.class);
  }

  @Test
  void productionTakesItsOwnKeys() {
    KeyWrapping production = wrapping(pepper("pepper"), false);
    SigningKey key = production.enroll("p-0417", PASSWORD, KdfCost.PRODUCTION);

    assertThatCode(() -> production.unlock(key, PASSWORD).close()).doesNotThrowAnyException();
  }

  @Test
  void productionGradeIsAFloorUnderMemoryAndIterations() {
    assertThat(new KdfCost(19456, 2, 1).isProductionGrade()).isTrue();
    assertThat(new KdfCost(65536, 3, 4).isProductionGrade()).isTrue();
    assertThat(new KdfCost(19455, 2, 1).isProductionGrade()).isFalse();
    assertThat(new KdfCost(19456, 1, 1).isProductionGrade()).isFalse();
  }

  @Test
  void aRevokedKeySignsNothingMoreButStillVerifies() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    byte[] signature = signature(key);
    SigningKey revoked =
        new SigningKey(
            key.keyId(),
            key.personId(),
            key.alg(),
            key.publicKey(),
            key.wrappedKey(),
            key.salt(),
            64,
            1,
            1,
            NOW,
            NOW);

    assertThatThrownBy(() -> wrapping.unlock(revoked, PASSWORD))
        .isInstanceOf(RevokedKeyRefused.class);
    assertThat(revoked.verifies(INPUT, signature)).isTrue();
  }

  @Test
  void composedAndDecomposedSpellingsAreOnePassword() {
    String composed = "Caf\u00e9 \u9690\u60a3\u95ed\u73af";
    String decomposed = "Cafe\u0301 \u9690\u60a3\u95ed\u73af";

    SigningKey enrolledComposed = wrapping.enroll("p-0417", composed, CHEAP);
    SigningKey enrolledDecomposed = wrapping.enroll("p-0417", decomposed, CHEAP);

    assertThatCode(() -> wrapping.unlock(enrolledComposed, decomposed).close())
        .doesNotThrowAnyException();
    assertThatCode(() -> wrapping.unlock(enrolledDecomposed, composed).close())
        .doesNotThrowAnyException();
  }

  @Test
  void signsAndVerifiesTheVectorOfRfc8032() {
    byte[] publicKey = HexFormat.of().parseHex(PUBLIC_KEY);
    byte[] signature = HexFormat.of().parseHex(SIGNATURE_OF_NOTHING);

    try (UnlockedKey key = new UnlockedKey("ed25519-0", HexFormat.of().parseHex(SEED))) {
      assertThat(key.sign(new byte[0])).isEqualTo(signature);
    }
    assertThat(KeyWrapping.verify("Ed25519", publicKey, new byte[0], signature)).isTrue();
  }

  /** The row was made by Python's cryptography 48, not by this code: both follow one recipe. */
  @Test
  void unlocksARowMadeByAnotherImplementation() throws IOException {
    byte[] pepper = new byte[32];
    IntStream.range(0, 32).forEach(i -> pepper[i] = (byte) i);
    Path file = folder.resolve("fixed");
    Files.write(file, pepper);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    KeyWrapping production = wrapping(Pepper.load(file), false);
    SigningKey key =
        new SigningKey(
            "ed25519-21fe31dfa154a261",
            "p-0417",
            "Ed25519",
            "11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
            "yMnKy8zNzs/Q0dLTQ0SPtIRamsXpm89RjS5GEh4liEdLL+0NOwu/txGlr/uobnogWWJD2ikZiV27621A",
            "ZGVmZ2hpamtsbW5vcHFycw==",
            19456,
            2,
            1,
            NOW,
            null);

    try (UnlockedKey unlocked = production.unlock(key, "Cafe\u0301 \u9690\u60a3\u95ed\u73af")) {
      assertThat(unlocked.sign(new byte[0]))
          .isEqualTo(HexFormat.of().parseHex(SIGNATURE_OF_NOTHING));
      assertThat(unlocked.keyId()).isEqualTo(key.keyId());
      assertThat(unlocked.alg()).isEqualTo("Ed25519");
    }
  }

  @Test
  void aClosedKeyIsWipedAndSignsNothing() {
    byte[] seed = HexFormat.of().parseHex(SEED);
    UnlockedKey key = new UnlockedKey("ed25519-0", seed);

    key.close();
    key.close();

    assertThat(seed).containsOnly(0);
    assertThatThrownBy(() -> key.sign(INPUT)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void manyMaySignAtOnce() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);
    byte[] expected = signature(key);

    assertThat(IntStream.range(0, 64).parallel().mapToObj(i -> signature(key)).toList())
        .allSatisfy(signature -> assertThat(signature).isEqualTo(expected));
  }

  @Test
  void aKeyInALogShowsNoSecret() {
    SigningKey key = wrapping.enroll("p-0417", PASSWORD, CHEAP);

    assertThat(key.toString()).isEqualTo("SigningKey[" + key.keyId() + " of p-0417]");
  }

  private byte[] signature(SigningKey key) {
    try (UnlockedKey unlocked = wrapping.unlock(key, PASSWORD)) {
      return unlocked.sign(INPUT);
    }
  }

  private void assertWrong(SigningKey row) {
    assertThatThrownBy(() -> wrapping.unlock(row, PASSWORD))
        .isInstanceOf(WrongSigningPassword.class);
  }

  private void assertAltered(SigningKey row) {
    assertThatThrownBy(() -> wrapping.unlock(row, PASSWORD)).isInstanceOf(AlteredKeyRefused.class);
  }

  private Pepper pepper(String name) {
    return Pepper.loadOrCreate(folder.resolve(name), new SecureRandom());
  }

  private static KeyWrapping wrapping(Pepper pepper, boolean allowCheapKeys) {
    return new KeyWrapping(
        pepper, allowCheapKeys, new SecureRandom(), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private static SigningKey row(
      SigningKey like, String id, String person, String publicKey, String wrapped, String salt) {
    return new SigningKey(
        id,
        person,
        like.alg(),
        publicKey,
        wrapped,
        salt,
        like.memoryKib(),
        like.iterations(),
        like.parallelism(),
        like.enrolledAt(),
        null);
  }

  private static byte[] flipped(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << bit % 8);
    return flipped;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
