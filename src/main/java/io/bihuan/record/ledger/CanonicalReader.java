package io.bihuan.record.ledger;

import io.bihuan.record.ledger.Unsignable.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the grammar of the canonical form: no white space, no numbers, three escapes.
 *
 * <p>It need not judge the order of keys, doubled keys or the characters of a string: {@link
 * CanonicalJson#read} writes the result once more and compares, so each of these shows there.
 */
final class CanonicalReader {

  private final String text;
  private int at;

  CanonicalReader(String text) {
    this.text = text;
  }

  Map<String, @Nullable Object> payload() {
    Map<String, @Nullable Object> payload = object(1);
    if (at != text.length()) {
      throw notCanonical();
    }
    return payload;
  }

  private @Nullable Object value(int depth) {
    char c = peek();
    if (c == '"') {
      return string();
    }
    if (c == '{') {
      return object(depth);
    }
    if (c == '[') {
      return array(depth);
    }
    if (c == '-' || (c >= '0' && c <= '9')) {
      throw new Unsignable(Reason.NUMBER, "");
    }
    if (skip("true")) {
      return true;
    }
    if (skip("false")) {
      return false;
    }
    if (skip("null")) {
      return null;
    }
    throw notCanonical();
  }

  private Map<String, @Nullable Object> object(int depth) {
    open('{', depth);
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    if (!skip("}")) {
      do {
        String key = string();
        expect(':');
        object.put(key, value(depth + 1));
      } while (skip(","));
      expect('}');
    }
    return Collections.unmodifiableMap(object);
  }

  private List<@Nullable Object> array(int depth) {
    open('[', depth);
    List<@Nullable Object> array = new ArrayList<>();
    if (!skip("]")) {
      do {
        array.add(value(depth + 1));
      } while (skip(","));
      expect(']');
    }
    return Collections.unmodifiableList(array);
  }

  private String string() {
    expect('"');
    StringBuilder string = new StringBuilder();
    for (char c = next(); c != '"'; c = next()) {
      string.append(c == '\\' ? escaped(next()) : c);
    }
    return string.toString();
  }

  private char escaped(char c) {
    return switch (c) {
      case '"', '\\' -> c;
      case 'n' -> '\n';
      default -> throw notCanonical();
    };
  }

  private void open(char bracket, int depth) {
    expect(bracket);
    if (depth > CanonicalJson.MAX_DEPTH) {
      throw new Unsignable(Reason.TOO_DEEP, "");
    }
  }

  private void expect(char expected) {
    if (next() != expected) {
      throw notCanonical();
    }
  }

  private boolean skip(String word) {
    if (!text.startsWith(word, at)) {
      return false;
    }
    at += word.length();
    return true;
  }

  private char next() {
    char c = peek();
    at++;
    return c;
  }

  private char peek() {
    if (at >= text.length()) {
      throw notCanonical();
    }
    return text.charAt(at);
  }

  private static Unsignable notCanonical() {
    return new Unsignable(Reason.NOT_CANONICAL, "");
  }
}
