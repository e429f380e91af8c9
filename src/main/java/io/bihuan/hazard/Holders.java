package io.bihuan.hazard;

import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.refusal.Refused;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 谁来办: who must do an act of a hazard. The diagram asks here; whoever the law excludes is never
 * named, and an act that nobody could do is refused before the hazard moves towards it.
 */
@Service
@Transactional
public class Holders {
  private final Hazards hazards;
  private final People people;
  private final Ledger ledger;

  Holders(Hazards hazards, People people, Ledger ledger) {
    this.hazards = hazards;
    this.people = people;
    this.ledger = ledger;
  }

  /** As many different persons as the act wants signers, in a fixed order. */
  public List<PersonId> of(Hazard hazard, Act act) {
    return switch (act) {
      case REGISTER, DETERMINE -> List.of(hazard.leadInspector());
      case SIGN_AS_INSPECTOR, REINSPECT ->
          List.of(
              hazard.leadInspector(),
              present(hazard.secondInspector(), "refused.holder.secondInspector"));
      case RECTIFY -> List.of(present(responsible(hazard), "refused.holder.responsible"));
      case SIGN_AS_LEGAL_REP -> first(inPost(hazard, act), "refused.holder.legalRep");
      case ENDORSE -> first(inPost(hazard, act), "refused.holder.townLeader");
      case ISSUE_ORDER -> first(inPost(hazard, act), "refused.holder.bureauLeader");
      case SELF_CHECK -> first(inPost(hazard, act), "refused.holder.selfCheck");
      case CLOSE_OUT -> first(inPost(hazard, act), "refused.holder.closeOut");
    };
  }

  /**
   * Whether a person who was asked may still be the one: he holds his post today. Not whether he
   * would be asked today, for a second one appointed beside him takes nothing from him.
   */
  public boolean stillIs(Hazard hazard, Act act, PersonId person) {
    return switch (act) {
      case REGISTER, DETERMINE, SIGN_AS_INSPECTOR, REINSPECT ->
          of(hazard, act).contains(person) && people.holds(person, Role.INSPECTOR);
      case RECTIFY ->
          person.equals(responsible(hazard))
              && people.ofUnit(unitOf(hazard)).stream().map(Person::id).anyMatch(person::equals);
      case SIGN_AS_LEGAL_REP, ENDORSE, ISSUE_ORDER, SELF_CHECK, CLOSE_OUT ->
          inPost(hazard, act).map(Person::id).anyMatch(person::equals);
    };
  }

  /** Who may do an act by his post, the first to be asked first. */
  private Stream<Person> inPost(Hazard hazard, Act act) {
    return switch (act) {
      case SIGN_AS_LEGAL_REP -> people.ofUnit(Role.LEGAL_REP, unitOf(hazard)).stream();
      case ENDORSE -> people.ofArea(Role.TOWN_LEADER, hazard.areaCode()).stream();
      case ISSUE_ORDER -> people.ofDepartment(Role.BUREAU_LEADER, hazard.departmentId()).stream();
      case SELF_CHECK ->
          Stream.of(Role.LEGAL_REP, Role.SAFETY_OFFICER)
              .flatMap(role -> people.ofUnit(role, unitOf(hazard)).stream())
              .filter(not(hazard, Act.RECTIFY));
      case CLOSE_OUT ->
          Stream.of(Role.SECTION_CHIEF, Role.BUREAU_LEADER)
              .flatMap(role -> people.ofDepartment(role, hazard.departmentId()).stream())
              .filter(not(hazard, Act.RECTIFY))
              .filter(not(hazard, Act.REINSPECT));
      case REGISTER, DETERMINE, SIGN_AS_INSPECTOR, RECTIFY, REINSPECT ->
          throw new IllegalArgumentException("%s is asked by name.".formatted(act));
    };
  }

  private @Nullable PersonId responsible(Hazard hazard) {
    return hazards.determinations(hazard.no()).map(FourDeterminations::responsible).orElse(null);
  }

  private Predicate<Person> not(Hazard hazard, Act act) {
    List<String> signers = ledger.signers(hazard.no().value(), act.name());
    return person -> !signers.contains(person.id().value());
  }

  private static List<PersonId> first(Stream<Person> persons, String otherwise) {
    return List.of(present(persons.map(Person::id).findFirst().orElse(null), otherwise));
  }

  private static String unitOf(Hazard hazard) {
    return present(hazard.unitId(), "refused.holder.unit");
  }

  private static <T> T present(@Nullable T value, String otherwise) {
    if (value == null) {
      throw Refused.because("", otherwise);
    }
    return value;
  }
}
