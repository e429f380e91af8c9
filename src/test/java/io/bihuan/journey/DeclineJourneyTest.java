package io.bihuan.journey;

import static io.bihuan.journey.Desk.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.Caller.Answer;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.Written;
import io.bihuan.hazard.Act;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 拒签 and 留置送达, as inspector, section chief and bureau leader see it on their pages. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class DeclineJourneyTest {
  @LocalServerPort private int port;
  @Autowired private County county;

  private Folk folk;
  private Desk inspector;
  private Desk chief;

  @BeforeEach
  void found() {
    folk = county.found();
    inspector = new Desk(port, folk.account(folk.inspector));
    chief = new Desk(port, folk.account(folk.chief));
  }

  @Test
  void whatTheUnitWouldNotSignIsRecordedReportedAndPrintedAndTheLoopGoesOn() {
    String no = folk.standingAt(Act.SIGN_AS_LEGAL_REP).value();
    String page = "/hazards/" + no + "/begin/recordDecline";
    assertThat(expect(inspector.get(page), 200).text()).contains("legalrep", "见证人");

    Answer unwitnessed =
        inspector.previews(
            page,
            Map.of(
                "refusedBy",
                "legalrep",
                "refusedPost",
                "Director",
                "reason",
                "No.",
                "filmed",
                "false"),
            0);
    assertThat(unwitnessed.status()).isEqualTo(422);
    assertThat(unwitnessed.text()).contains("见证人", "还没填");

    expect(inspector.signs(page, record(), 0), 302);

    String hazard = inspector.get("/hazards/" + no).text();
    assertThat(hazard)
        .contains("拒绝签字", "法定代表人拒绝签字", "Village Head（Head of the village）", "等 chief");

    String report = waiting(chief, "noteDecline");
    assertThat(expect(chief.previews(report, Map.of(), 0), 200).text()).contains("第六十八条", "阅知");
    expect(chief.signs(report, Map.of("opinion", "Read."), 0), 302);

    folk.driveTo(new io.bihuan.hazard.HazardNo(no), Act.ISSUE_ORDER);
    Desk leader = new Desk(port, folk.account(folk.leader));
    String order = "/hazards/" + no + "/acts/issueOrder";
    assertThat(expect(leader.previews(order, Map.of("decision", "AGREED"), 0), 200).text())
        .contains("责令限期整改指令书", "拒绝签字");
    expect(leader.signs(order, Map.of("decision", "AGREED"), 0), 302);
  }

  @Test
  void anOrderNobodyTakesIsLeftInPlaceBeforeTwoWitnessesAndAPhoto() {
    String no = folk.standingAt(Act.RECEIVE_ORDER).value();
    String page = "/hazards/" + no + "/begin/recordDecline";
    assertThat(inspector.get(page).text()).contains("留置送达");
    Answer refused = inspector.previews(page, record(), 0);
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.text()).contains("至少要有 1 张照片");
    Map<String, String> one = new HashMap<>(record());
    one.put("secondWitness", "");
    assertThat(inspector.previews(page, one, 1).status()).isEqualTo(422);

    expect(inspector.signs(page, record(), 1), 302);
    String hazard = inspector.get("/hazards/" + no).text();
    assertThat(hazard).contains("拒绝签收，留置送达", "留置送达", "直接送达", "Neighbour");
    assertThat(inspector.script().get("/api/v1/hazards/" + no).json().get("act").asText())
        .isEqualTo("rectify");
    // The report shows the photo to whoever may see the hazard.
    assertThat(waiting(chief, "noteDecline")).isNotBlank();
  }

  @Test
  void aScriptRecordsItAsWellAndWhatIsNoRecordIsRefused() {
    String no = folk.standingAt(Act.SIGN_AS_LEGAL_REP).value();
    String api = "/api/v1/hazards/" + no + "/begin/recordDecline";
    Folk others = county.found();
    Written before = Written.now();
    for (Map<String, Object> form :
        List.<Map<String, Object>>of(
            Map.of(),
            Map.of("filmed", "perhaps"),
            Map.of("filmed", 1),
            Map.of("witness", List.of("a")),
            Map.of("refusedBy", "x".repeat(5000)),
            Map.of("nobody", "x"),
            Map.of("reason", "\u202e"))) {
      int status = inspector.script().post(api, body(form)).status();
      assertThat(status).as(form.toString()).isIn(400, 422);
    }
    assertThat(chief.script().post(api, body(Map.copyOf(record()))).status()).isEqualTo(422);
    assertThat(
            new Desk(port, others.account(others.inspector))
                .script()
                .post(api, body(Map.copyOf(record())))
                .status())
        .isEqualTo(404);
    assertThat(Written.now()).isEqualTo(before);
    expect(inspector.script().post(api, body(Map.copyOf(record()))), 200);
    assertThat(inspector.script().post(api, body(Map.copyOf(record()))).status()).isEqualTo(422);
  }

  private static Map<String, Object> body(Map<String, Object> form) {
    return Map.of("form", form, "signing", Map.of("password", County.SIGNING_PASSWORD));
  }

  /** The address of the first act of this kind on the desk's list. */
  private static String waiting(Desk desk, String act) {
    Matcher link =
        Pattern.compile("href=\"(/[^\"]+/acts/" + act + ")\"").matcher(desk.get("/todo").text());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  private static Map<String, String> record() {
    return Map.of(
        "refusedBy", "legalrep",
        "refusedPost", "Director",
        "reason", "He says the boxes are none of his.",
        "witness", "Village Head",
        "witnessPost", "Head of the village",
        "secondWitness", "Neighbour",
        "secondWitnessPost", "Shopkeeper next door",
        "filmed", "true");
  }
}
