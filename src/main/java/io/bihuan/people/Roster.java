package io.bihuan.people;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Mapper;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 名册: persons and units as the administrator looks through them, a page at a time. However many
 * there are, a page asks the database the same few questions.
 */
@Service
@Transactional(readOnly = true)
public class Roster {
  /** On one page. */
  public static final int PAGE = 50;

  private static final int LAST_PAGE = 100_000;

  private final Rows rows;
  private final Clock clock;

  Roster(Rows rows, Clock clock) {
    this.rows = rows;
    this.clock = clock;
  }

  /** Some of many. */
  public record Page<T>(List<T> lines, int total, int number) {
    public int last() {
      return Math.max(1, (total + PAGE - 1) / PAGE);
    }
  }

  /** A person with all that belongs to him. */
  public record Line(
      Person person,
      List<Account> accounts,
      List<Held> posts,
      List<Certificate> certificates,
      KeyState key) {}

  /** A post and the name of its place. */
  public record Held(
      String id,
      PersonId personId,
      Role role,
      String title,
      String place,
      LocalDate validFrom,
      LocalDate validTo) {
    public boolean holdsOn(LocalDate day) {
      return !day.isBefore(validFrom) && !day.isAfter(validTo);
    }
  }

  /** 签字密码. */
  public enum KeyState {
    NONE,
    USABLE,
    /** Made anew; it signs nothing before it is attested. */
    AWAITING,
    /** Revoked, and no other one made yet. */
    REVOKED
  }

  /** A unit with the name of its area and of whoever is 法定代表人 today. */
  public record UnitLine(
      String id,
      String name,
      @Nullable String uscc,
      String industry,
      String area,
      @Nullable String legalRep) {}

  /** Persons whose name or staff number contains the words. */
  public Page<Line> persons(String words, int page) {
    String like = like(words);
    int total = rows.countPersons(like);
    int number = within(page, total);
    return new Page<>(lines(rows.persons(like, PAGE, (number - 1) * PAGE)), total, number);
  }

  public Optional<Line> person(PersonId id) {
    return lines(rows.person(id)).stream().findFirst();
  }

  /** Units whose name or code contains the words. */
  public Page<UnitLine> units(String words, int page) {
    String like = like(words);
    int total = rows.countUnits(like);
    int number = within(page, total);
    return new Page<>(
        rows.units(like, LocalDate.now(clock), PAGE, (number - 1) * PAGE), total, number);
  }

  /** A proposed post with the names an administrator has to know to decide. */
  public record Proposal(
      String id,
      PersonId personId,
      String name,
      String staffNo,
      Role role,
      String title,
      String place,
      LocalDate validFrom,
      LocalDate validTo,
      PersonId proposedBy,
      String proposer) {}

  /** How many posts one administrator has proposed, the latest at that moment. */
  public record Proposer(PersonId personId, String name, int count, Instant latest) {}

  /** The oldest of the proposed posts; {@link #proposers} says how many there are. */
  public List<Proposal> proposals() {
    return rows.proposals(PAGE);
  }

  public List<Proposer> proposers() {
    return rows.proposers();
  }

  /** What each department supervises, by its id. */
  public Map<String, List<String>> industries() {
    return rows.industries().stream()
        .collect(
            Collectors.groupingBy(
                Industry::departmentId,
                Collectors.mapping(Industry::industry, Collectors.toList())));
  }

  private List<Line> lines(List<Person> persons) {
    if (persons.isEmpty()) {
      return List.of();
    }
    List<PersonId> ids = persons.stream().map(Person::id).toList();
    Map<PersonId, List<Account>> accounts = by(rows.accounts(ids), Account::personId);
    Map<PersonId, List<Held>> posts = by(rows.posts(ids), Held::personId);
    Map<PersonId, List<Certificate>> certificates =
        by(rows.certificates(ids), Certificate::personId);
    Map<PersonId, List<Key>> keys = by(rows.keys(ids), Key::personId);
    return persons.stream()
        .map(
            person ->
                new Line(
                    person,
                    accounts.getOrDefault(person.id(), List.of()),
                    posts.getOrDefault(person.id(), List.of()),
                    certificates.getOrDefault(person.id(), List.of()),
                    stateOf(keys.getOrDefault(person.id(), List.of()))))
        .toList();
  }

  private static KeyState stateOf(List<Key> keys) {
    if (keys.isEmpty()) {
      return KeyState.NONE;
    }
    if (keys.stream().allMatch(Key::revoked)) {
      return KeyState.REVOKED;
    }
    return keys.stream().filter(key -> !key.revoked()).anyMatch(Key::awaitsAttestation)
        ? KeyState.AWAITING
        : KeyState.USABLE;
  }

