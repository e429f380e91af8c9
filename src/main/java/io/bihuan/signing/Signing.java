package io.bihuan.signing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardLoop;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.OutOfStep;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.Account;
import io.bihuan.people.Accounts;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.people.SigningKeys;
import io.bihuan.people.UnlockedKey;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Leaf;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.record.ledger.Unsignable;
import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * 谁检查、谁签字、谁负责. The one way in which an act is done, for pages and API alike.
 *
 * <p>In one transaction: the subject is locked, the law is checked, the stage writes its row, the
 * payload is signed and appended to the ledger, the pending act goes, the subject moves, and the
 * engine's token follows. Whatever fails, nothing has happened.
 */
@Service
public class Signing {
  private static final int TRIES = 4;
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final Subjects subjects;
  private final Hazards hazards;
  private final Matters matters;
  private final PendingActs pendingActs;
  private final Holders holders;
  private final HazardLoop loop;
  private final Ledger ledger;
  private final Evidence evidence;
  private final People people;
  private final Accounts accounts;
  private final SigningKeys keys;
  private final Separation separation;
  private final AnsweredRequests answered;
  private final TransactionTemplate transaction;
  private final MessageSource messages;
  private final Clock clock;
  private final Map<Act, LoopAct<?>> acts = new EnumMap<>(Act.class);

  Signing(
      Subjects subjects,
      Hazards hazards,
      Matters matters,
      PendingActs pendingActs,
      Holders holders,
      HazardLoop loop,
      Ledger ledger,
      Evidence evidence,
      People people,
      Accounts accounts,
      SigningKeys keys,
      Separation separation,
      AnsweredRequests answered,
      TransactionTemplate transaction,
      MessageSource messages,
      Clock clock,
      List<LoopAct<?>> acts) {
    this.subjects = subjects;
    this.hazards = hazards;
    this.matters = matters;
    this.pendingActs = pendingActs;
    this.holders = holders;
    this.loop = loop;
    this.ledger = ledger;
    this.evidence = evidence;
    this.people = people;
    this.accounts = accounts;
    this.keys = keys;
    this.separation = separation;
    this.answered = answered;
    this.transaction = transaction;
    this.messages = messages;
    this.clock = clock;
    acts.forEach(act -> this.acts.put(act.act(), act));
  }

  /** What the page of an act starts from. */
  public record Blank(
      PendingAct pending,
      int signers,
      Map<String, String> prefill,
      Map<String, Map<String, String>> choices) {}

  /** The act as it waits for this signer; refused if it waits for somebody else or for nobody. */
  public Blank open(Signer signer, String key, String actId) {
    return read(
        () -> {
          Subject subject = subjects.getVisible(key, signer.person());
          LoopAct<?> act = actOf(actId);
          PendingAct pending =
              held(signer, subject, act.act())
                  .orElseThrow(() -> notHeld(signer, subject, act.act(), subject.round(), null));
          Situation at = situation(subject, signer, List.of(), now());
          return new Blank(
              pending, holders.signers(subject, act.act()), act.prefill(at), act.choices(at));
        });
  }

  /** The act as it would wait if this signer began the matter now; nothing is begun. */
  public Blank openBeginning(Signer signer, String about, String actId) {
    return tried(() -> open(signer, begin(signer, about, actId).key(), actId));
  }

  /** Whether this person may begin the matter an act is the first of. */
  public List<Act> beginnings(Subject about, PersonId person) {
    return acts.values().stream()
        .filter(act -> act.mayBegin(about, person))
        .map(LoopAct::act)
        .toList();
  }

  /** Checks everything but the password, and shows the paper that would be signed. */
  public Paper preview(Signer signer, ActRequest request) {
    return read(() -> prepare(signer, request, now(), actOf(request.act())).paper());
  }

  /** The same for a matter that the request would begin. */
  public Paper previewBeginning(Signer signer, ActRequest request) {
    return tried(
        () -> prepare(signer, beginningOf(signer, request), now(), actOf(request.act())).paper());
  }

  /**
   * Signs.
   *
   * @param password the signing password, asked for at every signing
   * @param shown digest of the paper the signer was shown; null if he goes without (API)
   * @throws Refused with the field and the reason, if form, law or password say no
   * @throws OutOfStep if the subject no longer stands there
   * @throws NoSuchHazard if there is no such subject for this person
   */
  public Receipt sign(Signer signer, ActRequest request, String password, @Nullable String shown) {
    return sign(signer, request, password, shown, null, "");
  }

