package io.bihuan.journey;

import static io.bihuan.journey.Desk.expect;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bihuan.BihuanTest;
import io.bihuan.Caller.Answer;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.Together;
import io.bihuan.Written;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 即查即改, as the people on the spot do it: before, after, three signatures, closed out. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OnSpotJourneyTest {
  @LocalServerPort private int port;
  @Autowired private County county;

  private Folk folk;
  private Desk inspector;

  @BeforeEach
  void found() {
    folk = county.found();
    inspector = new Desk(port, folk.account(folk.inspector));
  }

  @Test
  void threeSignOnOneScreenAndItIsClosedOutTheSameDay() {
    String no = registered();
    String page = "/hazards/" + no + "/on-spot";
    Answer open = expect(inspector.get(page), 200);
    assertThat(open.text()).doesNotContain("password-0");

    Map<String, String> form = Map.of("account", "Boxes carried out, lock taken off.");
    Answer incomplete = inspector.previews(page, Map.of("account", ""), 0);
    assertThat(incomplete.status()).isEqualTo(422);
    assertThat(incomplete.text()).contains("至少要有 1 张照片", "还没填");

    Answer paper = expect(inspector.previews(page, form, 1), 200);
    assertThat(paper.text())
        .contains("即查即改现场确认", "inspector的签字密码", "colleague的签字密码", "safetyofficer的签字密码")
        .contains("password-0", "password-1", "password-2")
        .contains("class=\"before\"", "class=\"after\"");

    Answer wrong = inspector.signs(page, form, 1, passwords("", "wrong", ""));
    assertThat(wrong.status()).isEqualTo(403);
    assertThat(wrong.text()).contains("colleague：签字密码不对").doesNotContain("inspector：签字密码不对");
    assertThat(whole(no).get("act").asText()).isEqualTo("cureOnSpot");
    assertThat(whole(no).get("waitingFor")).hasSize(3);

    Answer signed = inspector.signs(page, form, 1, passwords("", "", ""));
    assertThat(signed.status()).isEqualTo(302);

    JsonNode whole = whole(no);
    assertThat(whole.get("act").isNull()).isTrue();
    assertThat(whole.get("route").asText()).isEqualTo("ON_SPOT");
    assertThat(
            ZonedDateTime.parse(whole.get("closedOutAt").asText())
                .withZoneSameInstant(ZoneId.of("Asia/Shanghai"))
                .toLocalDate())
        .isEqualTo(LocalDate.parse(whole.get("foundOn").asText()));
    assertThat(inspector.get("/hazards/" + no).text())
        .contains("即查即改已销号", "当场改好，现场签字", "第 2 号", "第 3 号", "第 4 号");
    assertThat(inspector.get("/hazards?state=closed&q=" + no).text()).contains("即查即改已销号");
  }

  @Test
  void eachMaySignOnHisOwnDevice() {
    String no = registered();
    String page = "/hazards/" + no + "/acts/cureOnSpot";
    Map<String, String> agreed = Map.of("decision", "AGREED");
    Desk colleague = new Desk(port, folk.account(folk.colleague));
    Desk representative = new Desk(port, folk.account(folk.safetyOfficer));

    Answer early = representative.previews(page, agreed, 0);
    assertThat(early.status()).isEqualTo(422);
    assertThat(early.text()).contains("要等牵头检查人员先签");

    Map<String, String> account = new HashMap<>(agreed);
    account.put("account", "Boxes carried out, lock taken off.");
    expect(inspector.signs(page, account, 1), 302);
    assertThat(expect(colleague.previews(page, agreed, 0), 200).text())
        .contains("Boxes carried out, lock taken off.", "整改后照片 1 张");
    expect(colleague.signs(page, agreed, 0), 302);
    expect(representative.signs(page, agreed, 0), 302);
    assertThat(representative.get("/hazards/" + no).text()).contains("即查即改已销号");
  }

  @Test
  void aMajorHazardIsRefusedInWords() {
    String no = inspector.reports(folk.unit.id(), "The exit is blocked.");
    Map<String, String> form = new HashMap<>(register());
    form.put("grade", "MAJOR");
    Answer refused = inspector.previews("/hazards/" + no + "/acts/register", form, 0);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("重大隐患不得即查即改");
    assertThat(whole(no).get("act").asText()).isEqualTo("register");
  }

  @Test
  void onlyTheLeadInspectorGathersThemBeforeHisScreen() {
    String no = registered();
    String page = "/hazards/" + no + "/on-spot";
    Desk colleague = new Desk(port, folk.account(folk.colleague));
    assertThat(colleague.get(page).status()).isEqualTo(422);
    Desk chief = new Desk(port, folk.account(folk.chief));
    assertThat(chief.get(page).status()).isEqualTo(403);
    Folk others = county.found();
    Desk stranger = new Desk(port, others.account(others.inspector));
    assertThat(stranger.get(page).status()).isEqualTo(404);
  }

  @Test
  void aScriptHasTheSameWay() {
    String no = registered();
    String api = "/api/v1/hazards/" + no + "/on-spot";
    JsonNode hands = expect(inspector.script().get(api), 200).json().get("items");
    assertThat(hands).hasSize(3);
    List<Map<String, String>> signatures =
        List.of(
            Map.of("person", hands.get(0).get("id").asText(), "password", County.SIGNING_PASSWORD),
            Map.of("person", hands.get(1).get("id").asText(), "password", County.SIGNING_PASSWORD),
            Map.of("person", hands.get(2).get("id").asText(), "password", County.SIGNING_PASSWORD));
    Map<String, Object> body = new HashMap<>();
    body.put("round", 1);
    body.put("form", Map.of("decision", "AGREED", "account", "Boxes carried out."));
    body.put("evidence", List.of(county.photo(folk.inspector)));
    Written before = Written.now();
    for (Object bad :
        List.of(
            List.of(),
            List.of(Map.of()),
            List.of(Map.of("person", folk.inspector.value())),
            signatures.subList(0, 2),
            List.of(signatures.get(1), signatures.get(0), signatures.get(2)))) {
      body.put("signatures", bad);
      assertThat(inspector.script().post(api, body).status()).isEqualTo(422);
    }
    body.put("signatures", "all of us");
    assertThat(inspector.script().post(api, body).status()).isEqualTo(400);
    assertThat(inspector.script().post(api, "{").status()).isEqualTo(400);
    assertThat(Written.now()).isEqualTo(before);

    body.put("signatures", signatures);
    Map<String, String> key = Map.of("Idempotency-Key", "on-spot-" + no);
    List<Answer> atOnce = Together.call(4, i -> inspector.script().post(api, body, key));
    Answer signed = expect(inspector.script().post(api, body, key), 200);
    assertThat(signed.json().get("items")).hasSize(3);
    assertThat(atOnce)
        .allSatisfy(answer -> assertThat(expect(answer, 200).text()).isEqualTo(signed.text()));
    assertThat(whole(no).get("closedOutAt").isNull()).isFalse();
  }

  private String registered() {
    String no = inspector.reports(folk.unit.id(), "The exit is blocked.");
    expect(inspector.signs("/hazards/" + no + "/acts/register", register(), 0), 302);
    return no;
  }

  private Map<String, String> register() {
    return Map.of(
        "unit", folk.unit.id(),
        "place", "Workshop 2, east exit",
        "description", "The exit is blocked.",
        "category", "fire",
        "handling", "ON_SPOT",
        "grade", "GENERAL",
        "secondInspector", folk.colleague.value(),
        "representative", folk.safetyOfficer.value());
  }

  private static Map<String, String> passwords(String lead, String second, String third) {
    return Map.of(
        "password-0", County.SIGNING_PASSWORD + lead,
        "password-1", County.SIGNING_PASSWORD + second,
        "password-2", County.SIGNING_PASSWORD + third);
  }

  private JsonNode whole(String no) {
    return inspector.script().get("/api/v1/hazards/" + no).json();
  }
}
