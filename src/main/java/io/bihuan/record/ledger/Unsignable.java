package io.bihuan.record.ledger;

/**
 * What was to be signed has no single meaning, so nobody may sign it.
 *
 * <p>The message and the path never repeat the refused text; they may be logged.
 */
public final class Unsignable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a payload is refused. */
  public enum Reason {
    /** A JSON number: readers round it differently beyond 2<sup>53</sup>. */
    NUMBER,
    /** Anything else but map, list, string, boolean and null. */
    TYPE,
    /** A key that is not a string. */
    KEY,
    /** Two spellings of one text would give two signatures. */
    NOT_NFC,
    /** Half a character: written as UTF-8 it turns into a question mark. */
    LONE_SURROGATE,
    /** C0 except line feed, DEL, C1: not seen by the signer. */
    CONTROL_CHARACTER,
    /** U+202A–202E, U+2066–2069: shows the signer another order than the one signed. */
    BIDI_CONTROL,
    /** More than {@value CanonicalJson#MAX_DEPTH} levels. */
    TOO_DEEP,
    /** More than {@value CanonicalJson#MAX_BYTES} bytes. */
    TOO_LARGE,
    /** A text that is not the one canonical spelling of its content, or no JSON at all. */
    NOT_CANONICAL,
    /** A signature that is not padded base64, or is so in a second spelling. */
    NOT_BASE64
  }

  private final Reason reason;
  private final String path;

  Unsignable(Reason reason, String path) {
    super(reason + " at " + (path.isEmpty() ? "/" : path));
    this.reason = reason;
    this.path = path;
  }

  public Reason reason() {
    return reason;
  }

  /**
   * Where, as a JSON pointer (RFC 6901); empty for the whole payload. A refused key is named by the
   * object it stands in.
   */
  public String path() {
    return path;
  }
}
