package io.bihuan.workbook;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What stands in a cell, as a text. */
public final class SheetText {
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private SheetText() {}

  /** As typed, less what Excel and chat programs put between: escapes, odd spaces and breaks. */
  public static String clean(String raw) {
    String text = raw.indexOf("_x") < 0 ? raw : unescape(raw);
    StringBuilder clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\r' -> {
          if (i + 1 == text.length() || text.charAt(i + 1) != '\n') {
            clean.append('\n');
          }
        }
        case '\u000B', '\f', '\u0085', '\u2028', '\u2029' -> clean.append('\n');
        case '\t', '\u00A0' -> clean.append(' ');
        case '\u200B', '\u2060', '\uFEFF' -> {}
        default -> clean.append(c);
      }
    }
    return clean.toString().strip();
  }

  /** The first character that must not get into a record: controls, and what turns the reading. */
  public static @Nullable String forbidden(String text) {
    return text.codePoints()
        .filter(c -> c != '\n' && isForbidden(c))
        .mapToObj(c -> String.format(Locale.ROOT, "U+%04X", c))
        .findFirst()
        .orElse(null);
  }

  private static boolean isForbidden(int c) {
    boolean bidi =
        (c >= 0x202A && c <= 0x202E)
            || (c >= 0x2066 && c <= 0x2069)
            || c == 0x200E
            || c == 0x200F
            || c == 0x061C;
    boolean nonCharacter = (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
    return bidi
        || nonCharacter
        || Character.isISOControl(c)
        || Character.getType(c) == Character.SURROGATE;
  }

  private static String unescape(String text) {
    return ESCAPED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }
}
