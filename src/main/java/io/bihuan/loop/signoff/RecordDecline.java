package io.bihuan.loop.signoff;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardLoop;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.InspectionEnd;
import io.bihuan.hazard.Interruption;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.people.Unit;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Signatures;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 拒签记录: whoever would not sign does not stop the loop. It is recorded before a witness, the order
 * before two (留置送达), and reported to the department (安全生产法 第六十八条).
 */
@Component
class RecordDecline implements LoopAct<RecordDecline.Form> {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_REASON = 1000;
  private static final Set<Act> OF_THE_UNIT =
      Set.of(Act.SIGN_AS_LEGAL_REP, Act.RECEIVE_ORDER, Act.CONFIRM_INSPECTION);

  /**
   * @param refusedBy who would not sign, by name
   * @param filmed whether a video was taken
   */
  record Form(
      @Nullable String refusedBy,
      @Nullable String refusedPost,
      @Nullable String reason,
      @Nullable String witness,
      @Nullable String witnessPost,
      @Nullable String secondWitness,
      @Nullable String secondWitnessPost,
      @Nullable Boolean filmed) {}

  private final Subjects subjects;
  private final PendingActs pendingActs;
  private final Holders holders;
  private final HazardLoop loop;
  private final Declines declines;
  private final Orders orders;
  private final People people;
  private final InspectionEnd inspectionEnd;

  RecordDecline(
      Subjects subjects,
      PendingActs pendingActs,
      Holders holders,
      HazardLoop loop,
      Declines declines,
      Orders orders,
      People people,
      InspectionEnd inspectionEnd) {
    this.subjects = subjects;
    this.pendingActs = pendingActs;
    this.holders = holders;
    this.loop = loop;
    this.declines = declines;
    this.orders = orders;
    this.people = people;
    this.inspectionEnd = inspectionEnd;
  }

