package io.bihuan.journey;

import static io.bihuan.journey.Desk.expect;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.Caller.Answer;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.Written;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.PendingActs;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;

/** 作废 and 改派 by the pages, and what a script may try with them. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class VoidAndReassignJourneyTest {
  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private PendingActs pendingActs;

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
  void aHazardThatIsNoneEndsVoidWithItsReasonAndBothSignatures() {
    String no = folk.standingAt(Act.SIGN_AS_LEGAL_REP).value();
    String page = "/hazards/" + no + "/begin/proposeVoid";
    assertThat(expect(inspector.get(page), 200).text()).contains("不构成隐患", "重复登记");
    assertThat(inspector.previews(page, Map.of("cause", "NO_HAZARD"), 0).status()).isEqualTo(422);
    expect(
        inspector.signs(
            page, Map.of("cause", "NO_HAZARD", "reason", "It is a cupboard, not an exit."), 0),
        302);
    assertThat(inspector.get(page).status()).isEqualTo(422);

    Matcher link =
        Pattern.compile("href=\"(/[^\"]+/acts/decideVoid)\"").matcher(chief.get("/todo").text());
    assertThat(link.find()).isTrue();
    assertThat(expect(chief.previews(link.group(1), Map.of("decision", "AGREED"), 0), 200).text())
        .contains("It is a cupboard, not an exit.", "inspector");
    expect(chief.signs(link.group(1), Map.of("decision", "AGREED"), 0), 302);

    assertThat(inspector.get("/hazards/" + no).text())
        .contains("已作废", "为什么作废", "It is a cupboard, not an exit.", "申请作废", "同意作废", "chief");
    assertThat(inspector.get("/hazards?state=voided&q=" + no).text())
        .contains("已作废", "It is a cupboard, not an exit.", "inspector申请", "chief审批");
    Answer whole = inspector.script().get("/api/v1/hazards/" + no);
    assertThat(whole.json().get("voidedAt").isNull()).isFalse();
    assertThat(whole.json().get("closedOutAt").isNull()).isTrue();
    Desk legalRep = new Desk(port, folk.account(folk.legalRep));
    assertThat(legalRep.get("/hazards/" + no + "/acts/signAsLegalRep").status()).isEqualTo(409);
  }

  @Test
  void anActIsGivenToAnotherWhoFindsItOnHisListWhileTheFirstIsTooLate() {
    String no = folk.standingAt(Act.RECTIFY).value();
    String task = pendingActs.of(no).get(0).taskId();
    String page = "/hazards/" + no + "/begin/reassign";
    Answer open = expect(chief.get(page), 200);
    assertThat(open.text()).contains(folk.safetyOfficer.value(), folk.legalRep.value());
    for (var excluded : List.of(folk.worker, folk.inspector, folk.colleague, folk.chief)) {
      assertThat(open.text()).doesNotContain("value=\"" + excluded.value() + "\"");
    }
    Desk worker = new Desk(port, folk.account(folk.worker));
    String act = "/hazards/" + no + "/acts/rectify";
    expect(worker.get(act), 200);

    expect(
        chief.signs(
            page,
            Map.of("pending", task, "to", folk.safetyOfficer.value(), "reason", "In hospital."),
            0),
        302);
    assertThat(worker.get(act).status()).isEqualTo(409);
    Desk officer = new Desk(port, folk.account(folk.safetyOfficer));
    assertThat(officer.get("/todo").text()).contains(no);
    expect(
        officer.signs(act, Map.of("decision", "AGREED", "account", "Boxes carried out."), 1), 302);
  }

  @Test
  void whatNoFormSaysIsRefusedAndNothingIsWritten() {
    String no = folk.standingAt(Act.ENDORSE).value();
    Written before = Written.now();
    for (String act : List.of("proposeVoid", "reassign", "recordDecline")) {
      Desk who = act.equals("reassign") ? chief : inspector;
      String api = "/api/v1/hazards/" + no + "/begin/" + act;
      for (Object form :
          List.of(
              Map.of(),
              Map.of("cause", 0),
              Map.of("cause", List.of("NO_HAZARD")),
              Map.of("pending", "\u0000", "to", "\u202e", "reason", "x"),
              Map.of("duplicateOf", "' or 1=1 --", "cause", "DUPLICATE", "reason", "x"),
              Map.of("reason", "x".repeat(100_000)),
              Map.of("decision", "AGREED"))) {
        Answer answer =
            who.script()
                .post(
                    api,
                    Map.of("form", form, "signing", Map.of("password", County.SIGNING_PASSWORD)));
        assertThat(answer.status()).as(act + form).isIn(400, 422);
        assertThat(answer.type()).contains("problem+json");
      }
      assertThat(who.script().post(api, "{}").status()).isEqualTo(422);
      assertThat(who.script().post(api, "[]").status()).isEqualTo(400);
    }
    for (String act : List.of("decideVoid", "noteDecline", "cureOnSpot", "nothing")) {
      assertThat(inspector.get("/hazards/" + no + "/begin/" + act).status()).isIn(404, 422);
    }
    assertThat(Written.now()).isEqualTo(before);
  }
}
