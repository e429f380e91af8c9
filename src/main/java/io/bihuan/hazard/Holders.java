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
      case SIGN_AS_LEGAL_REP ->
          first(people.ofUnit(Role.LEGAL_REP, unitOf(hazard)).stream(), "refused.holder.legalRep");
      case ENDORSE ->
          first(
              people.ofArea(Role.TOWN_LEADER, hazard.areaCode()).stream(),
              "refused.holder.townLeader");
      case ISSUE_ORDER ->
          first(
              people.ofDepartment(Role.BUREAU_LEADER, hazard.departmentId()).stream(),
              "refused.holder.bureauLeader");
      case RECTIFY ->
          List.of(
              hazards
                  .determinations(hazard.no())
                  .map(FourDeterminations::responsible)
                  .orElseThrow(() -> Refused.because("", "refused.holder.responsible")));
      case SELF_CHECK ->
          first(
              Stream.of(Role.LEGAL_REP, Role.SAFETY_OFFICER)
                  .flatMap(role -> people.ofUnit(role, unitOf(hazard)).stream())
                  .filter(not(hazard, Act.RECTIFY)),
              "refused.holder.selfCheck");
      case CLOSE_OUT ->
          first(
              Stream.of(Role.SECTION_CHIEF, Role.BUREAU_LEADER)
                  .flatMap(role -> people.ofDepartment(role, hazard.departmentId()).stream())
                  .filter(not(hazard, Act.RECTIFY))
                  .filter(not(hazard, Act.REINSPECT)),
              "refused.holder.closeOut");
    };
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
