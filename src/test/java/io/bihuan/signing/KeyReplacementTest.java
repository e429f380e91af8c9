package io.bihuan.signing;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.people.Accounts;
import io.bihuan.people.KeyReplacement;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.people.SigningKey;
import io.bihuan.people.SigningKeys;
import io.bihuan.people.Superiors;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.KeyAttestation;
import io.bihuan.record.ledger.Leaf;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 重设签字密码: nobody gets anybody's signature by saying that it was forgotten. */
@BihuanTest
class KeyReplacementTest {
  private static final String NEW = "another-signature-of-the-test";

  @Autowired private County county;
  @Autowired private People people;
  @Autowired private Accounts accounts;
  @Autowired private SigningKeys keys;
  @Autowired private Superiors superiors;
  @Autowired private KeyAttestations attestations;
  @Autowired private PendingActs pendingActs;
  @Autowired private Signing signing;
  @Autowired private Signatures signatures;
  @Autowired private Ledger ledger;
  @Autowired private JdbcTemplate jdbc;

  private County.Folk folk;
  private PersonId administrator;

  @BeforeEach
  void found() {
    folk = county.found();
    administrator = people.addPerson("root", "root" + folk.code);
    accounts.open("root" + folk.code, administrator, true, County.LOGIN_PASSWORD);
  }

  @Test
  void theForgottenPasswordIsDeadAtOnce() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    keys.replace(administrator, folk.worker, "forgotten");

