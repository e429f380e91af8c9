package io.bihuan.loop.signoff;

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
import io.bihuan.hazard.Subjects;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Signing;
import io.bihuan.workflow.Standing;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 拒签: what the unit will not sign is put on record and does not stop the loop. */
@BihuanTest
class DeclineTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Subjects subjects;
  @Autowired PendingActs pendingActs;
  @Autowired Declines declines;
  @Autowired Ledger ledger;
  @Autowired Signing signing;
  @Autowired Standing standing;
  @Autowired JdbcTemplate jdbc;

  private Folk folk;

  @BeforeEach
  void found() {
    folk = county.found();
  }

  @ParameterizedTest
  @CsvSource({"SIGN_AS_LEGAL_REP, GRADE_HAZARD", "RECEIVE_ORDER, RECTIFY"})
  void aDeclineOnRecordTakesTheHazardOnToTheNextStep(Act declined, Act next) {
    HazardNo no = folk.standingAt(declined);
    String matter = folk.decline(no);
    standing.isAt(no, next, 1);
    Decline decline = declines.of(no.value()).get(0);
    assertThat(decline.act()).isEqualTo(declined);
    assertThat(decline.matterNo()).isEqualTo(matter);
    assertThat(declines.witnesses(decline)).hasSize(2);
    assertThat(declines.insteadOf(no.value(), declined)).hasValue(decline);
    while (!hazards.get(no).isOver()) {
      folk.forward(no);
      standing.agrees(no);
    }
    standing.isClosedOut(no);
  }

  @Test
  void theDepartmentIsToldAndSignsThatItWas() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    String matter = folk.decline(no);
    PendingAct report = pendingActs.of(matter).get(0);
    assertThat(report.act()).isEqualTo(Act.NOTE_DECLINE);
    assertThat(report.person()).isEqualTo(folk.chief);
    folk.sign(report, Decision.AGREED);
    assertThat(subjects.get(matter).isOver()).isTrue();
    assertThat(ledger.of(matter))
        .extracting(SignedAct::act)
        .containsExactly("RECORD_DECLINE", "NOTE_DECLINE");
  }

  @Test
  void theOrderPrintsThatTheUnitWouldNotSign() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    String matter = folk.decline(no);
    folk.driveTo(no, Act.DELIVER_ORDER);
    assertThat(paperOf(no, "ISSUE_ORDER")).contains("拒绝签字", "Legal Rep", matter, "Village Head");
    assertThat(paperOf(no, "ENDORSE")).contains("拒绝签字");
  }

  @Test
  void aSignatureGivenAfterAllPutsTheDeclineOffThePaper() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    folk.decline(no);
    folk.backward(no);
    standing.isAt(no, Act.SIGN_AS_LEGAL_REP, 1);
    folk.driveTo(no, Act.DELIVER_ORDER);
    assertThat(declines.insteadOf(no.value(), Act.SIGN_AS_LEGAL_REP)).isEmpty();
    assertThat(paperOf(no, "ISSUE_ORDER")).doesNotContain("拒绝签字");
  }

  @Test
  void theSameStepReachedAnewCanBeDeclinedAnew() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    folk.decline(no);
    folk.backward(no);
    folk.decline(no);
    standing.isAt(no, Act.GRADE_HAZARD, 1);
    assertThat(declines.of(no.value())).hasSize(2);
  }

  @Test
  void theSecondInspectorMayRecordItToo() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    folk.begin(
        folk.colleague, no.value(), Act.RECORD_DECLINE, folk.beginning(Act.RECORD_DECLINE, no));
    standing.isAt(no, Act.GRADE_HAZARD, 1);
  }

  @Test
  void nobodyElseMay() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    for (var person : List.of(folk.chief, folk.leader, folk.legalRep, folk.townLeader)) {
      assertRefused(
              () ->
                  folk.begin(
                      person,
                      no.value(),
                      Act.RECORD_DECLINE,
                      folk.beginning(Act.RECORD_DECLINE, no)))
          .containsExactly(" refused.begin.recordDecline");
    }
    standing.isAt(no, Act.SIGN_AS_LEGAL_REP, 1);
  }

  @ParameterizedTest
  @EnumSource(names = {"DETERMINE", "SIGN_AS_INSPECTOR", "ENDORSE", "RECTIFY", "SELF_CHECK"})
  void onlyWhatTheUnitIsAskedToSignCanBeDeclined(Act act) {
    HazardNo no = folk.standingAt(act);
    assertRefused(() -> folk.decline(no)).containsExactly(" refused.begin.recordDecline");
    standing.isAt(no, act, 1);
  }

  @Test
  void aHazardOnTheFormerDiagramIsToldThatItHasNoSuchStep() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    jdbc.update("update hazard set route = 'THIN' where no = ?", no.value());
    assertRefused(() -> folk.decline(no)).containsExactly(" refused.thin");
  }

  @Test
  void oneWitnessIsEnoughForASignatureAndTwoAndAPhotoAreWantedForAnOrder() {
    HazardNo signature = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    Map<String, Object> one = folk.beginning(Act.RECORD_DECLINE, signature);
    one.remove("secondWitness");
    one.remove("secondWitnessPost");
    HazardNo order = folk.standingAt(Act.RECEIVE_ORDER);
    assertRefused(() -> folk.begin(folk.inspector, order.value(), Act.RECORD_DECLINE, one))
        .containsExactlyInAnyOrder(
            "secondWitness refused.missing",
            "secondWitnessPost refused.missing",
            "evidence refused.evidence.missing");
    folk.begin(folk.inspector, signature.value(), Act.RECORD_DECLINE, one);
    standing.isAt(signature, Act.GRADE_HAZARD, 1);
    standing.isAt(order, Act.RECEIVE_ORDER, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"refusedBy", "refusedPost", "reason", "witness", "witnessPost", "filmed"})
  void nothingOfTheRecordMayBeMissing(String field) {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    Map<String, Object> form = folk.beginning(Act.RECORD_DECLINE, no);
    form.remove(field);
    assertRefused(() -> folk.begin(folk.inspector, no.value(), Act.RECORD_DECLINE, form))
        .contains(field + " refused.missing");
  }

  @Test
  void neitherTheInspectorsNorHeWhoDeclinedAreWitnesses() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    Map<String, Object> form = folk.beginning(Act.RECORD_DECLINE, no);
    form.put("witness", "Legal Rep");
    form.put("secondWitness", "colleague");
    assertRefused(() -> folk.begin(folk.inspector, no.value(), Act.RECORD_DECLINE, form))
        .containsExactlyInAnyOrder("witness refused.witness", "secondWitness refused.witness");
    form.put("witness", "Neighbour");
    form.put("secondWitness", "Neighbour");
    assertRefused(() -> folk.begin(folk.inspector, no.value(), Act.RECORD_DECLINE, form))
        .containsExactly("secondWitness refused.witness.same");
  }

  @Test
  void whatCannotBeReadIsRefusedInWords() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    Map<String, Object> form = folk.beginning(Act.RECORD_DECLINE, no);
    form.put("filmed", "perhaps");
    assertRefused(() -> folk.begin(folk.inspector, no.value(), Act.RECORD_DECLINE, form))
        .containsExactly("filmed refused.format");
    form.put("filmed", "true");
    form.put("reason", "x".repeat(1001));
    assertRefused(() -> folk.begin(folk.inspector, no.value(), Act.RECORD_DECLINE, form))
        .containsExactly("reason refused.tooLong");
  }

  @Test
  void whoWasAskedIsTooLateOnceItIsRecorded() {
    HazardNo no = folk.standingAt(Act.SIGN_AS_LEGAL_REP);
    PendingAct asked = pendingActs.of(no.value()).get(0);
    ActRequest late = folk.request(asked, Decision.AGREED);
    folk.decline(no);
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> signing.sign(folk.as(asked.person()), late, County.SIGNING_PASSWORD, null))
        .isInstanceOf(io.bihuan.hazard.OutOfStep.class);
    standing.isAt(no, Act.GRADE_HAZARD, 1);
  }

  private String paperOf(HazardNo no, String act) {
    return ledger.of(no.value()).stream()
        .filter(signed -> signed.act().equals(act))
        .reduce((earlier, later) -> later)
        .map(signed -> String.valueOf(CanonicalJson.read(signed.payload()).get("paper")))
        .orElseThrow();
  }
}