  private static <T> Map<PersonId, List<T>> by(List<T> rows, Function<T, PersonId> person) {
    return rows.stream().collect(Collectors.groupingBy(person));
  }

  private static int within(int page, int total) {
    int last = Math.max(1, (total + PAGE - 1) / PAGE);
    return Math.max(1, Math.min(Math.min(page, LAST_PAGE), last));
  }

  private static String like(String words) {
    String literal = words.strip().toLowerCase(Locale.ROOT).replaceAll("([!%_])", "!$1");
    return "%" + literal + "%";
  }

  record Industry(String departmentId, String industry) {}

  record Key(PersonId personId, boolean revoked, boolean awaitsAttestation) {}

  @Mapper
  interface Rows {
    String THEIRS =
        """
         where person_id in
        <foreach item="id" collection="ids" open="(" separator="," close=")">#{id}</foreach>
        """;

    @Select(
        """
        select count(*) from person
         where lower(name) like #{like} escape '!' or lower(staff_no) like #{like} escape '!'
        """)
    int countPersons(String like);

    @Select(
        """
        select id, name, staff_no, signing_failures, signing_locked_until from person
         where lower(name) like #{like} escape '!' or lower(staff_no) like #{like} escape '!'
         order by name, id limit #{size} offset #{offset}
        """)
    List<Person> persons(String like, int size, int offset);

    @Select(
        """
        select id, name, staff_no, signing_failures, signing_locked_until from person
         where id = #{id}
        """)
    List<Person> person(PersonId id);

    @Select(
        "<script>select username, person_id, password_hash, enabled, administrator, initial from account"
            + THEIRS
            + " order by created_at, username</script>")
    List<Account> accounts(List<PersonId> ids);

    @Select(
        """
        <script>
        select o.id, o.person_id, o.role, o.title, coalesce(u.name, d.name, a.name) as place,
               o.valid_from, o.valid_to
          from post o
          left join unit u on u.id = o.unit_id
          left join department d on d.id = o.department_id
          left join area a on a.code = o.area_code
        """
            + THEIRS
            + " order by o.valid_from, o.id</script>")
    List<Held> posts(List<PersonId> ids);

    @Select(
        "<script>select no, person_id, kind, valid_from, valid_to from certificate"
            + THEIRS
            + " order by valid_from, no</script>")
    List<Certificate> certificates(List<PersonId> ids);

    @Select(
        "<script>select person_id, revoked_at is not null as revoked, awaits_attestation from signing_key"
            + THEIRS
            + " order by enrolled_at</script>")
    List<Key> keys(List<PersonId> ids);

    @Select(
        """
        select count(*) from unit
         where lower(name) like #{like} escape '!' or lower(uscc) like #{like} escape '!'
        """)
    int countUnits(String like);

    @Select(
        """
        select u.id, u.name, u.uscc, u.industry, a.name as area,
               (select p.name from post o join person p on p.id = o.person_id
                 where o.unit_id = u.id and o.role = 'LEGAL_REP'
                   and #{today} between o.valid_from and o.valid_to
                 order by o.valid_from, o.id limit 1) as legal_rep
          from unit u join area a on a.code = u.area_code
         where lower(u.name) like #{like} escape '!' or lower(u.uscc) like #{like} escape '!'
         order by u.name limit #{size} offset #{offset}
        """)
    List<UnitLine> units(String like, LocalDate today, int size, int offset);

    @Select(
        """
        select o.id, o.person_id, p.name, p.staff_no, o.role, o.title,
               coalesce(u.name, d.name, a.name) as place, o.valid_from, o.valid_to,
               o.proposed_by, b.name as proposer
          from proposed_post o
          join person p on p.id = o.person_id
          join person b on b.id = o.proposed_by
          left join unit u on u.id = o.unit_id
          left join department d on d.id = o.department_id
          left join area a on a.code = o.area_code
         where o.confirmed is null
         order by o.proposed_at, o.id limit #{size}
        """)
    List<Proposal> proposals(int size);

    @Select(
        """
        select b.id as person_id, b.name, count(*) as count, max(o.proposed_at) as latest
          from proposed_post o join person b on b.id = o.proposed_by
         where o.confirmed is null
         group by b.id, b.name order by b.name, b.id
        """)
    List<Proposer> proposers();

    @Select(
        "select department_id, industry from department_industry order by department_id, industry")
    List<Industry> industries();
  }
}
