package io.bihuan.record.ledger;

import io.bihuan.record.ledger.Unsignable.Reason;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;

/**
 * One signed record as the ledger hashes it: {@code {"alg":…,"keyId":…,"payload":…,"sig":…}}.
 *
 * <p>The payload is taken as it was signed, byte for byte. All four parts are checked when the leaf
 * is made, so that no payload can end early and forge the parts after it, and so that one signature
 * has one leaf: an unpadded copy of it would still verify, under another hash.
 *
 * @param alg what the signature was made with, e.g. {@code Ed25519}; recorded so that others
 *     (SM3withSM2) can follow
 * @param keyId whose key
 * @param payload canonical JSON, as {@link CanonicalJson#write} made it
 * @param signature base64 with padding
 */
public record Leaf(String alg, String keyId, String payload, String signature) {

  /** Separates signatures of acts from anything else the same key might ever sign. */
  private static final String DOMAIN = "hazard-act/v1\n";

  /**
   * @throws Unsignable when a part is not in its one canonical spelling
   */
  public Leaf {
    var unused = CanonicalJson.quote(alg, "/alg") + CanonicalJson.quote(keyId, "/keyId");
    CanonicalJson.check(payload);
    checkBase64(signature);
  }

  /**
   * What a key signs for a payload: {@code "hazard-act/v1\n"} and the payload, in UTF-8.
   *
   * @throws Unsignable when the payload is not canonical
   */
  public static byte[] signingInput(String payload) {
    CanonicalJson.check(payload);
    return (DOMAIN + payload).getBytes(StandardCharsets.UTF_8);
  }

  /** What {@link #signature} must verify over. */
  public byte[] signingInput() {
    return (DOMAIN + payload).getBytes(StandardCharsets.UTF_8);
  }

  /** The leaf itself; canonical JSON, one level deeper than its payload. */
  public String text() {
    return "{\"alg\":"
        + CanonicalJson.quote(alg, "/alg")
        + ",\"keyId\":"
        + CanonicalJson.quote(keyId, "/keyId")
        + ",\"payload\":"
        + payload
        + ",\"sig\":\""
        + signature
        + "\"}";
  }

  /** {@link #hashOf} of the text. */
  public String hash() {
    return hashOf(text());
  }

  /**
   * The leaf hash of RFC 9162 §2.1.1: SHA-256 over a zero byte and the text in UTF-8. A verifier
   * calls this with the text as it was stored, whatever it is.
   *
   * @return 64 lower-case hexadecimal digits
   * @throws Unsignable when the text is not Unicode: half a character would be hashed as a question
   *     mark, and two texts would share a hash
   */
  public static String hashOf(String leafText) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update((byte) 0);
      sha256.update(StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(leafText)));
      return HexFormat.of().formatHex(sha256.digest());
    } catch (CharacterCodingException e) {
      throw new Unsignable(Reason.LONE_SURROGATE, "");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static void checkBase64(String signature) {
    boolean same;
    try {
      byte[] bytes = Base64.getDecoder().decode(signature);
      same = bytes.length > 0 && Base64.getEncoder().encodeToString(bytes).equals(signature);
    } catch (IllegalArgumentException e) {
      throw new Unsignable(Reason.NOT_BASE64, "/sig");
    }
    if (!same) {
      throw new Unsignable(Reason.NOT_BASE64, "/sig");
    }
  }
}
