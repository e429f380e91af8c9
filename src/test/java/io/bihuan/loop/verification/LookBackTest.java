package io.bihuan.loop.verification;

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
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.Origin;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.workflow.Standing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 回头看: on fixed days, and whenever an inspector thinks so; what has come back goes round again. */
@BihuanTest
class LookBackTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Matters matters;
  @Autowired Subjects subjects;
  @Autowired PendingActs pendingActs;
  @Autowired LookBacks lookBacks;
  @Autowired Evidence evidence;
  @Autowired Standing standing;
  @Autowired JdbcTemplate jdbc;
  @Autowired Clock clock;

  private Folk folk;

  @BeforeEach
  void foundTheCounty() {
    folk = county.found();
  }

  @Test
  void aMajorHazardIsLookedBackAtAfterThirtyAndAfterNinetyDays() {
    HazardNo no = folk.closedOutMajor();
    LocalDate today = LocalDate.now(clock);
    assertThat(lookBacksOf(no))
        .extracting(Matter::notBefore)
        .containsExactly(today.plusDays(30), today.plusDays(90));
    String first = lookBacksOf(no).get(0).key();
    assertThat(holders(first)).containsExactlyInAnyOrder(folk.inspector, folk.colleague);
    assertRefused(() -> folk.forward(first)).containsExactly(" refused.notBefore");
    HazardNo general = folk.standingAt(Act.CLOSE_OUT);
    folk.forward(general);
    assertThat(lookBacksOf(general)).isEmpty();
  }

  @Test
  void whatHoldsIsOver() {
    String matter = folk.matterAt(Act.LOOK_BACK);
    folk.forward(matter);
    assertThat(subjects.get(matter).isOver()).isTrue();
  }

  @Test
  void oneOfTheTwoWhoSeesItComeBackIsEnough() {
    String matter = folk.matterAt(Act.LOOK_BACK);
    List<PendingAct> both = pendingActs.of(matter);
    folk.sign(both.get(0), Decision.SENT_BACK);
    folk.sign(both.get(1), Decision.PASSED);
    assertThat(subjects.get(matter).standsAt(Act.DECIDE_REOPENING)).isTrue();
    assertThat(holders(matter)).containsExactly(folk.leader);
  }

  @Test
  void whatHasComeBackGoesRoundAgainUnderItsNextNumber() {
    String matter = folk.matterAt(Act.DECIDE_REOPENING);
    Hazard before = subjects.hazardOf(subjects.get(matter));
    folk.forward(matter);
    HazardNo again = before.no().reopened();
    assertThat(again.value()).isEqualTo(before.no() + "-R1");
    standing.isAt(again, Act.DETERMINE, 1);
    standing.isClosedOut(before.no());
    Hazard reopened = hazards.get(again);
    assertThat(reopened.origin()).isEqualTo(Origin.REOPENED);
    assertThat(reopened.description()).isEqualTo(before.description());
    assertThat(reopened.disclosed()).isFalse();
    assertThat(hazards.numbers(again)).containsExactly(before.no(), again);
    assertThat(hazards.numbers(before.no())).containsExactly(before.no(), again);
    assertThat(lookBacks.foundBy(again)).hasValue(matter);
    assertThat(evidence.of(matter)).hasSize(2);
    folk.driveTo(again, Act.CLOSE_OUT);
    folk.forward(again);
    standing.isClosedOut(again);
  }

  @Test
  void whatIsNotReopenedStaysClosedOutAndTheReasonIsKept() {
    String matter = folk.matterAt(Act.DECIDE_REOPENING);
    HazardNo no = subjects.hazardOf(subjects.get(matter)).no();
    assertRefused(() -> folk.sign(pendingActs.of(matter).get(0), Map.of("decision", "RETURNED")))
        .containsExactly("opinion refused.missing");
    folk.backward(matter);
    assertThat(subjects.get(matter).isOver()).isTrue();
    assertThat(hazards.find(no.reopened())).isEmpty();
    standing.isClosedOut(no);
  }

  /** Both look-backs may find it; it comes back once. */
  @Test
  void whatHasBeenReopenedIsNotReopenedOnceMore() {
    String first = folk.matterAt(Act.DECIDE_REOPENING);
    HazardNo no = subjects.hazardOf(subjects.get(first)).no();
    String second = lookBacksOf(no).get(1).key();
    jdbc.update("update matter set not_before = ? where no = ?", LocalDate.now(clock), second);
    folk.backward(second);
    folk.forward(first);
    assertRefused(() -> folk.forward(second)).containsExactly("decision refused.reopened");
    folk.backward(second);
    assertThat(subjects.get(second).isOver()).isTrue();
  }

  @Test
  void anInspectorLooksBackWheneverHeThinksFitAndOneOfTheHazardsGoesWithHim() {
    PersonId third = folk.inspector("third");
    HazardNo no = folk.standingAt(Act.CLOSE_OUT);
    Map<String, Object> form = Map.of("decision", "PASSED", "opinion", "Holds.");
    assertRefused(() -> folk.begin(third, no, Act.LOOK_BACK, form, county.photo(third)))
        .containsExactly(" refused.begin.lookBack");
    folk.forward(no);
    assertRefused(() -> folk.begin(folk.chief, no, Act.LOOK_BACK, form, county.photo(folk.chief)))
        .containsExactly(" refused.begin.lookBack");
    folk.begin(third, no, Act.LOOK_BACK, form, county.photo(third));
    String byAThird = lookBacksOf(no).get(0).key();
    assertThat(holders(byAThird)).containsExactly(folk.inspector);
    folk.begin(folk.inspector, no, Act.LOOK_BACK, form, county.photo(folk.inspector));
    String byTheLead = lookBacksOf(no).get(1).key();
    assertThat(holders(byTheLead)).containsExactly(folk.colleague);
    folk.forward(byTheLead);
    folk.backward(byAThird);
    folk.forward(byAThird);
    standing.isAt(no.reopened(), Act.DETERMINE, 1);
    // Where it has come back is under its newest number.
    assertRefused(() -> folk.begin(third, no, Act.LOOK_BACK, form, county.photo(third)))
        .containsExactly(" refused.begin.lookBack");
  }

  @Test
  void aLookBackWantsAPhotoAndWordsOfEach() {
    String matter = folk.matterAt(Act.LOOK_BACK);
    assertRefused(() -> folk.sign(pendingActs.of(matter).get(0), Map.of("decision", "PASSED")))
        .containsExactlyInAnyOrder("evidence refused.evidence.missing", "opinion refused.missing");
  }

  /** By person, over every number: who rectified it before does not judge it now. */
  @Test
  void whoRectifiedItUnderItsFirstNumberJudgesItUnderNone() {
    PersonId both = folk.inspector("both");
    folk.alsoHolds(both, Role.EMPLOYEE, folk.unit.id());
    HazardNo no = folk.majorAt(Act.DETERMINE);
    determine(no, both, folk.colleague);
    folk.driveTo(no, Act.CLOSE_OUT);
    folk.forward(no);
    String matter = lookBacksOf(no).get(0).key();
    jdbc.update("update matter set not_before = ? where no = ?", LocalDate.now(clock), matter);
    folk.backward(matter);
    folk.forward(matter);
    HazardNo again = no.reopened();
    assertRefused(() -> determine(again, folk.worker, both))
        .containsExactly("secondInspector refused.ownWork");
    determine(again, folk.worker, folk.colleague);
    folk.driveTo(again, Act.REINSPECT);
    PendingAct pending = pendingActs.of(again.value()).get(0);
    jdbc.update("update hazard set lead_inspector = ? where no = ?", both.value(), again.value());
    jdbc.update(
        "update pending_act set person_id = ? where task_id = ?", both.value(), pending.taskId());
    assertRefused(
            () ->
                folk.sign(
                    both,
                    again,
                    Act.REINSPECT,
                    Map.of("decision", "PASSED", "opinion", "Mine."),
                    county.photo(both)))
        .contains(" refused.ownWork");
  }

  /** And who judged it before neither decides on the reopening nor closes it out now. */
  @Test
  void whoWasInThePanelOfTheFirstNumberDoesNotCloseOutTheSecond() {
    PersonId second = folk.person("second", Role.BUREAU_LEADER, folk.department);
    HazardNo no = folk.majorAt(Act.FORM_PANEL);
    folk.sign(
        folk.chief,
        no,
        Act.FORM_PANEL,
        Map.of(
            "decision",
            "AGREED",
            "panel",
            List.of(folk.expert.value(), folk.inspector.value(), folk.leader.value())));
    folk.driveTo(no, Act.CLOSE_OUT);
    folk.forward(no);
    String matter = lookBacksOf(no).get(0).key();
    jdbc.update("update matter set not_before = ? where no = ?", LocalDate.now(clock), matter);
    folk.backward(matter);
    assertThat(holders(matter)).containsExactly(second);
    folk.forward(matter);
    HazardNo again = no.reopened();
    folk.driveTo(again, Act.GRADE_HAZARD);
    folk.sign(
        folk.chief, again, Act.GRADE_HAZARD, Map.of("decision", "AGREED", "clause", County.CLAUSE));
    folk.driveTo(again, Act.CLOSE_OUT);
    assertThat(holders(again.value())).containsExactly(second);
  }

  private void determine(HazardNo no, PersonId responsible, PersonId second) {
    Map<String, Object> form =
        new HashMap<>(folk.form(hazards.get(no), Act.DETERMINE, Decision.AGREED));
    form.put("responsible", responsible.value());
    form.put("secondInspector", second.value());
    folk.sign(folk.inspector, no, Act.DETERMINE, form);
  }

  private List<Matter> lookBacksOf(HazardNo no) {
    return matters.of(hazards.get(no)).stream()
        .filter(matter -> matter.route().procedure() == Procedure.LOOK_BACK)
        .toList();
  }

  private List<PersonId> holders(String subject) {
    return pendingActs.of(subject).stream().map(PendingAct::person).toList();
  }
}
