package io.bihuan.people;

import io.bihuan.refusal.Refusal;
import io.bihuan.refusal.Refused;
import io.bihuan.workbook.Unreadable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 导入名册: units and persons from a workbook. What is there already stays as it is, so the same file
 * changes nothing twice; a row with a fault is left out with everything it says. Posts are given as
 * on the page: where there is a second administrator, he has to confirm them.
 */
@Service
@Transactional
public class RosterImport {
  private static final Logger LOG = LoggerFactory.getLogger(RosterImport.class);

  private final People people;
  private final PeopleMapper rows;
  private final Roster roster;
  private final Accounts accounts;
  private final Appointments appointments;
  private final MessageSource messages;

  RosterImport(
      People people,
      PeopleMapper rows,
      Roster roster,
      Accounts accounts,
      Appointments appointments,
      MessageSource messages) {
    this.people = people;
    this.rows = rows;
    this.roster = roster;
    this.accounts = accounts;
    this.appointments = appointments;
    this.messages = messages;
  }

  /** An account that was opened; the code is shown now and never again. */
  public record Activation(String name, String staffNo, String username, String code) {}

  /**
   * What became of a workbook.
   *
   * @param read rows, of both sheets
   * @param posts given or, where they wait for a second administrator, proposed
   * @param already rows that said nothing new
   */
  public record Outcome(
      int read,
      int units,
      int persons,
      int posts,
      boolean proposed,
      int certificates,
      int already,
      List<Activation> activations,
      List<RosterFault> refused) {}

  public Outcome importFrom(PersonId by, InputStream workbook) {
    return new Run(by, read(workbook)).run();
  }

