package io.bihuan.record.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/** The same payloads, badly spelt, through the RFC 8785 library: it must come to our bytes. */
class CanonicalJsonDifferentialTest {

  private static final int PAYLOADS = 5_000;

  private static final String[] ALPHABETS = {
    "abcXYZ019 .-_/",
    "\"\\\n/",
    "\u9690\u60a3\u6574\u6539\u590d\u67e5\u9500\u53f7\u3002\uff0c",
    "\u00a0\u00e9\u00f6\u0301\u0308\u0323\u1e9b\u212b\u2126\uac00\u1100\u1161\u11a8",
    "\u2028\u2029\u200b\u200d\ufeff\ufb33\uff5e\ufffd\uffff\ue000\ud7ff"
  };

  private final long seed = Long.getLong("bihuan.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void agreesWithTheLibraryOnEveryAllowedPayload() throws IOException {
    System.out.println("CanonicalJsonDifferentialTest: -Dbihuan.seed=" + seed);
    for (int i = 0; i < PAYLOADS; i++) {
      Map<String, Object> payload = object(1);
      String ours = CanonicalJson.write(payload);

      assertThat(new JsonCanonicalizer(badlySpelt(payload)).getEncodedString())
          .as("payload %d of seed %d", i, seed)
          .isEqualTo(ours);
      assertThat(CanonicalJson.read(ours)).isEqualTo(payload);
    }
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new HashMap<>();
    for (int i = random.nextInt(6); i > 0; i--) {
      object.put(text(), value(depth + 1));
    }
    return object;
  }

  private Object value(int depth) {
    int kind = random.nextInt(depth > CanonicalJson.MAX_DEPTH ? 8 : 11);
    if (kind == 8) {
      return object(depth);
    }
    if (kind > 8) {
      List<Object> list = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        list.add(value(depth + 1));
      }
      return list;
    }
    return switch (kind) {
      case 0 -> null;
      case 1 -> true;
      case 2 -> false;
      default -> text();
    };
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      if (random.nextInt(8) == 0) {
        text.appendCodePoint(0x10000 + random.nextInt(0x100000));
      } else {
        String alphabet = ALPHABETS[random.nextInt(ALPHABETS.length)];
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
    }
    return CanonicalJson.nfc(text.toString());
  }

  private String badlySpelt(Object value) {
    if (value instanceof String text) {
      return badlySpeltString(text);
    }
    List<String> parts = new ArrayList<>();
    if (value instanceof Map<?, ?> map) {
      map.forEach((k, v) -> parts.add(badlySpelt(k) + space() + ":" + space() + badlySpelt(v)));
      Collections.shuffle(parts, random);
      return "{" + space() + String.join(space() + "," + space(), parts) + space() + "}";
    }
    if (value instanceof List<?> list) {
      list.forEach(element -> parts.add(badlySpelt(element)));
      return "[" + space() + String.join("," + space(), parts) + space() + "]";
    }
    return String.valueOf(value);
  }

  private String badlySpeltString(String text) {
    StringBuilder spelt = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (random.nextInt(5) == 0) {
        spelt.append(String.format("\\u%04X", (int) c));
      } else if (c == '\n') {
        spelt.append("\\n");
      } else if (c == '"' || c == '\\' || (c == '/' && random.nextBoolean())) {
        spelt.append('\\').append(c);
      } else {
        spelt.append(c);
      }
    }
    return spelt.append('"').toString();
  }

  private String space() {
    return " \n\t".substring(random.nextInt(4));
  }
}
