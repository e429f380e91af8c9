package io.bihuan.loop.verification;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.Together;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Receipt;
import io.bihuan.signing.Signing;
import io.bihuan.workflow.Standing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 验收组: three or more who had no part in it, each for himself. */
@BihuanTest
class PanelTest {
  private static final int TIMES = Boolean.getBoolean("bihuan.long") ? 50 : 4;

  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired PendingActs pendingActs;
  @Autowired Panels panels;
  @Autowired People people;
  @Autowired Signing signing;
  @Autowired Standing standing;
  @Autowired JdbcTemplate jdbc;
  @Autowired Clock clock;

  private Folk folk;

  @BeforeEach
  void foundTheCounty() {
    folk = county.found();
  }

  @Test
  void threeWithAnExpertAcceptAndTheLeaderClosesItOut() {
    HazardNo no = folk.majorAt(Act.ACCEPT_AS_PANEL);
    assertThat(holders(no)).containsExactlyInAnyOrder(folk.expert, folk.inspector, folk.colleague);
    folk.forward(no);
    standing.isAt(no, Act.ENDORSE_CURE, 1);
    assertThat(panels.verdicts(no))
        .filteredOn(PanelVerdict::expert)
        .extracting(PanelVerdict::judge)
        .containsExactly(folk.expert);
    folk.forward(no);
    assertThat(holders(no)).containsExactly(folk.leader);
    folk.forward(no);
    standing.isClosedOut(no);
  }

  @Test
  void tooFewAreNoPanelNorIsOneWithoutAnExpert() {
    PersonId third = folk.inspector("third");
    refused(panel(folk.expert, folk.inspector), "panel refused.panel.few");
    refused(panel(), "panel refused.panel.few", "panel refused.panel.expert");
    refused(panel(third, folk.inspector, folk.colleague), "panel refused.panel.expert");
  }

  @Test
  void onePersonCountsOnce() {
    refused(
        panel(folk.expert, folk.inspector, folk.inspector),
        "panel refused.panel.twice",
        "panel refused.panel.few");
  }

  @Test
  void nobodyOfTheUnitIsInThePanel() {
    refused(
        panel(folk.expert, folk.inspector, folk.safetyOfficer), "panel refused.panel.ofUnitNamed");
    refused(panel(folk.expert, folk.inspector, folk.legalRep), "panel refused.panel.ofUnitNamed");
    // Though he be an expert as well.
    folk.alsoHolds(folk.worker, Role.EXPERT, folk.code);
    refused(
        panel(folk.expert, folk.inspector, folk.safetyOfficer), "panel refused.panel.ofUnitNamed");
  }

  /** He has left the unit since, and became an expert: what he signed for it stays. */
  @Test
  void whoEverRectifiedItOrSpokeForTheUnitIsNotInThePanel() {
    HazardNo no = folk.majorAt(Act.FORM_PANEL);
    for (PersonId person : List.of(folk.worker, folk.legalRep)) {
      people.posts(person).forEach(post -> people.endPost(post.id()));
      folk.alsoHolds(person, Role.EXPERT, folk.code);
    }
    assertThat(offered(no)).doesNotContainKeys(folk.worker.value(), folk.legalRep.value());
    assertRefused(() -> form(no, panel(folk.expert, folk.inspector, folk.worker)))
        .containsExactly("panel refused.panel.ownWork");
    assertRefused(() -> form(no, panel(folk.expert, folk.inspector, folk.legalRep)))
        .containsExactly("panel refused.panel.ofUnitNamed");
    standing.isAt(no, Act.FORM_PANEL, 1);
  }

  @Test
  void somebodyIsLeftToCloseItOutAndToEndorseIt() {
    refused(
        panel(folk.expert, folk.inspector, folk.leader), "panel refused.panel.nobodyToCloseOut");
    refused(
        panel(folk.expert, folk.inspector, folk.townLeader), "panel refused.panel.nobodyToEndorse");
    PersonId second = folk.person("second", Role.BUREAU_LEADER, folk.department);
    HazardNo no = folk.majorAt(Act.FORM_PANEL);
    form(no, panel(folk.expert, folk.inspector, folk.leader));
    folk.driveTo(no, Act.CLOSE_OUT);
    assertThat(holders(no)).containsExactly(second);
  }

