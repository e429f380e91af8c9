package io.bihuan.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.Caller.Part;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.people.PersonId;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * An inspection as the people themselves go about it: the inspectors by the pages, with a session,
 * everybody else by the API.
 */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class InspectionJourneyTest {
  private static final Pattern TASK = Pattern.compile("name=\"task\" value=\"([^\"]+)\"");
  private static final Pattern ROUND = Pattern.compile("name=\"round\" value=\"([^\"]+)\"");
  private static final Pattern DIGEST = Pattern.compile("name=\"digest\" value=\"([^\"]+)\"");
  private static final Pattern SHOT =
      Pattern.compile("name=\"evidence\" value=\"([0-9a-f-]{36})\"");
  private static final Pattern FINDING = Pattern.compile("/findings/([0-9a-f-]{36})\"");

  @Autowired County county;
  @Autowired JdbcTemplate jdbc;
  @Autowired Clock clock;
  @LocalServerPort int port;

  private Folk folk;
  private Caller lead;
  private Caller colleague;

  @BeforeEach
  void foundTheCounty() {
    folk = county.found();
    lead = Caller.browser(port, folk.account(folk.inspector));
    colleague = Caller.browser(port, folk.account(folk.colleague));
  }

  @Test
  void twoOfficersSignWithCertificatesThatAreValidOrNotAtAll() {
    Answer alone = lead.submit("/inspections/new", "/inspections/new", details(folk.inspector));
    assertThat(alone.status()).isEqualTo(422);
    assertThat(alone.text()).contains("要另选一个人，不能是自己", "Workshops 1 to 3", folk.unit.name());

    validTo(folk.colleague, LocalDate.now(clock).minusDays(1));
    Answer expired = lead.submit("/inspections/new", "/inspections/new", details(folk.colleague));
    assertThat(expired.status()).isEqualTo(422);
    assertThat(expired.text()).contains("要选有证件的检查人员");
    validTo(folk.colleague, LocalDate.now(clock).plusYears(1));

    String page = opened();
    String no = page.substring("/inspections/".length());
    noted(page, "Workshop 1", "The exit is locked.");
    String record = page + "/acts/recordInspection";
    byPage(lead, record, recorded());

    // Expired between the record and the signature.
    validTo(folk.colleague, LocalDate.now(clock).minusDays(1));
    Answer refused = previewed(colleague, page + "/acts/signInspection", agreed());
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("执法证件不在有效期内");
    validTo(folk.colleague, LocalDate.now(clock).plusYears(1));

    byPage(lead, page + "/acts/signInspection", agreed());
    assertThat(lead.get(page + "/acts/signInspection").status()).isEqualTo(409);
    unitSeesNothing(no);
    byPage(colleague, page + "/acts/signInspection", agreed());

    Caller unit = Caller.script(port, folk.account(folk.safetyOfficer));
    JsonNode mine = unit.get("/api/v1/acts").json().get("items");
    assertThat(mine).hasSize(1);
    assertThat(mine.get(0).get("page").asText()).isEqualTo(page);
    signed(unit, no, "confirmInspection", Map.of("decision", "AGREED"));

    JsonNode trail = asTheLead(no + "/trail").get("items");
    assertThat(trail).hasSize(4);
    for (JsonNode act : trail) {
      assertThat(act.get("payload").asText())
          .contains("C-inspector" + folk.code, "C-colleague" + folk.code, "The exit is locked.");
    }
    JsonNode whole = asTheLead(no);
    assertThat(whole.get("act").isNull()).isTrue();
    assertThat(whole.get("source").get("code").asText()).isEqualTo("04");
    String hazard = whole.get("findings").get(0).get("hazard").asText();
    assertThat(lead.get(page).text())
        .contains(hazard, "已签完", "C-colleague" + folk.code)
        .doesNotContain("/findings/new");
    assertThat(lead.get("/hazards/" + hazard).text()).contains(page);
    // The unit has the record, and learns of the hazard when it is asked about it.
    Answer units = Caller.browser(port, folk.account(folk.legalRep)).get(page);
    assertThat(units.status()).isEqualTo(200);
    assertThat(units.text()).contains("The exit is locked.").doesNotContain(hazard);
    String shot = whole.get("findings").get(0).get("evidence").get(0).asText();
    assertThat(unit.get("/api/v1/evidence/" + shot).status()).isEqualTo(200);
    assertThat(unit.get("/api/v1/hazards/" + hazard).status()).isEqualTo(404);
  }

  @Test
  void nothingIsLostByAMistakeAndNothingIsWrittenInAnothersRecord() {
    String page = opened();
    String no = page.substring("/inspections/".length());
    Answer wrong =
        lead.upload(
            page + "/findings/new",
            Part.field("_csrf", lead.csrf(page + "/findings/new")),
            Part.field("place", "Roof"),
            Part.field("description", "Tiles & slates <are> loose."),
            new Part("photos", "roof.png", County.aPhoto()));
    assertThat(wrong.status()).isEqualTo(422);
    assertThat(wrong.text()).contains("value=\"Roof\"", "Tiles &amp; slates &lt;are&gt; loose.");
    List<String> kept = all(SHOT, wrong);
    assertThat(kept).hasSize(1);
    assertThat(
            lead.submit(
                    page + "/findings/new",
                    page + "/findings/new",
                    Map.of(
                        "place",
                        "Roof",
                        "description",
                        "Tiles are loose.",
                        "category",
                        "layout",
                        "evidence",
                        kept.get(0)))
                .status())
        .isEqualTo(302);
    String finding = all(FINDING, lead.get(page)).get(0);
    assertThat(lead.get(page + "/findings/" + finding).text())
        .contains("Tiles are loose.", kept.get(0));
    assertThat(lead.get("/evidence/" + kept.get(0)).status()).isEqualTo(200);
    assertThat(colleague.get("/evidence/" + kept.get(0)).status()).isEqualTo(200);

    assertThat(colleague.get(page).text()).doesNotContain("/findings/new");
    assertThat(
            colleague
                .submit(
                    "/inspections/new",
                    page + "/findings/new",
                    Map.of("place", "p", "description", "d", "category", "fire"))
                .status())
        .isEqualTo(403);
    assertThat(
            lead.submit(
                    "/inspections/new", page + "/findings/" + "0".repeat(36), Map.of("place", "p"))
                .status())
        .isEqualTo(404);
    assertThat(colleague.get(page + "/findings/new").status()).isEqualTo(403);
    assertThat(colleague.get(page + "/edit").status()).isEqualTo(403);
    assertThat(lead.get("/inspections/JC-000000-20200101-0001").status()).isEqualTo(404);
    assertThat(lead.get("/inspections/%00").status()).isBetween(400, 404);

    Caller script = Caller.script(port, folk.account(folk.inspector));
    String api = "/api/v1/inspections";
    assertThat(script.post(api, "{").status()).isEqualTo(400);
    assertThat(script.post(api, "{\"unit\":[]}").status()).isEqualTo(400);
    assertThat(script.post(api, Map.of("weight", "1")).status()).isEqualTo(400);
    assertThat(script.post(api, Map.of()).status()).isEqualTo(422);
    assertThat(script.post(api + "/" + no + "/findings", Map.of("place", "a\u0000b")).status())
        .isEqualTo(422);
    assertThat(script.get(api + "?mode=x").status()).isEqualTo(400);
    assertThat(script.get(api + "?from=soon").status()).isEqualTo(400);
    assertThat(script.get(api + "?state=x").status()).isEqualTo(400);
    assertThat(script.get(api + "?before=x").status()).isEqualTo(400);
    assertThat(script.get(api + "?size=0").status()).isEqualTo(400);
    assertThat(script.get(api + "?unit=%00").status()).isEqualTo(400);
    assertThat(lead.get("/inspections?mode=x&from=soon&state=never").status()).isEqualTo(400);
    assertThat(script.get(api + "?state=draft").json().get("items").get(0).get("no").asText())
        .isEqualTo(no);
    assertThat(
            script
                .send("DELETE", api + "/" + no + "/findings/" + finding, Map.of(), new byte[0])
                .status())
        .isEqualTo(204);
    assertThat(asTheLead(no).get("findings")).isEmpty();
  }

  @Test
  void oneOrderWithFiveItemsAndThreeDeadlinesOfWhichThreePassAndTwoGetANewDate() {
    String page = opened();
    String no = page.substring("/inspections/".length());
    for (int i = 1; i <= 5; i++) {
      noted(page, "Workshop " + i, "Fault number " + i + ".");
    }
    byPage(lead, page + "/acts/recordInspection", recorded());
    byPage(lead, page + "/acts/signInspection", agreed());
    byPage(colleague, page + "/acts/signInspection", agreed());
    Caller safety = Caller.script(port, folk.account(folk.safetyOfficer));
    signed(safety, no, "confirmInspection", Map.of("decision", "AGREED"));
    List<String> hazards = new ArrayList<>();
    asTheLead(no).get("findings").forEach(one -> hazards.add(one.get("hazard").asText()));
    assertThat(hazards).hasSize(5).doesNotHaveDuplicates();

    LocalDate today = LocalDate.now(clock);
    List<LocalDate> deadlines = new ArrayList<>();
    Caller legalRep = Caller.script(port, folk.account(folk.legalRep));
    Caller chief = Caller.script(port, folk.account(folk.chief));
    Caller town = Caller.script(port, folk.account(folk.townLeader));
    for (int i = 0; i < 5; i++) {
      String hazard = hazards.get(i);
      deadlines.add(today.plusDays(List.of(3, 5, 8, 3, 5).get(i)));
      Map<String, String> four = new LinkedHashMap<>();
      four.put("decision", "AGREED");
      four.put("measures", "Repair it.");
      four.put("standard", "It works.");
      four.put("deadline", deadlines.get(i).toString());
      four.put("responsible", folk.worker.value());
      four.put("secondInspector", folk.colleague.value());
      byPage(lead, acts(hazard) + "determine", four);
      byPage(lead, acts(hazard) + "signAsInspector", agreed());
      byPage(colleague, acts(hazard) + "signAsInspector", agreed());
      signed(legalRep, hazard, "signAsLegalRep", Map.of("decision", "AGREED"));
      signed(chief, hazard, "gradeHazard", Map.of("decision", "AGREED", "grade", "GENERAL"));
      signed(town, hazard, "endorse", Map.of("decision", "AGREED"));
    }
    Caller leader = Caller.script(port, folk.account(folk.leader));
    signed(
        leader,
        hazards.get(0),
        "issueOrder",
        Map.of("decision", "AGREED", "covers", hazards.subList(1, 5)));
    List<String> orders = hazards.stream().map(one -> hazard(one).get("order").asText()).toList();
    assertThat(orders).containsOnly(orders.get(0));
    assertThat(
            jdbc.queryForObject(
                "select count(distinct deadline) from rectification_order_item where order_no = ?",
                Integer.class,
                orders.get(0)))
        .isEqualTo(3);

    Caller worker = Caller.script(port, folk.account(folk.worker));
    for (String hazard : hazards) {
      byPage(
          lead,
          acts(hazard) + "deliverOrder",
          Map.of("decision", "AGREED", "manner", "DIRECT", "deliveredOn", today.toString()));
      signed(legalRep, hazard, "receiveOrder", Map.of());
      signed(
          worker,
          hazard,
          "rectify",
          Map.of("decision", "AGREED", "account", "Repaired."),
          shot(worker));
      signed(
          legalRep, hazard, "selfCheck", Map.of("decision", "PASSED", "conclusion", "It works."));
    }
    LocalDate later = today.plusDays(20);
    for (int i = 0; i < 5; i++) {
      String reinspect = acts(hazards.get(i)) + "reinspect";
      if (i < 3) {
        Map<String, String> passed = Map.of("decision", "PASSED", "opinion", "It works.");
        byPage(lead, reinspect, passed, County.aPhoto());
        byPage(colleague, reinspect, passed, County.aPhoto());
        continue;
      }
      Map<String, String> failed = new HashMap<>();
      failed.put("decision", "SENT_BACK");
      failed.put("opinion", "It does not.");
      assertThat(previewed(lead, reinspect, failed, County.aPhoto()).text()).contains("还没填");
      failed.put("newDeadline", today.minusDays(1).toString());
      assertThat(previewed(lead, reinspect, failed, County.aPhoto()).text()).contains("期限已经过了");
      failed.put("newDeadline", later.toString());
      byPage(lead, reinspect, failed, County.aPhoto());
      // The other inspector finds the date filled in, and no other is taken.
      assertThat(colleague.get(reinspect).text()).contains("value=\"" + later + "\"");
      Map<String, String> other = new HashMap<>(failed);
      other.put("newDeadline", later.plusDays(1).toString());
      Answer differs = previewed(colleague, reinspect, other, County.aPhoto());
      assertThat(differs.status()).isEqualTo(422);
      assertThat(differs.text()).contains("要和另一名检查人员写的 " + later + " 一致");
      byPage(colleague, reinspect, failed, County.aPhoto());
    }
    for (int i = 0; i < 5; i++) {
      JsonNode hazard = hazard(hazards.get(i));
      boolean passed = i < 3;
      assertThat(hazard.get("act").asText()).isEqualTo(passed ? "endorseCure" : "rectify");
      assertThat(hazard.get("round").asInt()).isEqualTo(passed ? 1 : 2);
      assertThat(hazard.get("determinations").get("deadline").asText())
          .isEqualTo((passed ? deadlines.get(i) : later).toString());
      assertThat(hazard.get("determinations").get("measures").asText()).isEqualTo("Repair it.");
      assertThat(
              jdbc.queryForObject(
                  "select max(version) from four_determinations where hazard_no = ?",
                  Integer.class,
                  hazards.get(i)))
          .isEqualTo(passed ? 1 : 2);
      String seen = lead.get("/hazards/" + hazards.get(i)).text();
      assertThat(seen).contains(deadlines.get(i).toString());
      if (!passed) {
        assertThat(seen).contains("以前的四定（第 1 版", later.toString());
      }
    }
    for (String hazard : hazards.subList(0, 3)) {
      signed(town, hazard, "endorseCure", Map.of("decision", "AGREED"));
      signed(chief, hazard, "closeOut", Map.of("decision", "AGREED"));
      assertThat(hazard(hazard).get("closedOutAt").isNull()).isFalse();
    }
    assertThat(lead.get(page).text()).contains(hazards.get(0), hazards.get(4), "第 2 轮");
  }

  private void unitSeesNothing(String no) {
    for (PersonId person : List.of(folk.legalRep, folk.safetyOfficer, folk.worker)) {
      Caller script = Caller.script(port, folk.account(person));
      for (String path :
          List.of(
              "/api/v1/inspections/" + no,
              "/api/v1/inspections/" + no + "/trail",
              "/api/v1/inspections/" + no + "/acts/signInspection",
              "/api/v1/inspections/" + no + "/acts/confirmInspection")) {
        assertThat(script.get(path).status()).as(path).isEqualTo(404);
      }
      assertThat(script.get("/api/v1/inspections").json().get("items")).isEmpty();
      assertThat(script.get("/api/v1/acts").json().get("items")).isEmpty();
      assertThat(script.get("/api/v1/hazards").json().get("items")).isEmpty();
      Caller browser = Caller.browser(port, folk.account(person));
      for (String path :
          List.of(
              "/inspections/" + no,
              "/inspections/" + no + "/edit",
              "/inspections/" + no + "/findings/new",
              "/inspections/" + no + "/acts/confirmInspection")) {
        assertThat(browser.get(path).status()).as(path).isEqualTo(404);
      }
      for (String path : List.of("/inspections", "/todo", "/hazards")) {
        assertThat(browser.get(path).text()).as(path).doesNotContain(no);
      }
    }
  }

  private String opened() {
    Answer opened = lead.submit("/inspections/new", "/inspections/new", details(folk.colleague));
    assertThat(opened.status()).as(opened.text()).isEqualTo(302);
    String location = opened.header("Location");
    return location.substring(location.indexOf("/inspections/"));
  }

  private Map<String, String> details(PersonId second) {
    Map<String, String> details = new LinkedHashMap<>();
    details.put("unit", folk.unit.name());
    details.put("mode", "UNANNOUNCED");
    details.put("source", "UNANNOUNCED");
    details.put("startedAt", minute(1));
    details.put("place", "Workshops 1 to 3");
    details.put("secondInspector", second.value());
    details.put("certificatesShown", "true");
    return details;
  }

  private Map<String, String> recorded() {
    return Map.of("endedAt", minute(0), "representative", folk.safetyOfficer.value());
  }

  private static Map<String, String> agreed() {
    return Map.of("decision", "AGREED");
  }

  private String minute(int hoursAgo) {
    return LocalDateTime.now(clock).minusHours(hoursAgo).truncatedTo(ChronoUnit.MINUTES).toString();
  }

  private void noted(String page, String place, String description) {
    Answer noted =
        lead.upload(
            page + "/findings/new",
            Part.field("_csrf", lead.csrf(page + "/findings/new")),
            Part.field("place", place),
            Part.field("description", description),
            Part.field("category", "equipment"),
            new Part("photos", "shot.png", County.aPhoto()));
    assertThat(noted.status()).as(noted.text()).isEqualTo(302);
  }

  private static String acts(String hazard) {
    return "/hazards/" + hazard + "/acts/";
  }

  private Answer previewed(Caller who, String path, Map<String, String> form, byte[]... photos) {
    String page = who.get(path).text();
    List<Part> parts = parts(who, path, page, form);
    parts.add(Part.field("step", "preview"));
    for (byte[] photo : photos) {
      parts.add(new Part("photos", "shot.png", photo));
    }
    return who.upload(path, parts.toArray(Part[]::new));
  }

  /** Looks at the paper, then signs what he saw. */
  private void byPage(Caller who, String path, Map<String, String> form, byte[]... photos) {
    Answer shown = previewed(who, path, form, photos);
    assertThat(shown.status()).as(path + shown.text()).isEqualTo(200);
    List<Part> parts = parts(who, path, shown.text(), form);
    parts.add(Part.field("digest", all(DIGEST, shown).get(0)));
    parts.add(Part.field("step", "sign"));
    parts.add(Part.field("password", County.SIGNING_PASSWORD));
    all(SHOT, shown).stream().distinct().forEach(id -> parts.add(Part.field("evidence", id)));
    Answer signed = who.upload(path, parts.toArray(Part[]::new));
    assertThat(signed.status()).as(path + signed.text()).isEqualTo(302);
  }

  private static List<Part> parts(Caller who, String path, String page, Map<String, String> form) {
    List<Part> parts = new ArrayList<>();
    parts.add(Part.field("_csrf", who.csrf(path)));
    parts.add(Part.field("task", first(TASK, page)));
    parts.add(Part.field("round", first(ROUND, page)));
    form.forEach((name, value) -> parts.add(Part.field(name, value)));
    return parts;
  }

  private static String first(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().orElseThrow().group(1);
  }

  private static List<String> all(Pattern pattern, Answer answer) {
    return pattern
        .matcher(new String(answer.bytes(), StandardCharsets.UTF_8))
        .results()
        .map((MatchResult match) -> match.group(1))
        .toList();
  }

  private void signed(
      Caller who, String subject, String act, Map<String, ?> form, String... evidence) {
    String root = subject.startsWith("JC-") ? "/api/v1/inspections/" : "/api/v1/hazards/";
    Answer answer =
        who.post(
            root + subject + "/acts/" + act,
            Map.of(
                "round",
                1,
                "form",
                form,
                "evidence",
                List.of(evidence),
                "signing",
                Map.of("password", County.SIGNING_PASSWORD)));
    assertThat(answer.status()).as(act + answer.text()).isEqualTo(200);
  }

  private static String shot(Caller who) {
    return who.upload("/api/v1/evidence", new Part("file", "shot.png", County.aPhoto()))
        .json()
        .get("id")
        .asText();
  }

  private JsonNode asTheLead(String path) {
    Answer answer =
        Caller.script(port, folk.account(folk.inspector)).get("/api/v1/inspections/" + path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.json();
  }

  private JsonNode hazard(String no) {
    return Caller.script(port, folk.account(folk.inspector)).get("/api/v1/hazards/" + no).json();
  }

  private void validTo(PersonId person, LocalDate day) {
    jdbc.update("update certificate set valid_to = ? where person_id = ?", day, person.value());
  }
}
