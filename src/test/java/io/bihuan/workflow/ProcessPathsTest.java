package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Subjects;
import io.bihuan.loop.signoff.Orders;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Signing;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Every path of the diagram, gone by the people it needs on the real engine and database. After
 * each single signature row, token, pending acts and ledger must say the same.
 */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ProcessPathsTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Subjects subjects;
  @Autowired PendingActs pendingActs;
  @Autowired Orders orders;
  @Autowired Ledger ledger;
  @Autowired Signing signing;
  @Autowired Standing standing;
  @Autowired PathRecorder recorder;
  @Autowired EngineRows engine;
  @Autowired JdbcTemplate jdbc;

  private Folk folk;

  @BeforeAll
  void foundTheCounty() {
    recorder.forget();
    folk = county.found();
  }

  @Test
  void aHazardCuredAtFirstSightIsClosedOut() {
    HazardNo no = folk.reported();
    standing.isAt(no, Act.REGISTER, 1);
    for (Act act : Route.GENERAL.acts()) {
      standing.isAt(no, act, 1);
      forward(no);
    }
    standing.isClosedOut(no);
    assertThat(acts(no))
        .containsExactly(
            "REGISTER AGREED",
            "DETERMINE AGREED",
            "SIGN_AS_INSPECTOR AGREED",
            "SIGN_AS_INSPECTOR AGREED",
            "SIGN_AS_LEGAL_REP AGREED",
            "GRADE_HAZARD AGREED",
            "ENDORSE AGREED",
            "ISSUE_ORDER AGREED",
            "DELIVER_ORDER AGREED",
            "RECEIVE_ORDER AGREED",
            "RECTIFY AGREED",
            "SELF_CHECK PASSED",
            "REINSPECT PASSED",
            "REINSPECT PASSED",
            "ENDORSE_CURE AGREED",
            "CLOSE_OUT AGREED");
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.County#returnable")
  void everySignerButTheFirstMayReturnItToTheStepBefore(Act act) {
    HazardNo no = folk.standingAt(act);
    backward(no);
    Act before = Route.GENERAL.after(act, true).orElseThrow();
    standing.isAt(no, before, act == Act.REINSPECT ? 2 : 1);
    driveToTheEnd(no);
    standing.isClosedOut(no);
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGN_AS_INSPECTOR", "REINSPECT"})
  void oneObjectionOfTwoSendsItBackWhoeverOfThemObjects(Act act) {
    for (int objector = 0; objector < 2; objector++) {
      HazardNo no = folk.standingAt(act);
      List<PendingAct> both = pendingActs.of(no.value());
      PendingAct first = both.get(0);
      PendingAct second = both.get(1);
      folk.sign(first, objector == 0 ? County.backwardOf(act) : County.forwardOf(act));
      standing.isAt(no, act, 1);
      assertThat(pendingActs.of(no.value()))
          .extracting(PendingAct::person)
          .containsOnly(second.person());
      folk.sign(second, objector == 0 ? County.forwardOf(act) : County.backwardOf(act));
      standing.isAt(no, Route.GENERAL.after(act, true).orElseThrow(), act == Act.REINSPECT ? 2 : 1);
      driveToTheEnd(no);
      standing.isClosedOut(no);
    }
  }

  @Test
  void anUncuredHazardGoesBackAndMustBeSignedAnewWhileOrderAndDeadlineStand() {
    HazardNo no = folk.standingAt(Act.REINSPECT);
    String order = orderOf(no);
    FourDeterminations four = hazards.determinations(no).orElseThrow();
    int signedBefore = ledger.of(no.value()).size();

    backward(no);
    standing.isAt(no, Act.RECTIFY, 2);
    assertThat(orderOf(no)).isEqualTo(order);
    assertThat(hazards.determinations(no).orElseThrow().deadline()).isEqualTo(four.deadline());

    forward(no);
    standing.isAt(no, Act.SELF_CHECK, 2);
    forward(no);
    standing.isAt(no, Act.REINSPECT, 2);
    forward(no);
    standing.isAt(no, Act.ENDORSE_CURE, 2);
    assertThat(acts(no).subList(signedBefore, ledger.of(no.value()).size()))
        .containsExactly(
            "REINSPECT SENT_BACK",
            "REINSPECT SENT_BACK",
            "RECTIFY AGREED",
            "SELF_CHECK PASSED",
            "REINSPECT PASSED",
            "REINSPECT PASSED");
    assertThat(orderOf(no)).isEqualTo(order);
    assertThat(hazards.determinations(no).orElseThrow().deadline()).isEqualTo(four.deadline());
    driveToTheEnd(no);
    standing.isClosedOut(no);
  }

  @Test
  void aHazardSentBackTwiceIsInItsThirdRound() {
    HazardNo no = folk.standingAt(Act.REINSPECT);
    String order = orderOf(no);
    for (int round = 2; round <= 3; round++) {
      backward(no);
      standing.isAt(no, Act.RECTIFY, round);
      driveTo(no, Act.REINSPECT);
      standing.isAt(no, Act.REINSPECT, round);
    }
    driveToTheEnd(no);
    standing.isClosedOut(no);
    assertThat(hazards.get(no).round()).isEqualTo(3);
    assertThat(orderOf(no)).isEqualTo(order);
    assertThat(
            ledger.of(no.value()).stream()
                .filter(signed -> signed.act().equals("RECTIFY"))
                .map(SignedAct::round))
        .containsExactly(1, 2, 3);
  }

  @Test
  void aFailedSelfCheckIsTheUnitsOwnAffairAndOpensNoRound() {
    HazardNo no = folk.standingAt(Act.SELF_CHECK);
    for (int time = 1; time <= 2; time++) {
      backward(no);
      standing.isAt(no, Act.RECTIFY, 1);
      forward(no);
      standing.isAt(no, Act.SELF_CHECK, 1);
    }
    driveToTheEnd(no);
    standing.isClosedOut(no);
  }

  @Test
  void aCloseOutInDoubtIsReinspectedByBothInspectorsAnewInTheSameRound() {
    HazardNo no = folk.standingAt(Act.CLOSE_OUT);
    backward(no);
    standing.isAt(no, Act.ENDORSE_CURE, 1);
    backward(no);
    standing.isAt(no, Act.REINSPECT, 1);
    assertThat(pendingActs.of(no.value()))
        .extracting(PendingAct::person)
        .containsExactlyInAnyOrder(folk.inspector, folk.colleague);
    backward(no);
    standing.isAt(no, Act.RECTIFY, 2);
    driveToTheEnd(no);
    standing.isClosedOut(no);
  }

  @Test
  void anOrderNotIssuedGoesBackStepByStepToTheRegistrationAndForwardAgain() {
    HazardNo no = folk.standingAt(Act.ISSUE_ORDER);
    for (Act act :
        List.of(
            Act.ISSUE_ORDER,
            Act.ENDORSE,
            Act.GRADE_HAZARD,
            Act.SIGN_AS_LEGAL_REP,
            Act.SIGN_AS_INSPECTOR,
            Act.DETERMINE)) {
      standing.isAt(no, act, 1);
      backward(no);
    }
    standing.isAt(no, Act.REGISTER, 1);
    assertThat(orders.of(no)).isEmpty();
    driveToTheEnd(no);
    standing.isClosedOut(no);
    assertThat(hazards.determinations(no)).map(FourDeterminations::version).hasValue(2);
  }

  @Test
  void theLongestWayBackIsFromCloseOutToTheRegistration() {
    HazardNo no = folk.standingAt(Act.CLOSE_OUT);
    String order = orderOf(no);
    while (!hazards.get(no).standsAt(Act.REGISTER)) {
      // From re-inspection a failure leads past the self-check: that one is signed only forward.
      backward(no);
    }
    standing.isAt(no, Act.REGISTER, 2);
    driveToTheEnd(no);
    standing.isClosedOut(no);
    assertThat(hazards.get(no).round()).isEqualTo(2);
    assertThat(orderOf(no)).isNotEqualTo(order);
  }

  @Test
  void anOrderThatCannotBeFollowedIsIssuedAnewUnderANumberOfItsOwn() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    String first = orderOf(no);
    backward(no);
    standing.isAt(no, Act.ISSUE_ORDER, 1);
    assertThat(orderOf(no)).isEqualTo(first);
    driveTo(no, Act.RECTIFY);
    standing.isAt(no, Act.RECTIFY, 1);
    assertThat(orderOf(no)).isNotEqualTo(first);
    assertThat(
            jdbc.queryForList(
                "select order_no from rectification_order_item where hazard_no = ?",
                String.class,
                no.value()))
        .containsExactlyInAnyOrder(first, orderOf(no));
    driveToTheEnd(no);
    standing.isClosedOut(no);
  }

  @Test
  void whatIsDeterminedAnewAfterAnOrderHoldsForTheNextOrderOnly() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    String first = orderOf(no);
    LocalDate firstDeadline = hazards.determinations(no).orElseThrow().deadline();
    while (!hazards.get(no).standsAt(Act.DETERMINE)) {
      backward(no);
    }
    Map<String, Object> form =
        folk.form(hazards.get(no), Act.DETERMINE, County.forwardOf(Act.DETERMINE));
    form.put("deadline", firstDeadline.plusDays(20).toString());
    form.put("responsible", folk.safetyOfficer.value());
    signing.sign(
        folk.as(folk.inspector),
        new ActRequest(no.value(), "determine", 1, null, form, List.of()),
        County.SIGNING_PASSWORD,
        null);
    driveTo(no, Act.RECTIFY);
    standing.isAt(no, Act.RECTIFY, 1);
    assertThat(pendingActs.of(no.value()))
        .extracting(PendingAct::person)
        .containsExactly(folk.safetyOfficer);
    assertThat(deadlineOn(first)).isEqualTo(firstDeadline);
    assertThat(deadlineOn(orderOf(no))).isEqualTo(firstDeadline.plusDays(20));
    driveToTheEnd(no);
    standing.isClosedOut(no);
  }

  @Test
  void aMajorHazardIsPlannedAcceptedByAPanelAndClosedOutByALeader() {
    HazardNo no = folk.majorAt(Act.APPROVE_PLAN);
    folk.backward(no);
    standing.isAt(no, Act.DRAFT_PLAN, 1);
    folk.driveTo(no, Act.FORM_PANEL);
    folk.backward(no);
    standing.isAt(no, Act.SELF_CHECK, 1);
    folk.driveTo(no, Act.ACCEPT_AS_PANEL);
    folk.backward(no);
    standing.isAt(no, Act.RECTIFY, 2);
    folk.driveTo(no, Act.ENDORSE_CURE);
    folk.backward(no);
    standing.isAt(no, Act.ACCEPT_AS_PANEL, 2);
    folk.driveTo(no, Act.CLOSE_OUT);
    folk.backward(no);
    standing.isAt(no, Act.ENDORSE_CURE, 2);
    folk.driveTo(no, Act.CLOSE_OUT);
    folk.forward(no);
    standing.isClosedOut(no);
  }

  @Test
  void whatIsCuredOnTheSpotIsClosedOutOrRegisteredAnew() {
    HazardNo no = folk.standingAt(Act.CURE_ON_SPOT);
    folk.backward(no);
    assertThat(hazards.get(no).act()).isEqualTo(Act.REGISTER);
    HazardNo other = folk.standingAt(Act.CURE_ON_SPOT);
    folk.forward(other);
    standing.isClosedOut(other);
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGN_AS_LEGAL_REP", "RECEIVE_ORDER"})
  void aDeclinedSignatureStopsNothingAndIsReported(Act act) {
    String report = folk.declinedAt(act);
    folk.forward(report);
    assertThat(subjects.get(report).isOver()).isTrue();
  }

  @Test
  void whatIsNoHazardLeavesTheLoopByTwoSignatures() {
    String agreed = folk.voidAt(Act.SIGN_AS_LEGAL_REP);
    HazardNo no =
        HazardNo.parse(String.valueOf(((Matter) subjects.get(agreed)).about())).orElseThrow();
    folk.forward(agreed);
    assertThat(hazards.get(no).isVoided()).isTrue();
    String refused = folk.voidAt(Act.DETERMINE);
    folk.backward(refused);
    assertThat(subjects.get(refused).isOver()).isTrue();
  }

  @Test
  void anInspectionIsSignedByAllOrItsRefusalIsRecorded() {
    String no = folk.inspectionAt(Act.CONFIRM_INSPECTION);
    folk.backward(no);
    folk.backward(no);
    assertThat(subjects.get(no).act()).isEqualTo(Act.RECORD_INSPECTION);
    while (!subjects.get(no).isOver()) {
      folk.forward(no);
    }
    assertThat(
            jdbc.queryForList("select act from hazard where inspection_no = ?", String.class, no))
        .hasSize(2)
        .containsOnly("DETERMINE");
    String declined = folk.inspectionAt(Act.CONFIRM_INSPECTION);
    folk.begin(
        folk.inspector, declined, Act.RECORD_DECLINE, folk.beginning(Act.RECORD_DECLINE, null));
    assertThat(subjects.get(declined).isOver()).isTrue();
    assertThat(
            jdbc.queryForList(
                "select act from hazard where inspection_no = ?", String.class, declined))
        .hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"RECEIVE_MAJOR_REPORT", "NOTIFY_EMPLOYEES"})
  void aMajorHazardIsReportedAndToldToThoseWhoWorkThere(Act act) {
    String matter = folk.matterAt(act);
    folk.forward(matter);
    assertThat(subjects.get(matter).isOver()).isTrue();
  }

  @Test
  void progressIsReportedWhileTheWorkGoesOn() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    String matter =
        folk.begin(
                folk.worker,
                no.value(),
                Act.REPORT_PROGRESS,
                Map.of("percent", "40", "account", "The railing stands."))
            .subject();
    assertThat(subjects.get(matter).isOver()).isTrue();
  }

  @Test
  void whatIsLookedBackAtHoldsOrIsReopened() {
    String held = folk.matterAt(Act.LOOK_BACK);
    folk.forward(held);
    assertThat(subjects.get(held).isOver()).isTrue();
    String relapsed = folk.matterAt(Act.DECIDE_REOPENING);
    HazardNo no =
        HazardNo.parse(String.valueOf(((Matter) subjects.get(relapsed)).about())).orElseThrow();
    folk.forward(relapsed);
    assertThat(hazards.get(no.reopened()).act()).isEqualTo(Act.DETERMINE);
  }

  @Test
  void anActIsGivenToAnotherBeforeItIsSigned() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    folk.begin(
        folk.chief,
        no.value(),
        Act.REASSIGN,
        Map.of(
            "pending",
            pending.taskId(),
            "to",
            folk.safetyOfficer.value(),
            "reason",
            "He is in hospital."));
    assertThat(pendingActs.of(no.value()))
        .extracting(PendingAct::person)
        .containsExactly(folk.safetyOfficer);
  }

  /** The engine keeps the counters of 两名检查人员, and only while both have not signed. */
  @Test
  @Order(Integer.MAX_VALUE - 1)
  void theEngineWasNeverToldAFact() {
    assertThat(
            jdbc.queryForObject(
                """
                select count(*) from ACT_RU_VARIABLE
                 where NAME_ not in (
                   'loopCounter', 'nrOfInstances', 'nrOfActiveInstances', 'nrOfCompletedInstances')
                """,
                Integer.class))
        .isZero();
    assertThat(engine.count("act_hi_varinst")).isZero();
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void everyNodeAndEveryFlowOfEveryDiagramWasGone() {
    Set<String> nodes = new TreeSet<>();
    Set<String> flows = new TreeSet<>();
    for (Diagram diagram : Diagram.all()) {
      diagram.nodes().forEach(node -> nodes.add(diagram.name() + "/" + node.getId()));
      diagram.flows().forEach(flow -> flows.add(diagram.name() + "/" + flow.getId()));
    }
    System.out.printf(
        "Paths: %d of %d nodes, %d of %d flows%n",
        recorder.nodes().size(), nodes.size(), recorder.flows().size(), flows.size());
    assertThat(nodes).isNotEmpty();
    assertThat(flows).isNotEmpty();
    assertThat(recorder.nodes()).containsExactlyElementsOf(nodes);
    assertThat(recorder.flows()).containsExactlyElementsOf(flows);
  }

  private void forward(HazardNo no) {
    signAll(no, true);
  }

  private void backward(HazardNo no) {
    signAll(no, false);
  }

  /** Everybody for whom it waits signs, and after each of them the four witnesses agree. */
  private void signAll(HazardNo no, boolean forward) {
    for (PendingAct pending : pendingActs.of(no.value())) {
      Decision decision =
          forward ? County.forwardOf(pending.act()) : County.backwardOf(pending.act());
      folk.sign(pending, decision);
      standing.agrees(no);
    }
  }

  private void driveTo(HazardNo no, Act act) {
    while (!hazards.get(no).standsAt(act)) {
      forward(no);
    }
  }

  private void driveToTheEnd(HazardNo no) {
    while (!hazards.get(no).isClosedOut()) {
      forward(no);
    }
  }

  private String orderOf(HazardNo no) {
    return orders.of(no).orElseThrow().no();
  }

  private LocalDate deadlineOn(String order) {
    return Objects.requireNonNull(
        jdbc.queryForObject(
            "select deadline from rectification_order_item where order_no = ?",
            LocalDate.class,
            order));
  }

  private List<String> acts(HazardNo no) {
    return ledger.of(no.value()).stream().map(one -> one.act() + " " + one.decision()).toList();
  }
}
