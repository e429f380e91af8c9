package io.bihuan.people;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 上级: who may attest that a person is himself. A unit answers for its own people, the department
 * that supervises it for its 法定代表人, and a department for its officials; nobody for himself.
 */
@Service
@Transactional(readOnly = true)
public class Superiors {
  private final People people;

  Superiors(People people) {
    this.people = people;
  }

  /** Nobody, if the person has no post today or stands alone. An official post outranks others. */
  public List<Person> of(PersonId person) {
    List<Post> posts = people.postsToday(person);
    Predicate<Post> official = post -> !post.role().isOfUnit();
    Predicate<Post> legalRep = post -> post.role() == Role.LEGAL_REP;
    Predicate<Post> highest =
        posts.stream().anyMatch(official)
            ? official
            : posts.stream().anyMatch(legalRep) ? legalRep : post -> true;
    return posts.stream()
        .filter(highest)
        .flatMap(this::above)
        .filter(superior -> !superior.id().equals(person))
        .distinct()
        .toList();
  }

  private Stream<Person> above(Post post) {
    return switch (post.role()) {
      case EMPLOYEE, SAFETY_OFFICER -> people.ofUnit(Role.LEGAL_REP, post.place()).stream();
      case LEGAL_REP ->
          leading(people.unit(post.place()).flatMap(people::supervising).map(Department::id));
      case INSPECTOR,
          EXPERT,
          SUPERVISOR,
          TOWN_LEADER,
          SAFETY_OFFICE,
          COUNTY_LEADER,
          DISCIPLINE_LIAISON ->
          leading(
              post.departmentId() != null
                  ? Optional.of(post.place())
                  : people.supervising(post.place()).map(Department::id));
      case SECTION_CHIEF -> people.ofDepartment(Role.BUREAU_LEADER, post.place()).stream();
      case BUREAU_LEADER -> leading(Optional.of(post.place()));
    };
  }

  private Stream<Person> leading(Optional<String> department) {
    return department.stream()
        .flatMap(
            id ->
                Stream.of(Role.SECTION_CHIEF, Role.BUREAU_LEADER)
                    .flatMap(role -> people.ofDepartment(role, id).stream()));
  }
}
