package io.bihuan.loop.assignment;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.Together;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.HazardLoop;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.OutOfStep;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Receipt;
import io.bihuan.signing.Signing;
import io.bihuan.workflow.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** 改派: before it is signed, by a superior, with a reason, and never to whom the law excludes. */
@BihuanTest
class ReassignmentTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired PendingActs pendingActs;
  @Autowired Ledger ledger;
  @Autowired Signing signing;
  @Autowired HazardLoop loop;
  @Autowired Standing standing;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcTemplate jdbc;

  private Folk folk;

  @BeforeEach
  void found() {
    folk = county.found();
  }

  @ParameterizedTest
  @EnumSource(names = {"REGISTER", "DETERMINE", "SIGN_AS_INSPECTOR", "DELIVER_ORDER", "REINSPECT"})
  void anInspectorsActGoesToAnotherInspectorWhoSignsInHisOwnName(Act act) {
    PersonId third = folk.inspector("third");
    HazardNo no = folk.standingAt(act);
    PendingAct pending = of(no, folk.inspector);
    reassign(folk.chief, no, pending, third);
    standing.agrees(no);
    assertThat(of(no, third).taskId()).isEqualTo(pending.taskId());
    while (!hazards.get(no).isOver()) {
      folk.forward(no);
      standing.agrees(no);
    }
    assertThat(ledger.of(no.value()))
        .filteredOn(signed -> signed.act().equals(act.name()))
        .extracting(SignedAct::signerId)
        .contains(third.value())
        .doesNotContain(folk.inspector.value());
  }

  @Test
  void theRectificationGoesToAnotherWhoIsResponsibleFromThenOn() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    FourDeterminations before = hazards.determinations(no).orElseThrow();
    reassign(folk.leader, no, of(no, folk.worker), folk.safetyOfficer);
    FourDeterminations after = hazards.determinations(no).orElseThrow();
    assertThat(after.responsible()).isEqualTo(folk.safetyOfficer);
    assertThat(after.version()).isEqualTo(before.version() + 1);
    assertThat(after.deadline()).isEqualTo(before.deadline());
    standing.isAt(no, Act.RECTIFY, 1);
    folk.forward(no);
    standing.isAt(no, Act.SELF_CHECK, 1);
    assertThat(pendingActs.of(no.value()))
        .extracting(PendingAct::person)
        .containsExactly(folk.legalRep);
  }

  @Test
  void anActOfAPostGoesToAnotherInThatPost() {
    PersonId second = folk.person("secondchief", Role.SECTION_CHIEF, folk.department);
    HazardNo no = folk.standingAt(Act.GRADE_HAZARD);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    PersonId other = pending.person().equals(second) ? folk.chief : second;
    assertRefused(() -> reassign(folk.leader, no, pending, folk.inspector))
        .containsExactly("to refused.reassign.to");
    reassign(folk.leader, no, pending, other);
    folk.forward(no);
    standing.isAt(no, Act.ENDORSE, 1);
  }

  @Test
  void anActOfAMatterIsReassignedFromThePageOfItsHazard() {
    PersonId second = folk.person("secondleader", Role.BUREAU_LEADER, folk.department);
    String matter = folk.declinedAt(Act.SIGN_AS_LEGAL_REP);
    HazardNo no =
        new HazardNo(
            String.valueOf(
                jdbc.queryForObject(
                    "select about from matter where no = ?", String.class, matter)));
    PendingAct report = pendingActs.of(matter).get(0);
    reassign(folk.leader, no, report, second);
    assertThat(pendingActs.of(matter)).extracting(PendingAct::person).containsExactly(second);
    folk.sign(pendingActs.of(matter).get(0), Decision.AGREED);
  }

  @Test
  void whomTheLawExcludesIsNotOfferedAndNotAccepted() {
    HazardNo no = folk.standingAt(Act.REINSPECT);
    folk.alsoHolds(folk.worker, Role.INSPECTOR, folk.department);
    PersonId uncertified = folk.person("uncertified", Role.INSPECTOR, folk.department);
    PendingAct pending = of(no, folk.colleague);
    for (PersonId excluded :
        List.of(folk.worker, uncertified, folk.inspector, folk.colleague, folk.chief)) {
      assertThat(offered(folk.chief, no)).doesNotContain(excluded.value());
      assertRefused(() -> reassign(folk.chief, no, pending, excluded))
          .contains("to refused.reassign.to");
    }
    standing.isAt(no, Act.REINSPECT, 1);
  }

  @Test
  void nobodyGivesAnActToHimselfNorAwayFromHimself() {
    folk.alsoHolds(folk.chief, Role.INSPECTOR, folk.department);
    HazardNo no = folk.standingAt(Act.DETERMINE);
    assertThat(offered(folk.chief, no)).doesNotContain(folk.chief.value());
    assertRefused(() -> reassign(folk.chief, no, of(no, folk.inspector), folk.chief))
        .containsExactly("to refused.reassign.to");
    HazardNo his = folk.standingAt(Act.GRADE_HAZARD);
    PendingAct pending = pendingActs.of(his.value()).get(0);
    assertThat(pending.person()).isEqualTo(folk.chief);
    assertRefused(() -> reassign(folk.chief, his, pending, folk.leader))
        .containsExactly(" refused.begin.reassign");
  }

  @Test
  void aSectionChiefDoesNotGiveAwayWhatWaitsForTheLeader() {
    folk.person("secondleader", Role.BUREAU_LEADER, folk.department);
    HazardNo no = folk.standingAt(Act.ISSUE_ORDER);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    assertRefused(() -> reassign(folk.chief, no, pending, folk.chief))
        .containsExactly(" refused.begin.reassign");
  }

  @Test
  void nobodyButASuperiorOfTheDepartmentReassigns() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    PendingAct pending = of(no, folk.worker);
    for (PersonId person : List.of(folk.inspector, folk.legalRep, folk.townLeader, folk.worker)) {
      assertRefused(() -> reassign(person, no, pending, folk.safetyOfficer))
          .containsExactly(" refused.begin.reassign");
    }
    Folk others = county.found();
    assertThatThrownBy(() -> reassign(others.chief, no, pending, folk.safetyOfficer))
        .isInstanceOf(NoSuchHazard.class);
  }

  @Test
  void aReassignmentSaysWhatAndToWhomAndWhy() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    assertRefused(() -> folk.begin(folk.chief, no.value(), Act.REASSIGN, Map.of()))
        .containsExactlyInAnyOrder(
            "pending refused.missing", "to refused.missing", "reason refused.missing");
    assertRefused(
            () ->
                folk.begin(
                    folk.chief,
                    no.value(),
                    Act.REASSIGN,
                    Map.of("pending", "nonsense", "to", folk.worker.value(), "reason", "x")))
        .containsExactly("pending refused.choice");
    assertRefused(
            () ->
                folk.begin(
                    folk.chief,
                    no.value(),
                    Act.REASSIGN,
                    Map.of(
                        "pending",
                        of(no, folk.worker).taskId(),
                        "to",
                        "nobody",
                        "reason",
                        "x".repeat(1001))))
        .containsExactlyInAnyOrder("reason refused.tooLong", "to refused.reassign.to");
  }

  @Test
  void whoHadItBeforeIsOutOfStepAndSeesNoMoreThanHisPostShowsHim() {
    PersonId third = folk.inspector("third");
    HazardNo no = folk.standingAt(Act.DETERMINE);
    PendingAct pending = of(no, folk.inspector);
    ActRequest late = folk.request(pending, Decision.AGREED);
    reassign(folk.chief, no, pending, third);
    assertThatThrownBy(
            () -> signing.sign(folk.as(folk.inspector), late, County.SIGNING_PASSWORD, null))
        .isInstanceOf(OutOfStep.class);

    // Sight by the pending act alone goes with it: an employee of a unit that was not asked yet.
    HazardNo spot = folk.standingAt(Act.CURE_ON_SPOT);
    reassign(folk.chief, spot, of(spot, folk.safetyOfficer), folk.legalRep);
    assertThat(pendingActs.of(spot.value()))
        .noneMatch(waiting -> waiting.person().equals(folk.safetyOfficer));
  }

  @Test
  void onTheSpotAnInspectorIsReplacedByAnInspectorAndTheUnitsManByTheUnits() {
    PersonId third = folk.inspector("third");
    HazardNo no = folk.standingAt(Act.CURE_ON_SPOT);
    assertRefused(() -> reassign(folk.chief, no, of(no, folk.colleague), folk.legalRep))
        .containsExactly("to refused.reassign.to");
    assertRefused(() -> reassign(folk.chief, no, of(no, folk.safetyOfficer), third))
        .containsExactly("to refused.reassign.to");
    reassign(folk.chief, no, of(no, folk.colleague), third);
    folk.forward(no);
    standing.isClosedOut(no);
  }

  @Test
  void hazardsOnTheFormerDiagramAreReassignedAsWell() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    jdbc.update("update hazard set route = 'THIN' where no = ?", no.value());
    reassign(folk.chief, no, of(no, folk.worker), folk.safetyOfficer);
    assertThat(pendingActs.of(no.value()))
        .extracting(PendingAct::person)
        .containsExactly(folk.safetyOfficer);
  }

  @Test
  void ofHimWhoSignsAndHimWhoReassignsAtTheSameMomentOneWinsAndTheOtherIsOutOfStep() {
    for (int time = 0; time < 5; time++) {
      HazardNo no = folk.standingAt(Act.RECTIFY);
      PendingAct pending = of(no, folk.worker);
      ActRequest own = folk.request(pending, Decision.AGREED);
      List<Object> outcomes =
          Together.call(
              2,
              who -> {
                try {
                  return who == 0
                      ? signing.sign(folk.as(folk.worker), own, County.SIGNING_PASSWORD, null)
                      : reassign(folk.chief, no, pending, folk.safetyOfficer);
                } catch (RuntimeException e) {
                  return e;
                }
              });
      assertThat(outcomes).filteredOn(Receipt.class::isInstance).hasSize(1);
      assertThat(outcomes)
          .filteredOn(RuntimeException.class::isInstance)
          .hasSize(1)
          .allSatisfy(
              lost ->
                  assertThat(String.valueOf(lost))
                      .containsAnyOf("OutOfStep", "refused.begin.reassign"));
      standing.agrees(no);
    }
  }

  @Test
  void aTaskDoesNotChangeHandsWithoutTheSignedReassignment() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    PendingAct pending = of(no, folk.worker);
    assertThatThrownBy(() -> loop.reassign(pending.taskId(), folk.safetyOfficer))
        .hasStackTraceContaining("unsigned");
    String anyAct = ledger.of(no.value()).get(0).taskId();
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      pendingActs.hand(pending, folk.safetyOfficer, anyAct);
                      loop.reassign(pending.taskId(), folk.safetyOfficer);
                    }))
        .hasStackTraceContaining("the signed act is another one");
    HazardNo other = folk.standingAt(Act.RECTIFY);
    Receipt genuine = reassign(folk.chief, other, of(other, folk.worker), folk.safetyOfficer);
    String byTask = ledger.of(genuine.subject()).get(0).taskId();
    assertThatThrownBy(
            () ->
                transaction.executeWithoutResult(
                    status -> {
                      jdbc.update(
                          "update handed_on set task_id = ? where by_task = ?",
                          pending.taskId(),
                          byTask);
                      jdbc.update(
                          "update pending_act set person_id = ? where task_id = ?",
                          folk.safetyOfficer.value(),
                          pending.taskId());
                      loop.reassign(pending.taskId(), folk.safetyOfficer);
                    }))
        .hasStackTraceContaining("reassigns something else");
    standing.isAt(no, Act.RECTIFY, 1);
  }

  private PendingAct of(HazardNo no, PersonId person) {
    return pendingActs.of(no.value()).stream()
        .filter(pending -> pending.person().equals(person))
        .findFirst()
        .orElseThrow();
  }

  private Iterable<String> offered(PersonId person, HazardNo no) {
    return signing
        .openBeginning(folk.as(person), no.value(), Act.REASSIGN.id())
        .choices()
        .getOrDefault("to", Map.of())
        .keySet();
  }

  private Receipt reassign(PersonId by, HazardNo no, PendingAct pending, PersonId to) {
    return folk.begin(
        by,
        no.value(),
        Act.REASSIGN,
        Map.of("pending", pending.taskId(), "to", to.value(), "reason", "He is in hospital."));
  }
}
