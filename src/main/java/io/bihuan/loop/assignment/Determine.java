package io.bihuan.loop.assignment;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Holders;
import io.bihuan.loop.discovery.Inspections;
import io.bihuan.loop.discovery.Proposals;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 四定. What an order will demand is fixed here; the order only carries it out of the house. */
@Component
class Determine implements LoopAct<Determine.Form> {
  private static final int LONGEST_MEASURES = 4000;
  private static final int LONGEST_STANDARD = 2000;
  private static final int LONGEST_BASIS = 500;
  private static final int LONGEST_REASON = 1000;
  private static final int LONGEST_ID = 36;

  /**
   * @param secondInspector 两名检查人员: who found it together with the signer
   */
  record Form(
      @Nullable Decision decision,
      @Nullable String measures,
      @Nullable String standard,
      @Nullable LocalDate deadline,
      @Nullable String responsible,
      @Nullable String secondInspector,
      @Nullable String basis,
      @Nullable String reason)
      implements Decided {}

  private final Hazards hazards;
  private final People people;
  private final Proposals proposals;
  private final Inspections inspections;
  private final Holders holders;

  Determine(
      Hazards hazards,
      People people,
      Proposals proposals,
      Inspections inspections,
      Holders holders) {
    this.hazards = hazards;
    this.people = people;
    this.proposals = proposals;
    this.inspections = inspections;
    this.holders = holders;
  }

  @Override
  public Act act() {
    return Act.DETERMINE;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    if (form.decision() == Decision.RETURNED) {
      refusals
          .text("reason", form.reason(), LONGEST_REASON)
          .fits("measures", form.measures(), LONGEST_MEASURES)
          .fits("standard", form.standard(), LONGEST_STANDARD)
          .fits("responsible", form.responsible(), LONGEST_ID)
          .fits("secondInspector", form.secondInspector(), LONGEST_ID)
          .fits("basis", form.basis(), LONGEST_BASIS);
      return;
    }
    refusals
        .text("measures", form.measures(), LONGEST_MEASURES)
        .text("standard", form.standard(), LONGEST_STANDARD);
    LocalDate deadline = form.deadline();
    if (deadline == null) {
      refusals.add("deadline", "refused.missing");
    } else {
      refusals
          .addIf(deadline.isBefore(at.today()), "deadline", "refused.deadline.past")
          .addIf(deadline.isAfter(FourDeterminations.LATEST), "deadline", "refused.deadline.far");
    }
    refusals
        .text("responsible", form.responsible(), LONGEST_ID)
        .text("secondInspector", form.secondInspector(), LONGEST_ID)
        .fits("basis", form.basis(), LONGEST_BASIS)
        .fits("reason", form.reason(), LONGEST_REASON);
    Hazard hazard = at.hazard();
    refusals.addIf(
        form.responsible() != null
            && !contains(people.ofUnit(String.valueOf(hazard.unitId())), form.responsible()),
        "responsible",
        "refused.responsible");
    refusals
        .addIf(
            form.secondInspector() != null
                && !contains(people.inspectors(hazard.areaCode()), form.secondInspector()),
            "secondInspector",
            "refused.secondInspector")
        .addIf(
            hazard.leadInspector().value().equals(form.secondInspector()),
            "secondInspector",
            "refused.secondInspector.same")
        .addIf(
            form.responsible() != null
                && (form.responsible().equals(form.secondInspector())
                    || form.responsible().equals(hazard.leadInspector().value())),
            "responsible",
            "refused.inspectorRectifies")
        // Over all rounds: whoever is excluded later is not named now, or nobody could go on.
        .addIf(
            hasDone(hazard, Act.RECTIFY, form.secondInspector()),
            "secondInspector",
            "refused.ownWork")
        .addIf(
            hasDone(hazard, Act.REINSPECT, form.responsible())
                || hasDone(hazard, Act.ACCEPT_AS_PANEL, form.responsible()),
            "responsible",
            "refused.inspectorRectifies");
  }

