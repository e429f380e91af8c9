package io.bihuan.record.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.bihuan.record.ledger.Unsignable.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {

  @Test
  void writesTheFiveTypes() {
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("text", "\u9690\u60a3");
    payload.put("yes", true);
    payload.put("no", false);
    payload.put("nothing", null);
    payload.put("list", Arrays.asList("a", null, List.of(), Map.of()));
    payload.put("", "an empty key is a key");

    assertThat(CanonicalJson.write(payload))
        .isEqualTo(
            "{\"\":\"an empty key is a key\",\"list\":[\"a\",null,[],{}],\"no\":false,"
                + "\"nothing\":null,\"text\":\"\u9690\u60a3\",\"yes\":true}");
  }

  @Test
  void ordersKeysByUtf16CodeUnits() {
    // The pair of U+1F600 starts with U+D83D: before U+FF5E by code unit, after it by code point.
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("\u20ac", "Euro Sign");
    payload.put("\uff5e", "Fullwidth Tilde");
    payload.put("1", "One");
    payload.put("\ud83d\ude00", "Emoji: Grinning Face");
    payload.put("\n", "Line Feed");
    payload.put("\u00f6", "Latin Small Letter O With Diaeresis");

    assertThat(new ArrayList<>(CanonicalJson.read(CanonicalJson.write(payload)).keySet()))
        .containsExactly("\n", "1", "\u00f6", "\u20ac", "\ud83d\ude00", "\uff5e");
  }

  @Test
  void ordersKeysWhateverOrderTheMapHas() {
    Map<String, Object> reversed = new TreeMap<>(Collections.reverseOrder());
    reversed.putAll(Map.of("a", "1", "b", "2", "aa", "3", "B", "4"));

    assertThat(CanonicalJson.write(reversed))
        .isEqualTo("{\"B\":\"4\",\"a\":\"1\",\"aa\":\"3\",\"b\":\"2\"}");
  }

  @Test
  void keysThatOneMapHoldsForEqualStayApart() {
    Map<String, Object> insensitive = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    insensitive.putAll(Map.of("b", "2", "A", "1"));

    assertThat(CanonicalJson.write(insensitive)).isEqualTo("{\"A\":\"1\",\"b\":\"2\"}");
  }

  @Test
  void escapesOnlyQuoteBackslashAndLineFeed() {
    assertThat(write("\" \\ \n / < > & ' \u00a0 \u2028 \ud83d\ude00"))
        .isEqualTo("{\"k\":\"\\\" \\\\ \\n / < > & ' \u00a0 \u2028 \ud83d\ude00\"}");
  }

  static List<Object> numbers() {
    return List.of(1, 1L, 1.5, (byte) 1, BigDecimal.ONE, Double.NaN);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void refusesNumbers(Object number) {
    assertRefused(Reason.NUMBER, "/k", Map.of("k", number));
  }

  static List<Object> strangers() {
    return List.of('c', new StringBuilder("s"), Instant.EPOCH, Set.of(), new char[0], Reason.KEY);
  }

  @ParameterizedTest
  @MethodSource("strangers")
  void refusesOtherTypes(Object stranger) {
    assertRefused(Reason.TYPE, "/k", Map.of("k", stranger));
  }

  @Test
  void refusesKeysThatAreNoStrings() {
    assertRefused(Reason.KEY, "/k", Map.of("k", Map.of(1, "v")));
    Map<String, Object> nullKey = new HashMap<>();
    nullKey.put(null, "v");
    assertRefused(Reason.KEY, "", nullKey);
  }

  @Test
  void refusesEveryControlCharacterButLineFeed() {
    for (char c = 0; c <= 0x9f; c++) {
      if (c < 0x20 || c >= 0x7f) {
        if (c != '\n') {
          assertRefused(Reason.CONTROL_CHARACTER, "/k", Map.of("k", "a" + c));
        }
      } else {
        assertThat(write("a" + c)).isNotEmpty();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'\u202a', '\u202b', '\u202c', '\u202d', '\u202e'})
  void refusesBidiEmbeddings(char c) {
    assertRefused(Reason.BIDI_CONTROL, "/k", Map.of("k", "a" + c + "b"));
  }

  @ParameterizedTest
  @ValueSource(chars = {'\u2066', '\u2067', '\u2068', '\u2069'})
  void refusesBidiIsolates(char c) {
    assertRefused(Reason.BIDI_CONTROL, "/k", Map.of("k", "a" + c + "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\ud83d", "\ude00", "\ude00\ud83d", "a\ud83db", "\ud83d\ud83d\ude00"})
  void refusesLoneSurrogates(String half) {
    assertRefused(Reason.LONE_SURROGATE, "/k", Map.of("k", half));
  }

  @Test
  void refusesWhatIsNotNfcAndTakesItNormalized() {
    String decomposed = "Cafe\u0301";

    assertRefused(Reason.NOT_NFC, "/k", Map.of("k", decomposed));
    assertThat(write(CanonicalJson.nfc(decomposed))).isEqualTo("{\"k\":\"Caf\u00e9\"}");
  }

  @Test
  void refusesTheSameInKeys() {
    assertRefused(Reason.NOT_NFC, "/form", Map.of("form", Map.of("e\u0301", "v")));
    assertRefused(Reason.CONTROL_CHARACTER, "/form", Map.of("form", Map.of("\u0000", "v")));
    assertRefused(Reason.BIDI_CONTROL, "", Map.of("\u202e", "v"));
    assertRefused(Reason.LONE_SURROGATE, "", Map.of("\ud83d", "v"));
  }

  @Test
  void namesThePlaceAsAJsonPointer() {
    assertRefused(
        Reason.NUMBER,
        "/form/a~1b~0c/1/size",
        Map.of("form", Map.of("a/b~c", List.of("x", Map.of("size", 1)))));
  }

  @Test
  void refusesTheNinthLevel() {
    assertThat(CanonicalJson.write(Map.of("k", lists(7)))).isEqualTo("{\"k\":[[[[[[[]]]]]]]}");
    assertRefused(Reason.TOO_DEEP, "/k/0/0/0/0/0/0/0", Map.of("k", lists(8)));
    assertThat(unreadable("{\"k\":[[[[[[[[]]]]]]]]}")).isEqualTo(Reason.TOO_DEEP);
  }

  private static List<?> lists(int levels) {
    return levels == 1 ? List.of() : List.of(lists(levels - 1));
  }

  @Test
  void refusesAMapThatHoldsItself() {
    Map<String, Object> endless = new HashMap<>();
    endless.put("k", endless);
    endless.put("l", endless);

    assertThat(refusal(endless).reason()).isEqualTo(Reason.TOO_DEEP);
  }

  @Test
  void refusesMoreThan256KibOfUtf8() {
    // {"k":""} is 8 bytes; a Chinese character is 3.
    int room = CanonicalJson.MAX_BYTES - 8;
    assertThat(write("x".repeat(room))).hasSize(CanonicalJson.MAX_BYTES);
    assertRefused(Reason.TOO_LARGE, "/k", Map.of("k", "x".repeat(room) + "\""));
    assertThat(write("\u60a3".repeat(room / 3))).isNotEmpty();
    assertRefused(Reason.TOO_LARGE, "", Map.of("k", "\u60a3".repeat(room / 3 + 1)));
  }

  @Test
  void stopsEarlyInAnEndlessList() {
    List<String> endless = Collections.nCopies(Integer.MAX_VALUE, "x");

    assertThat(refusal(Map.of("k", endless)).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void theRefusalDoesNotRepeatTheText() {
    assertThat(refusal(Map.of("k", "secret\u0000"))).hasMessage("CONTROL_CHARACTER at /k");
  }

  @Test
  void bringsTypedTextIntoTheFormThatIsSigned() {
    assertThat(CanonicalJson.signable("e\u0301\r\nb\rc\td\n")).isEqualTo("\u00e9\nb\nc d\n");
  }

  @Test
  void readsBackWhatItWrote() {
    String text = "{\"a\":[null,true,false,\"\\n\\\"\\\\\"],\"b\":{},\"c\":[]}";

    assertThat(CanonicalJson.write(CanonicalJson.read(text))).isEqualTo(text);
    assertThat(CanonicalJson.read(text).get("a"))
        .isEqualTo(Arrays.asList(null, true, false, "\n\"\\"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"a\"",
        "{",
        "{}}",
        "{} ",
        " {}",
        "\ufeff{}",
        "{ }",
        "{\"a\":\"b\",}",
        "{\"a\" :\"b\"}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":tru}",
        "{\"a\":nul}",
        "{\"a\":[,]}",
        "{\"a\":[\"b\"}",
        "{\"a\":\"b}",
        "{\"a\":\"b\\",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\\/\"}",
        "{\"a\":\"\\t\"}",
        "{\"a\":\"\n\"}",
        "{\"b\":\"\",\"a\":\"\"}",
        "{\"a\":\"1\",\"a\":\"2\"}",
        "{'a':'b'}"
      })
  void readsNoOtherSpelling(String text) {
    assertThat(unreadable(text)).isEqualTo(Reason.NOT_CANONICAL);
  }

  @Test
  void readsNothingThatMayNotBeWritten() {
    assertThat(unreadable("{\"a\":1}")).isEqualTo(Reason.NUMBER);
    assertThat(unreadable("{\"a\":-0}")).isEqualTo(Reason.NUMBER);
    assertThat(unreadable("{\"a\":\"e\u0301\"}")).isEqualTo(Reason.NOT_NFC);
    assertThat(unreadable("{\"a\":\"\ud83d\"}")).isEqualTo(Reason.LONE_SURROGATE);
    assertThat(unreadable("{\"a\":\"\u202e\"}")).isEqualTo(Reason.BIDI_CONTROL);
    assertThat(unreadable("{\"a\":\"\t\"}")).isEqualTo(Reason.CONTROL_CHARACTER);
    assertThat(unreadable("{\"a\":" + "[".repeat(100_000))).isEqualTo(Reason.TOO_DEEP);
    assertThat(unreadable("{\"a\":" + "[".repeat(300_000))).isEqualTo(Reason.TOO_LARGE);
  }

  private static String write(String value) {
    return CanonicalJson.write(Map.of("k", value));
  }

  private static Unsignable refusal(Map<String, ?> payload) {
    return catchThrowableOfType(Unsignable.class, () -> CanonicalJson.write(payload));
  }

  private static Reason unreadable(String text) {
    return catchThrowableOfType(Unsignable.class, () -> CanonicalJson.check(text)).reason();
  }

  private static void assertRefused(Reason reason, String path, Map<String, ?> payload) {
    Unsignable refusal = refusal(payload);
    assertThat(refusal).as("%s at %s", reason, path).isNotNull();
    assertThat(refusal.reason()).isEqualTo(reason);
    assertThat(refusal.path()).isEqualTo(path);
  }
}
