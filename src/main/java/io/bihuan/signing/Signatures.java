package io.bihuan.signing;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Interruption;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.PersonId;
import io.bihuan.people.SigningKeys;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Leaf;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.record.ledger.Unsignable;
import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 不签字不放行: asked by the engine's guard before a task may end, whatever path leads there. */
@Service
@Transactional
public class Signatures {
  private final Ledger ledger;
  private final SigningKeys keys;
  private final Subjects subjects;
  private final Separation separation;

  Signatures(Ledger ledger, SigningKeys keys, Subjects subjects, Separation separation) {
    this.ledger = ledger;
    this.keys = keys;
    this.subjects = subjects;
    this.separation = separation;
  }

  /**
   * Returns if the task carries a valid signature of the person who owns it, for this act of this
   * subject, and the law lets that person sign it; throws {@link Unsigned} otherwise.
   *
   * <p>The stored bytes are verified, not a flag, and what they say of themselves is compared with
   * the columns: a genuine signature copied from another task is none here.
   */
  public void require(String taskId, @Nullable String subject, Act act, @Nullable String owner) {
    SignedAct signed =
        ledger.byTask(taskId).orElseThrow(() -> new Unsigned("no signed act for the task"));
    if (subject == null || !signed.subject().equals(subject) || !signed.act().equals(act.name())) {
      throw new Unsigned("the signed act is another one");
    }
    if (owner == null || !signed.signerId().equals(owner)) {
      throw new Unsigned("signed by another person");
    }
    requireGenuine(signed);
    requireSeparation(subject, act, new PersonId(owner));
  }

  /**
   * Returns if this step of the subject was ended by a genuine signed act of another subject which
   * says so itself; throws {@link Unsigned} otherwise.
   */
  public void requireInterruption(String subject, int step, Interruption kind) {
    SignedAct signed =
        subjects
            .interruptedBy(subject, step, kind)
            .flatMap(ledger::byTask)
            .orElseThrow(() -> new Unsigned("no signed act interrupts it"));
    if (!signed.act().equals(kind.by().name())) {
      throw new Unsigned("the signed act is another one");
    }
    requireGenuine(signed);
    boolean saysSo =
        CanonicalJson.read(signed.payload()).get("recorded") instanceof Map<?, ?> recorded
            && subject.equals(recorded.get("interrupts"))
            && String.valueOf(step).equals(recorded.get("interruptsStep"));
    if (!saysSo) {
      throw new Unsigned("the signed act interrupts something else");
    }
  }

  /** What an act that interrupts has to sign, so that its signature is good for this step alone. */
  public static Map<String, String> interrupting(Subject subject) {
    return Map.of("interrupts", subject.key(), "interruptsStep", String.valueOf(subject.step()));
  }

  private void requireGenuine(SignedAct signed) {
    Leaf leaf = leaf(signed);
    boolean valid =
        keys.find(signed.keyId())
            .filter(key -> key.personId().equals(signed.signerId()))
            .filter(key -> key.alg().equals(signed.alg()) && key.revokedAt() == null)
            .filter(
                key ->
                    key.verifies(leaf.signingInput(), Base64.getDecoder().decode(leaf.signature())))
            .isPresent();
    if (!valid) {
      throw new Unsigned("the signature does not verify");
    }
    if (!signed.leafHash().equals(leaf.hash()) || !columns(signed).equals(saidBy(signed))) {
      throw new Unsigned("the signed act says something else than its row");
    }
  }

  private static Leaf leaf(SignedAct signed) {
    try {
      return new Leaf(signed.alg(), signed.keyId(), signed.payload(), signed.signature());
    } catch (Unsignable e) {
      throw new Unsigned("the signed act is no leaf: " + e.getMessage());
    }
  }

  private static Map<String, @Nullable Object> columns(SignedAct signed) {
    Map<String, @Nullable Object> columns = new LinkedHashMap<>();
    columns.put("type", "ACT");
    columns.put("subject", signed.subject());
    columns.put("seq", String.valueOf(signed.seq()));
    columns.put("prev", signed.prevHash());
    columns.put("task", signed.taskId());
    columns.put("act", Act.valueOf(signed.act()).id());
    columns.put("round", String.valueOf(signed.round()));
    columns.put("step", String.valueOf(signed.step()));
    columns.put("decision", signed.decision());
    columns.put("signedAt", signed.signedAt().toString());
    columns.put("signer", signed.signerId());
    return columns;
  }

  private static Map<String, @Nullable Object> saidBy(SignedAct signed) {
    Map<String, @Nullable Object> payload = CanonicalJson.read(signed.payload());
    Map<String, @Nullable Object> said = new LinkedHashMap<>();
    columns(signed).keySet().forEach(column -> said.put(column, payload.get(column)));
    said.put(
        "signer", payload.get("signer") instanceof Map<?, ?> signer ? signer.get("person") : null);
    return said;
  }

  /** Once more, here: at the last door it must not matter who opened the ones before. */
  private void requireSeparation(String subject, Act act, PersonId signer) {
    Refusals refusals = new Refusals();
    separation.check(subjects.get(subject), act, signer, refusals);
    try {
      refusals.throwIfAny();
    } catch (Refused refused) {
      throw new Unsigned("the law excludes this signer: " + refused.getMessage());
    }
  }
}
