package io.bihuan.people;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * 签名口令: what may open a signing key.
 *
 * <p>Length counts, a mixture of characters does not (NIST SP 800-63B §3.1.1): {@value #MIN_LENGTH}
 * to {@value #MAX_LENGTH} characters as a person counts them, Chinese ones welcome, not the own
 * account name and none of the passwords everybody tries first. Those stand in {@code
 * common-passwords.txt}, one a line.
 */
public final class SigningPassword {

  /** Code points, after normalization. */
  public static final int MIN_LENGTH = 8;

  /** Code points, after normalization. */
  public static final int MAX_LENGTH = 128;

  private static final Set<String> COMMON = common();

  private SigningPassword() {}

  /**
   * Why a password may not be chosen.
   *
   * @return a message code below {@code signingPassword.}: {@code tooShort}, {@code tooLong},
   *     {@code unprintable}, {@code sameAsUserName}, {@code tooCommon}; empty when it may
   */
  public static Optional<String> refusal(String password, String userName) {
    String normalized = normalized(password);
    int length = normalized.codePointCount(0, normalized.length());
    if (length < MIN_LENGTH) {
      return Optional.of("signingPassword.tooShort");
    }
    if (length > MAX_LENGTH) {
      return Optional.of("signingPassword.tooLong");
    }
    if (!normalized.codePoints().allMatch(SigningPassword::isPrintable)) {
      return Optional.of("signingPassword.unprintable");
    }
    if (isSame(password, userName)) {
      return Optional.of("signingPassword.sameAsUserName");
    }
    if (isCommon(password)) {
      return Optional.of("signingPassword.tooCommon");
    }
    return Optional.empty();
  }

  /** Whether a guesser would not tell it from the account name. */
  static boolean isSame(String password, String userName) {
    return folded(password).equals(folded(userName));
  }

  /** Whether it is one of those everybody tries first. */
  static boolean isCommon(String password) {
    return COMMON.contains(folded(password));
  }

  /** NFC: one password, whether a keyboard composes its characters or not. */
  static String normalized(String password) {
    return Normalizer.normalize(password, Normalizer.Form.NFC);
  }

  /** A character not yet assigned may normalize differently after the next update of the JDK. */
  private static boolean isPrintable(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL, Character.SURROGATE, Character.UNASSIGNED -> false;
      default -> true;
    };
  }

  /** What a guesser would not tell apart: case, and full-width letters and digits. */
  private static String folded(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
  }

  private static Set<String> common() {
    try (InputStream stream = SigningPassword.class.getResourceAsStream("/common-passwords.txt")) {
      if (stream == null) {
        throw new IllegalStateException("common-passwords.txt is missing");
      }
      return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))
          .lines()
          .filter(line -> !line.isBlank() && !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
