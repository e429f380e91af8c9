package io.bihuan.people;

import io.bihuan.refusal.Refused;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who there is, in which post, with which certificate, on this day. */
@Service
@Transactional
public class People {
  private final PeopleMapper mapper;
  private final Clock clock;

  People(PeopleMapper mapper, Clock clock) {
    this.mapper = mapper;
    this.clock = clock;
  }

  public Person get(PersonId id) {
    return mapper
        .person(id)
        .orElseThrow(() -> new IllegalArgumentException("There is no person %s.".formatted(id)));
  }

  public Optional<Person> find(PersonId id) {
    return mapper.person(id);
  }

  public List<Person> all() {
    return mapper.persons();
  }

  public List<Area> areas() {
    return mapper.areas();
  }

  public List<Department> departments() {
    return mapper.departments();
  }

  public Optional<Department> department(String id) {
    return mapper.department(id);
  }

  /** What a department supervises; nothing means everything (综合监管). */
  public List<String> industries(String departmentId) {
    return mapper.industries(departmentId);
  }

  public List<Unit> units() {
    return mapper.units();
  }

  public Optional<Unit> unit(String id) {
    return mapper.unit(id);
  }

  public Optional<Unit> unitNamed(String name) {
    return mapper.unitNamed(name);
  }

  /** 行业 × 属地: an industry's own department comes before the one of 综合监管. */
  public Optional<Department> supervising(Unit unit) {
    return mapper.supervising(unit.areaCode(), unit.industry());
  }

  /** The department of 综合监管 in an area. */
  public Optional<Department> supervising(String areaCode) {
    return mapper.supervising(areaCode, null);
  }

  public List<Post> posts(PersonId person) {
    return mapper.posts(person);
  }

  /** The posts that hold today. */
  public List<Post> postsToday(PersonId person) {
    LocalDate today = LocalDate.now(clock);
    return mapper.posts(person).stream()
        .filter(p -> !today.isBefore(p.validFrom()) && !today.isAfter(p.validTo()))
        .toList();
  }

  public boolean holds(PersonId person, Role role) {
    return postsToday(person).stream().anyMatch(p -> p.role() == role);
  }

  public List<Certificate> certificates(PersonId person) {
    return mapper.certificates(person);
  }

  /** 安全生产法 第六十七条: without a certificate valid today an inspector cannot sign. */
  public boolean isCertified(PersonId person) {
    LocalDate today = LocalDate.now(clock);
    return mapper.certificates(person).stream()
        .anyMatch(c -> !today.isBefore(c.validFrom()) && !today.isAfter(c.validTo()));
  }

  public List<Person> ofUnit(Role role, String unitId) {
    return mapper.ofUnit(role, unitId, LocalDate.now(clock));
  }

  /** Everybody with a post at the unit; anyone of them may be the responsible person. */
  public List<Person> ofUnit(String unitId) {
    return mapper.ofUnitAnyRole(unitId, LocalDate.now(clock));
  }

  public List<Person> ofDepartment(Role role, String departmentId) {
    return mapper.ofDepartment(role, departmentId, LocalDate.now(clock));
  }

  /** Nearest area first: a town's leader comes before the county's. */
  public List<Person> ofArea(Role role, String areaCode) {
    return mapper.ofArea(role, areaCode, LocalDate.now(clock));
  }

  public List<Person> inspectors(String areaCode) {
    return mapper.inspectors(areaCode, LocalDate.now(clock));
  }

  /** Whoever may be named to a panel in an area. */
  public List<Person> judges(String areaCode) {
    return mapper.judges(areaCode, LocalDate.now(clock));
  }

  public void add(Area area) {
    mapper.insertArea(area);
  }

  public Department add(String name, String areaCode, String prefix, List<String> industries) {
    Department department = new Department(newId(), name, areaCode, prefix);
    mapper.insertDepartment(department);
    industries.forEach(industry -> mapper.insertIndustry(department.id(), industry));
    return department;
  }

  public Unit addUnit(String name, String areaCode, String industry) {
    Unit unit = new Unit(newId(), name, areaCode, industry);
    mapper.insertUnit(unit);
    return unit;
  }

  public PersonId addPerson(String name, String staffNo) {
    PersonId id = new PersonId(newId());
    mapper.insertPerson(id, name, staffNo);
    return id;
  }

  public void add(Certificate certificate) {
    mapper.insertCertificate(certificate);
  }

  /** Appoints a person; a role belongs to a unit, to a department or to an area, by its kind. */
  public Post appoint(
      PersonId person, Role role, String title, String place, LocalDate from, LocalDate to) {
    boolean atUnit = mapper.unit(place).isPresent();
    boolean atDepartment = mapper.department(place).isPresent();
    boolean inArea = mapper.areas().stream().anyMatch(area -> area.code().equals(place));
    boolean fits =
        role.isOfUnit()
            ? atUnit
            : role.isOfDepartment()
                ? atDepartment
                : role == Role.INSPECTOR ? atDepartment || inArea : inArea;
    if (!fits) {
      throw Refused.because("place", "refused.post.place");
    }
    if (to.isBefore(from)) {
      throw Refused.because("validTo", "refused.period");
    }
    Post post =
        new Post(
            newId(),
            person,
            role,
            title,
            atUnit ? place : null,
            atDepartment ? place : null,
            atUnit || atDepartment ? null : place,
            from,
            to);
    mapper.insertPost(post);
    return post;
  }

  /** Ends a post yesterday: from today on its holder may not sign in it. */
  public void endPost(String postId) {
    mapper.endPost(postId, LocalDate.now(clock).minusDays(1));
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
