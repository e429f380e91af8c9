package io.bihuan.loop.discovery;

import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Origin;
import io.bihuan.loop.discovery.workbook.RegisterRow;
import io.bihuan.loop.discovery.workbook.RegisterWorkbook;
import io.bihuan.people.Department;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.people.Role;
import io.bihuan.people.Unit;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.refusal.Refused;
import io.bihuan.workbook.Unreadable;
import io.bihuan.workbook.WorkbookFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * 导入台账. Finished rows become history, marked 未经本系统签字 and never 销号; open rows become drafts that a
 * named inspector completes and signs; the rest is refused with cell and reason. A row is known by
 * unit, place, date and description: the same file imports nothing twice. All or nothing.
 */
@Service
@Transactional
public class Imports {
  private static final Logger LOG = LoggerFactory.getLogger(Imports.class);
  private static final int LONGEST_INSPECTORS = 500;

  /** What became of a workbook. Rows are counted as Excel counts them. */
  public record Outcome(
      String sheet,
      int read,
      int finished,
      int already,
      List<Draft> drafts,
      List<WorkbookFault> refused,
      List<Integer> notes) {}

  /**
   * @param missing the fields that the register did not say, by their names in the forms
   */
  public record Draft(
      int row, HazardNo no, String unit, String description, List<String> missing) {}

  /** Where rows go whose unit nobody has registered yet: to the importer's own house. */
  private record House(String areaCode, Department department) {}

  private final Hazards hazards;
  private final People people;
  private final Evidence evidence;
  private final Proposals proposals;
  private final PriorRecordMapper history;
  private final MessageSource messages;
  private final Clock clock;

  Imports(
      Hazards hazards,
      People people,
      Evidence evidence,
      Proposals proposals,
      PriorRecordMapper history,
      MessageSource messages,
      Clock clock) {
    this.hazards = hazards;
    this.people = people;
    this.evidence = evidence;
    this.proposals = proposals;
    this.history = history;
    this.messages = messages;
    this.clock = clock;
  }

  /**
   * @param completer who completes drafts whose own inspector is not known here; null for the
   *     importer himself
   */
  public Outcome importFrom(PersonId importer, @Nullable String completer, InputStream workbook) {
    if (!people.holds(importer, Role.INSPECTOR)) {
      throw Refused.because("", "refused.notInspector");
    }
    House house = houseOf(importer);
    PersonId fallback =
        completer == null || completer.isBlank() ? importer : new PersonId(completer);
    if (people.inspectors(house.areaCode()).stream().noneMatch(p -> p.id().equals(fallback))) {
      throw Refused.because("inspector", "refused.secondInspector");
    }
    RegisterWorkbook register = read(workbook);
    List<WorkbookFault> refused = new ArrayList<>(register.faults());
    List<Draft> drafts = new ArrayList<>();
    int finished = 0;
    int already = 0;
    for (RegisterRow row : register.rows()) {
      Optional<WorkbookFault> fault = faultOf(row);
      if (fault.isPresent()) {
        refused.add(fault.get());
      } else if (history.known(row.fingerprint()) > 0) {
        already++;
      } else if (row.finished()) {
        history.insert(prior(row, importer, house));
        finished++;
      } else {
        drafts.add(draft(row, house, fallback));
      }
    }
    int read =
        register.rows().size()
            + (int) register.faults().stream().mapToInt(WorkbookFault::row).distinct().count();
    return new Outcome(
        register.sheet(), read, finished, already, drafts, refused, register.notes());
  }

  /** What a draft still lacks before it can be signed and determined, by field name. */
  public List<String> missing(Hazard draft) {
    List<String> missing = new ArrayList<>();
    if (draft.unitId() == null) {
      missing.add("unit");
    }
    if (draft.category() == null) {
      missing.add("category");
    }
    if (evidence.of(draft.no().value()).isEmpty()) {
      missing.add("evidence");
    }
    Optional<Proposals.Proposal> proposal = proposals.find(draft.no());
    if (draft.origin() == Origin.IMPORTED) {
      addIfBlank(missing, "measures", proposal.map(Proposals.Proposal::measures));
      addIfBlank(missing, "standard", proposal.map(Proposals.Proposal::standard));
      addIfBlank(missing, "deadline", proposal.map(Proposals.Proposal::deadline));
      addIfBlank(missing, "responsible", proposal.map(Proposals.Proposal::responsibleName));
    }
    return missing;
  }

