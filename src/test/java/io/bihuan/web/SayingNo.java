package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bihuan.Caller.Answer;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.signing.ActRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What a test of bad input sends, and how it looks at the no it gets. */
final class SayingNo {
  static final String API = "/api/v1";
  static final String ABSENT = "YH-990000-20260101-0001";
  static final Pattern HAN = Pattern.compile("\\p{IsHan}");
  static final JsonMapper JSON = JsonMapper.builder().build();

  /** A trace, a version or a question to the database is nobody's business. */
  static final Pattern TALE_TOLD =
      Pattern.compile("Exception|\\bat (io|org|java)\\.|Tomcat|Apache|(?i)select .* from");

  private SayingNo() {}

  static void assertRefused(String what, Answer answer, Integer... statuses) {
    String shown = what + ": " + answer.status() + " " + answer.text();
    assertThat(answer.status()).as(shown).isIn((Object[]) statuses);
    assertThat(answer.type()).as(shown).startsWith("application/problem+json");
    assertThat(answer.json().path("status").asInt()).as(shown).isEqualTo(answer.status());
    assertThat(answer.json().path("code").asText()).as(shown).contains(".");
    assertThat(answer.json().path("detail").asText()).as(shown).containsPattern(HAN);
    assertThat(answer.text()).as(shown).doesNotContainPattern(TALE_TOLD);
  }

  static void assertPage(String what, Answer answer, Integer... statuses) {
    String shown = what + ": " + answer.status() + " " + answer.text();
    assertThat(answer.status()).as(shown).isIn((Object[]) statuses);
    assertThat(answer.type()).as(shown).startsWith("text/html");
    assertThat(answer.text()).as(shown).containsPattern(HAN).doesNotContainPattern(TALE_TOLD);
  }

  /** The same no, word for word, but for the path that was asked. */
  static void assertSameNo(Answer hidden, Answer absent) {
    assertRefused("hidden", hidden, 404);
    assertThat(withoutPath(hidden)).isEqualTo(withoutPath(absent));
  }

  static JsonNode withoutPath(Answer answer) {
    ObjectNode json = (ObjectNode) answer.json();
    json.remove("instance");
    return json;
  }

  static ObjectNode body(ActRequest request) {
    ObjectNode body = JSON.createObjectNode();
    body.put("round", request.round());
    body.put("task", request.task());
    body.set("form", JSON.valueToTree(request.form()));
    body.set("evidence", JSON.valueToTree(request.evidence()));
    body.putObject("signing").put("password", County.SIGNING_PASSWORD);
    return body;
  }

  /** The body with one field replaced by what stands there, be it JSON or not. */
  static String with(ObjectNode body, String field, String value) {
    ObjectNode changed = body.deepCopy();
    changed.put(field, "@@@");
    return changed.toString().replace("\"@@@\"", value);
  }

  static String act(HazardNo no, Act act) {
    return API + "/hazards/" + no + "/acts/" + act.id();
  }

  static List<String> badTexts() {
    return List.of(
        "a\0b",
        "a\u0007b",
        "a\u202eb",
        "a\u2066b",
        "\ud800",
        "b\udc00a",
        "x".repeat(4001),
        "x".repeat(100_000));
  }

  static String quoted(String text) {
    return JSON.valueToTree(text).toString();
  }

  static String shown(String text) {
    return text.length() > 20
        ? text.length() + " characters"
        : text.chars()
            .mapToObj(c -> c < 127 && c > 31 ? "" + (char) c : "\\u%04x".formatted(c))
            .collect(Collectors.joining());
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** What the server cannot even read is refused in our words, for a script or a person. */
  static void assertTurnedAway(String what, Answer answer) {
    if (answer.type().startsWith("text/html")) {
      assertPage(what, answer, 400, 404, 431);
    } else {
      assertRefused(what, answer, 400, 404, 431);
    }
  }

  /** The same again with {@code -Dbihuan.seed}. */
  static Random seeded(String what) {
    long seed = Long.getLong("bihuan.seed", new Random().nextLong());
    System.out.println(what + ": seed " + seed);
    return new Random(seed);
  }

  /** A report in which nothing is wrong but that it has no photo yet. */
  static ObjectNode report(County.Folk folk) {
    ObjectNode report = JSON.createObjectNode();
    report.put("unit", folk.unit.id());
    report.put("place", "Workshop 2");
    report.put("description", "The exit is blocked.");
    report.put("category", "fire");
    report.putArray("evidence");
    return report;
  }
}
