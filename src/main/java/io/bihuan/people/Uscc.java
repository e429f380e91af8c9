package io.bihuan.people;

import io.bihuan.refusal.Refused;
import java.text.Normalizer;
import java.util.Locale;

/**
 * 统一社会信用代码 (GB 32100-2015): 18 characters of an alphabet without I, O, S, V and Z, the last of
 * which checks the others. It tells two units of one name apart, and one unit under two names.
 */
public record Uscc(String value) {
  private static final String ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  private static final int LENGTH = 18;
  private static final int FACTOR = 3;

  /** Only for what {@link #of} lets through or the database holds. */
  public Uscc {
    if (value.length() != LENGTH) {
      throw new IllegalArgumentException("No code of a unit: " + value.length() + " characters");
    }
  }

  /**
   * As somebody typed it: small letters, full-width ones and spaces are forgiven.
   *
   * @throws Refused with the field, when it is no code
   */
  public static Uscc of(String field, String typed) {
    String code =
        Normalizer.normalize(typed, Normalizer.Form.NFKC)
            .replaceAll("\\s", "")
            .toUpperCase(Locale.ROOT);
    if (code.isEmpty()) {
      throw Refused.because(field, "refused.missing");
    }
    if (code.length() != LENGTH) {
      throw Refused.because(field, "refused.uscc.length", code.length());
    }
    for (int i = 0; i < LENGTH; i++) {
      if (ALPHABET.indexOf(code.charAt(i)) < 0) {
        throw Refused.because(
            field, "refused.uscc.character", i + 1, String.valueOf(code.charAt(i)));
      }
    }
    if (code.charAt(LENGTH - 1) != checkDigit(code)) {
      throw Refused.because(field, "refused.uscc.check");
    }
    return new Uscc(code);
  }

  /** The character that belongs behind the first 17. */
  static char checkDigit(String code) {
    int modulus = ALPHABET.length();
    int sum = 0;
    int weight = 1;
    for (int i = 0; i < LENGTH - 1; i++) {
      sum += ALPHABET.indexOf(code.charAt(i)) * weight;
      weight = weight * FACTOR % modulus;
    }
    return ALPHABET.charAt((modulus - sum % modulus) % modulus);
  }

  @Override
  public String toString() {
    return value;
  }
}
