package io.bihuan.journey;

import static io.bihuan.journey.Desk.expect;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.BihuanTest;
import io.bihuan.Caller;
import io.bihuan.Caller.Answer;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.people.PersonId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

/** 逐级签字: nobody signs before his turn, nobody without the four determinations, nobody unsigned. */
@BihuanTest(webEnvironment = WebEnvironment.RANDOM_PORT)
class OrderOfSignaturesJourneyTest {
  @LocalServerPort private int port;
  @Autowired private County county;
  @Autowired private PendingActs pendingActs;
  @Autowired private TaskService tasks;
  @Autowired private JdbcTemplate jdbc;

  private Folk folk;
  private Desk inspector;

  @BeforeEach
  void found() {
    folk = county.found();
    inspector = new Desk(port, folk.account(folk.inspector));
  }

  @Test
  void anOrderIsIssuedOnlyOnAllFourDeterminationsAndTheOneThatIsMissingIsNamed() {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    String page = "/hazards/" + no + "/acts/determine";
    Map<String, String> named =
        Map.of("measures", "定措施", "standard", "定标准", "deadline", "定期限", "responsible", "定责任人");
    named.forEach(
        (field, name) -> {
          Map<String, String> form = new HashMap<>(four("10"));
          form.put(field, "");
          Answer refused = inspector.previews(page, form, 0);
          assertThat(refused.status()).isEqualTo(422);
          assertThat(refused.text()).contains("<a href=\"#" + field + "\">" + name + "：还没填</a>");
        });
    expect(inspector.signs(page, four("10"), 0), 302);
    folk.driveTo(no, Act.ISSUE_ORDER);
    Desk leader = new Desk(port, folk.account(folk.leader));
    String order = "/hazards/" + no + "/acts/issueOrder";
    assertThat(expect(leader.previews(order, Map.of("decision", "AGREED"), 0), 200).text())
        .contains("Clear the exit.", "1.4 m wide.", "worker");
    expect(leader.signs(order, Map.of("decision", "AGREED"), 0), 302);
    int year = LocalDate.now(ZoneId.of("Asia/Shanghai")).getYear();
    assertThat(leader.get("/hazards/" + no).text()).contains("B" + folk.code + "〔" + year + "〕1号");
  }

  @Test
  void theTownDoesNotSignBeforeTheInspectors() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_INSPECTOR);
    Desk town = new Desk(port, folk.account(folk.townLeader));
    assertThat(town.get("/hazards/" + no + "/acts/endorse").status()).isEqualTo(409);
    assertThat(town.get("/hazards/" + no + "/acts/signAsInspector").status()).isEqualTo(403);
    Answer byScript =
        town.script()
            .post(
                "/api/v1/hazards/" + no + "/acts/endorse",
                Map.of(
                    "round",
                    1,
                    "form",
                    Map.of("decision", "AGREED"),
                    "signing",
                    Map.of("password", County.SIGNING_PASSWORD)));
    assertThat(byScript.status()).isEqualTo(409);
    assertThat(inspector.get("/hazards/" + no).text()).contains("等 inspector、colleague");
  }

  /** Whoever leads is named first, however fast they were asked one after the other. */
  @ParameterizedTest
  @EnumSource(names = {"SIGN_AS_INSPECTOR", "CURE_ON_SPOT", "ACCEPT_AS_PANEL"})
  void whoIsWaitedForIsNamedInTheOrderInWhichHeWasNamed(Act act) {
    HazardNo no = folk.standingAt(act);
    List<PersonId> named =
        switch (act) {
          case CURE_ON_SPOT -> List.of(folk.inspector, folk.colleague, folk.safetyOfficer);
          case ACCEPT_AS_PANEL -> List.of(folk.expert, folk.inspector, folk.colleague);
          default -> List.of(folk.inspector, folk.colleague);
        };
    List<PendingAct> pending = pendingActs.of(no.value());
    assertThat(pending).extracting(PendingAct::person).containsExactlyElementsOf(named);
    assertThat(pending).extracting(PendingAct::openedAt).doesNotHaveDuplicates().isSorted();
  }

  @Test
  void whatWasSignedBeforeTheContentChangedIsMarkedToBeSignedAnew() {
    HazardNo no = folk.standingAt(Act.ENDORSE);
    assertThat(inspector.get("/hazards/" + no).text()).doesNotContain("内容已变更，需重签");
    for (Act act :
        List.of(Act.ENDORSE, Act.GRADE_HAZARD, Act.SIGN_AS_LEGAL_REP, Act.SIGN_AS_INSPECTOR)) {
      assertThat(act).isNotNull();
      folk.backward(no);
    }
    // Sent back, but nobody has written anything else yet.
    assertThat(inspector.get("/hazards/" + no).text()).doesNotContain("内容已变更，需重签");
    expect(inspector.signs("/hazards/" + no + "/acts/determine", four("20"), 0), 302);
    String changed = inspector.get("/hazards/" + no).text();
    assertThat(count(changed, "内容已变更，需重签")).isEqualTo(3);

    folk.driveTo(no, Act.ENDORSE);
    String again = inspector.get("/hazards/" + no).text();
    assertThat(count(again, "内容已变更，需重签")).isEqualTo(3);
    assertThat(count(again, "法定代表人签字")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void thereIsNoDoorToTheEngineAndNoneIsPassedUnsigned() {
    HazardNo no = folk.standingAt(Act.CLOSE_OUT);
    String task = pendingActs.of(no.value()).get(0).taskId();
    Desk chief = new Desk(port, folk.account(folk.chief));
    for (String path :
        List.of(
            "/engine-rest",
            "/engine-rest/task/" + task,
            "/engine-rest/engine/default/task/" + task,
            "/camunda",
            "/camunda/app/tasklist",
            "/camunda/api/engine/engine/default/task/" + task,
            "/h2-console",
            "/actuator")) {
      assertThat(chief.get(path).status()).as(path).isEqualTo(404);
      // Without a session it is sent to the sign-in, whatever the path.
      assertThat(chief.script().get(path).status()).as(path).isIn(302, 401, 404);
    }
    for (String path :
        List.of("/api/engine/default/task/" + task, "/api/v1/task/" + task + "/complete")) {
      assertThat(chief.script().get(path).status()).as(path).isEqualTo(404);
      assertThat(chief.script().post(path, "{}").status()).as(path).isEqualTo(404);
    }
    for (String path : List.of("/engine-rest/task/" + task + "/complete", "/camunda/api/x")) {
      for (Caller caller : List.of(chief.script(), Caller.stranger(port))) {
        assertThat(caller.post(path, "{}").status()).as(path).isIn(302, 401, 403, 404);
      }
    }
    int kept = refused();
    assertThatThrownBy(() -> tasks.complete(task)).isInstanceOf(RuntimeException.class);
    assertThat(refused()).isGreaterThan(kept);
    assertThat(inspector.script().get("/api/v1/hazards/" + no).json().get("act").asText())
        .isEqualTo("closeOut");
  }

  private int refused() {
    Integer count =
        jdbc.queryForObject("select count(*) from ledger.refused_attempt", Integer.class);
    return count == null ? 0 : count;
  }

  private Map<String, String> four(String days) {
    return Map.of(
        "decision",
        "AGREED",
        "measures",
        "Clear the exit.",
        "standard",
        "1.4 m wide.",
        "deadline",
        LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(Long.parseLong(days)).toString(),
        "responsible",
        folk.worker.value(),
        "secondInspector",
        folk.colleague.value());
  }

  private static int count(String text, String words) {
    return text.split(java.util.regex.Pattern.quote(words), -1).length - 1;
  }
}