  /** Signs once, however often it is sent under the same key. */
  public Receipt sign(
      Signer signer,
      ActRequest request,
      String password,
      @Nullable String shown,
      @Nullable String idempotencyKey,
      String requestHash) {
    return once(signer, request, false, password, shown, idempotencyKey, requestHash);
  }

  /**
   * Begins a matter about the subject of the request and signs its first act, both or neither: what
   * a person begins himself has no draft.
   */
  public Receipt begin(
      Signer signer,
      ActRequest request,
      String password,
      @Nullable String shown,
      @Nullable String idempotencyKey,
      String requestHash) {
    return once(signer, request, true, password, shown, idempotencyKey, requestHash);
  }

  /** One of those who sign on one screen: each types his own password. */
  public record Hand(PersonId person, String password) {}

  /** Whether this signer may gather everybody an act waits for before his own screen. */
  public List<PersonId> gathered(Signer signer, String key, String actId) {
    return read(
        () -> {
          Subject subject = subjects.getVisible(key, signer.person());
          Act act = actOf(actId).act();
          if (held(signer, subject, act).isEmpty()) {
            throw notHeld(signer, subject, act, subject.round(), null);
          }
          List<PersonId> waiting = pendingActs.of(key).stream().map(PendingAct::person).toList();
          return holders.of(subject, act).stream().filter(waiting::contains).toList();
        });
  }

  /**
   * Everybody an act waits for signs it on one screen: each under his own key, all in one
   * transaction, all or none. The first is the owner of the screen and signs first; the others say
   * the same as he does.
   *
   * @param hands whoever it waits for, the owner of the screen first
   * @throws Refused naming in its field whose password was wrong: {@code password-} and the place
   */
  public List<Receipt> signTogether(
      Signer owner,
      ActRequest request,
      List<Hand> hands,
      @Nullable String shown,
      @Nullable String idempotencyKey,
      String requestHash) {
    return once(
        owner,
        idempotencyKey,
        requestHash,
        Signing::readReceipts,
        () -> signTogetherNow(owner, request, hands, shown, idempotencyKey, requestHash));
  }

  private List<Receipt> signTogetherNow(
      Signer owner,
      ActRequest request,
      List<Hand> hands,
      @Nullable String shown,
      @Nullable String idempotencyKey,
      String requestHash) {
    LoopAct<?> act = actOf(request.act());
    Instant at = now();
    Paper paper = retrying(() -> prepare(owner, request, at, act).paper());
    if (shown != null && !shown.equals(paper.digest())) {
      throw new OutOfStep(request.subject());
    }
    List<PersonId> wanted = gathered(owner, request.subject(), request.act());
    if (!hands.stream().map(Hand::person).toList().equals(wanted)
        || !wanted.get(0).equals(owner.person())) {
      throw Refused.because("signatures", "refused.together");
    }
    List<UnlockedKey> unlocked = new ArrayList<>();
    try {
      unlockAll(hands, unlocked);
      return retrying(
          () -> {
            List<Receipt> receipts = new ArrayList<>();
            for (int place = 0; place < hands.size(); place++) {
              PersonId person = hands.get(place).person();
              Signer signer =
                  new Signer(
                      person,
                      place == 0 ? owner.username() : accountOf(person),
                      owner.address(),
                      owner.username());
              receipts.add(
                  signAll(
                      signer,
                      place == 0 ? request : joining(request),
                      at,
                      act,
                      unlocked.get(place)));
            }
            if (idempotencyKey != null) {
              answered.keep(owner.person(), idempotencyKey, requestHash, write(receipts));
            }
            return receipts;
          });
    } finally {
      unlocked.forEach(UnlockedKey::close);
    }
  }

  /** He has not signed in here; the account is the one he would sign in with. */
  private String accountOf(PersonId person) {
    return accounts.of(person).stream().map(Account::username).findFirst().orElse("");
  }