  private static RosterReader read(InputStream workbook) {
    try {
      return RosterReader.read(workbook);
    } catch (Unreadable unreadable) {
      if (unreadable.getCause() != null) {
        LOG.info("A workbook could not be read", unreadable);
      }
      throw Refused.because("workbook", unreadable.code(), unreadable.args().toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What is known, once; it grows with the rows. */
  private final class Run {
    private final PersonId by;
    private final RosterReader file;
    private final boolean alone;
    private final Map<String, String> areas = new HashMap<>();
    private final Map<String, String> departments = new HashMap<>();
    private final Map<String, Unit> unitsByName = new HashMap<>();
    private final Map<String, Unit> unitsByCode = new HashMap<>();
    private final Map<String, Person> persons = new HashMap<>();
    private final Map<String, PersonId> usernames = new HashMap<>();
    private final Set<PersonId> administrators = new HashSet<>();
    private final Map<String, PersonId> certificates = new HashMap<>();
    private final Set<Roster.Given> posts;
    private final Map<String, Role> roles = new HashMap<>();
    private final Map<String, String> industries = new HashMap<>();
    private final List<Activation> activations = new ArrayList<>();
    private int newUnits;
    private int newPersons;
    private int newPosts;
    private int newCertificates;
    private int already;

    Run(PersonId by, RosterReader file) {
      this.by = by;
      this.file = file;
      this.alone = appointments.isAlone(by);
      people
          .areas()
          .forEach(
              area -> {
                areas.put(area.name(), area.code());
                areas.put(area.code(), area.code());
              });
      people.departments().forEach(d -> departments.put(d.name(), d.id()));
      people.units().forEach(this::remember);
      people.all().forEach(person -> persons.put(person.staffNo(), person));
      accounts
          .all()
          .forEach(
              account -> {
                usernames.put(account.username(), account.personId());
                if (account.administrator()) {
                  administrators.add(account.personId());
                }
              });
      roster.certificates().forEach(c -> certificates.put(c.no(), c.personId()));
      posts = new HashSet<>(roster.given());
      Stream.of(Role.values()).forEach(role -> roles.put(word("role." + role.name()), role));
      Stream.of(Role.values()).forEach(role -> roles.put(role.name(), role));
      Industries.ALL.forEach(industry -> industries.put(word("industry." + industry), industry));
      Industries.ALL.forEach(industry -> industries.put(industry, industry));
    }

    Outcome run() {
      file.units().forEach(this::unit);
      file.persons().forEach(this::person);
      return new Outcome(
          file.rows(),
          newUnits,
          newPersons,
          newPosts,
          newPosts > 0 && !alone,
          newCertificates,
          already,
          activations,
          file.faults());
    }

    private void remember(Unit unit) {
      unitsByName.put(unit.name(), unit);
      String code = unit.uscc();
      if (code != null) {
        unitsByCode.put(code, unit);
      }
    }

    private void unit(RosterRow row) {
      int before = file.faults().size();
      String area = areas.get(row.text(RosterColumn.UNIT_AREA));
      if (area == null && row.says(RosterColumn.UNIT_AREA)) {
        file.fault(row, RosterColumn.UNIT_AREA, "roster.area");
      }
      String industry = industries.get(row.text(RosterColumn.UNIT_INDUSTRY));
      if (industry == null && row.says(RosterColumn.UNIT_INDUSTRY)) {
        file.fault(
            row,
            RosterColumn.UNIT_INDUSTRY,
            "roster.industry",
            Industries.ALL.stream()
                .map(i -> word("industry." + i))
                .collect(Collectors.joining("\u3001")));
      }
      Uscc uscc = uscc(row);
      if (file.faults().size() > before
          || !row.faulty().isEmpty()
          || area == null
          || industry == null
          || uscc == null) {
        return;
      }
      String name = row.text(RosterColumn.UNIT_NAME);
      Unit named = unitsByName.get(name);
      Unit coded = unitsByCode.get(uscc.value());
      if (coded != null && !coded.name().equals(name)) {
        file.fault(row, RosterColumn.UNIT_USCC, "roster.unit.coded", coded.name());
      } else if (named != null && named.uscc() != null && !uscc.value().equals(named.uscc())) {
        file.fault(row, RosterColumn.UNIT_NAME, "roster.unit.named", named.uscc());
      } else if (named == null) {
        remember(people.addUnit(name, uscc, area, industry));
        newUnits++;
      } else if (named.uscc() == null) {
        people.giveCode(named.id(), uscc);
        remember(new Unit(named.id(), name, named.areaCode(), named.industry(), uscc.value()));
        newUnits++;
      } else {
        already++;
      }
    }

    private @Nullable Uscc uscc(RosterRow row) {
      if (!row.says(RosterColumn.UNIT_USCC)) {
        return null;
      }
      try {
        return Uscc.of("uscc", row.text(RosterColumn.UNIT_USCC));
      } catch (Refused refused) {
        Refusal why = refused.refusals().get(0);
        file.fault(row, RosterColumn.UNIT_USCC, why.code(), why.args().toArray());
        return null;
      }
    }

    private void person(RosterRow row) {
      int before = file.faults().size();
      String staffNo = row.text(RosterColumn.STAFF_NO);
      Person known = persons.get(staffNo);
      String name = row.text(RosterColumn.PERSON_NAME);
      if (known != null && row.says(RosterColumn.PERSON_NAME) && !known.name().equals(name)) {
        file.fault(row, RosterColumn.STAFF_NO, "roster.person.named", known.name());
      }
      checkAccount(row, known);
      Role role = checkPost(row, known);
      checkCertificate(row, known);
      if (file.faults().size() > before || !row.faulty().isEmpty()) {
        return;
      }
      boolean said = false;
      PersonId id;
      if (known == null) {
        id = people.addPerson(name, staffNo);
        persons.put(staffNo, new Person(id, name, staffNo, 0, null));
        newPersons++;
        said = true;
      } else {
        id = known.id();
      }
      said |= addAccount(row, id, name, staffNo);
      said |= role != null && addPost(row, id, role);
      said |= addCertificate(row, id);
      if (!said) {
        already++;
      }
    }

    private void checkAccount(RosterRow row, @Nullable Person known) {
      String username = row.text(RosterColumn.USERNAME);
      if (username.isEmpty()) {
        return;
      }
      PersonId owner = usernames.get(username);
      if (!Accounts.isUsername(username)) {
        file.fault(row, RosterColumn.USERNAME, "refused.username");
      } else if (owner != null && (known == null || !owner.equals(known.id()))) {
        file.fault(row, RosterColumn.USERNAME, "refused.username.taken");
      }
    }

    private boolean addAccount(RosterRow row, PersonId id, String name, String staffNo) {
      String username = row.text(RosterColumn.USERNAME);
      if (username.isEmpty() || usernames.containsKey(username)) {
        return false;
      }
      String code = accounts.openByCode(username, id);
      usernames.put(username, id);
      activations.add(new Activation(name, staffNo, username, code));
      return true;
    }

    /** Returns the role if the row gives a post. */
    private @Nullable Role checkPost(RosterRow row, @Nullable Person known) {
      List<RosterColumn> needed =
          List.of(
              RosterColumn.ROLE,
              RosterColumn.TITLE,
              RosterColumn.PLACE,
              RosterColumn.VALID_FROM,
              RosterColumn.VALID_TO);
      if (needed.stream().noneMatch(row::has)) {
        return null;
      }
      needed.stream()
          .filter(column -> !row.has(column))
          .forEach(column -> file.fault(row, column, "refused.missing"));
      Role role = roles.get(row.text(RosterColumn.ROLE));
      if (row.says(RosterColumn.ROLE) && role == null) {
        file.fault(
            row,
            RosterColumn.ROLE,
            "roster.role",
            Stream.of(Role.values())
                .map(r -> word("role." + r.name()))
                .collect(Collectors.joining("\u3001")));
      }
      if (row.says(RosterColumn.PLACE)) {
        checkPlace(row, role);
      }
      checkPeriod(row, RosterColumn.VALID_FROM, RosterColumn.VALID_TO);
      LocalDate from = row.day(RosterColumn.VALID_FROM);
      LocalDate to = row.day(RosterColumn.VALID_TO);
      if (role == Role.SUPERVISOR && from != null && to != null && to.isAfter(from.plusYears(1))) {
        file.fault(row, RosterColumn.VALID_TO, "refused.post.year");
      }
      if (known != null && known.id().equals(by)) {
        file.fault(row, RosterColumn.STAFF_NO, "refused.post.self");
      } else if (known != null && administrators.contains(known.id())) {
        file.fault(row, RosterColumn.STAFF_NO, "refused.post.administrator");
      }
      return role;
    }

    private void checkPlace(RosterRow row, @Nullable Role role) {
      Optional<String> place = placeOf(row);
      if (place.isEmpty()) {
        file.fault(row, RosterColumn.PLACE, "roster.place");
        return;
      }
      String typed = row.text(RosterColumn.PLACE);
      boolean atUnit = unitsByName.containsKey(typed) || unitsByCode.containsKey(typed);
      boolean atDepartment = !atUnit && departments.containsKey(typed);
      if (role != null && !role.fits(atUnit, atDepartment, !atUnit && !atDepartment)) {
        file.fault(row, RosterColumn.PLACE, "refused.post.place");
      }
    }

    private boolean addPost(RosterRow row, PersonId id, Role role) {
      String place = placeOf(row).orElseThrow();
      LocalDate from = Objects.requireNonNull(row.day(RosterColumn.VALID_FROM));
      LocalDate to = Objects.requireNonNull(row.day(RosterColumn.VALID_TO));
      if (!posts.add(new Roster.Given(id, role, place, from))) {
        return false;
      }
      Unit unit = unitOf(row);
      String department = unit == null ? departments.get(row.text(RosterColumn.PLACE)) : null;
      appointments.grantChecked(
          by,
          new Post(
              UUID.randomUUID().toString(),
              id,
              role,
              row.text(RosterColumn.TITLE),
              unit == null ? null : unit.id(),
              department,
              unit == null && department == null ? place : null,
              from,
              to),
          alone);
      newPosts++;
      return true;
    }

    private @Nullable Unit unitOf(RosterRow row) {
      String typed = row.text(RosterColumn.PLACE);
      Unit named = unitsByName.get(typed);
      return named == null ? unitsByCode.get(typed) : named;
    }

    private Optional<String> placeOf(RosterRow row) {
      String typed = row.text(RosterColumn.PLACE);
      return Optional.ofNullable(unitOf(row))
          .map(Unit::id)
          .or(() -> Optional.ofNullable(departments.get(typed)))
          .or(() -> Optional.ofNullable(areas.get(typed)));
    }

    private void checkCertificate(RosterRow row, @Nullable Person known) {
      List<RosterColumn> needed =
          List.of(
              RosterColumn.CERTIFICATE, RosterColumn.CERTIFICATE_FROM, RosterColumn.CERTIFICATE_TO);
      if (needed.stream().noneMatch(row::has)) {
        return;
      }
      needed.stream()
          .filter(column -> !row.has(column))
          .forEach(column -> file.fault(row, column, "refused.missing"));
      checkPeriod(row, RosterColumn.CERTIFICATE_FROM, RosterColumn.CERTIFICATE_TO);
      PersonId owner = certificates.get(row.text(RosterColumn.CERTIFICATE));
      if (owner != null && (known == null || !owner.equals(known.id()))) {
        file.fault(row, RosterColumn.CERTIFICATE, "refused.taken");
      }
    }

    private boolean addCertificate(RosterRow row, PersonId id) {
      String no = row.text(RosterColumn.CERTIFICATE);
      if (no.isEmpty() || certificates.putIfAbsent(no, id) != null) {
        return false;
      }
      rows.insertCertificate(
          new Certificate(
              no,
              id,
              row.has(RosterColumn.CERTIFICATE_KIND)
                  ? row.text(RosterColumn.CERTIFICATE_KIND)
                  : file.words().certificateKind(),
              Objects.requireNonNull(row.day(RosterColumn.CERTIFICATE_FROM)),
              Objects.requireNonNull(row.day(RosterColumn.CERTIFICATE_TO))));
      newCertificates++;
      return true;
    }

    private void checkPeriod(RosterRow row, RosterColumn first, RosterColumn last) {
      LocalDate from = row.day(first);
      LocalDate to = row.day(last);
      if (from != null && to != null && to.isBefore(from)) {
        file.fault(row, last, "refused.period");
      }
    }

    private String word(String code) {
      return messages.getMessage(code, null, Locale.SIMPLIFIED_CHINESE);
    }
  }
}
