package io.bihuan.loop.verification;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Holders;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.people.Role;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * 组成验收组: three or more, an expert among them, nobody of the unit and nobody who will have to say
 * the last word on it.
 */
@Component
class FormPanel implements LoopAct<FormPanel.Form> {
  private static final int LONGEST_OPINION = 1000;
  private static final int FEWEST = 3;
  private static final int MOST = 15;

  /**
   * @param panel the persons, by id
   */
  record Form(@Nullable Decision decision, @Nullable List<String> panel, @Nullable String opinion)
      implements Decided {
    private List<PersonId> persons() {
      return panel == null ? List.of() : panel.stream().distinct().map(PersonId::new).toList();
    }
  }

  private final Holders holders;
  private final People people;
  private final MessageSource messages;

  FormPanel(Holders holders, People people, MessageSource messages) {
    this.holders = holders;
    this.people = people;
    this.messages = messages;
  }

  @Override
  public Act act() {
    return Act.FORM_PANEL;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    if (form.decision() == Decision.RETURNED) {
      refusals.text("opinion", form.opinion(), LONGEST_OPINION);
      return;
    }
    refusals.fits("opinion", form.opinion(), LONGEST_OPINION);
    Hazard hazard = at.hazard();
    List<PersonId> panel = form.persons();
    refusals
        .addIf(
            form.panel() != null && panel.size() < form.panel().size(),
            "panel",
            "refused.panel.twice")
        .addIf(panel.size() < FEWEST, "panel", "refused.panel.few", FEWEST)
        .addIf(panel.size() > MOST, "panel", "refused.panel.many", MOST);
    if (panel.size() > MOST) {
      return;
    }
    Set<PersonId> eligible =
        eligible(hazard).map(Person::id).collect(Collectors.toUnmodifiableSet());
    for (PersonId person : panel) {
      if (!eligible.contains(person)) {
        refusals.add("panel", whyNot(hazard, person), nameOf(person));
      }
    }
    refusals
        .addIf(panel.stream().noneMatch(this::isExpert), "panel", "refused.panel.expert")
        .addIf(nobodyLeft(hazard, Act.CLOSE_OUT, panel), "panel", "refused.panel.nobodyToCloseOut")
        .addIf(
            nobodyLeft(hazard, Act.ENDORSE_CURE, panel), "panel", "refused.panel.nobodyToEndorse");
  }

  /** Whoever judges it does not decide on it afterwards, so somebody else must be left. */
  private boolean nobodyLeft(Hazard hazard, Act act, List<PersonId> panel) {
    return holders.candidates(hazard, act).stream().map(Person::id).allMatch(panel::contains);
  }

  private Stream<Person> eligible(Hazard hazard) {
    return holders.candidates(hazard, Act.ACCEPT_AS_PANEL).stream()
        .filter(person -> !hasWorked(hazard, person.id()) && !hasSpoken(hazard, person.id()));
  }

  private String whyNot(Hazard hazard, PersonId person) {
    if (people.find(person).isEmpty()) {
      return "refused.panel.unknown";
    }
    if (hasWorked(hazard, person)) {
      return "refused.panel.ownWork";
    }
    boolean ofUnit =
        people.ofUnit(String.valueOf(hazard.unitId())).stream()
            .map(Person::id)
            .anyMatch(person::equals);
    return ofUnit || hasSpoken(hazard, person)
        ? "refused.panel.ofUnitNamed"
        : "refused.panel.notAJudge";
  }

  /** By person, in every round and under every number. */
  private boolean hasWorked(Hazard hazard, PersonId person) {
    return holders.hasDone(hazard, Act.RECTIFY, person);
  }

  /** He has signed for the unit, though he may have left it since. */
  private boolean hasSpoken(Hazard hazard, PersonId person) {
    return Stream.of(Act.SIGN_AS_LEGAL_REP, Act.DRAFT_PLAN, Act.SELF_CHECK)
        .anyMatch(act -> holders.hasDone(hazard, act, person));
  }

  private boolean isExpert(PersonId person) {
    return people.holds(person, Role.EXPERT);
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    if (form.decision() == Decision.RETURNED) {
      says.add(Words.of("says.formPanel.returned", String.valueOf(hazard.round())));
    } else {
      says.add(
          Words.of(
              "says.formPanel.agreed",
              String.valueOf(hazard.round()),
              String.valueOf(form.persons().size())));
      form.persons()
          .forEach(
              person ->
                  says.add(
                      Words.of(
                          isExpert(person) ? "says.panel.expert" : "says.panel.judge",
                          nameOf(person),
                          titleOf(person))));
    }
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    if (form.decision() == Decision.AGREED) {
      holders.name(at.hazard(), Act.ACCEPT_AS_PANEL, form.persons());
    }
    return Map.of();
  }

  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Map<String, String> panel = new LinkedHashMap<>();
    eligible(at.hazard())
        .forEach(
            person ->
                panel.put(
                    person.id().value(),
                    String.valueOf(
                        messages.getMessage(
                            isExpert(person.id()) ? "says.panel.expert" : "says.panel.judge",
                            new Object[] {person.name(), titleOf(person.id())},
                            Locale.SIMPLIFIED_CHINESE))));
    return Map.of("panel", panel);
  }

  private String nameOf(PersonId person) {
    return people.find(person).map(Person::name).orElse("");
  }

  private String titleOf(PersonId person) {
    Optional<Post> post = people.postsToday(person).stream().findFirst();
    return post.map(Post::title).orElse("");
  }
}
