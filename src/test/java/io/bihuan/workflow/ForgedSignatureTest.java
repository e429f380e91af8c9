package io.bihuan.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.PersonId;
import io.bihuan.people.SigningKeys;
import io.bihuan.people.UnlockedKey;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Leaf;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Somebody has the application's own database connection: he writes rows past all our code, takes
 * the pending act away, moves the hazard, and then asks the engine to complete. What he cannot
 * write is a signature of the person who must sign, over this very task.
 */
@BihuanTest
class ForgedSignatureTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Subjects subjects;
  @Autowired PendingActs pendingActs;
  @Autowired SigningKeys keys;
  @Autowired Ledger ledger;
  @Autowired TaskService tasks;
  @Autowired TransactionTemplate transaction;
  @Autowired JdbcTemplate jdbc;

  private final Instant at = Instant.parse("2026-11-22T03:04:05.678Z");
  private County.Folk folk;
  private HazardNo no;
  private PendingAct pending;

  @BeforeEach
  void aHazardWaitsForItsTownLeader() {
    folk = county.found();
    waitsAt(Act.ENDORSE);
  }

  /** The harness forges nothing here: so it is the forgery that is refused below. */
  @Test
  void aGenuineRowPasses() {
    complete(genuine(folk.townLeader), null);
  }

  @Test
  void aRowWithoutItsSignatureIsRefused() {
    SignedAct genuine = genuine(folk.townLeader);
    byte[] bytes = Base64.getDecoder().decode(genuine.signature());
    bytes[7] ^= 1;
    refused(
        sealed(genuine, genuine.payload(), Base64.getEncoder().encodeToString(bytes)),
        "the signature does not verify");
    refused(sealed(genuine, genuine.payload(), "?"), "the signed act is no leaf");
    refused(sealed(genuine, genuine.payload() + " ", genuine.signature()), "is no leaf");
  }

  @Test
  void aRowSignedWithTheKeyOfAnotherIsRefused() {
    SignedAct others = genuine(folk.chief);
    refused(others, "signed by another person");
    refused(with(others, folk.townLeader.value()), "the signature does not verify");
    refused(
        with(signed(folk.chief, payload(folk.townLeader, Map.of())), folk.townLeader.value()),
        "the signature does not verify");
  }

  /** Genuine in every bit, but for another hazard, another round, another decision. */
  @Test
  void aGenuineSignatureOfAnotherActIsRefused() {
    HazardNo other = folk.standingAt(Act.ENDORSE);
    folk.forward(other);
    SignedAct before =
        ledger.of(other.value()).stream()
            .filter(act -> act.act().equals(Act.ENDORSE.name()))
            .findFirst()
            .orElseThrow();
    SignedAct genuine = genuine(folk.townLeader);
    refused(
        copy(genuine, genuine.signerId(), before.payload(), before.signature(), "e".repeat(64)),
        "the signed act says something else than its row");
    for (String field :
        new String[] {
          "type", "subject", "seq", "prev", "task", "act", "round", "step", "decision", "signedAt"
        }) {
      SignedAct another =
          signed(folk.townLeader, payload(folk.townLeader, Map.of(field, "another")));
      refused(another, "the signed act says something else than its row");
    }
    refused(
        signed(
            folk.townLeader,
            payload(folk.townLeader, Map.of("signer", Map.of("person", folk.chief.value())))),
        "the signed act says something else than its row");
  }

  @Test
  void aRowUnderAnotherHashIsRefused() {
    SignedAct row = genuine(folk.townLeader);
    refused(
        copy(row, row.signerId(), row.payload(), row.signature(), "f".repeat(64)),
        "the signed act says something else than its row");
  }

  @Test
  void aRevokedKeySignsNothingMore() {
    SignedAct genuine = genuine(folk.townLeader);
    refused(
        genuine,
        "the signature does not verify",
        () ->
            jdbc.update(
                "update signing_key set revoked_at = ? where key_id = ?",
                genuine.signedAt().atOffset(ZoneOffset.UTC),
                genuine.keyId()));
  }

  /** 不得自己验收自己, even where the rows were rewritten in his favour and the signature is his own. */
  @Test
  void whoeverRectifiedDoesNotCloseOut() {
    waitsAt(Act.CLOSE_OUT);
    refused(
        genuine(folk.worker),
        "the law excludes this signer",
        () ->
            jdbc.update(
                "update act_ru_task set assignee_ = ? where id_ = ?",
                folk.worker.value(),
                pending.taskId()));
  }

  private void waitsAt(Act act) {
    no = folk.standingAt(act);
    pending = pendingActs.of(no.value()).get(0);
  }

  private void refused(SignedAct forged, String why, Runnable... before) {
    long kept = kept();
    assertThatThrownBy(() -> complete(forged, () -> List.of(before).forEach(Runnable::run)))
        .hasStackTraceContaining(why);
    assertThat(kept()).isGreaterThan(kept);
    assertThat(pendingActs.of(no.value())).containsExactly(pending);
    assertThat(ledger.byTask(pending.taskId())).isEmpty();
  }

  /** All in one transaction that is rolled back: other tests share the rows. */
  private void complete(SignedAct row, Runnable before) {
    transaction.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          if (before != null) {
            before.run();
          }
          insert(row);
          jdbc.update("delete from pending_act where subject = ?", no.value());
          subjects.move(hazards.get(no), false, row.signedAt());
          tasks.complete(pending.taskId());
        });
  }

  private SignedAct genuine(PersonId signer) {
    return signed(signer, payload(signer, Map.of()));
  }

  private Map<String, Object> payload(PersonId signer, Map<String, Object> altered) {
    SignedAct.Head head = ledger.head(no.value());
    Map<String, Object> payload = new HashMap<>();
    payload.put("type", "ACT");
    payload.put("subject", no.value());
    payload.put("seq", String.valueOf(head.seq() + 1));
    payload.put("prev", head.leafHash());
    payload.put("task", pending.taskId());
    payload.put("act", pending.act().id());
    payload.put("round", String.valueOf(pending.round()));
    payload.put("step", String.valueOf(pending.step()));
    payload.put("decision", "AGREED");
    payload.put("signer", Map.of("person", signer.value()));
    payload.put("signedAt", at.toString());
    payload.putAll(altered);
    return payload;
  }

  private SignedAct signed(PersonId signer, Map<String, Object> payload) {
    SignedAct.Head head = ledger.head(no.value());
    String text = CanonicalJson.write(payload);
    try (UnlockedKey key = keys.unlock(signer, County.SIGNING_PASSWORD)) {
      String signature = Base64.getEncoder().encodeToString(key.sign(Leaf.signingInput(text)));
      return new SignedAct(
          no.value(),
          head.seq() + 1,
          pending.taskId(),
          pending.act().name(),
          pending.round(),
          pending.step(),
          "AGREED",
          signer.value(),
          key.keyId(),
          key.alg(),
          text,
          signature,
          head.leafHash(),
          new Leaf(key.alg(), key.keyId(), text, signature).hash(),
          at);
    }
  }

  private static SignedAct with(SignedAct row, String signer) {
    return copy(row, signer, row.payload(), row.signature(), row.leafHash());
  }

  /** Another payload and signature under the same columns, with the hash that belongs to them. */
  private static SignedAct sealed(SignedAct row, String payload, String signature) {
    String text =
        "{\"alg\":\"%s\",\"keyId\":\"%s\",\"payload\":%s,\"sig\":\"%s\"}"
            .formatted(row.alg(), row.keyId(), payload, signature);
    return copy(row, row.signerId(), payload, signature, Leaf.hashOf(text));
  }

  private static SignedAct copy(
      SignedAct row, String signer, String payload, String signature, String hash) {
    return new SignedAct(
        row.subject(),
        row.seq(),
        row.taskId(),
        row.act(),
        row.round(),
        row.step(),
        row.decision(),
        signer,
        row.keyId(),
        row.alg(),
        payload,
        signature,
        row.prevHash(),
        hash,
        row.signedAt());
  }

  private void insert(SignedAct row) {
    jdbc.update(
        """
        insert into ledger.signed_act (
          subject, seq, task_id, act, round, step, decision, signer_id, key_id, alg, payload,
          signature, prev_hash, leaf_hash, signed_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        row.subject(),
        row.seq(),
        row.taskId(),
        row.act(),
        row.round(),
        row.step(),
        row.decision(),
        row.signerId(),
        row.keyId(),
        row.alg(),
        row.payload(),
        row.signature(),
        row.prevHash(),
        row.leafHash(),
        row.signedAt().atOffset(ZoneOffset.UTC));
  }

  private long kept() {
    return jdbc.queryForObject(
        "select count(*) from ledger.refused_attempt where task_id = ?",
        Long.class,
        pending.taskId());
  }
}
