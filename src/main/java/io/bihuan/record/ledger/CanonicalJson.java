package io.bihuan.record.ledger;

import io.bihuan.record.ledger.Unsignable.Reason;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The one spelling of a payload: RFC 8785 (JCS) over maps, lists, strings, booleans and null.
 *
 * <p>Two payloads with the same meaning have the same bytes, and two payloads with different
 * meanings never have. Whatever could break that is refused, not repaired: the signer has already
 * seen the text, and what he saw is what he signs (电子签名法 第十三条 第四项). Numbers are refused as well;
 * within these types every JCS implementation agrees to the byte.
 */
public final class CanonicalJson {

  /** Levels of objects and arrays, the payload itself being the first. */
  public static final int MAX_DEPTH = 8;

  /** Bytes of UTF-8. */
  public static final int MAX_BYTES = 256 * 1024;

  private final StringBuilder out = new StringBuilder(1024);

  private CanonicalJson() {}

  /**
   * Writes a payload in its canonical form.
   *
   * @throws Unsignable when the payload breaks a rule of {@link Reason}
   */
  public static String write(Map<String, ? extends @Nullable Object> payload) {
    CanonicalJson writer = new CanonicalJson();
    writer.value(payload, "", 1);
    String text = writer.out.toString();
    if (isTooLarge(text)) {
      throw new Unsignable(Reason.TOO_LARGE, "");
    }
    return text;
  }

  /**
   * Reads a payload, for showing it. Verifiers do not need this: they hash the text as it is.
   *
   * @return objects as maps in the order of the text, arrays as lists; both unmodifiable
   * @throws Unsignable unless the text is exactly what {@link #write} makes of its content
   */
  public static Map<String, @Nullable Object> read(String text) {
    if (isTooLarge(text)) {
      throw new Unsignable(Reason.TOO_LARGE, "");
    }
    Map<String, @Nullable Object> payload = new CanonicalReader(text).payload();
    if (!write(payload).equals(text)) {
      throw new Unsignable(Reason.NOT_CANONICAL, "");
    }
    return payload;
  }

  /**
   * Lets a text pass that is canonical.
   *
   * @throws Unsignable unless the text is exactly what {@link #write} makes of its content
   */
  public static void check(String text) {
    var unused = read(text);
  }

  /** Unicode normalization form C, as RFC 8785 leaves it to the application. */
  public static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }

  /**
   * Brings a text typed by a person into the form that is shown and signed: NFC, line ends as line
   * feeds (a browser submits CR LF), a tab as one space. Anything else stays, to be refused by
   * {@link #write} rather than dropped in silence.
   */
  public static String signable(String typed) {
    return nfc(typed).replace("\r\n", "\n").replace('\r', '\n').replace('\t', ' ');
  }

  /** One JSON string, quotes included. */
  static String quote(String text, String path) {
    CanonicalJson writer = new CanonicalJson();
    writer.string(text, path);
    return writer.out.toString();
  }

  private void value(@Nullable Object value, String path, int depth) {
    if (value == null) {
      out.append("null");
    } else if (value instanceof String text) {
      string(text, path);
    } else if (value instanceof Boolean) {
      out.append(value);
    } else if (value instanceof Map<?, ?> map) {
      object(map, path, depth);
    } else if (value instanceof List<?> list) {
      array(list, path, depth);
    } else {
      throw new Unsignable(value instanceof Number ? Reason.NUMBER : Reason.TYPE, path);
    }
    if (out.length() > MAX_BYTES) {
      throw new Unsignable(Reason.TOO_LARGE, path);
    }
  }

  private void object(Map<?, ?> map, String path, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Unsignable(Reason.TOO_DEEP, path);
    }
    // String.compareTo orders by UTF-16 code units, which is the order RFC 8785 asks for.
    Map<String, @Nullable Object> sorted = new TreeMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String key)) {
        throw new Unsignable(Reason.KEY, path);
      }
      sorted.put(key, entry.getValue());
    }
    out.append('{');
    String separator = "";
    for (Map.Entry<String, @Nullable Object> member : sorted.entrySet()) {
      out.append(separator);
      string(member.getKey(), path);
      out.append(':');
      value(member.getValue(), path + "/" + pointer(member.getKey()), depth + 1);
      separator = ",";
    }
    out.append('}');
  }

  private void array(List<?> list, String path, int depth) {
    if (depth > MAX_DEPTH) {
      throw new Unsignable(Reason.TOO_DEEP, path);
    }
    out.append('[');
    int index = 0;
    for (Object element : list) {
      if (index > 0) {
        out.append(',');
      }
      value(element, path + "/" + index, depth + 1);
      index++;
    }
    out.append(']');
  }

  private void string(String text, String path) {
    if (text.length() > MAX_BYTES) {
      throw new Unsignable(Reason.TOO_LARGE, path);
    }
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n') {
        out.append("\\n");
        continue;
      }
      if (c < 0x20 || (c >= 0x7f && c <= 0x9f)) {
        throw new Unsignable(Reason.CONTROL_CHARACTER, path);
      }
      if ((c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069)) {
        throw new Unsignable(Reason.BIDI_CONTROL, path);
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          throw new Unsignable(Reason.LONE_SURROGATE, path);
        }
        out.append(c).append(text.charAt(++i));
        continue;
      }
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
    if (!Normalizer.isNormalized(text, Normalizer.Form.NFC)) {
      throw new Unsignable(Reason.NOT_NFC, path);
    }
  }

  private static String pointer(String key) {
    return key.replace("~", "~0").replace("/", "~1");
  }

  private static boolean isTooLarge(String text) {
    return text.length() > MAX_BYTES || text.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES;
  }
}
