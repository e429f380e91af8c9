package io.bihuan.people;

import java.time.Instant;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * 签名密钥: a person's key pair as it lies in the database, the private half wrapped.
 *
 * <p>电子签名法 第十三条: the data a signature is made with belong to the signer alone (第一项) and are under
 * his control alone when he signs (第二项). Nobody holds what opens {@code wrappedKey}: it takes the
 * person's signing password and the pepper, which is in no database (see {@link Pepper}). A
 * forgotten password is therefore a new key, never a reset one.
 *
 * @param keyId {@code ed25519-} and the first 16 hexadecimal digits of SHA-256 over the public key
 * @param personId whose key; a row moved to another person does not open
 * @param alg {@code Ed25519}
 * @param publicKey base64 of the 32 bytes of RFC 8032
 * @param wrappedKey base64 of 12 bytes IV, 32 bytes AES-256-GCM ciphertext, 16 bytes tag
 * @param salt base64 of 16 random bytes; not the salt of the login password
 * @param memoryKib see {@link KdfCost}
 * @param iterations see {@link KdfCost}
 * @param parallelism see {@link KdfCost}
 * @param enrolledAt when the key was made
 * @param revokedAt since when it signs nothing more; what it signed before stays valid
 */
public record SigningKey(
    String keyId,
    String personId,
    String alg,
    String publicKey,
    String wrappedKey,
    String salt,
    int memoryKib,
    int iterations,
    int parallelism,
    Instant enrolledAt,
    @Nullable Instant revokedAt) {

  /**
   * What a guess at this key's password costs.
   *
   * @throws IllegalArgumentException when the row holds a cost nobody enrols with
   */
  public KdfCost cost() {
    return new KdfCost(memoryKib, iterations, parallelism);
  }

  /**
   * Whether this key made that signature. A public key that was exchanged under the same key id
   * makes no signature valid, neither the old ones nor new ones.
   */
  public boolean verifies(byte[] input, byte[] signature) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(publicKey);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return KeyWrapping.keyId(key).equals(keyId) && KeyWrapping.verify(alg, key, input, signature);
  }

  /** Names the key and keeps the rest out of logs. */
  @Override
  public String toString() {
    return "SigningKey[" + keyId + " of " + personId + "]";
  }
}
