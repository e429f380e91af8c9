package io.bihuan.loop.assignment;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardLoop;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.OutOfStep;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.people.Role;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Signatures;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * 改派: before it is signed, an act may wait for another person. A superior says so and why; nobody
 * gives one to himself or away from himself, and never to whom the law excludes. 代签 does not exist.
 */
@Component
class Reassign implements LoopAct<Reassign.Form> {
  private static final int LONGEST_REASON = 1000;

  /**
   * @param pending the task of the pending act
   * @param to whose it is from now on
   */
  record Form(@Nullable String pending, @Nullable String to, @Nullable String reason) {}

  private final Subjects subjects;
  private final Hazards hazards;
  private final Matters matters;
  private final PendingActs pendingActs;
  private final Holders holders;
  private final HazardLoop loop;
  private final Ledger ledger;
  private final Signatures signatures;
  private final People people;
  private final ReassignmentMapper mapper;
  private final MessageSource messages;

  Reassign(
      Subjects subjects,
      Hazards hazards,
      Matters matters,
      PendingActs pendingActs,
      Holders holders,
      HazardLoop loop,
      Ledger ledger,
      Signatures signatures,
      People people,
      ReassignmentMapper mapper,
      MessageSource messages) {
    this.subjects = subjects;
    this.hazards = hazards;
    this.matters = matters;
    this.pendingActs = pendingActs;
    this.holders = holders;
    this.loop = loop;
    this.ledger = ledger;
    this.signatures = signatures;
    this.people = people;
    this.mapper = mapper;
    this.messages = messages;
  }

  @Override
  public Act act() {
    return Act.REASSIGN;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  /** From the page of the hazard or inspection, for what waits there and for all its matters. */
  @Override
  public boolean mayBegin(Subject about, PersonId person) {
    boolean isItself = about instanceof Hazard || about.route() == Route.INSPECTION;
    return isItself
        && (holdsAt(about, Role.SECTION_CHIEF, person)
            || holdsAt(about, Role.BUREAU_LEADER, person))
        && waiting(about).stream().anyMatch(pending -> mayTakeFrom(pending, person));
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    refusals
        .addIf(form.pending() == null, "pending", "refused.missing")
        .addIf(form.to() == null, "to", "refused.missing")
        .text("reason", form.reason(), LONGEST_REASON);
    if (form.pending() == null) {
      return;
    }
    Optional<PendingAct> pending = pending(at, form);
    if (pending.isEmpty()) {
      if (ledger.byTask(form.pending()).isPresent()) {
        // Signed meanwhile by him who held it.
        throw new OutOfStep(about(at).key());
      }
      refusals.add("pending", "refused.choice");
      return;
    }
    if (!mayTakeFrom(pending.get(), at.signer())) {
      refusals.add("pending", "refused.reassign.notYours");
    } else if (form.to() != null) {
      refusals.addIf(
          candidates(pending.get(), at.signer()).stream()
              .noneMatch(person -> person.id().value().equals(form.to())),
          "to",
          "refused.reassign.to");
    }
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    PendingAct pending = pending(at, form).orElseThrow(() -> new OutOfStep(about(at).key()));
    return List.of(
        Words.of(
            "says.reassign",
            pending.subject(),
            nameOf(pending.act()),
            people.get(pending.person()).name(),
            people.get(to(form)).name(),
            String.valueOf(form.reason())),
        Words.of("says.reassign.only"));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    PendingAct pending = pending(at, form).orElseThrow(() -> new OutOfStep(about(at).key()));
    mapper.insert(
        at.matter().no(),
        at.seq(),
        pending.taskId(),
        pending.subject(),
        pending.act(),
        pending.person(),
        to(form),
        String.valueOf(form.reason()),
        at.signer());
    Map<String, String> recorded =
        new LinkedHashMap<>(Signatures.reassigning(pending.taskId(), to(form)));
    recorded.put("reassignsFrom", pending.person().value());
    recorded.put("reassignsAct", pending.act().id());
    recorded.put("reassignsSubject", pending.subject());
    return recorded;
  }

  @Override
  public void afterwards(Situation at, Form form, boolean backward, SignedAct signed) {
    PendingAct pending = pending(at, form).orElseThrow(() -> new OutOfStep(about(at).key()));
    PersonId to = to(form);
    Subject subject = subjects.get(pending.subject());
    if (pending.act() == Act.RECTIFY) {
      hazards.redetermine(madeResponsible(((Hazard) subject), to));
    } else {
      holders.name(
          subject,
          pending.act(),
          holders.of(subject, pending.act()).stream()
              .map(person -> person.equals(pending.person()) ? to : person)
              .toList());
    }
    pendingActs.hand(pending, to, signed.taskId());
    loop.reassign(pending.taskId(), to);
  }

  private FourDeterminations madeResponsible(Hazard hazard, PersonId to) {
    FourDeterminations four = hazards.determinations(hazard.no()).orElseThrow();
    return new FourDeterminations(
        hazard.no(),
        four.version() + 1,
        four.measures(),
        four.standard(),
        four.deadline(),
        to,
        four.basis());
  }

  @Override
  public Map<String, String> prefill(Situation at) {
    List<PendingAct> waiting = takeable(at);
    return waiting.size() == 1 ? Map.of("pending", waiting.get(0).taskId()) : Map.of();
  }

  /** Whoever may do one of the acts is named with it; whom the law excludes from it is not. */
  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Map<String, String> waiting = new LinkedHashMap<>();
    Map<String, List<String>> may = new LinkedHashMap<>();
    for (PendingAct pending : takeable(at)) {
      waiting.put(
          pending.taskId(),
          "%s · %s".formatted(nameOf(pending.act()), people.get(pending.person()).name()));
      for (Person person : candidates(pending, at.signer())) {
        may.computeIfAbsent(person.id().value(), id -> new ArrayList<>())
            .add(nameOf(pending.act()));
      }
    }
    Map<String, String> to = new LinkedHashMap<>();
    may.forEach(
        (id, acts) -> {
          Person person = people.get(new PersonId(id));
          String title =
              people.postsToday(person.id()).stream().map(Post::title).findFirst().orElse("");
          to.put(
              id,
              "%s · %s · %s"
                  .formatted(
                      person.name(), title, String.join("、", acts.stream().distinct().toList())));
        });
    return Map.of("pending", waiting, "to", to);
  }

