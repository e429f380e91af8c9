package io.bihuan.journey;

import static io.bihuan.loop.discovery.workbook.WorkbookFixture.plain;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.Caller.Part;
import io.bihuan.County;
import io.bihuan.Written;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.loop.discovery.workbook.WorkbookFixture;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** An office brings its register: by the page and by the API, and once more by mistake. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class ImportJourneyTest {
  private static final Path SAMPLE = Path.of("../shared/data/hazard-ledger-sample.xlsx");
  private static final String API = "/api/v1/imports";

  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private Hazards hazards;
  @Autowired private PendingActs pendingActs;
  @Autowired private Ledger ledger;

  private County.Folk folk;
  private Caller script;
  private Caller browser;

  @BeforeEach
  void found() {
    folk = county.found();
    script = Caller.script(port, folk.account(folk.inspector));
    browser = Caller.browser(port, folk.account(folk.inspector));
  }

  @Test
  void aRegisterIsImportedByThePageOnce() {
    byte[] register = register();
    int seenBefore = historyTotal();

    Answer page = byPage(register, folk.colleague);

    assertThat(page.status()).isEqualTo(200);
    assertThat(figures(page)).containsExactly("4", "2", "1", "0", "1");
    assertThat(page.text())
        .contains("第 4 行", "H4（完成时限）", "不是日期")
        .contains("第 2 行", "单位、隐患类型、照片", "定标准");
    Answer history = browser.get("/hazards/history");
    assertThat(history.text()).contains("未经本系统签字", "已清理" + folk.code).contains("不算销号");
    assertThat(historyTotal()).isEqualTo(seenBefore + 1);
    assertThat(script.get("/api/v1/hazards?state=closed").json().get("items")).isEmpty();
    String words = Caller.urlEncoded(Map.of("q", "已清理" + folk.code));
    assertThat(script.get("/api/v1/hazards?" + words).json().get("items")).isEmpty();

    Written after = Written.now();
    Answer again = byPage(register, folk.colleague);
    assertThat(figures(again)).containsExactly("4", "0", "0", "3", "1");
    Answer byApi = script.upload(API, new Part("workbook", "台账.xlsx", register));
    assertThat(byApi.json().get("already").asInt()).isEqualTo(3);
    assertThat(byApi.json().get("drafts")).isEmpty();
    assertThat(Written.now()).isEqualTo(after);
  }

  @Test
  void aRegisterIsImportedByTheApiAndItsDraftsWaitForWhoCanCompleteThem() {
    Answer answer =
        script.upload(
            API,
            new Part("workbook", "台账.xlsx", register()),
            Part.field("inspector", folk.colleague.value()));

    JsonNode report = answer.json();
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(report.get("read").asInt()).isEqualTo(4);
    assertThat(report.get("finished").asInt()).isEqualTo(1);
    assertThat(report.get("refused")).hasSize(1);
    assertThat(report.at("/refused/0/row").asInt()).isEqualTo(4);
    assertThat(report.at("/refused/0/column").asText()).isEqualTo("H");
    assertThat(report.at("/refused/0/reason").asText()).contains("H4", "完成时限", "不是日期");
    assertThat(report.get("drafts")).hasSize(2);

    Hazard unknown = hazardOf(report, 0);
    assertThat(unknown.leadInspector()).isEqualTo(folk.colleague);
    assertThat(unknown.unitId()).isNull();
    Hazard known = hazardOf(report, 1);
    assertThat(known.leadInspector()).isEqualTo(folk.inspector);
    assertThat(known.unitId()).isEqualTo(folk.unit.id());
    assertThat(ledger.of(known.no().value())).isEmpty();
    assertThat(pendingActs.of(unknown.key()))
        .extracting(PendingAct::person)
        .containsExactly(folk.colleague);

    Caller colleague = Caller.script(port, folk.account(folk.colleague));
    assertThat(colleague.get("/api/v1/acts").json().get("items").findValuesAsText("subject"))
        .contains(unknown.no().value());
    String act = "/api/v1/hazards/" + unknown.no() + "/acts/register";
    JsonNode blank = colleague.get(act).json();
    assertThat(blank.at("/choices/unit/" + folk.unit.id()).asText()).isEqualTo(folk.unit.name());
    String photo =
        colleague
            .upload("/api/v1/evidence", new Part("file", "a.png", County.aPhoto()))
            .json()
            .get("id")
            .asText();
    Answer signed =
        colleague.post(
            act,
            Map.of(
                "round", 1,
                "form",
                    Map.of(
                        "unit", folk.unit.id(),
                        "place", blank.at("/prefill/place").asText(),
                        "description", blank.at("/prefill/description").asText(),
                        "category", "fire"),
                "evidence", List.of(photo),
                "signing", Map.of("password", County.SIGNING_PASSWORD)));
    assertThat(signed.status()).as(signed.text()).isEqualTo(200);
    JsonNode determine =
        colleague.get("/api/v1/hazards/" + unknown.no() + "/acts/determine").json();
    assertThat(determine.at("/prefill/measures").asText()).isEqualTo("更换防爆灯具");
    assertThat(determine.at("/prefill/deadline").asText()).isEqualTo("2026-03-20");
    assertThat(determine.at("/prefill").has("standard")).isFalse();
  }

  /** What a register calls major is a draft like any other; it is graded by a person. */
  @Test
  void anOpenRowThatIsCalledMajorIsADraftAndGradedLater() {
    WorkbookFixture rows = plain();
    rows.row(row("一级" + folk.code, folk.unit.name(), "inspector", "2026-03-20", "未整改", "一级"));
    rows.row(row("重大" + folk.code, folk.unit.name(), "inspector", "2026-03-20", "未整改", "重大"));
    rows.row(row("完成" + folk.code, folk.unit.name(), "inspector", "2026-03-20", "已整改", "重大"));
    JsonNode report = script.upload(API, new Part("workbook", "a.xlsx", rows.bytes())).json();
    assertThat(report.get("refused")).isEmpty();
    assertThat(report.get("finished").asInt()).isEqualTo(1);
    assertThat(report.get("drafts")).hasSize(2);
    for (int draft : new int[] {0, 1}) {
      Hazard hazard = hazardOf(report, draft);
      assertThat(hazard.grade()).isEqualTo(Grade.GENERAL);
      assertThat(hazard.standsAt(Act.REGISTER)).isTrue();
      String register = "/hazards/" + hazard.no() + "/acts/register";
      assertThat(script.get("/api/v1" + register).json().at("/prefill/grade").asText())
          .isEqualTo("MAJOR");
      assertThat(browser.get(register).text()).contains("原台账等级", hazard.localGrade());
      folk.sign(
          folk.inspector,
          hazard.no(),
          Act.REGISTER,
          folk.form(hazard, Act.REGISTER, Decision.AGREED),
          county.photo(folk.inspector));
      folk.driveTo(hazard.no(), Act.GRADE_HAZARD);
      String grading = "/hazards/" + hazard.no() + "/acts/gradeHazard";
      assertThat(Caller.browser(port, folk.account(folk.chief)).get(grading).text())
          .contains("原台账等级", hazard.localGrade());
      folk.sign(
          pendingActs.of(hazard.key()).get(0),
          Map.of("decision", "AGREED", "clause", County.CLAUSE));
      assertThat(hazards.get(hazard.no()).grade()).isEqualTo(Grade.MAJOR);
      List<SignedAct> signed = ledger.of(hazard.key());
      assertThat(signed.get(signed.size() - 1).payload())
          .contains("原台账写的等级：" + hazard.localGrade() + "。");
    }
  }

  @Test
  @EnabledIf("sampleIsThere")
  void theSampleIsImportedByPageAndApi() throws IOException {
    byte[] sample = Files.readAllBytes(SAMPLE);
    Answer page = byPage(sample, folk.inspector);
    // Other tests of this run may have brought it before: a row is known to the whole system.
    assertThat(figures(page)).first().isEqualTo("30");
    JsonNode report = script.upload(API, new Part("workbook", "a.xlsx", sample)).json();
    assertThat(report.get("already").asInt()).isEqualTo(28);
    assertThat(report.get("refused").findValuesAsText("column")).containsExactly("P", "P", "Q");
  }

  static boolean sampleIsThere() {
    return Files.isReadable(SAMPLE);
  }

  private byte[] register() {
    return plain()
        .row(row("灯具不防爆" + folk.code, "青石镇晨光木业有限公司", "赵一鸣", "2026-03-20", "未整改"))
        .row(row("通道堵塞" + folk.code, folk.unit.name(), "inspector、赵一鸣", "2026-03-20", "整改中"))
        .row(row("电线裸露" + folk.code, folk.unit.name(), "赵一鸣", "尽快", "未整改"))
        .row(row("已清理" + folk.code, folk.unit.name(), "赵一鸣", "2026-03-20", "已整改"))
        .bytes();
  }

  private static Object[] row(
      String description, String unit, String inspectors, String deadline, String outcome) {
    return row(description, unit, inspectors, deadline, outcome, "一般");
  }

  private static Object[] row(
      String description,
      String unit,
      String inspectors,
      String deadline,
      String outcome,
      String grade) {
    return new Object[] {
      LocalDate.of(2026, 3, 2),
      inspectors,
      unit,
      "一号喷漆房",
      description,
      grade,
      "更换防爆灯具",
      deadline,
      "孙三立",
      outcome
    };
  }

  private Answer byPage(byte[] register, PersonId completes) {
    return browser.upload(
        "/import",
        Part.field("_csrf", browser.csrf("/import")),
        Part.field("inspector", completes.value()),
        new Part("workbook", "台账.xlsx", register));
  }

  /** Read, drafts, finished, already, refused, as the page shows them. */
  private static List<String> figures(Answer page) {
    return Pattern.compile("<dd>(\\d+)</dd>")
        .matcher(page.text())
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private int historyTotal() {
    Matcher total = Pattern.compile("共 (\\d+) 条").matcher(browser.get("/hazards/history").text());
    assertThat(total.find()).isTrue();
    return Integer.parseInt(total.group(1));
  }

  private Hazard hazardOf(JsonNode report, int draft) {
    return hazards.get(new HazardNo(report.at("/drafts/" + draft + "/no").asText()));
  }
}
