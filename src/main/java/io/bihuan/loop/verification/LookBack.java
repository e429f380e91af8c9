package io.bihuan.loop.verification;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.Subject;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.record.evidence.Photo;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 回头看: does it still hold? Two inspectors, each for himself and on the spot; whenever one of them
 * thinks so, and for a major hazard on fixed days.
 */
@Component
class LookBack implements LoopAct<LookBack.Form> {
  private static final int LONGEST_OPINION = 4000;
  private static final int PHOTOS_WANTED = 1;

  record Form(@Nullable Decision decision, @Nullable String opinion) implements Decided {}

  private final LookBackMapper mapper;
  private final Hazards hazards;
  private final Holders holders;
  private final People people;

  LookBack(LookBackMapper mapper, Hazards hazards, Holders holders, People people) {
    this.mapper = mapper;
    this.hazards = hazards;
    this.holders = holders;
    this.people = people;
  }

  @Override
  public Act act() {
    return Act.LOOK_BACK;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public boolean mayBegin(Subject about, PersonId person) {
    return about instanceof Hazard hazard
        && hazard.isClosedOut()
        && hazards.find(hazard.no().reopened()).isEmpty()
        && people.inspectors(hazard.areaCode()).stream().map(Person::id).anyMatch(person::equals)
        && !holders.hasDone(hazard, Act.RECTIFY, person)
        && companion(hazard, person).isPresent();
  }

  /** The hazard's own inspector goes with him: he knows what it looked like. */
  @Override
  public List<PersonId> signersWith(Subject about, PersonId person) {
    return Stream.concat(Stream.of(person), companion((Hazard) about, person).stream()).toList();
  }

  private Optional<PersonId> companion(Hazard hazard, PersonId person) {
    return Stream.of(hazard.leadInspector(), hazard.secondInspector())
        .flatMap(Stream::ofNullable)
        .filter(inspector -> !inspector.equals(person))
        .filter(inspector -> people.holds(inspector, Role.INSPECTOR))
        .findFirst();
  }

  @Override
  public Optional<Photo.Kind> photos() {
    return Optional.of(Photo.Kind.ON_SITE);
  }

  @Override
  public int photosWanted(Situation at, Form form) {
    return PHOTOS_WANTED;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    refusals.text("opinion", form.opinion(), LONGEST_OPINION);
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    return List.of(
        Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()),
        Words.of("says.standard", at.determined().standard()),
        Words.of(
            form.decision() == Decision.PASSED ? "says.lookBack.passed" : "says.lookBack.sentBack",
            hazard.unitName(),
            String.valueOf(form.opinion())));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    mapper.insert(
        at.matter().key(),
        at.hazard().no(),
        at.seq(),
        at.signer(),
        form.decision(),
        form.opinion());
    return Map.of();
  }
}
