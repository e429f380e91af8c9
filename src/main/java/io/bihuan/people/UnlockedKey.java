package io.bihuan.people;

import java.util.Arrays;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/**
 * A private key, open for one entry of the signing password.
 *
 * <p>Belongs in a try-with-resources of one request and is never kept: 电子签名法 第十三条 第二项 wants it
 * under the signer's control while he signs. Several records may be signed before it is closed. Not
 * safe for use by several threads.
 */
public final class UnlockedKey implements AutoCloseable {

  private final String keyId;
  private final byte[] seed;
  private boolean closed;

  /** Takes the seed over: it is this object that wipes it. */
  UnlockedKey(String keyId, byte[] seed) {
    this.keyId = keyId;
    this.seed = seed;
  }

  public String keyId() {
    return keyId;
  }

  public String alg() {
    return KeyWrapping.ED25519;
  }

  /**
   * Signs; the same input gives the same signature (RFC 8032).
   *
   * @return 64 bytes
   * @throws IllegalStateException after {@link #close}
   */
  public byte[] sign(byte[] input) {
    if (closed) {
      throw new IllegalStateException("The key is closed");
    }
    byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
    // Not the overload that is handed a public key: with a wrong one it would give the seed away.
    Ed25519.sign(seed, 0, input, 0, input.length, signature, 0);
    return signature;
  }

  /** Wipes the key. */
  @Override
  public void close() {
    closed = true;
    Arrays.fill(seed, (byte) 0);
  }
}
