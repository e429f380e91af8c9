package io.bihuan.signing;

import io.bihuan.people.KeyReplacement;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.people.SigningKeys;
import io.bihuan.people.Superiors;
import io.bihuan.people.UnlockedKey;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.KeyAttestation;
import io.bihuan.record.ledger.Leaf;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 当面核实: a key made in place of a forgotten one signs only after the person's superior has signed
 * that it is the person's own (电子签名法 第十三条 第一项: 专有). Not the administrator who revoked the old one:
 * alone he could make himself anybody's key.
 */
@Service
public class KeyAttestations {
  private final SigningKeys keys;
  private final People people;
  private final Superiors superiors;
  private final Ledger ledger;
  private final TransactionTemplate transaction;
  private final MessageSource messages;
  private final Clock clock;

  KeyAttestations(
      SigningKeys keys,
      People people,
      Superiors superiors,
      Ledger ledger,
      TransactionTemplate transaction,
      MessageSource messages,
      Clock clock) {
    this.keys = keys;
    this.people = people;
    this.superiors = superiors;
    this.ledger = ledger;
    this.transaction = transaction;
    this.messages = messages;
    this.clock = clock;
  }

  /** What a superior has before him. */
  public record Sheet(KeyReplacement replacement, Person owner, Paper paper) {}

  /** The new keys that wait for this person. */
  public List<KeyReplacement> waitingFor(PersonId superior) {
    return keys.toAttest().stream().filter(open -> mayAttest(superior, open)).toList();
  }

  /** Refused if it waits for somebody else, or for nobody any more. */
  public Sheet open(Signer signer, String replacementId) {
    return within(() -> sheet(signer, replacementId, now()));
  }

  /**
   * Signs, and lets the new key sign from now on.
   *
   * @param shown digest of the paper the signer was shown; null if he goes without
   */
  public KeyAttestation attest(
      Signer signer, String replacementId, String password, @Nullable String shown) {
    Instant at = now();
    Sheet sheet = within(() -> sheet(signer, replacementId, at));
    if (shown != null && !shown.equals(sheet.paper().digest())) {
      throw Refused.because("", "refused.outOfStep");
    }
    try (UnlockedKey key = keys.unlock(signer.person(), password)) {
      return within(
          () -> {
            Sheet locked = sheet(signer, replacementId, at);
            KeyAttestation attestation = seal(signer, locked, key, at);
            ledger.append(attestation);
            keys.accept(locked.replacement(), signer.person(), at);
            return attestation;
          });
    }
  }

  private Sheet sheet(Signer signer, String replacementId, Instant at) {
    KeyReplacement open =
        keys.lockToAttest(replacementId)
            .orElseThrow(() -> Refused.because("", "refused.outOfStep"));
    if (!mayAttest(signer.person(), open)) {
      ledger.refused(
          null,
          null,
          "attestKey",
          signer.person().value(),
          "attesting a key of " + open.personId());
      throw Refused.because("", "refused.notYours");
    }
    Person owner = people.get(open.personId());
    return new Sheet(open, owner, paper(signer, open, owner, at));
  }

  private boolean mayAttest(PersonId superior, KeyReplacement open) {
    return !superior.equals(open.personId())
        && !superior.equals(open.startedBy())
        && superiors.of(open.personId()).stream().map(Person::id).anyMatch(superior::equals);
  }

  private Paper paper(Signer signer, KeyReplacement open, Person owner, Instant at) {
    String day = LocalDate.ofInstant(at, clock.getZone()).toString();
    return new Paper(
        say("paper.attestKey"),
        List.of(
            say("attestKey.says", day, owner.name(), owner.staffNo(), keyOf(open)),
            say("attestKey.why", open.reason())),
        List.of(say("foot.signer", people.get(signer.person()).name(), titleOf(signer.person()))));
  }

  private KeyAttestation seal(Signer signer, Sheet sheet, UnlockedKey key, Instant at) {
    KeyReplacement open = sheet.replacement();
    String owner = open.personId().value();
    List<KeyAttestation> before = ledger.attestations(owner);
    String prev =
        before.isEmpty() ? SignedAct.NO_ACT_BEFORE : before.get(before.size() - 1).leafHash();
    int seq = before.size() + 1;
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("v", "1");
    payload.put("type", "KEY");
    payload.put("person", owner);
    payload.put("seq", String.valueOf(seq));
    payload.put("prev", prev);
    payload.put("replacement", open.id());
    payload.put("key", keyOf(open));
    payload.put("startedBy", open.startedBy().value());
    payload.put("paper", sheet.paper().text());
    payload.put(
        "signer",
        Map.of(
            "person", signer.person().value(),
            "name", people.get(signer.person()).name(),
            "post", titleOf(signer.person()),
            "account", signer.username()));
    payload.put("auth", Map.of("method", "signing-password", "address", signer.address()));
    payload.put("signedAt", at.toString());
    String canonical = CanonicalJson.write(payload);
    String signature = Base64.getEncoder().encodeToString(key.sign(Leaf.signingInput(canonical)));
    Leaf leaf = new Leaf(key.alg(), key.keyId(), canonical, signature);
    return new KeyAttestation(
        owner,
        seq,
        open.id(),
        keyOf(open),
        signer.person().value(),
        key.keyId(),
        key.alg(),
        canonical,
        signature,
        prev,
        leaf.hash(),
        at);
  }

  private static String keyOf(KeyReplacement open) {
    return Objects.requireNonNull(open.newKeyId());
  }

  private String titleOf(PersonId person) {
    return people.postsToday(person).stream().map(Post::title).findFirst().orElse("");
  }

  private String say(String code, Object... args) {
    return CanonicalJson.signable(messages.getMessage(code, args, Locale.SIMPLIFIED_CHINESE));
  }

  private <T> T within(Supplier<T> question) {
    T answer = transaction.execute(status -> question.get());
    if (answer == null) {
      throw new IllegalStateException("A question without an answer.");
    }
    return answer;
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