  /** The same decision; whatever else the form says, and the photos, are of him who goes first. */
  private static ActRequest joining(ActRequest request) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>();
    if (request.form().containsKey("decision")) {
      form.put("decision", request.form().get("decision"));
    }
    return new ActRequest(request.subject(), request.act(), request.round(), null, form, List.of());
  }

  /** Everybody's mistakes at once; each is counted for the person who made it. */
  private void unlockAll(List<Hand> hands, List<UnlockedKey> unlocked) {
    Refusals wrong = new Refusals();
    for (int place = 0; place < hands.size(); place++) {
      Hand hand = hands.get(place);
      try {
        unlocked.add(keys.unlock(hand.person(), hand.password()));
      } catch (Refused refused) {
        String field = "password-" + place;
        refused
            .refusals()
            .forEach(refusal -> wrong.add(field, refusal.code(), refusal.args().toArray()));
      }
    }
    wrong.throwIfAny();
  }

  private Receipt once(
      Signer signer,
      ActRequest request,
      boolean begins,
      String password,
      @Nullable String shown,
      @Nullable String idempotencyKey,
      String requestHash) {
    return once(
        signer,
        idempotencyKey,
        requestHash,
        Signing::readReceipt,
        () -> signNow(signer, request, begins, password, shown, idempotencyKey, requestHash));
  }

  private <T> T once(
      Signer signer,
      @Nullable String idempotencyKey,
      String requestHash,
      Function<String, T> reading,
      Supplier<T> signing) {
    if (idempotencyKey == null) {
      return signing.get();
    }
    Optional<String> before = answered.answer(signer.person(), idempotencyKey, requestHash);
    if (before.isPresent()) {
      return reading.apply(before.get());
    }
    try {
      return signing.get();
    } catch (OutOfStep moved) {
      // By this very request, perhaps, sent twice at the same moment.
      return answered
          .answer(signer.person(), idempotencyKey, requestHash)
          .map(reading)
          .orElseThrow(() -> moved);
    }
  }

  private Receipt signNow(
      Signer signer,
      ActRequest request,
      boolean begins,
      String password,
      @Nullable String shown,
      @Nullable String idempotencyKey,
      String requestHash) {
    LoopAct<?> act = actOf(request.act());
    Instant at = now();
    Paper paper =
        begins
            ? again(
                () -> tried(() -> prepare(signer, beginningOf(signer, request), at, act).paper()))
            : retrying(
                () -> {
                  // Or the act would be seen as waiting, and its photos as used by it a moment
                  // later.
                  lockVisible(request.subject(), signer);
                  return prepare(signer, request, at, act).paper();
                });
    if (shown != null && !shown.equals(paper.digest())) {
      throw new OutOfStep(request.subject());
    }
    try (UnlockedKey key = keys.unlock(signer.person(), password)) {
      return retrying(
          () -> {
            if (idempotencyKey != null) {
              Optional<String> meanwhile =
                  answered.answer(signer.person(), idempotencyKey, requestHash);
              if (meanwhile.isPresent()) {
                return readReceipt(meanwhile.get());
              }
            }
            ActRequest asked = begins ? beginningOf(signer, request) : request;
            Receipt receipt = signAll(signer, asked, at, act, key);
            if (idempotencyKey != null) {
              answered.keep(signer.person(), idempotencyKey, requestHash, write(receipt));
            }
            return receipt;
          });
    }
  }

  private ActRequest beginningOf(Signer signer, ActRequest request) {
    Matter matter = begin(signer, request.subject(), request.act());
    return new ActRequest(
        matter.key(), request.act(), matter.round(), null, request.form(), request.evidence());
  }

  private Matter begin(Signer signer, String about, String actId) {
    LoopAct<?> act = actOf(actId);
    if (!Procedure.begins(act.act())) {
      throw new NoSuchHazard(actId);
    }
    Subject subject = lockVisible(about, signer);
    if (!act.mayBegin(subject, signer.person())) {
      throw Refused.because("", act.mayNotBegin(subject));
    }
    return matters.open(
        Procedure.of(act.act()),
        subject,
        act.signersWith(subject, signer.person()),
        Matters.Term.NONE);
  }

  private Subject lockVisible(String key, Signer signer) {
    return subjects.lock(subjects.getVisible(key, signer.person()).key());
  }

  private record Prepared<F extends Record>(
      LoopAct<F> act,
      F form,
      Map<String, @Nullable Object> tidy,
      Decision decision,
      Situation situation,
      Paper paper) {}

  private <F extends Record> Receipt signAll(
      Signer signer, ActRequest request, Instant at, LoopAct<F> act, UnlockedKey key) {
    Subject first = subjects.getVisible(request.subject(), signer.person());
    F form = Forms.read(Forms.tidy(request.form()), act.form());
    List<String> covered =
        first instanceof Hazard hazard
            ? act.covers(hazard, form, signer.person()).stream().map(Hazard::key).sorted().toList()
            : List.of(first.key());
    covered.forEach(subjects::lock);
    List<Prepared<F>> prepared = new ArrayList<>();
    for (String one : covered) {
      prepared.add(
          prepare(
              signer, one.equals(first.key()) ? request : joined(request, one, covered), at, act));
    }
    Receipt receipt = null;
    List<String> also = new ArrayList<>();
    for (Prepared<F> one : prepared) {
      Receipt signed = signOne(signer, one, key);
      if (signed.subject().equals(first.key())) {
        receipt = signed;
      } else {
        also.add(signed.subject());
      }
    }
    if (receipt == null) {
      throw new IllegalStateException("An act covers its own subject.");
    }
    return new Receipt(
        receipt.subject(),
        receipt.act(),
        receipt.round(),
        receipt.decision(),
        receipt.seq(),
        receipt.leafHash(),
        receipt.signedAt(),
        also,
        receipt.nowAt(),
        receipt.waitingFor());
  }

  /** The same request for a hazard that is signed along with the one asked for. */
  private ActRequest joined(ActRequest request, String key, List<String> covered) {
    Map<String, @Nullable Object> form = new LinkedHashMap<>(request.form());
    form.put("covers", covered);
    return new ActRequest(key, request.act(), subjects.get(key).round(), null, form, List.of());
  }

  private <F extends Record> Receipt signOne(Signer signer, Prepared<F> prepared, UnlockedKey key) {
    Situation at = prepared.situation();
    Subject subject = at.subject();
    Act act = prepared.act().act();
    PendingAct pending = held(signer, subject, act).orElseThrow(() -> new OutOfStep(subject.key()));

    Map<String, String> recorded = prepared.act().record(at, prepared.form());
    prepared
        .act()
        .photos()
        .ifPresent(kind -> evidence.takeUp(at.photos(), subject.key(), kind, subject.round()));
    SignedAct signed = seal(signer, prepared, pending, recorded, key);
    ledger.append(signed);
    pendingActs.signed(pending);

    List<String> decisions = ledger.decisions(subject.key(), subject.step());
    boolean backward = decisions.stream().map(Decision::valueOf).anyMatch(Decision::isBackward);
    boolean moves = decisions.size() >= holders.signers(subject, act);
    Subject after = subject;
    if (moves) {
      after = subjects.move(subjects.get(subject.key()), backward, at.at());
      requireHolders(after);
    }
    loop.complete(pending.taskId());
    if (moves) {
      prepared.act().afterwards(at, prepared.form(), backward, signed);
    }
    Act nowAt = after.act();
    return new Receipt(
        subject.key(),
        act.id(),
        subject.round(),
        prepared.decision().name(),
        signed.seq(),
        signed.leafHash(),
        signed.signedAt(),
        List.of(),
        nowAt == null ? null : nowAt.id(),
        pendingActs.of(subject.key()).stream().map(p -> people.get(p.person()).name()).toList());
  }

  /** Nobody to go on to is said now, in words, and not by the engine halfway through. */
  private void requireHolders(Subject after) {
    Act next = after.act();
    if (next != null && holders.of(after, next).size() != holders.signers(after, next)) {
      throw new IllegalStateException("%s wants other signers.".formatted(next));
    }
  }

  private <F extends Record> Prepared<F> prepare(
      Signer signer, ActRequest request, Instant at, LoopAct<F> act) {
    // Locked, so that pending act, photos and head are of one moment: whoever comes second is out
    // of step, and is not told that his own photo is taken.
    Subject subject = lockVisible(request.subject(), signer);
    PendingAct pending =
        held(signer, subject, act.act())
            .filter(p -> p.round() == request.round())
            .filter(p -> request.task() == null || request.task().equals(p.taskId()))
            .orElseThrow(
                () -> notHeld(signer, subject, act.act(), request.round(), request.task()));
    Map<String, @Nullable Object> tidy = Forms.tidy(request.form());
    F form = Forms.read(tidy, act.form());
    // Before any of it goes into a question to the database.
    canonical(Map.of("form", Forms.signed(tidy)));
    Decision decision = act.decision(form);

    Refusals refusals = new Refusals();
    refusals.addIf(
        !holders.stillIs(subject, act.act(), signer.person()), "", "refused.noLongerHolder");
    separation.check(subject, act.act(), signer.person(), refusals);
    if (decision == null || !act.act().decisions().contains(decision)) {
      throw Refused.because("decision", "refused.missing");
    }
    List<Photo> photos = evidence.free(request.evidence(), signer.person());
    refusals.addIf(
        act.photos().isEmpty() && !photos.isEmpty(), "evidence", "refused.evidence.unwanted");
    Situation situation = situation(subject, signer, photos, at);
    int wanted = act.photosWanted(situation, form);
    // 退回 shows nothing done: its photos would stand on the page as those of a rectification.
    refusals.addIf(
        act.photos().isPresent() && decision.isBackward() && wanted == 0 && !photos.isEmpty(),
        "evidence",
        "refused.evidence.returned");
    refusals.addIf(photos.size() < wanted, "evidence", "refused.evidence.missing", wanted);
    if (subject instanceof Matter matter) {
      LocalDate notBefore = matter.notBefore();
      refusals.addIf(
          notBefore != null && situation.today().isBefore(notBefore),
          "",
          "refused.notBefore",
          String.valueOf(notBefore));
    }
    act.check(situation, form, refusals);
    refusals.throwIfAny();
    Prepared<F> prepared =
        new Prepared<>(act, form, tidy, decision, situation, paper(act, form, situation, signer));
    // What cannot be signed is refused before the password is asked for.
    canonical(payload(signer, prepared, pending, ledger.head(subject.key()), Map.of()));
    return prepared;
  }

  private Situation situation(Subject subject, Signer signer, List<Photo> photos, Instant at) {
    Hazard about = subjects.hazardOf(subject);
    return new Situation(
        subject,
        about,
        about == null ? null : hazards.determinations(about.no()).orElse(null),
        signer.person(),
        ledger.head(subject.key()).seq() + 1,
        photos,
        at,
        LocalDate.ofInstant(at, clock.getZone()));
  }

  private Optional<PendingAct> held(Signer signer, Subject subject, Act act) {
    return pendingActs.of(subject.key()).stream()
        .filter(p -> p.act() == act && p.person().equals(signer.person()))
        .findFirst();
  }

  /**
   * Not one's own act is a refusal that is kept; an act that is over, or that one has signed
   * already while it waits for the other signer, is merely out of step.
   */
  private RuntimeException notHeld(
      Signer signer, Subject subject, Act act, int round, @Nullable String task) {
    List<PendingAct> others =
        pendingActs.of(subject.key()).stream()
            .filter(p -> p.act() == act && p.round() == round)
            .filter(p -> !p.person().equals(signer.person()))
            .toList();
    boolean namesAnothers = others.stream().anyMatch(p -> p.taskId().equals(task));
    if (others.isEmpty()
        || others.stream().anyMatch(p -> pendingActs.wasTakenFrom(signer.person(), p.taskId()))
        || held(signer, subject, act).isPresent()
        || (!namesAnothers
            && ledger.hasSigned(subject.key(), subject.step(), signer.person().value()))) {
      return new OutOfStep(subject.key());
    }
    ledger.refused(subject.key(), null, act.id(), signer.person().value(), "signing for another");
    return Refused.because("", "refused.notYours");
  }

  private <F extends Record> Paper paper(LoopAct<F> act, F form, Situation at, Signer signer) {
    List<String> paragraphs = act.says(at, form).stream().map(this::say).toList();
    List<String> foot = new ArrayList<>();
    foot.add(
        at.subject() instanceof Matter matter
            ? say(Words.of("foot.matter", matter.no()))
            : say(
                Words.of("foot.hazard", at.subject().key(), String.valueOf(at.subject().round()))));
    if (!at.photos().isEmpty()) {
      foot.add(say(Words.of("foot.photos", String.valueOf(at.photos().size()))));
    }
    foot.add(
        say(Words.of("foot.signer", people.get(signer.person()).name(), titleOf(signer.person()))));
    return new Paper(say(Words.of("paper." + act.act().id())), paragraphs, foot);
  }

  private String say(Words words) {
    return CanonicalJson.signable(
        messages.getMessage(words.code(), words.args().toArray(), Locale.SIMPLIFIED_CHINESE));
  }

  private String titleOf(PersonId person) {
    return people.postsToday(person).stream().map(Post::title).findFirst().orElse("");
  }

  private <F extends Record> SignedAct seal(
      Signer signer,
      Prepared<F> prepared,
      PendingAct pending,
      Map<String, String> recorded,
      UnlockedKey key) {
    String subject = pending.subject();
    SignedAct.Head head = ledger.head(subject);
    String payload = canonical(payload(signer, prepared, pending, head, recorded));
    String signature = Base64.getEncoder().encodeToString(key.sign(Leaf.signingInput(payload)));
    Leaf leaf = new Leaf(key.alg(), key.keyId(), payload, signature);
    return new SignedAct(
        subject,
        head.seq() + 1,
        pending.taskId(),
        pending.act().name(),
        pending.round(),
        pending.step(),
        prepared.decision().name(),
        signer.person().value(),
        key.keyId(),
        key.alg(),
        payload,
        signature,
        head.leafHash(),
        leaf.hash(),
        prepared.situation().at());
  }

  private <F extends Record> Map<String, Object> payload(
      Signer signer,
      Prepared<F> prepared,
      PendingAct pending,
      SignedAct.Head head,
      Map<String, String> recorded) {
    Situation at = prepared.situation();
    Map<String, Object> payload = new LinkedHashMap<>();
    payload.put("v", "2");
    payload.put("type", "ACT");
    payload.put("procedure", at.subject().route().procedure().id());
    payload.put("subject", pending.subject());
    payload.put("seq", String.valueOf(head.seq() + 1));
    payload.put("prev", head.leafHash());
    payload.put("task", pending.taskId());
    payload.put("act", pending.act().id());
    payload.put("round", String.valueOf(pending.round()));
    payload.put("step", String.valueOf(pending.step()));
    payload.put("decision", prepared.decision().name());
    payload.put("form", Forms.signed(prepared.tidy()));
    payload.put("recorded", recorded);
    payload.put("paper", prepared.paper().text());
    payload.put(
        "evidence",
        at.photos().stream()
            .sorted(Comparator.comparing(Photo::id))
            .map(
                photo ->
                    Map.of(
                        "id", photo.id(),
                        "name", CanonicalJson.signable(photo.fileName()),
                        "sha256", photo.sha256(),
                        "shown", String.valueOf(photo.shown()),
                        "size", String.valueOf(photo.sizeBytes()),
                        "type", photo.mediaType()))
            .toList());
    payload.put(
        "signer",
        Map.of(
            "person", signer.person().value(),
            "name", people.get(signer.person()).name(),
            "post", titleOf(signer.person()),
            "account", signer.username()));
    Map<String, Object> auth = new LinkedHashMap<>();
    auth.put("method", "signing-password");
    auth.put("address", signer.address());
    if (signer.screen() != null) {
      auth.put("screen", signer.screen());
    }
    payload.put("auth", auth);
    payload.put("signedAt", at.at().toString());
    return payload;
  }

  private static String canonical(Map<String, Object> payload) {
    try {
      return CanonicalJson.write(payload);
    } catch (Unsignable unsignable) {
      String field = Stream.of(unsignable.path().split("/", -1)).skip(2).findFirst().orElse("");
      throw Refused.because(
          unsignable.path().startsWith("/form/") ? field : "",
          "refused.unsignable." + unsignable.reason().name());
    }
  }

  private LoopAct<?> actOf(String id) {
    return Act.of(id).<LoopAct<?>>map(acts::get).orElseThrow(() -> new NoSuchHazard(id));
  }

  private <T> T read(Supplier<T> question) {
    T answer = transaction.execute(status -> question.get());
    if (answer == null) {
      throw new IllegalStateException("A question without an answer.");
    }
    return answer;
  }

  /** A question about what would be, of which nothing stays. */
  private <T> T tried(Supplier<T> question) {
    T answer =
        transaction.execute(
            status -> {
              status.setRollbackOnly();
              return question.get();
            });
    if (answer == null) {
      throw new IllegalStateException("A question without an answer.");
    }
    return answer;
  }

  /**
   * The lock on the subject lets its signers pass one after the other; what is left are deadlocks
   * and lock time-outs of the database, and they are worth another try. The signer is not asked
   * again.
   */
  private <T> T retrying(Supplier<T> signing) {
    return again(() -> read(signing));
  }

  private static <T> T again(Supplier<T> transaction) {
    for (int tried = 1; ; tried++) {
      try {
        return transaction.get();
      } catch (ConcurrencyFailureException | DuplicateKeyException e) {
        if (tried >= TRIES) {
          throw e;
        }
      }
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static String write(Object receipt) {
    try {
      return JSON.writeValueAsString(receipt);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Receipt> readReceipts(String json) {
    try {
      return List.of(JSON.readValue(json, Receipt[].class));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Receipt readReceipt(String json) {
    try {
      return JSON.readValue(json, Receipt.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