  @Override
  public Act act() {
    return Act.RECORD_DECLINE;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public Optional<Photo.Kind> photos() {
    return Optional.of(Photo.Kind.ON_SITE);
  }

  /** 留置送达 is proved by a picture of the order where it was left. */
  @Override
  public int photosWanted(Situation at, Form form) {
    return leavesInPlace(target(at)) ? 1 : 0;
  }

  @Override
  public boolean mayBegin(Subject about, PersonId person) {
    return about.route() != Route.THIN
        && waitsForTheUnit(about)
        && inspectorsOf(about).contains(person);
  }

  @Override
  public String mayNotBegin(Subject about) {
    return about.route() == Route.THIN ? "refused.thin" : LoopAct.super.mayNotBegin(about);
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    Subject target = target(at);
    boolean two = leavesInPlace(target);
    refusals
        .addIf(!waitsForTheUnit(target), "", "refused.begin.recordDecline")
        .text("refusedBy", form.refusedBy(), LONGEST_NAME)
        .text("refusedPost", form.refusedPost(), LONGEST_NAME)
        .text("reason", form.reason(), LONGEST_REASON)
        .text("witness", form.witness(), LONGEST_NAME)
        .text("witnessPost", form.witnessPost(), LONGEST_NAME)
        .addIf(form.filmed() == null, "filmed", "refused.missing");
    if (two) {
      refusals
          .text("secondWitness", form.secondWitness(), LONGEST_NAME)
          .text("secondWitnessPost", form.secondWitnessPost(), LONGEST_NAME);
    } else {
      refusals
          .fits("secondWitness", form.secondWitness(), LONGEST_NAME)
          .fits("secondWitnessPost", form.secondWitnessPost(), LONGEST_NAME)
          .addIf(
              (form.secondWitness() == null) != (form.secondWitnessPost() == null),
              form.secondWitness() == null ? "secondWitness" : "secondWitnessPost",
              "refused.missing");
    }
    refusals
        .addIf(isParty(form.witness(), target, form), "witness", "refused.witness")
        .addIf(isParty(form.secondWitness(), target, form), "secondWitness", "refused.witness")
        .addIf(
            form.secondWitness() != null && form.secondWitness().equals(form.witness()),
            "secondWitness",
            "refused.witness.same");
  }

  /** Who refused and who records it are no witnesses of it. */
  private boolean isParty(@Nullable String name, Subject target, Form form) {
    return name != null
        && (name.equals(form.refusedBy())
            || inspectorsOf(target).stream()
                .map(people::get)
                .map(Person::name)
                .anyMatch(name::equals));
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Subject target = target(at);
    Hazard hazard = at.about();
    List<Words> says = new ArrayList<>();
    if (hazard != null) {
      says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    } else {
      says.add(Words.of("says.recordDecline.inspection", unitOf(target), target.key()));
    }
    String by = text(form.refusedBy());
    String post = text(form.refusedPost());
    says.add(
        hazard != null && leavesInPlace(target)
            ? Words.of(
                "says.recordDecline.leftInPlace",
                by,
                post,
                orders.standingFor(hazard).no(),
                text(form.reason()))
            : Words.of("says.recordDecline.declined", by, post, text(form.reason())));
    says.add(
        Words.of(
            "says.recordDecline.witnesses",
            String.join("、", witnesses(form).stream().map(Declines::said).toList())));
    says.add(
        Words.of(
            Boolean.TRUE.equals(form.filmed())
                ? "says.recordDecline.filmed"
                : "says.recordDecline.notFilmed"));
    says.add(Words.of("says.recordDecline.reported"));
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    Subject target = target(at);
    Act declined = Objects.requireNonNull(target.act());
    declines.add(
        new Decline(
            at.matter().no(),
            at.seq(),
            target.key(),
            declined,
            target.step(),
            target.round(),
            text(form.refusedBy()),
            text(form.refusedPost()),
            text(form.reason()),
            Boolean.TRUE.equals(form.filmed()),
            at.signer(),
            at.at()),
        witnesses(form));
    Map<String, String> recorded = new LinkedHashMap<>(Signatures.interrupting(target));
    recorded.put("declined", declined.id());
    return recorded;
  }

  @Override
  public void afterwards(Situation at, Form form, boolean backward, SignedAct signed) {
    Subject target = target(at);
    subjects.interrupted(target, Interruption.SIGNATURE_DECLINED, signed.taskId());
    pendingActs.interrupted(target.key());
    Subject after = subjects.move(target, false, at.at());
    Act next = after.act();
    if (next != null) {
      holders.of(after, next);
    }
    loop.interrupt(target.key(), Interruption.SIGNATURE_DECLINED);
    if (after instanceof Matter inspection && inspection.isOver()) {
      inspectionEnd.finished(inspection, at.at());
    }
  }

  /** Whoever is asked is the one who would not; the inspector writes another name if it was he. */
  @Override
  public Map<String, String> prefill(Situation at) {
    Subject target = target(at);
    Map<String, String> prefill = new LinkedHashMap<>();
    pendingActs.of(target.key()).stream()
        .findFirst()
        .map(PendingAct::person)
        .ifPresent(
            asked -> {
              prefill.put("refusedBy", people.get(asked).name());
              people.postsToday(asked).stream()
                  .map(Post::title)
                  .findFirst()
                  .ifPresent(title -> prefill.put("refusedPost", title));
            });
    return prefill;
  }

  /** What the form has to ask for: two witnesses and a picture where the order was left. */
  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    return leavesInPlace(target(at)) ? Map.of("leftInPlace", Map.of("true", "")) : Map.of();
  }

  private Subject target(Situation at) {
    return subjects.get(Objects.requireNonNull(at.matter().about()));
  }

  private static boolean waitsForTheUnit(Subject subject) {
    Act act = subject.act();
    return act != null && OF_THE_UNIT.contains(act);
  }

  private static boolean leavesInPlace(Subject target) {
    return target.standsAt(Act.RECEIVE_ORDER);
  }

  private List<PersonId> inspectorsOf(Subject subject) {
    if (subject instanceof Hazard hazard) {
      return Stream.of(hazard.leadInspector(), hazard.secondInspector())
          .flatMap(Stream::ofNullable)
          .toList();
    }
    return subject.route() == Route.INSPECTION
        ? holders.of(subject, Act.SIGN_INSPECTION)
        : List.of();
  }

  private String unitOf(Subject subject) {
    return Optional.ofNullable(subject.unitId()).flatMap(people::unit).map(Unit::name).orElse("");
  }

  private static List<Decline.Witness> witnesses(Form form) {
    return Stream.of(
            witness(form.witness(), form.witnessPost()),
            witness(form.secondWitness(), form.secondWitnessPost()))
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Decline.Witness> witness(@Nullable String name, @Nullable String post) {
    return name == null ? Optional.empty() : Optional.of(new Decline.Witness(name, text(post)));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
