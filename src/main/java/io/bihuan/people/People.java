package io.bihuan.people;

import io.bihuan.refusal.Refusals;
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
  private final PostMapper posts;
  private final Appointments appointments;
  private final Clock clock;

  People(PeopleMapper mapper, PostMapper posts, Appointments appointments, Clock clock) {
    this.mapper = mapper;
    this.posts = posts;
    this.appointments = appointments;
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

  public Optional<Unit> unitCoded(Uscc uscc) {
    return mapper.unitCoded(uscc.value());
  }

  public Optional<Person> staffed(String staffNo) {
    return mapper.staffed(staffNo);
  }

  public Optional<Area> area(String code) {
    return mapper.area(code);
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
    return posts.of(person);
  }

  /** The posts that hold today. */
  public List<Post> postsToday(PersonId person) {
    LocalDate today = LocalDate.now(clock);
    return posts.of(person).stream().filter(post -> post.holdsOn(today)).toList();
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

  public void add(Area area) {
    mapper.insertArea(area);
  }

  public Department add(String name, String areaCode, String prefix, List<String> industries) {
    Department department = new Department(newId(), name, areaCode, prefix);
    mapper.insertDepartment(department);
    industries.forEach(industry -> mapper.insertIndustry(department.id(), industry));
    return department;
  }

  public Unit addUnit(String name, Uscc uscc, String areaCode, String industry) {
    new Refusals()
        .addIf(mapper.unitNamed(name).isPresent(), "name", "refused.taken")
        .addIf(mapper.unitCoded(uscc.value()).isPresent(), "uscc", "refused.uscc.taken")
        .throwIfAny();
    Unit unit = new Unit(newId(), name, areaCode, industry, uscc.value());
    mapper.insertUnit(unit);
    return unit;
  }

  /** For a unit of the first release, which has no code yet. */
  public void giveCode(String unitId, Uscc uscc) {
    if (mapper.unitCoded(uscc.value()).isPresent()) {
      throw Refused.because("uscc", "refused.uscc.taken");
    }
    if (mapper.giveCode(unitId, uscc.value()) == 0) {
      throw Refused.because("uscc", "refused.uscc.given");
    }
  }

  public PersonId addPerson(String name, String staffNo) {
    PersonId id = new PersonId(newId());
    mapper.insertPerson(id, name, staffNo);
    return id;
  }

  public void add(Certificate certificate) {
    mapper.insertCertificate(certificate);
  }

  /**
   * Appoints a person, confirmed at once; an administrator's page goes by {@link Appointments}. A
   * role belongs to a unit, to a department or to an area, by its kind.
   */
  public Post appoint(
      PersonId person, Role role, String title, String place, LocalDate from, LocalDate to) {
    return appointments.appoint(person, role, title, place, from, to);
  }

  /** Ends a post yesterday: from today on its holder may not sign in it. */
  public void endPost(String postId) {
    appointments.end(null, postId);
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