  /** 历史台账 as this person may see it, newest first. */
  /**
   * A page of 历史台账, newest find first.
   *
   * @param next where the page after it begins; null on the last
   */
  public record History(List<PriorRecord> records, @Nullable String next) {
    private static final Pattern PLACE = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)~([0-9a-f]{64})");
  }

  /**
   * @param after the {@code next} of the page before; null for the first
   */
  public History history(PersonId person, @Nullable String after, int size) {
    LocalDate foundOn = null;
    String fingerprint = "";
    if (after != null) {
      Matcher place = History.PLACE.matcher(after);
      try {
        if (!place.matches()) {
          throw Refused.because("after", "refused.format");
        }
        foundOn = LocalDate.parse(place.group(1));
        fingerprint = place.group(2);
      } catch (DateTimeException noSuchDay) {
        throw Refused.because("after", "refused.format");
      }
    }
    List<PriorRecord> found =
        history.visible(person, LocalDate.now(clock), foundOn, fingerprint, size + 1);
    if (found.size() <= size) {
      return new History(found, null);
    }
    PriorRecord last = found.get(size - 1);
    return new History(found.subList(0, size), last.foundOn() + "~" + last.fingerprint());
  }

  public int historySize(PersonId person) {
    return history.countVisible(person, LocalDate.now(clock));
  }

  private Draft draft(RegisterRow row, House house, PersonId fallback) {
    Unit unit = people.unitNamed(row.unit()).orElse(null);
    Department department = unit == null ? house.department() : supervising(unit, house);
    String area = unit == null ? house.areaCode() : unit.areaCode();
    List<PersonId> named =
        row.inspectors().stream().flatMap(name -> inspectorNamed(area, name).stream()).toList();
    PersonId lead = named.isEmpty() ? fallback : named.get(0);
    Hazard draft =
        hazards.open(
            Hazard.draft(
                hazards.nextNo(area, row.foundOn()),
                gradeOf(row),
                Origin.IMPORTED,
                unit,
                row.unit(),
                area,
                department.id(),
                placeOf(row),
                row.description(),
                categoryOf(row),
                row.foundOn(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                lead));
    proposals.insert(
        new Proposals.Proposal(
            draft.no(),
            orNull(row.measures()),
            orNull(row.standard()),
            row.deadline(),
            orNull(row.responsible()),
            row.inspectors().stream()
                .filter(name -> !name.equals(people.get(lead).name()))
                .findFirst()
                .orElse(null)));
    history.remember(row.fingerprint(), draft.no());
    return new Draft(row.row(), draft.no(), row.unit(), row.description(), missing(draft));
  }

  private PriorRecord prior(RegisterRow row, PersonId importer, House house) {
    String inspectors = String.join("、", row.inspectors());
    return new PriorRecord(
        row.fingerprint(),
        importer,
        clock.instant().truncatedTo(ChronoUnit.MILLIS),
        house.areaCode(),
        house.department().id(),
        row.foundOn(),
        inspectors.substring(0, Math.min(inspectors.length(), LONGEST_INSPECTORS)),
        row.unit(),
        placeOf(row),
        row.description(),
        orNull(row.category()),
        orNull(row.localGrade()),
        orNull(row.measures()),
        row.deadline(),
        orNull(row.responsible()),
        row.completedOn(),
        row.status());
  }

  private Optional<WorkbookFault> faultOf(RegisterRow row) {
    String whole = String.valueOf(row.row());
    if (row.foundOn().isAfter(LocalDate.now(clock))) {
      return Optional.of(new WorkbookFault(row.row(), whole, "", "import.fault.future", List.of()));
    }
    return Optional.empty();
  }

  private Optional<PersonId> inspectorNamed(String area, String name) {
    List<Person> same =
        people.inspectors(area).stream().filter(p -> p.name().equals(name)).toList();
    return same.size() == 1 ? Optional.of(same.get(0).id()) : Optional.empty();
  }

  private House houseOf(PersonId importer) {
    Post post =
        people.postsToday(importer).stream()
            .filter(p -> p.role() == Role.INSPECTOR)
            .findFirst()
            .orElseThrow(() -> Refused.because("", "refused.notInspector"));
    String departmentId = post.departmentId();
    if (departmentId != null) {
      Department department = people.department(departmentId).orElseThrow();
      return new House(department.areaCode(), department);
    }
    String area = Objects.requireNonNull(post.areaCode());
    return new House(
        area,
        people
            .supervising(area)
            .orElseThrow(() -> Refused.because("unit", "refused.unit.unsupervised")));
  }

  private Department supervising(Unit unit, House house) {
    return people.supervising(unit).orElse(house.department());
  }

  private @Nullable String categoryOf(RegisterRow row) {
    return Category.CODES.stream()
        .filter(
            code ->
                row.category()
                    .equals(
                        messages.getMessage(
                            "paper.category." + code, null, Locale.SIMPLIFIED_CHINESE)))
        .findFirst()
        .orElse(null);
  }

  /** What the register calls it; some say 重大 in the column of the category alone. */
  private static @Nullable String gradeOf(RegisterRow row) {
    return orNull(
        row.major() && !RegisterWorkbook.saysMajor(row.localGrade())
            ? row.category()
            : row.localGrade());
  }

  private static String placeOf(RegisterRow row) {
    String whole =
        String.join(
            " ", Stream.of(row.project(), row.place()).filter(text -> !text.isBlank()).toList());
    return whole.length() <= Discoveries.LONGEST_PLACE ? whole : row.place();
  }

  private static RegisterWorkbook read(InputStream workbook) {
    try {
      return RegisterWorkbook.read(workbook);
    } catch (Unreadable unreadable) {
      if (unreadable.getCause() != null) {
        LOG.info("A workbook could not be read", unreadable);
      }
      throw Refused.because("workbook", unreadable.code(), unreadable.args().toArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String orNull(String text) {
    return text.isBlank() ? null : text;
  }

  private static void addIfBlank(List<String> missing, String field, Optional<?> value) {
    if (value.isEmpty()) {
      missing.add(field);
    }
  }
}