  private Subject about(Situation at) {
    return subjects.get(Objects.requireNonNull(at.matter().about()));
  }

  private Optional<PendingAct> pending(Situation at, Form form) {
    return waiting(about(at)).stream()
        .filter(pending -> pending.taskId().equals(form.pending()))
        .findFirst();
  }

  private List<PendingAct> takeable(Situation at) {
    return waiting(about(at)).stream()
        .filter(pending -> mayTakeFrom(pending, at.signer()))
        .toList();
  }

  /** Everything somebody is waited for about this subject, a reassignment itself apart. */
  private List<PendingAct> waiting(Subject about) {
    return Stream.concat(Stream.of(about.key()), matters.of(about).stream().map(Matter::key))
        .flatMap(key -> pendingActs.of(key).stream())
        .filter(pending -> pending.act() != Act.REASSIGN)
        .toList();
  }

  /** Not from oneself, and what waits for the bureau's leader is for another of them to give. */
  private boolean mayTakeFrom(PendingAct pending, PersonId person) {
    Subject subject = subjects.get(pending.subject());
    return !pending.person().equals(person)
        && (holdsAt(subject, Role.BUREAU_LEADER, person)
            || !holdsAt(subject, Role.BUREAU_LEADER, pending.person()));
  }

  private List<Person> candidates(PendingAct pending, PersonId reassigner) {
    Subject subject = subjects.get(pending.subject());
    List<PersonId> signing = holders.of(subject, pending.act());
    boolean ofTheUnit = isOfUnit(subject, pending.person());
    return holders.candidates(subject, pending.act()).stream()
        .filter(person -> !person.id().equals(reassigner))
        .filter(person -> !signing.contains(person.id()))
        .filter(person -> !ledger.hasSigned(subject.key(), subject.step(), person.id().value()))
        .filter(
            person ->
                pending.act() != Act.CURE_ON_SPOT || isOfUnit(subject, person.id()) == ofTheUnit)
        .filter(person -> !signatures.isExcluded(subject, pending.act(), person.id()))
        .toList();
  }

  private boolean isOfUnit(Subject subject, PersonId person) {
    String unit = subject.unitId();
    return unit != null && people.ofUnit(unit).stream().anyMatch(one -> one.id().equals(person));
  }

  private boolean holdsAt(Subject subject, Role role, PersonId person) {
    return people.ofDepartment(role, subject.departmentId()).stream()
        .anyMatch(one -> one.id().equals(person));
  }

  private String nameOf(Act act) {
    return String.valueOf(
        messages.getMessage("paper." + act.id(), null, act.id(), Locale.SIMPLIFIED_CHINESE));
  }

  private static PersonId to(Form form) {
    return new PersonId(String.valueOf(form.to()));
  }
}
