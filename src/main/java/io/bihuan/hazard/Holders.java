package io.bihuan.hazard;

import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.people.Role;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.refusal.Refused;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 谁来办: who must do an act of a subject. The diagrams ask here; whoever the law excludes is never
 * named, and an act that nobody could do is refused before the subject moves towards it.
 */
@Service
@Transactional
public class Holders {
  private final Subjects subjects;
  private final Hazards hazards;
  private final HolderMapper named;
  private final People people;
  private final Ledger ledger;

  Holders(Subjects subjects, Hazards hazards, HolderMapper named, People people, Ledger ledger) {
    this.subjects = subjects;
    this.hazards = hazards;
    this.named = named;
    this.people = people;
    this.ledger = ledger;
  }

  /** As many different persons as the act wants signers, in a fixed order. */
  public List<PersonId> of(Subject subject, Act act) {
    List<PersonId> asNamed = named.named(subject.key(), act);
    if (!asNamed.isEmpty()) {
      return asNamed;
    }
    return switch (act) {
      case REGISTER, DETERMINE, DELIVER_ORDER -> List.of(about(subject).leadInspector());
      case SIGN_AS_INSPECTOR, REINSPECT, LOOK_BACK ->
          List.of(
              about(subject).leadInspector(),
              present(about(subject).secondInspector(), "refused.holder.secondInspector"));
      case RECTIFY -> List.of(present(responsible(subject), "refused.holder.responsible"));
      case CURE_ON_SPOT,
          ACCEPT_AS_PANEL,
          RECORD_INSPECTION,
          SIGN_INSPECTION,
          CONFIRM_INSPECTION,
          PROPOSE_VOID,
          RECORD_DECLINE,
          REPORT_PROGRESS,
          REASSIGN ->
          throw Refused.because("", "refused.holder.named");
      default -> first(inPost(subject, act), missing(act));
    };
  }

  /** How many must sign an act of this subject. */
  public int signers(Subject subject, Act act) {
    return act.isSignedAsNamed() ? of(subject, act).size() : act.signers();
  }

  /** Names persons for an act that comes later; said by the act that is being signed. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void name(Subject subject, Act act, List<PersonId> persons) {
    named.name(subject.key(), act, persons);
  }

  /**
   * Whether a person who was asked may still be the one: he holds his post today. Not whether he
   * would be asked today, for a second one appointed beside him takes nothing from him.
   */
  public boolean stillIs(Subject subject, Act act, PersonId person) {
    return isByPost(act)
        ? inPost(subject, act).map(Person::id).anyMatch(person::equals)
        : of(subject, act).contains(person) && fits(subject, act, person);
  }

  /** Whoever may be asked for an act, the law's exclusions by earlier acts apart. */
  public List<Person> candidates(Subject subject, Act act) {
    if (isByPost(act)) {
      return inPost(subject, act).distinct().toList();
    }
    Stream<Person> pool =
        switch (act) {
          case RECTIFY, REPORT_PROGRESS, CONFIRM_INSPECTION ->
              people.ofUnit(unitOf(subject)).stream();
          case CURE_ON_SPOT ->
              Stream.concat(
                  people.inspectors(subject.areaCode()).stream(),
                  people.ofUnit(unitOf(subject)).stream());
          case ACCEPT_AS_PANEL ->
              people.all().stream().filter(person -> fits(subject, act, person.id()));
          default -> people.inspectors(subject.areaCode()).stream();
        };
    return pool.distinct().toList();
  }

  private static String missing(Act act) {
    return "refused.holder."
        + switch (act) {
          case SIGN_AS_LEGAL_REP, RECEIVE_ORDER, DRAFT_PLAN -> "legalRep";
          case ENDORSE, ENDORSE_CURE, REPORT_MAJOR -> "townLeader";
          case ISSUE_ORDER -> "bureauLeader";
          case SELF_CHECK -> "selfCheck";
          case CLOSE_OUT -> "closeOut";
          case NOTIFY_EMPLOYEES -> "safetyOfficer";
          default -> "department";
        };
  }

  private static boolean isByPost(Act act) {
    return switch (act) {
      case SIGN_AS_LEGAL_REP,
          GRADE_HAZARD,
          ENDORSE,
          ISSUE_ORDER,
          RECEIVE_ORDER,
          DRAFT_PLAN,
          APPROVE_PLAN,
          SELF_CHECK,
          FORM_PANEL,
          ENDORSE_CURE,
          CLOSE_OUT,
          DECIDE_VOID,
          NOTE_DECLINE,
          REPORT_MAJOR,
          RECEIVE_MAJOR_REPORT,
          NOTIFY_EMPLOYEES,
          DECIDE_REOPENING ->
          true;
      default -> false;
    };
  }