  @Test
  void strangersAreNoJudges() {
    Folk elsewhere = county.found();
    PersonId supervisor = folk.person("supervisor", Role.SUPERVISOR, folk.code);
    refused(panel(folk.expert, folk.inspector, supervisor), "panel refused.panel.notAJudge");
    refused(panel(folk.expert, folk.inspector, elsewhere.expert), "panel refused.panel.notAJudge");
    refused(
        panel(folk.expert, folk.inspector, new PersonId("nobody")), "panel refused.panel.unknown");
    refused(
        panel(folk.expert, folk.inspector, new PersonId("' or 1=1 --")),
        "panel refused.panel.unknown");
  }

  @Test
  void aPanelOfHundredsIsRefusedAtOnce() {
    PersonId[] many = new PersonId[400];
    Arrays.setAll(many, at -> new PersonId("p" + at));
    refused(panel(many), "panel refused.panel.many");
  }

  @Test
  void whatIsNotReadyGoesBackToTheSelfCheckWithAReason() {
    HazardNo no = folk.majorAt(Act.FORM_PANEL);
    assertRefused(() -> folk.sign(folk.chief, no, Act.FORM_PANEL, Map.of("decision", "RETURNED")))
        .containsExactly("opinion refused.missing");
    folk.backward(no);
    standing.isAt(no, Act.SELF_CHECK, 1);
  }

