package io.bihuan.signing;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * 纸面: exactly what is signed, word for word. The page shows it, the payload contains it.
 *
 * @param foot number, round, deadline, photos, signer
 */
public record Paper(String title, List<String> paragraphs, List<String> foot) {
  /** The paper as one text, as it stands in the signed payload. */
  public String text() {
    return title + "\n" + String.join("\n", paragraphs) + "\n" + String.join("\n", foot);
  }

  /** SHA-256 of the text, 64 hex digits: a form that shows another paper is stale. */
  public String digest() {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