  /** Whether a person who was named is still what he was named as. */
  private boolean fits(Subject subject, Act act, PersonId person) {
    return switch (act) {
      case RECTIFY, REPORT_PROGRESS, CONFIRM_INSPECTION -> isOfUnit(subject, person);
      case CURE_ON_SPOT -> isOfUnit(subject, person) || people.holds(person, Role.INSPECTOR);
      case ACCEPT_AS_PANEL ->
          !isOfUnit(subject, person)
              && people.postsToday(person).stream().map(Post::role).anyMatch(Holders::mayJudge);
      case REASSIGN ->
          isOfDepartment(subject, Role.SECTION_CHIEF, person)
              || isOfDepartment(subject, Role.BUREAU_LEADER, person);
      default -> people.holds(person, Role.INSPECTOR);
    };
  }

  private static boolean mayJudge(Role role) {
    return !role.isOfUnit();
  }

  /** Who may do an act by his post, the first to be asked first. */
  private Stream<Person> inPost(Subject subject, Act act) {
    return switch (act) {
      case SIGN_AS_LEGAL_REP, RECEIVE_ORDER, DRAFT_PLAN -> ofUnit(subject, Role.LEGAL_REP);
      case ENDORSE, ENDORSE_CURE, REPORT_MAJOR ->
          people.ofArea(Role.TOWN_LEADER, subject.areaCode()).stream();
      case GRADE_HAZARD, APPROVE_PLAN, FORM_PANEL, NOTE_DECLINE, RECEIVE_MAJOR_REPORT ->
          ofDepartment(subject, Role.SECTION_CHIEF, Role.BUREAU_LEADER);
      case ISSUE_ORDER -> ofDepartment(subject, Role.BUREAU_LEADER);
      case SELF_CHECK ->
          ofUnit(subject, Role.LEGAL_REP, Role.SAFETY_OFFICER).filter(not(subject, Act.RECTIFY));
      case CLOSE_OUT ->
          (about(subject).grade() == Grade.MAJOR
                  ? ofDepartment(subject, Role.BUREAU_LEADER)
                  : ofDepartment(subject, Role.SECTION_CHIEF, Role.BUREAU_LEADER))
              .filter(not(subject, Act.RECTIFY))
              .filter(not(subject, Act.REINSPECT))
              .filter(not(subject, Act.ACCEPT_AS_PANEL));
      case DECIDE_VOID ->
          ofDepartment(subject, Role.SECTION_CHIEF, Role.BUREAU_LEADER)
              .filter(not(subject, Act.PROPOSE_VOID));
      case NOTIFY_EMPLOYEES -> ofUnit(subject, Role.SAFETY_OFFICER, Role.LEGAL_REP);
      case DECIDE_REOPENING ->
          ofDepartment(subject, Role.BUREAU_LEADER, Role.SECTION_CHIEF)
              .filter(not(subject, Act.LOOK_BACK));
      default -> throw new IllegalArgumentException("%s is asked by name.".formatted(act));
    };
  }

  private Stream<Person> ofUnit(Subject subject, Role... roles) {
    return Stream.of(roles).flatMap(role -> people.ofUnit(role, unitOf(subject)).stream());
  }

  private Stream<Person> ofDepartment(Subject subject, Role... roles) {
    return Stream.of(roles)
        .flatMap(role -> people.ofDepartment(role, subject.departmentId()).stream());
  }

  private boolean isOfUnit(Subject subject, PersonId person) {
    return people.ofUnit(unitOf(subject)).stream().map(Person::id).anyMatch(person::equals);
  }

  private boolean isOfDepartment(Subject subject, Role role, PersonId person) {
    return people.ofDepartment(role, subject.departmentId()).stream()
        .map(Person::id)
        .anyMatch(person::equals);
  }

  private @Nullable PersonId responsible(Subject subject) {
    return hazards
        .determinations(about(subject).no())
        .map(FourDeterminations::responsible)
        .orElse(null);
  }

  private Hazard about(Subject subject) {
    return Objects.requireNonNull(
        subjects.hazardOf(subject), () -> "%s is about no hazard.".formatted(subject.key()));
  }

  /** By person, over all rounds, and over every number the hazard has had. */
  private Predicate<Person> not(Subject subject, Act act) {
    List<String> signers =
        (subject instanceof Hazard hazard
                ? hazard.no().lineage().stream().map(HazardNo::value)
                : Stream.of(subject.key()))
            .flatMap(key -> ledger.signers(key, act.name()).stream())
            .toList();
    return person -> !signers.contains(person.id().value());
  }

  private static List<PersonId> first(Stream<Person> persons, String otherwise) {
    return List.of(present(persons.map(Person::id).findFirst().orElse(null), otherwise));
  }

  private static String unitOf(Subject subject) {
    return present(subject.unitId(), "refused.holder.unit");
  }

  private static <T> T present(@Nullable T value, String otherwise) {
    if (value == null) {
      throw Refused.because("", otherwise);
    }
    return value;
  }
}