  /** Of two objections the nearer deadline counts; the next round has a panel of its own. */
  @Test
  void oneObjectionSendsItBackWithANewDeadline() {
    HazardNo no = folk.majorAt(Act.ACCEPT_AS_PANEL);
    FourDeterminations before = hazards.determinations(no).orElseThrow();
    LocalDate today = LocalDate.now(clock);
    judge(no, folk.expert, Decision.SENT_BACK, today.plusDays(30));
    judge(no, folk.inspector, Decision.SENT_BACK, today.plusDays(12));
    assertThat(hazards.determinations(no)).hasValue(before);
    judge(no, folk.colleague, Decision.PASSED, null);
    standing.isAt(no, Act.RECTIFY, 2);
    FourDeterminations after = hazards.determinations(no).orElseThrow();
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.deadline()).isEqualTo(today.plusDays(12));
    assertThat(after.measures()).isEqualTo(before.measures());
    PersonId third = folk.inspector("third");
    folk.driveTo(no, Act.FORM_PANEL);
    form(no, panel(folk.expert, folk.colleague, third, folk.chief));
    assertThat(holders(no))
        .containsExactlyInAnyOrder(folk.expert, folk.colleague, third, folk.chief);
    folk.forward(no);
    standing.isAt(no, Act.ENDORSE_CURE, 2);
    assertThat(panels.verdicts(no)).hasSize(7);
  }

  @Test
  void anObjectionNamesADeadlineAndEveryVerdictHasAPhotoAndWords() {
    HazardNo no = folk.majorAt(Act.ACCEPT_AS_PANEL);
    String photo = county.photo(folk.expert);
    Map<String, Object> form = new HashMap<>(Map.of("decision", "SENT_BACK", "opinion", "No."));
    assertRefused(() -> folk.sign(folk.expert, no, Act.ACCEPT_AS_PANEL, form, photo))
        .containsExactly("newDeadline refused.missing");
    form.put("newDeadline", LocalDate.now(clock).minusDays(1).toString());
    assertRefused(() -> folk.sign(folk.expert, no, Act.ACCEPT_AS_PANEL, form, photo))
        .containsExactly("newDeadline refused.deadline.past");
    form.put("newDeadline", "2500-01-01");
    assertRefused(() -> folk.sign(folk.expert, no, Act.ACCEPT_AS_PANEL, form, photo))
        .containsExactly("newDeadline refused.deadline.far");
    assertRefused(
            () ->
                folk.sign(
                    folk.expert, no, Act.ACCEPT_AS_PANEL, Map.of("decision", "PASSED"), photo))
        .containsExactly("opinion refused.missing");
    assertRefused(
            () ->
                folk.sign(
                    folk.expert,
                    no,
                    Act.ACCEPT_AS_PANEL,
                    Map.of("decision", "PASSED", "opinion", "Holds.")))
        .containsExactly("evidence refused.evidence.missing");
    standing.isAt(no, Act.ACCEPT_AS_PANEL, 1);
  }

  /** The town sends it back to the same panel, which signs once more. */
  @Test
  void whatTheTownDoesNotEndorseGoesBackToThePanelAndFromTheLeaderToTheTown() {
    HazardNo no = folk.majorAt(Act.CLOSE_OUT);
    folk.backward(no);
    standing.isAt(no, Act.ENDORSE_CURE, 1);
    folk.backward(no);
    standing.isAt(no, Act.ACCEPT_AS_PANEL, 1);
    assertThat(holders(no)).hasSize(3);
    folk.driveTo(no, Act.CLOSE_OUT);
    folk.forward(no);
    standing.isClosedOut(no);
  }

  @Test
  void aMajorHazardIsNotClosedOutWithoutItsLessons() {
    HazardNo no = folk.majorAt(Act.CLOSE_OUT);
    assertRefused(() -> folk.sign(folk.leader, no, Act.CLOSE_OUT, Map.of("decision", "AGREED")))
        .containsExactly("lessons refused.missing");
    standing.isAt(no, Act.CLOSE_OUT, 1);
  }

  /** Had he been asked: what the ledger says counts, not when he was asked. */
  @ParameterizedTest
  @ValueSource(strings = {"CLOSE_OUT", "ENDORSE_CURE"})
  void whoWasInThePanelDoesNotDecideOnItAfterwards(String name) {
    Act act = Act.valueOf(name);
    HazardNo no = folk.majorAt(act);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    jdbc.update(
        "update pending_act set person_id = ? where task_id = ?",
        folk.expert.value(),
        pending.taskId());
    assertRefused(() -> folk.sign(folk.expert, no, act, Map.of("decision", "AGREED")))
        .contains(" refused.ownVerdict");
  }

  /** An expert shows no certificate; it is the inspectors' own acts that want one. */
  @Test
  void aPanelNeedsNoCertificate() {
    HazardNo no = folk.majorAt(Act.ACCEPT_AS_PANEL);
    jdbc.update("update certificate set valid_to = valid_from");
    folk.forward(no);
    standing.isAt(no, Act.ENDORSE_CURE, 1);
  }

  @Test
  void threeSignAtTheSameMoment() {
    HazardNo no = folk.majorAt(Act.ACCEPT_AS_PANEL);
    for (int time = 0; time < TIMES; time++) {
      int round = hazards.get(no).round();
      boolean objects = time % 2 == 0;
      List<PendingAct> three = pendingActs.of(no.value());
      List<ActRequest> requests =
          three.stream()
              .map(
                  pending ->
                      folk.request(
                          pending,
                          objects && pending == three.get(1)
                              ? Decision.SENT_BACK
                              : Decision.PASSED))
              .toList();
      List<Receipt> receipts =
          Together.call(
              3,
              who ->
                  signing.sign(
                      folk.as(three.get(who).person()),
                      requests.get(who),
                      County.SIGNING_PASSWORD,
                      null));
      assertThat(receipts).extracting(Receipt::seq).doesNotHaveDuplicates();
      if (objects) {
        standing.isAt(no, Act.RECTIFY, round + 1);
        folk.driveTo(no, Act.ACCEPT_AS_PANEL);
      } else {
        standing.isAt(no, Act.ENDORSE_CURE, round);
        folk.backward(no);
        standing.isAt(no, Act.ACCEPT_AS_PANEL, round);
      }
    }
  }

  private void judge(HazardNo no, PersonId person, Decision decision, LocalDate newDeadline) {
    Map<String, Object> form = new HashMap<>();
    form.put("decision", decision.name());
    form.put("opinion", "Seen.");
    if (newDeadline != null) {
      form.put("newDeadline", newDeadline.toString());
    }
    folk.sign(person, no, Act.ACCEPT_AS_PANEL, form, county.photo(person));
  }

  private void refused(List<String> panel, String... reasons) {
    HazardNo no = folk.majorAt(Act.FORM_PANEL);
    assertRefused(() -> form(no, panel)).containsExactly(reasons);
    standing.isAt(no, Act.FORM_PANEL, 1);
  }

  private void form(HazardNo no, List<String> panel) {
    folk.sign(folk.chief, no, Act.FORM_PANEL, Map.of("decision", "AGREED", "panel", panel));
  }

  private Map<String, String> offered(HazardNo no) {
    return signing
        .open(folk.as(folk.chief), no.value(), Act.FORM_PANEL.id())
        .choices()
        .get("panel");
  }

  private List<PersonId> holders(HazardNo no) {
    return pendingActs.of(no.value()).stream().map(PendingAct::person).toList();
  }

  private static List<String> panel(PersonId... persons) {
    return Arrays.stream(persons).map(PersonId::value).toList();
  }
}
