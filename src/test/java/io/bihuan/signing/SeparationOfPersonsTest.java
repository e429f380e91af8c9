package io.bihuan.signing;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Route;
import io.bihuan.people.Accounts;
import io.bihuan.people.Certificate;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.workflow.Standing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 不得自己验收自己, and nobody signs who may not, or no longer, or not yet. By person, in every round. */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class SeparationOfPersonsTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired PendingActs pendingActs;
  @Autowired Ledger ledger;
  @Autowired People people;
  @Autowired Accounts accounts;
  @Autowired Signing signing;
  @Autowired Standing standing;
  @Autowired JdbcTemplate jdbc;
  @Autowired Clock clock;

  private Folk folk;

  /** An inspector who also works at the unit: the administrator's slip, on which much depends. */
  private PersonId both;

  @BeforeAll
  void foundTheCounty() {
    folk = county.found();
    both = folk.inspector("both");
    folk.alsoHolds(both, Role.EMPLOYEE, folk.unit.id());
  }

  @Test
  void whoRectifiedInTheFirstRoundIsNotNamedInspectorInTheSecond() {
    HazardNo no = rectifiedByBothAndSentBack();
    returnTo(no, Act.DETERMINE);
    assertRefused(() -> determine(no, folk.worker, both))
        .containsExactly("secondInspector refused.ownWork");
    standing.isAt(no, Act.DETERMINE, 2);
  }

  /** Even if a hand in the database names him: the ledger knows what he signed. */
  @Test
  void whoRectifiedInTheFirstRoundDoesNotReinspectInTheSecondThoughAnotherRectifiedThen() {
    HazardNo no = rectifiedByBothAndSentBack();
    returnTo(no, Act.DETERMINE);
    determine(no, folk.worker, folk.colleague);
    folk.driveTo(no, Act.SELF_CHECK);
    jdbc.update("update hazard set second_inspector = ? where no = ?", both.value(), no.value());
    folk.forward(no);
    standing.isAt(no, Act.REINSPECT, 2);
    for (Decision decision : List.of(Decision.PASSED, Decision.SENT_BACK)) {
      assertRefused(() -> folk.sign(pendingOf(no, both), decision))
          .containsExactly(" refused.ownWork");
    }
    standing.isAt(no, Act.REINSPECT, 2);
    assertThat(ledger.signers(no.value(), "REINSPECT")).doesNotContain(both.value());
  }

  @Test
  void whoRectifiedDoesNotReinspectInTheSameRound() {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    determine(no, both, folk.colleague);
    folk.driveTo(no, Act.SELF_CHECK);
    jdbc.update("update hazard set second_inspector = ? where no = ?", both.value(), no.value());
    folk.forward(no);
    assertRefused(() -> folk.sign(pendingOf(no, both), Decision.PASSED))
        .containsExactly(" refused.ownWork");
    standing.isAt(no, Act.REINSPECT, 1);
  }

  @Test
  void whoReinspectedIsNotNamedResponsibleInALaterRound() {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    determine(no, folk.worker, both);
    folk.driveTo(no, Act.REINSPECT);
    folk.backward(no);
    returnTo(no, Act.DETERMINE);
    assertRefused(() -> determine(no, both, folk.colleague))
        .containsExactly("responsible refused.inspectorRectifies");
    standing.isAt(no, Act.DETERMINE, 2);
  }

  @Test
  void theSelfCheckIsNotTheRectifiersOwn() {
    HazardNo byTheHead = folk.standingAt(Act.DETERMINE);
    determine(byTheHead, folk.legalRep, folk.colleague);
    folk.driveTo(byTheHead, Act.SELF_CHECK);
    assertThat(holders(byTheHead)).containsExactly(folk.safetyOfficer);

    HazardNo byTheOfficer = folk.standingAt(Act.DETERMINE);
    determine(byTheOfficer, folk.safetyOfficer, folk.colleague);
    folk.driveTo(byTheOfficer, Act.SELF_CHECK);
    assertThat(holders(byTheOfficer)).containsExactly(folk.legalRep);
  }

  /** Over all rounds here too: he may have rectified what another only finished. */
  @Test
  void whoRectifiedInAnEarlierRoundDoesNotSelfCheckALaterOne() {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    determine(no, folk.legalRep, folk.colleague);
    folk.driveTo(no, Act.REINSPECT);
    folk.backward(no);
    returnTo(no, Act.DETERMINE);
    determine(no, folk.worker, folk.colleague);
    folk.driveTo(no, Act.SELF_CHECK);
    assertThat(holders(no)).containsExactly(folk.safetyOfficer);
  }

  /** To return an order is not to rectify. */
  @Test
  void whoReturnedTheOrderMayCheckWhatAnotherRectified() {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    determine(no, folk.legalRep, folk.colleague);
    folk.driveTo(no, Act.RECTIFY);
    returnTo(no, Act.DETERMINE);
    determine(no, folk.worker, folk.colleague);
    folk.driveTo(no, Act.SELF_CHECK);
    assertThat(holders(no)).containsExactly(folk.legalRep);
    folk.forward(no);
    standing.isAt(no, Act.REINSPECT, 1);
  }

  @Test
  void aUnitInWhichNobodyElseCanCheckIsToldSoBeforeAnythingIsSigned() {
    Folk small = county.found();
    end(small.safetyOfficer);
    HazardNo no = small.standingAt(Act.DETERMINE);
    Map<String, Object> form = small.form(hazards.get(no), Act.DETERMINE, Decision.AGREED);
    form.put("responsible", small.legalRep.value());
    small.sign(small.inspector, no, Act.DETERMINE, form);
    small.driveTo(no, Act.RECTIFY);
    int signed = ledger.of(no.value()).size();
    assertRefused(() -> small.forward(no)).containsExactly(" refused.holder.selfCheck");
    standing.isAt(no, Act.RECTIFY, 1);
    assertThat(ledger.of(no.value())).hasSize(signed);
    assertThat(
            jdbc.queryForObject(
                "select count(*) from rectification where hazard_no = ?",
                Integer.class,
                no.value()))
        .isZero();
  }

  @Test
  void aChiefWhoReinspectedLeavesTheCloseOutToTheLeader() {
    Folk own = county.found();
    certify(own.chief, own);
    HazardNo no = own.standingAt(Act.DETERMINE);
    Map<String, Object> form = own.form(hazards.get(no), Act.DETERMINE, Decision.AGREED);
    form.put("secondInspector", own.chief.value());
    own.sign(own.inspector, no, Act.DETERMINE, form);
    own.driveTo(no, Act.CLOSE_OUT);
    assertThat(holders(no)).containsExactly(own.leader);
    assertRefused(
            () ->
                own.sign(own.chief, no, Act.CLOSE_OUT, Map.of("decision", Decision.AGREED.name())))
        .containsExactly(" refused.notYours");
    own.forward(no);
    standing.isClosedOut(no);

    // And with the leader among the inspectors as well, nobody is left.
    certify(own.leader, own);
    HazardNo stuck = own.standingAt(Act.DETERMINE);
    form.put("secondInspector", own.chief.value());
    own.sign(own.inspector, stuck, Act.DETERMINE, form);
    own.driveTo(stuck, Act.SELF_CHECK);
    jdbc.update(
        "update hazard set lead_inspector = ? where no = ?", own.leader.value(), stuck.value());
    own.forward(stuck);
    List<PendingAct> inspectors = pendingActs.of(stuck.value());
    inspectors.forEach(each -> own.sign(each, Decision.PASSED));
    PendingAct town = pendingActs.of(stuck.value()).get(0);
    int signed = ledger.of(stuck.value()).size();
    assertRefused(() -> own.sign(town, Decision.AGREED))
        .containsExactly(" refused.holder.closeOut");
    standing.isAt(stuck, Act.ENDORSE_CURE, 1);
    assertThat(ledger.of(stuck.value())).hasSize(signed);
    // The way back leads to nobody who is missing.
    own.sign(town, Decision.RETURNED);
    standing.isAt(stuck, Act.REINSPECT, 1);
  }

  /** Had he been asked before: what the ledger says counts, not when he was asked. */
  @Test
  void whoReinspectedDoesNotApproveTheCloseOut() {
    HazardNo no = folk.standingAt(Act.CLOSE_OUT);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    jdbc.update(
        "update pending_act set person_id = ? where task_id = ?",
        folk.colleague.value(),
        pending.taskId());
    assertRefused(
            () ->
                folk.sign(
                    folk.colleague, no, Act.CLOSE_OUT, Map.of("decision", Decision.AGREED.name())))
        .contains(" refused.ownVerdict");
    jdbc.update(
        "update pending_act set person_id = ? where task_id = ?",
        pending.person().value(),
        pending.taskId());
    standing.isAt(no, Act.CLOSE_OUT, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"SIGN_AS_INSPECTOR", "REINSPECT"})
  void twoAccountsOfOnePersonAreOneInspector(Act act) {
    String second = "second." + folk.account(folk.inspector) + act.name().charAt(0);
    accounts.open(second.toLowerCase(Locale.ROOT), folk.inspector, false, County.LOGIN_PASSWORD);
    Signer other = new Signer(folk.inspector, second, "127.0.0.1");
    HazardNo no = folk.standingAt(act);
    PendingAct colleagues = pendingOf(no, folk.colleague);
    folk.sign(pendingOf(no, folk.inspector), County.forwardOf(act));
    Map<String, Object> form =
        Map.of("decision", County.forwardOf(act).name(), "opinion", "also me");
    assertRefused(
            () ->
                signing.sign(
                    other,
                    new ActRequest(
                        no.value(), act.id(), 1, colleagues.taskId(), form, photoFor(act)),
                    County.SIGNING_PASSWORD,
                    null))
        .containsExactly(" refused.notYours");
    standing.isAt(no, act, 1);
    assertThat(pendingActs.of(no.value())).containsExactly(colleagues);
  }

  private List<String> photoFor(Act act) {
    return act == Act.REINSPECT ? List.of(county.photo(folk.inspector)) : List.of();
  }

  @ParameterizedTest
  @EnumSource(names = {"REGISTER", "DETERMINE", "SIGN_AS_INSPECTOR", "REINSPECT"})
  void anExpiredCertificateSignsNothing(Act act) {
    HazardNo no = folk.standingAt(act);
    LocalDate today = LocalDate.now(clock);
    for (PersonId inspector : holders(no)) {
      PendingAct pending = pendingOf(no, inspector);
      valid(inspector, today.minusYears(1), today.minusDays(1));
      refusedInEveryDecision(pending, " refused.certificate");
      valid(inspector, today.plusDays(1), today.plusYears(1));
      refusedInEveryDecision(pending, " refused.certificate");
      valid(inspector, today, today);
      folk.sign(pending, County.forwardOf(act));
      valid(inspector, today.minusYears(1), today.plusYears(1));
    }
    standing.isAt(no, Route.GENERAL.after(act, false).orElseThrow(), 1);
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.County#acts")
  void whoLeftHisPostSignsNothing(Act act) {
    HazardNo no = folk.standingAt(act);
    for (PendingAct pending : pendingActs.of(no.value())) {
      List<String> posts =
          jdbc.queryForList(
              "select id from post where person_id = ?", String.class, pending.person().value());
      posts.forEach(people::endPost);
      try {
        refusedInEveryDecision(pending, " refused.noLongerHolder");
      } finally {
        posts.forEach(
            post ->
                jdbc.update(
                    "update post set valid_to = ? where id = ?", LocalDate.of(2099, 12, 31), post));
      }
    }
    folk.forward(no);
    standing.agrees(no);
    assertThat(hazards.get(no).act()).isEqualTo(Route.GENERAL.after(act, false).orElse(null));
  }

  /** A second one in the same post takes nothing away from the one who was asked. */
  @ParameterizedTest
  @EnumSource(names = {"SIGN_AS_LEGAL_REP", "ENDORSE", "ISSUE_ORDER", "SELF_CHECK", "CLOSE_OUT"})
  void whoWasAskedMayStillSignWhenAnotherIsAppointedBesideHim(Act act) {
    HazardNo no = folk.standingAt(act);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    Role role = people.posts(pending.person()).get(0).role();
    String place =
        role.isOfUnit() ? folk.unit.id() : role.isOfDepartment() ? folk.department : folk.town;
    PersonId senior = people.addPerson("senior", "senior" + act + folk.code);
    LocalDate today = LocalDate.now(clock);
    var post =
        people.appoint(senior, role, "senior", place, LocalDate.of(2000, 1, 1), today.plusDays(1));
    try {
      folk.sign(pending, County.forwardOf(act));
    } finally {
      people.endPost(post.id());
    }
    standing.agrees(no);
    assertThat(hazards.get(no).act()).isEqualTo(Route.GENERAL.after(act, false).orElse(null));
  }

  @ParameterizedTest
  @MethodSource("io.bihuan.County#acts")
  void signingForAnotherIsRefusedAndKept(Act act) {
    HazardNo no = folk.standingAt(act);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    PersonId stranger =
        act == Act.ENDORSE || act == Act.ENDORSE_CURE ? folk.leader : folk.townLeader;
    ActRequest request = folk.request(pending, County.forwardOf(act));
    assertRefused(() -> signing.sign(folk.as(stranger), request, County.SIGNING_PASSWORD, null))
        .containsExactly(" refused.notYours");
    standing.isAt(no, act, 1);
    assertThat(
            jdbc.queryForList(
                "select path || ' ' || person_id from ledger.refused_attempt where subject = ?",
                String.class,
                no.value()))
        .containsExactly(act.id() + " " + stranger.value());
    folk.sign(pending, County.forwardOf(act));
  }

  private void refusedInEveryDecision(PendingAct pending, String reason) {
    for (Decision decision : pending.act().decisions()) {
      assertRefused(() -> folk.sign(pending, decision)).contains(reason);
    }
    standing.isAt(new HazardNo(pending.subject()), pending.act(), 1);
  }

  private HazardNo rectifiedByBothAndSentBack() {
    HazardNo no = folk.standingAt(Act.DETERMINE);
    determine(no, both, folk.colleague);
    folk.driveTo(no, Act.REINSPECT);
    folk.backward(no);
    standing.isAt(no, Act.RECTIFY, 2);
    return no;
  }

  private void determine(HazardNo no, PersonId responsible, PersonId second) {
    Map<String, Object> form = folk.form(hazards.get(no), Act.DETERMINE, Decision.AGREED);
    form.put("responsible", responsible.value());
    form.put("secondInspector", second.value());
    folk.sign(folk.inspector, no, Act.DETERMINE, form);
  }

  private void returnTo(HazardNo no, Act act) {
    while (!hazards.get(no).standsAt(act)) {
      folk.backward(no);
    }
  }

  private List<PersonId> holders(HazardNo no) {
    return pendingActs.of(no.value()).stream().map(PendingAct::person).toList();
  }

  private PendingAct pendingOf(HazardNo no, PersonId person) {
    return pendingActs.of(no.value()).stream()
        .filter(pending -> pending.person().equals(person))
        .findFirst()
        .orElseThrow();
  }

  private void certify(PersonId person, Folk where) {
    where.alsoHolds(person, Role.INSPECTOR, where.department);
    LocalDate today = LocalDate.now(clock);
    people.add(
        new Certificate(
            "C-" + person.value().substring(0, 8),
            person,
            "check",
            today.minusYears(1),
            today.plusYears(1)));
  }

  private void valid(PersonId person, LocalDate from, LocalDate to) {
    jdbc.update(
        "update certificate set valid_from = ?, valid_to = ? where person_id = ?",
        from,
        to,
        person.value());
  }

  private void end(PersonId person) {
    people.posts(person).forEach(post -> people.endPost(post.id()));
  }
}