  private boolean hasDone(Hazard hazard, Act act, @Nullable String person) {
    return person != null && holders.hasDone(hazard, act, new PersonId(person));
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    if (form.decision() == Decision.RETURNED) {
      return List.of(
          Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()),
          Words.of("says.determine.returned", text(form.reason())));
    }
    return List.of(
        Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()),
        Words.of("says.measures", text(form.measures())),
        Words.of("says.standard", text(form.standard())),
        Words.of("says.deadline", String.valueOf(form.deadline())),
        Words.of("says.responsible", nameOf(form.responsible())),
        Words.of(
            form.basis() == null ? "says.determine.agreed" : "says.determine.agreed.basis",
            nameOf(form.secondInspector()),
            text(form.basis())));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    if (form.decision() != Decision.AGREED) {
      return Map.of();
    }
    Hazard hazard = at.hazard();
    int version = at.determinations() == null ? 1 : at.determinations().version() + 1;
    hazards.determine(
        hazard,
        new FourDeterminations(
            hazard.no(),
            version,
            text(form.measures()),
            text(form.standard()),
            Objects.requireNonNull(form.deadline()),
            new PersonId(text(form.responsible())),
            text(form.basis())),
        new PersonId(text(form.secondInspector())));
    return Map.of("determinationsVersion", String.valueOf(version));
  }

  @Override
  public Map<String, String> prefill(Situation at) {
    Map<String, String> prefill = new LinkedHashMap<>();
    FourDeterminations before = at.determinations();
    if (before != null) {
      prefill.put("measures", before.measures());
      prefill.put("standard", before.standard());
      prefill.put("deadline", before.deadline().toString());
      prefill.put("responsible", before.responsible().value());
      prefill.put("basis", before.basis());
    } else {
      proposals.find(at.hazard().no()).ifPresent(p -> fill(prefill, p, at.hazard()));
      inspections
          .findingOf(at.hazard())
          .ifPresent(finding -> put(prefill, "basis", finding.basis()));
    }
    PersonId second = at.hazard().secondInspector();
    if (second != null) {
      prefill.put("secondInspector", second.value());
    }
    return prefill;
  }

  private void fill(Map<String, String> prefill, Proposals.Proposal proposal, Hazard hazard) {
    put(prefill, "measures", proposal.measures());
    put(prefill, "standard", proposal.standard());
    put(prefill, "deadline", proposal.deadline());
    named(people.ofUnit(String.valueOf(hazard.unitId())), proposal.responsibleName())
        .ifPresent(p -> prefill.put("responsible", p.id().value()));
    named(people.inspectors(hazard.areaCode()), proposal.secondInspectorName())
        .filter(p -> !p.id().equals(hazard.leadInspector()))
        .ifPresent(p -> prefill.put("secondInspector", p.id().value()));
  }

  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Hazard hazard = at.hazard();
    Map<String, String> inspectors = names(people.inspectors(hazard.areaCode()));
    inspectors.remove(hazard.leadInspector().value());
    return Map.of(
        "responsible",
        names(people.ofUnit(String.valueOf(hazard.unitId()))),
        "secondInspector",
        inspectors);
  }

  private static Map<String, String> names(List<Person> persons) {
    Map<String, String> names = new LinkedHashMap<>();
    persons.forEach(p -> names.put(p.id().value(), p.name()));
    return names;
  }

  private static Optional<Person> named(List<Person> persons, @Nullable String name) {
    return persons.stream().filter(p -> p.name().equals(name)).findFirst();
  }

  private static void put(Map<String, String> prefill, String field, @Nullable Object value) {
    if (value != null) {
      prefill.put(field, value.toString());
    }
  }

  private static boolean contains(List<Person> persons, @Nullable String id) {
    return persons.stream().anyMatch(p -> p.id().value().equals(id));
  }

  private String nameOf(@Nullable String person) {
    return person == null ? "" : people.get(new PersonId(person)).name();
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
