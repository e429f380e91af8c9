package io.bihuan.web;

import static io.bihuan.web.SayingNo.ABSENT;
import static io.bihuan.web.SayingNo.API;
import static io.bihuan.web.SayingNo.act;
import static io.bihuan.web.SayingNo.assertPage;
import static io.bihuan.web.SayingNo.assertRefused;
import static io.bihuan.web.SayingNo.badTexts;
import static io.bihuan.web.SayingNo.body;
import static io.bihuan.web.SayingNo.quoted;
import static io.bihuan.web.SayingNo.report;
import static io.bihuan.web.SayingNo.shown;
import static io.bihuan.web.SayingNo.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.County;
import io.bihuan.Together;
import io.bihuan.Written;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.record.ledger.Ledger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/**
 * Whatever a script sends: a clear no in Chinese, nothing half written, and never the server's
 * fault.
 */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class BadInputTest {
  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private Hazards hazards;
  @Autowired private PendingActs pendingActs;
  @Autowired private Ledger ledger;
  @Autowired private ObjectMapper json;

  private County.Folk folk;
  private Caller inspector;

  @BeforeEach
  void found() {
    folk = county.found();
    inspector = Caller.script(port, folk.account(folk.inspector));
  }

  @Test
  void aBodyThatCannotBeReadIsRefused() {
    Written before = Written.now();
    Map<String, String> bodies = new LinkedHashMap<>();
    bodies.put("nothing", "");
    bodies.put("half of it", "{\"unit\":");
    bodies.put("no object", "[]");
    bodies.put("a text", "\"unit\"");
    bodies.put("null", "null");
    bodies.put("an unknown field", "{\"unit\":\"a\",\"signerId\":\"b\"}");
    bodies.put("a field twice", "{\"unit\":\"a\",\"unit\":\"b\"}");
    bodies.put("a second object", "{} {}");
    bodies.put("100,000 levels", "{\"unit\":" + "[".repeat(100_000));
    bodies.put("100,000 levels, closed", "[".repeat(100_000) + "]".repeat(100_000));
    bodies.put(
        "a million fields",
        IntStream.range(0, 1_000_000)
            .mapToObj(i -> "\"k" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}")));
    bodies.put("a text of 30 MB", "{\"unit\":\"" + "x".repeat(30_000_000) + "\"}");
    bodies.put("NaN", "{\"unit\":NaN}");
    bodies.put("1e9999", "{\"unit\":1e9999}");
    bodies.forEach(
        (what, body) -> {
          assertRefused(what, inspector.post(API + "/hazards", body), 400);
          HazardNo no = new HazardNo(ABSENT);
          assertRefused(what, inspector.post(API + "/hazards/" + no + "/acts/register", body), 400);
        });
    assertRefused(
        "no UTF-8",
        inspector.post(
            API + "/hazards", new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xFF, '"', '}'}),
        400);
    assertThat(Written.now()).isEqualTo(before);
  }

  /** D96: no document says of which class it is. */
  @Test
  void aClassThatIsNamedIsNotMade() {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    Written before = Written.now();
    String gadget = "javax.swing.JEditorPane";
    for (String named :
        List.of(
            "{\"@class\":\"%s\",\"page\":\"http://127.0.0.1:1/\"}",
            "{\"@type\":\"%s\",\"page\":\"http://127.0.0.1:1/\"}",
            "[\"%s\",{\"page\":\"http://127.0.0.1:1/\"}]")) {
      String object = named.formatted(gadget);
      assertRefused(named, inspector.post(API + "/hazards", object), 400);
      assertRefused(named, inspector.post(API + "/hazards", "{\"unit\":" + object + "}"), 400);
      for (String body :
          List.of(
              object,
              "{\"round\":1,\"form\":%s,\"signing\":{\"password\":\"x\"}}".formatted(object),
              "{\"round\":1,\"form\":{\"measures\":%s},\"signing\":{\"password\":\"x\"}}"
                  .formatted(object))) {
        assertRefused(body, inspector.post(act(no, Act.DETERMINE), body), 400);
      }
    }
    assertThat(json.getDeserializationConfig().getDefaultTyper(json.constructType(Object.class)))
        .isNull();
    assertThat(Written.now()).isEqualTo(before);
  }

  @Test
  void theFormOfAnActIsReadAsStrictly() {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    Written before = Written.now();
    String many =
        IntStream.range(0, 100_000)
            .mapToObj(i -> "\"k" + i + "\":1")
            .collect(Collectors.joining(","));
    for (String form :
        List.of(
            "{\"decision\":\"AGREED\",\"measures\":1e9999}",
            "{\"decision\":\"AGREED\",\"assignee\":\"x\"}",
            "{\"decision\":\"AGREED\",\"decision\":\"RETURNED\"}",
            "{\"decision\":\"0\"}",
            "{\"decision\":0}",
            "{\"decision\":\"agreed\"}",
            "{\"decision\":[\"AGREED\"]}",
            "{\"deadline\":\"2026-02-30\"}",
            "{\"deadline\":\"tomorrow\"}",
            "{\"deadline\":[2026,2,1]}",
            "{\"deadline\":20260201}",
            "{\"measures\":" + "[".repeat(10) + "]".repeat(10) + "}",
            "{\"measures\":{\"a\":\"b\"}}",
            "{" + many + "}")) {
      assertRefused(
          form.length() > 99 ? "many fields" : form,
          inspector.post(
              act(no, Act.DETERMINE),
              "{\"round\":1,\"form\":%s,\"signing\":{\"password\":\"%s\"}}"
                  .formatted(form, County.SIGNING_PASSWORD)),
          400);
    }
    assertThat(Written.now()).isEqualTo(before);
  }

  @Test
  void aFieldHasOneType() {
    HazardNo no = folk.reported();
    Written before = Written.now();
    ObjectNode report = report(folk);
    for (String field : List.of("unit", "place", "description", "category")) {
      for (String value : List.of("1", "1.5", "true", "{}", "{\"a\":1}", "[]", "[\"a\"]")) {
        assertRefused(
            field + " " + value, inspector.post(API + "/hazards", with(report, field, value)), 400);
      }
    }
    for (String value : List.of("1", "\"a\"", "{}", "[1]", "[[\"a\"]]", "[{}]", "[true]")) {
      assertRefused(
          "evidence " + value,
          inspector.post(API + "/hazards", with(report, "evidence", value)),
          400);
    }
    ObjectNode body = body(folk.request(pendingActs.of(no.value()).get(0), Decision.AGREED));
    Map<String, List<String>> wrong =
        Map.of(
            "round", List.of("\"1\"", "1.5", "true", "[1]", "{}", "99999999999", "1e99", "-1e999"),
            "task", List.of("1", "{}", "[]", "true"),
            "form", List.of("1", "\"a\"", "[]", "true"),
            "evidence", List.of("1", "\"a\"", "{}", "[1]", "[{}]"),
            "signing", List.of("1", "\"a\"", "[]", "{\"password\":1}", "{\"password\":[]}"));
    wrong.forEach(
        (field, values) ->
            values.forEach(
                value ->
                    assertRefused(
                        field + " " + value,
                        inspector.post(act(no, Act.REGISTER), with(body, field, value)),
                        400)));
    assertRefused(
        "no round", inspector.post(act(no, Act.REGISTER), with(body, "round", "null")), 422);
    assertRefused(
        "no password", inspector.post(act(no, Act.REGISTER), with(body, "signing", "null")), 422);
    assertThat(Written.now()).isEqualTo(before);
  }

  @Test
  void aTextThatCannotBeSignedIsRefusedAtItsField() {
    for (Act act : County.acts()) {
      HazardNo no = folk.standingAt(act);
      PendingAct pending = pendingActs.of(no.value()).get(0);
      Caller holder = Caller.script(port, folk.account(pending.person()));
      Map<String, Object> form =
          new LinkedHashMap<>(folk.form(hazards.get(no), act, County.forwardOf(act)));
      if (act == Act.DETERMINE) {
        form.put("basis", "Article 41");
      }
      Written before = Written.now();
      form.forEach(
          (field, value) -> {
            for (String bad : badTexts()) {
              Map<String, Object> changed = new LinkedHashMap<>(form);
              changed.put(field, bad);
              Answer answer =
                  holder.post(
                      act(no, act),
                      Map.of(
                          "round", 1, "form", changed, "signing", Map.of("password", "untried-1")));
              String what = act + " " + field + " " + shown(bad);
              assertRefused(what, answer, 400, 422);
              assertThat(answer.json().get("errors").findValuesAsText("field"))
                  .as(what)
                  .contains(field);
            }
          });
      assertThat(Written.now()).isEqualTo(before);
    }
  }

  @Test
  void aReportWithATextThatCannotBeKeptIsRefused() {
    Written before = Written.now();
    for (String field : List.of("unit", "place", "description", "category")) {
      for (String bad : badTexts()) {
        ObjectNode report = report(folk);
        report.put(field, bad);
        Answer answer = inspector.post(API + "/hazards", report);
        assertRefused(field + " " + shown(bad), answer, 422);
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
      }
    }
    for (String id : List.of("x", "\0", "\ud800", "x".repeat(300), UUID.randomUUID().toString())) {
      ObjectNode report = report(folk);
      report.putArray("evidence").add(id);
      assertRefused("evidence " + shown(id), inspector.post(API + "/hazards", report), 422);
    }
    assertThat(Written.now()).isEqualTo(before);
  }

  @Test
  void withoutOneOfTheFourDeterminationsTheMissingOneIsNamed() {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    Map<String, String> named =
        Map.of("measures", "定措施", "standard", "定标准", "deadline", "定期限", "responsible", "定责任人");
    named.forEach(
        (field, name) -> {
          ObjectNode body = body(folk.request(pending, Decision.AGREED));
          ((ObjectNode) body.get("form")).remove(field);
          Answer answer = inspector.post(act(no, Act.DETERMINE), body);
          assertRefused(field, answer, 422);
          assertThat(answer.json().get("detail").asText()).contains(name).contains("还没填");
          assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
          assertThat(answer.json().get("errors")).hasSize(1);
        });
    assertThat(hazards.get(no).standsAt(Act.DETERMINE)).isTrue();
  }

  @Test
  void aStaleRoundOrFormIsAConflict() {
    HazardNo no = folk.reported();
    ObjectNode body = body(folk.request(pendingActs.of(no.value()).get(0), Decision.AGREED));
    Written before = Written.now();
    for (String round : List.of("0", "2", "-1", "2147483647")) {
      assertRefused(round, inspector.post(act(no, Act.REGISTER), with(body, "round", round)), 409);
    }
    for (String task : List.of("\"\"", "\"x\"", "\"\\u0000\"", quoted("x".repeat(300)))) {
      assertRefused(task, inspector.post(act(no, Act.REGISTER), with(body, "task", task)), 409);
    }
    assertRefused(
        "another paper",
        inspector.post(
            act(no, Act.REGISTER),
            with(
                body,
                "signing",
                "{\"password\":\"%s\",\"shown\":\"%s\"}"
                    .formatted(County.SIGNING_PASSWORD, "0".repeat(64)))),
        409);
    assertThat(Written.now()).isEqualTo(before);
    assertThat(inspector.post(act(no, Act.REGISTER), body).status()).isEqualTo(200);
    assertRefused("signed before", inspector.post(act(no, Act.REGISTER), body), 409);

    Caller browser = Caller.browser(port, folk.account(folk.inspector));
    Answer page =
        browser.submit(
            act(no, Act.DETERMINE).substring(API.length()),
            act(no, Act.DETERMINE).substring(API.length()),
            Map.of("round", "2", "task", "x", "decision", "AGREED"));
    assertPage("a stale page", page, 409);
  }

  @Test
  void aWrongSigningPasswordIsRefusedAndCounted() {
    HazardNo no = folk.reported();
    ObjectNode body = body(folk.request(pendingActs.of(no.value()).get(0), Decision.AGREED));
    Written before = Written.now();
    for (int left = 4; left > 0; left--) {
      Answer answer =
          inspector.post(act(no, Act.REGISTER), with(body, "signing", "{\"password\":\"wrong\"}"));
      assertRefused("wrong", answer, 403);
      assertThat(answer.json().get("code").asText()).isEqualTo("refused.signing.password");
      assertThat(answer.json().get("detail").asText())
          .isEqualTo("签字密码：签字密码不对，没有签上。还可以试 " + left + " 次");
    }
    Answer locked =
        inspector.post(act(no, Act.REGISTER), with(body, "signing", "{\"password\":\"wrong\"}"));
    assertThat(locked.json().get("code").asText()).isEqualTo("refused.signing.locked");
    Answer right = inspector.post(act(no, Act.REGISTER), body);
    assertRefused("locked", right, 403);
    assertThat(right.json().get("code").asText()).isEqualTo("refused.signing.locked");
    assertThat(Written.now()).isEqualTo(before);
    assertThat(inspector.get(API + "/acts").status()).as("the session stays").isEqualTo(200);
  }

  @Test
  void theSameKeyGetsTheSameAnswerAndHasOneEffect() {
    HazardNo no = folk.reported();
    ObjectNode body = body(folk.request(pendingActs.of(no.value()).get(0), Decision.AGREED));
    for (String key : List.of("", " ", "x".repeat(101), "x".repeat(5000), "a b", "é", "\u0001")) {
      Answer answer = inspector.post(act(no, Act.REGISTER), body, Map.of("Idempotency-Key", key));
      assertRefused("key " + shown(key), answer, 400);
    }
    Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    Answer first = inspector.post(act(no, Act.REGISTER), body, key);
    assertThat(first.status()).as(first.text()).isEqualTo(200);
    Written after = Written.now();
    Answer second = inspector.post(act(no, Act.REGISTER), body, key);
    assertThat(second.status()).isEqualTo(200);
    assertThat(second.json()).isEqualTo(first.json());
    Answer other = inspector.post(act(no, Act.REGISTER), with(body, "round", "2"), key);
    assertRefused("another body", other, 422);
    assertThat(other.json().get("code").asText()).isEqualTo("refused.idempotency");
    assertThat(Written.now()).isEqualTo(after);
    assertThat(ledger.of(no.value())).hasSize(1);
  }

  @Test
  void eightTimesAtOnceIsOnce() {
    HazardNo no = folk.standingAt(Act.REINSPECT);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    Caller holder = Caller.script(port, folk.account(pending.person()));
    ObjectNode body = body(folk.request(pending, Decision.PASSED));
    Map<String, String> key = Map.of("Idempotency-Key", UUID.randomUUID().toString());
    int signed = ledger.of(no.value()).size();
    List<Answer> keyed = Together.call(8, who -> holder.post(act(no, Act.REINSPECT), body, key));
    assertThat(keyed).extracting(Answer::status).containsOnly(200);
    assertThat(keyed).extracting(Answer::json).containsOnly(keyed.get(0).json());
    assertThat(ledger.of(no.value())).hasSize(signed + 1);

    HazardNo another = folk.reported();
    ObjectNode again = body(folk.request(pendingActs.of(another.value()).get(0), Decision.AGREED));
    List<Answer> unkeyed =
        Together.call(8, who -> inspector.post(act(another, Act.REGISTER), again));
    assertThat(unkeyed).filteredOn(answer -> answer.status() == 200).hasSize(1);
    assertThat(unkeyed)
        .filteredOn(answer -> answer.status() != 200)
        .allSatisfy(answer -> assertRefused("late", answer, 409));
    assertThat(ledger.of(another.value())).hasSize(1);
  }
}
