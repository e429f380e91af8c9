package io.bihuan.loop.rectification;

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
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Receipt;
import io.bihuan.signing.Signing;
import io.bihuan.workflow.Standing;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** 即查即改: three signatures on the spot, on three devices or on one. */
@BihuanTest
class OnSpotTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired PendingActs pendingActs;
  @Autowired Ledger ledger;
  @Autowired People people;
  @Autowired Signing signing;
  @Autowired Standing standing;

  private Folk folk;

  @BeforeEach
  void found() {
    folk = county.found();
  }

  @Test
  void threeSignaturesCloseItOutAtOnce() {
    HazardNo no = folk.standingAt(Act.CURE_ON_SPOT);
    assertThat(hazards.get(no).route()).isEqualTo(Route.ON_SPOT);
    for (PersonId signer : List.of(folk.inspector, folk.colleague, folk.safetyOfficer)) {
      standing.isAt(no, Act.CURE_ON_SPOT, 1);
      folk.sign(of(no, signer), Decision.AGREED);
      standing.agrees(no);
    }
    standing.isClosedOut(no);
    assertThat(papers(no))
        .hasSize(3)
        .allSatisfy(paper -> assertThat(paper).contains("Boxes carried out", "1 张"));
  }

  @Test
  void theLeadInspectorSignsFirst() {
    HazardNo no = folk.standingAt(Act.CURE_ON_SPOT);
    for (PersonId signer : List.of(folk.colleague, folk.safetyOfficer)) {
      assertRefused(() -> folk.sign(of(no, signer), Decision.AGREED))
          .containsExactly(" refused.onSpot.leadFirst");
    }
  }

  @Test
  void theLeadInspectorSaysWhatWasDoneAndShowsIt() {
    HazardNo no = folk.standingAt(Act.CURE_ON_SPOT);
    assertRefused(
            () -> folk.sign(folk.inspector, no, Act.CURE_ON_SPOT, Map.of("decision", "AGREED")))
        .containsExactlyInAnyOrder("account refused.missing", "evidence refused.evidence.missing");
    folk.sign(of(no, folk.inspector), Decision.AGREED);
    assertRefused(
            () ->
                folk.sign(
                    folk.colleague,
                    no,
                    Act.CURE_ON_SPOT,
                    Map.of("decision", "AGREED", "account", "Mine.")))
        .containsExactly("account refused.onSpot.account");
  }

  @Test
  void whoeverObjectsSendsItBackToTheRegistrationFromWhereItMayTakeTheLongWay() {
    HazardNo no = folk.standingAt(Act.CURE_ON_SPOT);
    folk.sign(of(no, folk.inspector), Decision.AGREED);
    folk.sign(of(no, folk.colleague), Decision.AGREED);
    folk.sign(of(no, folk.safetyOfficer), Decision.RETURNED);
    standing.isAt(no, Act.REGISTER, 1);
    folk.forward(no);
    assertThat(hazards.get(no).route()).isEqualTo(Route.GENERAL);
    assertThat(hazards.get(no).act()).isEqualTo(Act.DETERMINE);
    while (!hazards.get(no).isOver()) {
      folk.forward(no);
    }
    assertThat(hazards.get(no).isClosedOut()).isTrue();
  }

  @Test
  void itMayBeTriedOnTheSpotAnew() {
    HazardNo no = folk.standingAt(Act.CURE_ON_SPOT);
    folk.backward(no);
    standing.isAt(no, Act.REGISTER, 1);
    folk.registerOnSpot(no);
    folk.forward(no);
    standing.isClosedOut(no);
  }

  @Test
  void aMajorHazardIsNotCuredOnTheSpot() {
    HazardNo no = folk.reported();
    Map<String, Object> form = onSpot(no);
    form.put("grade", "MAJOR");
    assertRefused(() -> folk.sign(folk.inspector, no, Act.REGISTER, form))
        .containsExactly("handling refused.onSpot.major");
    standing.isAt(no, Act.REGISTER, 1);
  }

  @Test
  void twoInspectorsAndOneOfTheUnitAreNamed() {
    HazardNo no = folk.reported();
    Map<String, Object> form = onSpot(no);
    form.remove("secondInspector");
    form.remove("representative");
    assertRefused(() -> folk.sign(folk.inspector, no, Act.REGISTER, form))
        .containsExactlyInAnyOrder(
            "secondInspector refused.missing", "representative refused.missing");
    form.put("secondInspector", folk.inspector.value());
    form.put("representative", folk.chief.value());
    assertRefused(() -> folk.sign(folk.inspector, no, Act.REGISTER, form))
        .containsExactlyInAnyOrder(
            "secondInspector refused.secondInspector.same",
            "representative refused.representative");
    form.put("handling", "SOMEHOW");
    assertRefused(() -> folk.sign(folk.inspector, no, Act.REGISTER, form))
        .containsExactly("handling refused.format");
  }

  @Test
  void onOneScreenEachSignsUnderHisOwnKeyAndThePayloadSaysOnWhose() {
    HazardNo no = folk.standingAt(Act.CURE_ON_SPOT);
    List<Receipt> receipts = together(no, hands("", "", ""));
    assertThat(receipts).hasSize(3);
    standing.isClosedOut(no);
    List<SignedAct> signed = cured(no);
    assertThat(signed)
        .extracting(SignedAct::signerId)
        .containsExactly(
            folk.inspector.value(), folk.colleague.value(), folk.safetyOfficer.value());
    assertThat(signed).extracting(SignedAct::keyId).doesNotHaveDuplicates();
    assertThat(signed)
        .allSatisfy(
            one ->
                assertThat((Map<?, ?>) CanonicalJson.read(one.payload()).get("auth"))
                    .isEqualTo(
                        Map.of(
                            "method",
                            "signing-password",
                            "address",
                            "127.0.0.1",
                            "screen",
                            folk.account(folk.inspector))));
  }

  @Test
  void oneWrongPasswordNamesWhoseAndNobodyHasSigned() {
    HazardNo no = folk.standingAt(Act.CURE_ON_SPOT);
    assertRefused(() -> together(no, hands("", "wrong", "")))
        .containsExactly("password-1 refused.signing.password");
    assertRefused(() -> together(no, hands("", "wrong", "wrong")))
        .containsExactly(
            "password-1 refused.signing.password", "password-2 refused.signing.password");
    assertThat(cured(no)).isEmpty();
    standing.isAt(no, Act.CURE_ON_SPOT, 1);
    assertThat(people.get(folk.inspector).signingFailures()).isZero();
    assertThat(people.get(folk.colleague).signingFailures()).isEqualTo(2);
    assertThat(people.get(folk.safetyOfficer).signingFailures()).isEqualTo(1);
    together(no, hands("", "", ""));
    standing.isClosedOut(no);
    assertThat(people.get(folk.colleague).signingFailures()).isZero();
  }

  @Test
  void onOneScreenItTakesExactlyThoseItWaitsForTheLeadInspectorFirst() {
    HazardNo no = folk.standingAt(Act.CURE_ON_SPOT);
    List<Signing.Hand> all = hands("", "", "");
    for (List<Signing.Hand> some :
        List.of(
            all.subList(0, 2),
            List.of(all.get(1), all.get(0), all.get(2)),
            List.of(all.get(0), all.get(0), all.get(0)),
            List.<Signing.Hand>of())) {
      assertRefused(() -> together(no, some)).containsExactly("signatures refused.together");
    }
    standing.isAt(no, Act.CURE_ON_SPOT, 1);
    assertThat(cured(no)).isEmpty();
  }

  private List<Receipt> together(HazardNo no, List<Signing.Hand> hands) {
    return signing.signTogether(
        folk.as(folk.inspector),
        new ActRequest(
            no.value(),
            Act.CURE_ON_SPOT.id(),
            1,
            null,
            Map.of("decision", "AGREED", "account", "Boxes carried out."),
            List.of(county.photo(folk.inspector))),
        hands,
        null,
        null,
        "");
  }

  /** Each password with something behind it, or right. */
  private List<Signing.Hand> hands(String lead, String second, String representative) {
    return List.of(
        new Signing.Hand(folk.inspector, County.SIGNING_PASSWORD + lead),
        new Signing.Hand(folk.colleague, County.SIGNING_PASSWORD + second),
        new Signing.Hand(folk.safetyOfficer, County.SIGNING_PASSWORD + representative));
  }

  private Map<String, Object> onSpot(HazardNo no) {
    Map<String, Object> form =
        new HashMap<>(folk.form(hazards.get(no), Act.REGISTER, Decision.AGREED));
    form.put("handling", "ON_SPOT");
    form.put("secondInspector", folk.colleague.value());
    form.put("representative", folk.safetyOfficer.value());
    return form;
  }

  private List<SignedAct> cured(HazardNo no) {
    return ledger.of(no.value()).stream()
        .filter(signed -> signed.act().equals("CURE_ON_SPOT"))
        .toList();
  }

  private List<String> papers(HazardNo no) {
    return cured(no).stream()
        .map(signed -> String.valueOf(CanonicalJson.read(signed.payload()).get("paper")))
        .toList();
  }

  private PendingAct of(HazardNo no, PersonId person) {
    return pendingActs.of(no.value()).stream()
        .filter(pending -> pending.person().equals(person))
        .findFirst()
        .orElseThrow();
  }
}
