package io.bihuan.people;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.jspecify.annotations.Nullable;

/**
 * Makes signing keys, and opens them with their owner's signing password.
 *
 * <pre>
 * KEK        = HKDF-SHA256(Argon2id(password, salt, cost), info = "sign-kek/v1" || pepper)
 * wrappedKey = IV || AES-256-GCM(KEK, Ed25519 seed, AAD = keyId "|" personId)
 * </pre>
 *
 * <p>电子签名法 第十三条 第一、二项: only the person opens the key. The database alone does not suffice to guess
 * at passwords (pepper), and no row can be passed off as another person's (AAD). An administrator
 * of the running machine can still read a password while it is typed; that is the limit of a key
 * kept on a server.
 *
 * <p>Arrays with secrets are wiped as soon as they are done with. Not within reach are the password
 * as the {@code String} in which the request brought it, and what the JDK and BouncyCastle copy.
 *
 * <p>Safe for use by several threads. A derivation takes some 50 ms of one core and 19 MiB; one
 * core is always left to the rest of the application, and who waits is served in order.
 */
final class KeyWrapping {

  /** The algorithm's name in rows and leaves. */
  static final String ED25519 = "Ed25519";

  private static final byte[] KEK_INFO = "sign-kek/v1".getBytes(StandardCharsets.US_ASCII);
  private static final int SALT_SIZE = 16;
  private static final int IV_SIZE = 12;
  private static final int TAG_SIZE = 16;
  private static final int KEK_SIZE = 32;

