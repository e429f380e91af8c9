package io.bihuan.loop.discovery;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.Role;
import io.bihuan.workflow.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 作废: two persons, before the order, and nothing is deleted. */
@BihuanTest
class VoidTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Subjects subjects;
  @Autowired PendingActs pendingActs;
  @Autowired Voids voids;
  @Autowired Standing standing;
  @Autowired JdbcTemplate jdbc;

  private Folk folk;

  @BeforeEach
  void found() {
    folk = county.found();
  }

  @ParameterizedTest
  @EnumSource(
      names = {
        "REGISTER",
        "CURE_ON_SPOT",
        "DETERMINE",
        "SIGN_AS_INSPECTOR",
        "SIGN_AS_LEGAL_REP",
        "GRADE_HAZARD",
        "ENDORSE",
        "ISSUE_ORDER"
      })
  void beforeItsOrderAHazardCanBeVoidWhereverItStands(Act act) {
    String matter = folk.voidAt(act);
    HazardNo no = aboutOf(matter);
    standing.isAt(no, act, 1);
    folk.sign(pendingActs.of(matter).get(0), Decision.AGREED);
    Hazard voided = hazards.get(no);
    assertThat(voided.isVoided()).isTrue();
    assertThat(voided.isClosedOut()).isFalse();
    assertThat(pendingActs.of(no.value())).isEmpty();
    assertThat(subjects.get(matter).isOver()).isTrue();
    standing.agrees(no);
    assertThat(voids.of(no))
        .hasValueSatisfying(
            by -> {
              assertThat(by.proposedBy()).isEqualTo(folk.inspector);
              assertThat(by.decidedBy()).isEqualTo(folk.chief);
              assertThat(by.reason()).isNotBlank();
            });
  }

  @Test
  void whoDecidesAgainstItLeavesTheHazardWhereItStands() {
    String matter = folk.voidAt(Act.ENDORSE);
    HazardNo no = aboutOf(matter);
    folk.sign(pendingActs.of(matter).get(0), Decision.RETURNED);
    standing.isAt(no, Act.ENDORSE, 1);
    assertThat(voids.of(no)).isEmpty();
    assertThat(subjects.get(matter).isOver()).isTrue();
    folk.begin(folk.colleague, no.value(), Act.PROPOSE_VOID, folk.beginning(Act.PROPOSE_VOID, no));
    while (!hazards.get(no).isOver()) {
      folk.forward(no);
    }
    standing.isClosedOut(no);
  }

  @Test
  void thereIsOneProposalAtATime() {
    HazardNo no = aboutOf(folk.voidAt(Act.ENDORSE));
    assertRefused(() -> propose(no)).containsExactly(" refused.void.proposed");
  }

  @Test
  void onceTheOrderIsIssuedNobodyMayProposeItAndNobodyAgreeToIt() {
    HazardNo no = folk.standingAt(Act.DELIVER_ORDER);
    assertRefused(() -> propose(no)).containsExactly(" refused.void.issued");
    String matter = folk.voidAt(Act.ISSUE_ORDER);
    folk.driveTo(aboutOf(matter), Act.DELIVER_ORDER);
    PendingAct decision = pendingActs.of(matter).get(0);
    assertRefused(() -> folk.sign(decision, Decision.AGREED))
        .containsExactly("decision refused.void.issued");
    standing.isAt(aboutOf(matter), Act.DELIVER_ORDER, 1);
    folk.sign(decision, Decision.RETURNED);
    assertThat(subjects.get(matter).isOver()).isTrue();
  }

  @Test
  void anOrderSentBackToBeIssuedAnewHasBeenIssuedOnce() {
    HazardNo no = folk.standingAt(Act.DELIVER_ORDER);
    folk.backward(no);
    standing.isAt(no, Act.ISSUE_ORDER, 1);
    assertRefused(() -> propose(no)).containsExactly(" refused.void.issued");
  }

  @Test
  void onlyAnInspectorOfTheHazardProposesIt() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    folk.inspector("third");
    for (var person : List.of(folk.chief, folk.legalRep, folk.townLeader)) {
      assertRefused(
              () ->
                  folk.begin(
                      person, no.value(), Act.PROPOSE_VOID, folk.beginning(Act.PROPOSE_VOID, no)))
          .containsExactly(" refused.begin.proposeVoid");
    }
  }

  @Test
  void whoProposedItDoesNotDecideItWhateverHisPost() {
    folk.alsoHolds(folk.inspector, Role.SECTION_CHIEF, folk.department);
    String matter = folk.voidAt(Act.DETERMINE);
    assertThat(pendingActs.of(matter))
        .extracting(PendingAct::person)
        .doesNotContain(folk.inspector);
  }

  @Test
  void aDuplicateNamesTheOtherNumber() {
    HazardNo first = folk.standingAt(Act.DETERMINE);
    HazardNo no = folk.standingAt(Act.DETERMINE);
    Map<String, Object> form = folk.beginning(Act.PROPOSE_VOID, no);
    form.put("cause", "DUPLICATE");
    assertRefused(() -> propose(no, form)).containsExactly("duplicateOf refused.missing");
    for (String other : List.of(no.value(), "YH-000000-20260101-9999", "nonsense")) {
      form.put("duplicateOf", other);
      assertRefused(() -> propose(no, form)).containsExactly("duplicateOf refused.duplicateOf");
    }
    form.put("duplicateOf", first.value());
    String matter = propose(no, form);
    folk.sign(pendingActs.of(matter).get(0), Decision.AGREED);
    assertThat(voids.of(no).orElseThrow().duplicateOf()).isEqualTo(first);
    standing.isAt(first, Act.DETERMINE, 1);
  }

  @Test
  void aProposalSaysWhy() {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    assertRefused(() -> propose(no, Map.of()))
        .containsExactlyInAnyOrder("cause refused.missing", "reason refused.missing");
    assertRefused(() -> propose(no, Map.of("cause", "ANYTHING", "reason", "x")))
        .containsExactly("cause refused.format");
    assertRefused(
            () ->
                propose(no, Map.of("cause", "NO_HAZARD", "duplicateOf", no.value(), "reason", "x")))
        .containsExactly("duplicateOf refused.duplicateOf.unwanted");
  }

  @Test
  void aHazardOnTheFormerDiagramIsToldThatItHasNoSuchStep() {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    jdbc.update("update hazard set route = 'THIN' where no = ?", no.value());
    assertRefused(() -> propose(no)).containsExactly(" refused.thin");
  }

  @Test
  void theNumberOfAVoidHazardIsNotUsedAgain() {
    String matter = folk.voidAt(Act.REGISTER);
    HazardNo no = aboutOf(matter);
    folk.sign(pendingActs.of(matter).get(0), Decision.AGREED);
    assertThat(folk.reported()).isNotEqualTo(no);
    assertThat(hazards.get(no).isVoided()).isTrue();
  }

  private HazardNo aboutOf(String matter) {
    return new HazardNo(
        String.valueOf(
            jdbc.queryForObject("select about from matter where no = ?", String.class, matter)));
  }

  private String propose(HazardNo no) {
    return propose(no, folk.beginning(Act.PROPOSE_VOID, no));
  }

  private String propose(HazardNo no, Map<String, Object> form) {
    return folk.begin(folk.inspector, no.value(), Act.PROPOSE_VOID, form).subject();
  }
}