    assertRefused(() -> folk.sign(pending, Decision.AGREED))
        .containsExactly("signingPassword refused.signing.notEnrolled");
    assertThat(keys.isChosen(folk.worker)).isFalse();
  }

  @Test
  void theNewOneSignsNothingBeforeTheSuperiorHasAttestedIt() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    PendingAct pending = pendingActs.of(no.value()).get(0);
    replaced(folk.worker);

    assertRefused(() -> signWith(pending, NEW))
        .containsExactly("signingPassword refused.signing.awaiting");
    assertRefused(() -> signWith(pending, County.SIGNING_PASSWORD))
        .containsExactly("signingPassword refused.signing.awaiting");

    attest(folk.legalRep, folk.worker);
    assertRefused(() -> signWith(pending, County.SIGNING_PASSWORD))
        .containsExactly("signingPassword refused.signing.password");
    assertThat(signWith(pending, NEW).act()).isEqualTo(Act.RECTIFY.id());
  }

  @Test
  void whatWasSignedBeforeStaysSigned() {
    HazardNo no = folk.standingAt(Act.SELF_CHECK);
    SignedAct before =
        ledger.of(no.value()).stream()
            .filter(act -> act.signerId().equals(folk.worker.value()))
            .findFirst()
            .orElseThrow();
    replaced(folk.worker);
    attest(folk.legalRep, folk.worker);

    SigningKey old = keys.find(before.keyId()).orElseThrow();
    assertThat(old.revokedAt()).isNotNull();
    assertThat(
            old.verifies(
                Leaf.signingInput(before.payload()),
                Base64.getDecoder().decode(before.signature())))
        .isTrue();
    folk.forward(no);
    assertThat(ledger.of(no.value())).hasSizeGreaterThan(before.seq());
  }

  @Test
  void theAttestationIsSignedAndSaysWhatWasAttested() {
    replaced(folk.worker);
    KeyAttestation attestation = attest(folk.legalRep, folk.worker);

    assertThat(ledger.attestations(folk.worker.value())).containsExactly(attestation);
    SigningKey superiors = keys.find(attestation.keyId()).orElseThrow();
    assertThat(superiors.personId()).isEqualTo(folk.legalRep.value());
    assertThat(
            superiors.verifies(
                Leaf.signingInput(attestation.payload()),
                Base64.getDecoder().decode(attestation.signature())))
        .isTrue();
    assertThat(CanonicalJson.read(attestation.payload()))
        .containsEntry("type", "KEY")
        .containsEntry("person", folk.worker.value())
        .containsEntry("key", keys.current(folk.worker).orElseThrow().keyId())
        .containsEntry("prev", SignedAct.NO_ACT_BEFORE)
        .containsEntry("startedBy", administrator.value());
    assertThat(String.valueOf(CanonicalJson.read(attestation.payload()).get("paper")))
        .contains("当面核对", folk.account(folk.worker), attestation.attestedKeyId());
  }

  @Test
  void theAttestationsOfAPersonMakeAChain() {
    replaced(folk.worker);
    KeyAttestation first = attest(folk.legalRep, folk.worker);
    replaced(folk.worker);
    KeyAttestation second = attest(folk.legalRep, folk.worker);

    assertThat(second.seq()).isEqualTo(2);
    assertThat(second.prevHash()).isEqualTo(first.leafHash());
    for (String sql :
        List.of(
            "update ledger.key_attestation set signer_id = 'x'",
            "delete from ledger.key_attestation")) {
      assertThatThrownBy(() -> jdbc.update(sql)).isNotNull();
    }
  }

  @Test
  void nobodyButASuperiorAttests() {
    replaced(folk.worker);
    String id = waiting(folk.worker).id();

    for (PersonId other :
        List.of(folk.safetyOfficer, folk.chief, folk.leader, folk.inspector, folk.townLeader)) {
      assertRefused(() -> attestations.attest(folk.as(other), id, County.SIGNING_PASSWORD, null))
          .containsExactly(" refused.notYours");
    }
    assertRefused(() -> attestations.attest(folk.as(folk.worker), id, NEW, null))
        .containsExactly(" refused.notYours");
    assertRefused(() -> attestations.attest(folk.as(administrator), id, NEW, null))
        .containsExactly(" refused.notYours");
    assertThat(keys.isEnrolled(folk.worker)).isFalse();
    assertThat(attestations.waitingFor(folk.legalRep)).extracting(KeyReplacement::id).contains(id);
    assertThat(attestations.waitingFor(folk.chief))
        .extracting(KeyReplacement::id)
        .doesNotContain(id);
  }

  @Test
  void theSuperiorSignsWithHisOwnPassword() {
    replaced(folk.worker);
    String id = waiting(folk.worker).id();

    assertRefused(() -> attestations.attest(folk.as(folk.legalRep), id, NEW, null))
        .containsExactly("signingPassword refused.signing.password");
    assertRefused(
            () ->
                attestations.attest(
                    folk.as(folk.legalRep), id, County.SIGNING_PASSWORD, "another paper"))
        .containsExactly(" refused.outOfStep");
    assertThat(keys.isEnrolled(folk.worker)).isFalse();
  }

  @Test
  void itIsAttestedOnce() {
    replaced(folk.worker);
    String id = waiting(folk.worker).id();
    attest(folk.legalRep, folk.worker);

    assertRefused(
            () -> attestations.attest(folk.as(folk.legalRep), id, County.SIGNING_PASSWORD, null))
        .containsExactly(" refused.outOfStep");
    assertThat(ledger.attestations(folk.worker.value())).hasSize(1);
  }

  @Test
  void nobodyReplacesHisOwnAndOnlyAnAdministratorReplacesAny() {
    assertRefused(() -> keys.replace(folk.chief, folk.worker, "because"))
        .containsExactly(" refused.notYours");
    assertRefused(() -> keys.replace(folk.worker, folk.worker, "because"))
        .contains(" refused.replacement.own");
    assertRefused(() -> keys.replace(administrator, folk.worker, " "))
        .containsExactly("reason refused.missing");
    assertThat(keys.isEnrolled(folk.worker)).isTrue();
  }

  @Test
  void nothingIsReplacedWhereNobodyCouldAttest() {
    people.posts(folk.legalRep).forEach(post -> people.endPost(post.id()));

    assertRefused(() -> keys.replace(administrator, folk.worker, "forgotten"))
        .containsExactly(" refused.replacement.noSuperior");
    assertThat(keys.isEnrolled(folk.worker)).isTrue();
    PersonId keyless = people.addPerson("new", "new" + folk.code);
    assertRefused(() -> keys.replace(administrator, keyless, "forgotten"))
        .contains(" refused.replacement.noKey");
  }

  @Test
  void aSecondKeyIsNotMadeWithoutAReplacement() {
    assertRefused(() -> keys.enroll(folk.worker, folk.account(folk.worker), NEW))
        .containsExactly("signingPassword refused.signing.enrolled");
    replaced(folk.worker);
    assertRefused(() -> keys.enroll(folk.worker, folk.account(folk.worker), NEW))
        .containsExactly("signingPassword refused.signing.enrolled");
  }

  /** Forgotten twice: the one that waits is dead too, and only the latest can be attested. */
  @Test
  void startedAnewOnlyTheLatestCanBeAttested() {
    replaced(folk.worker);
    String first = waiting(folk.worker).id();
    replaced(folk.worker);

    assertRefused(
            () -> attestations.attest(folk.as(folk.legalRep), first, County.SIGNING_PASSWORD, null))
        .containsExactly(" refused.outOfStep");
    attest(folk.legalRep, folk.worker);
    assertThat(keys.isEnrolled(folk.worker)).isTrue();
  }

  @Test
  void eachHasHisSuperior() {
    PersonId second = folk.person("second", Role.BUREAU_LEADER, folk.department);
    assertThat(superiorsOf(folk.worker)).containsExactly(folk.legalRep);
    assertThat(superiorsOf(folk.safetyOfficer)).containsExactly(folk.legalRep);
    for (PersonId official : List.of(folk.legalRep, folk.inspector, folk.townLeader)) {
      assertThat(superiorsOf(official)).containsExactlyInAnyOrder(folk.chief, folk.leader, second);
    }
    assertThat(superiorsOf(folk.chief)).containsExactlyInAnyOrder(folk.leader, second);
    assertThat(superiorsOf(folk.leader)).containsExactlyInAnyOrder(folk.chief, second);
    assertThat(superiorsOf(administrator)).isEmpty();
  }

  /** Or a unit would answer for somebody who inspects it. */
  @Test
  void whoIsAlsoAnOfficialIsAttestedByOfficials() {
    folk.alsoHolds(folk.worker, Role.INSPECTOR, folk.department);

    assertThat(superiorsOf(folk.worker)).containsExactlyInAnyOrder(folk.chief, folk.leader);
  }

  @Test
  void aKeyThatAwaitsItsAttestationIsNoneForTheGuard() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    replaced(folk.worker);
    String awaiting = keys.awaiting(folk.worker).orElseThrow().keyId();

    assertThat(keys.find(awaiting)).isEmpty();
    assertThatThrownBy(
            () ->
                signatures.require(
                    pendingActs.of(no.value()).get(0).taskId(),
                    no.value(),
                    Act.RECTIFY,
                    folk.worker.value()))
        .isInstanceOf(Unsigned.class);
  }

  private void replaced(PersonId person) {
    keys.replace(administrator, person, "forgotten");
    keys.enroll(person, folk.account(person), NEW);
  }

  private KeyReplacement waiting(PersonId person) {
    return keys.toAttest().stream()
        .filter(open -> open.personId().equals(person))
        .findFirst()
        .orElseThrow();
  }

  private KeyAttestation attest(PersonId superior, PersonId person) {
    return attestations.attest(
        folk.as(superior), waiting(person).id(), County.SIGNING_PASSWORD, null);
  }

  private Receipt signWith(PendingAct pending, String password) {
    return signing.sign(
        folk.as(pending.person()), folk.request(pending, Decision.AGREED), password, null);
  }

  private List<PersonId> superiorsOf(PersonId person) {
    return superiors.of(person).stream().map(Person::id).toList();
  }
}