  private final Pepper pepper;
  private final boolean allowCheapKeys;
  private final SecureRandom random;
  private final Clock clock;
  private final Semaphore derivations =
      new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() - 1), true);

  /**
   * @param allowCheapKeys true in tests only
   */
  KeyWrapping(Pepper pepper, boolean allowCheapKeys, SecureRandom random, Clock clock) {
    this.pepper = pepper;
    this.allowCheapKeys = allowCheapKeys;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Makes a new key pair for a person.
   *
   * @param password one that {@link SigningPassword#refusal} does not refuse
   * @throws CheapKeyRefused when the cost is not production grade and must be
   */
  SigningKey enroll(String personId, String password, KdfCost cost) {
    refuseIfCheap(cost);
    byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
    byte[] salt = new byte[SALT_SIZE];
    byte[] iv = new byte[IV_SIZE];
    byte @Nullable [] kek = null;
    try {
      random.nextBytes(seed);
      random.nextBytes(salt);
      random.nextBytes(iv);
      byte[] publicKey = publicKeyOf(seed);
      String keyId = keyId(publicKey);
      kek = kek(password, salt, cost);
      byte[] wrapped = Arrays.copyOf(iv, IV_SIZE + seed.length + TAG_SIZE);
      gcm(Cipher.ENCRYPT_MODE, kek, iv, aad(keyId, personId))
          .doFinal(seed, 0, seed.length, wrapped, IV_SIZE);
      return new SigningKey(
          keyId,
          personId,
          ED25519,
          Base64.getEncoder().encodeToString(publicKey),
          Base64.getEncoder().encodeToString(wrapped),
          Base64.getEncoder().encodeToString(salt),
          cost.memoryKib(),
          cost.iterations(),
          cost.parallelism(),
          clock.instant(),
          null);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot wrap a signing key", e);
    } finally {
      wipe(seed);
      wipe(kek);
    }
  }

  /**
   * Opens a key for one entry of the password.
   *
   * @return to be closed by the caller, within the request
   * @throws WrongSigningPassword see there what else looks like a wrong password
   * @throws RevokedKeyRefused when the key was revoked
   * @throws CheapKeyRefused when the key was enrolled by a test and this is production
   * @throws AlteredKeyRefused when the row contradicts itself
   */
  UnlockedKey unlock(SigningKey key, String password) {
    if (key.revokedAt() != null) {
      throw new RevokedKeyRefused(key.keyId());
    }
    KdfCost cost = cost(key);
    refuseIfCheap(cost);
    byte[] publicKey = decode(key, key.publicKey(), Ed25519.PUBLIC_KEY_SIZE);
    byte[] salt = decode(key, key.salt(), SALT_SIZE);
    byte[] wrapped = decode(key, key.wrappedKey(), IV_SIZE + Ed25519.SECRET_KEY_SIZE + TAG_SIZE);
    // The id commits to the public key and the wrapping to the id, so an exchanged one shows here.
    if (!key.alg().equals(ED25519) || !keyId(publicKey).equals(key.keyId())) {
      throw new AlteredKeyRefused(key.keyId());
    }
    byte @Nullable [] kek = null;
    try {
      kek = kek(password, salt, cost);
      byte[] iv = Arrays.copyOf(wrapped, IV_SIZE);
      byte[] seed =
          gcm(Cipher.DECRYPT_MODE, kek, iv, aad(key.keyId(), key.personId()))
              .doFinal(wrapped, IV_SIZE, wrapped.length - IV_SIZE);
      return new UnlockedKey(key.keyId(), seed);
    } catch (AEADBadTagException e) {
      throw new WrongSigningPassword(key.keyId());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Cannot unwrap a signing key", e);
    } finally {
      wipe(kek);
    }
  }

  /**
   * Whether a public key made a signature. Never throws: a verifier reads what others wrote.
   *
   * @return false as well for an unknown algorithm and for lengths that cannot be
   */
  static boolean verify(String alg, byte[] publicKey, byte[] input, byte[] signature) {
    return alg.equals(ED25519)
        && publicKey.length == Ed25519.PUBLIC_KEY_SIZE
        && signature.length == Ed25519.SIGNATURE_SIZE
        && Ed25519.verify(signature, 0, publicKey, 0, input, 0, input.length);
  }

  /** The name of a key, which commits to its public half. */
  static String keyId(byte[] publicKey) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(publicKey);
      return "ed25519-" + HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private void refuseIfCheap(KdfCost cost) {
    if (!allowCheapKeys && !cost.isProductionGrade()) {
      throw new CheapKeyRefused(cost);
    }
  }

  private byte[] kek(String password, byte[] salt, KdfCost cost) {
    byte[] typed = SigningPassword.normalized(password).getBytes(StandardCharsets.UTF_8);
    byte[] stretched = new byte[KEK_SIZE];
    byte[] pepperBytes = pepper.bytes();
    byte[] info = Arrays.copyOf(KEK_INFO, KEK_INFO.length + pepperBytes.length);
    System.arraycopy(pepperBytes, 0, info, KEK_INFO.length, pepperBytes.length);
    try {
      stretch(typed, salt, cost, stretched);
      HKDFBytesGenerator hkdf = new HKDFBytesGenerator(new SHA256Digest());
      hkdf.init(new HKDFParameters(stretched, null, info));
      byte[] kek = new byte[KEK_SIZE];
      hkdf.generateBytes(kek, 0, kek.length);
      return kek;
    } finally {
      wipe(typed);
      wipe(stretched);
      wipe(pepperBytes);
      wipe(info);
    }
  }

  private void stretch(byte[] typed, byte[] salt, KdfCost cost, byte[] stretched) {
    Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
    derivations.acquireUninterruptibly();
    try {
      argon2.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(cost.memoryKib())
              .withIterations(cost.iterations())
              .withParallelism(cost.parallelism())
              .withSalt(salt)
              .build());
      argon2.generateBytes(typed, stretched);
    } finally {
      derivations.release();
    }
  }

  private static Cipher gcm(int mode, byte[] kek, byte[] iv, byte[] aad)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(kek, "AES"), new GCMParameterSpec(TAG_SIZE * Byte.SIZE, iv));
    cipher.updateAAD(aad);
    return cipher;
  }

  /** A key id holds no bar, so no two pairs give the same bytes. */
  private static byte[] aad(String keyId, String personId) {
    return (keyId + "|" + personId).getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] publicKeyOf(byte[] seed) {
    byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(seed, 0, publicKey, 0);
    return publicKey;
  }

  private static KdfCost cost(SigningKey key) {
    try {
      return key.cost();
    } catch (IllegalArgumentException e) {
      throw new AlteredKeyRefused(key.keyId());
    }
  }

  private static byte[] decode(SigningKey key, String base64, int size) {
    try {
      byte[] bytes = Base64.getDecoder().decode(base64);
      if (bytes.length == size) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      throw new AlteredKeyRefused(key.keyId());
    }
    throw new AlteredKeyRefused(key.keyId());
  }

  private static void wipe(byte @Nullable [] secret) {
    if (secret != null) {
      Arrays.fill(secret, (byte) 0);
    }
  }
}
