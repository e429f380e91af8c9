package io.bihuan.loop.discovery;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.InspectionEnd;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.Origin;
import io.bihuan.hazard.OutOfStep;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Subjects;
import io.bihuan.people.Department;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.people.Role;
import io.bihuan.people.Unit;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * 检查登记: an inspection is opened, findings are noted as the inspectors walk, and once everybody has
 * signed the record each finding is a hazard of its own. Until the record is signed it is a draft
 * of its lead inspector; from then on nothing of it changes but by a return.
 */
@Service
@Transactional
public class Inspections implements InspectionEnd {
  static final int LONGEST_PLACE = 200;
  static final int LONGEST_CAMPAIGN = 100;
  static final int LONGEST_BASIS = 500;
  private static final int LONGEST_ID = 36;
  private static final int MOST_FINDINGS = 200;

  /** A record that is made up later is no record of what was seen. */
  private static final Duration OLDEST = Duration.ofDays(31);

  private static final Pattern NUMBER = Pattern.compile("JC-\\d{6}-\\d{8}-\\d{4,6}");

  private final InspectionMapper mapper;
  private final Matters matters;
  private final Subjects subjects;
  private final PendingActs pendingActs;
  private final Holders holders;
  private final Hazards hazards;
  private final People people;
  private final Evidence evidence;
  private final Clock clock;

  Inspections(
      InspectionMapper mapper,
      Matters matters,
      Subjects subjects,
      PendingActs pendingActs,
      Holders holders,
      Hazards hazards,
      People people,
      Evidence evidence,
      Clock clock) {
    this.mapper = mapper;
    this.matters = matters;
    this.subjects = subjects;
    this.pendingActs = pendingActs;
    this.holders = holders;
    this.hazards = hazards;
    this.people = people;
    this.evidence = evidence;
    this.clock = clock;
  }

  /**
   * What is said about an inspection before anything is found.
   *
   * @param startedAt a local date and time in China, to the minute
   * @param representative may be missing until the record is signed
   */
  public record Details(
      @Nullable String mode,
      @Nullable String source,
      @Nullable String startedAt,
      @Nullable String place,
      @Nullable String secondInspector,
      @Nullable String representative,
      @Nullable String campaign,
      boolean certificatesShown,
      boolean avoidanceTold) {}

  /**
   * What is noted of one finding.
   *
   * @param photos ids of photos uploaded before
   */
  public record Noted(
      @Nullable String place,
      @Nullable String description,
      @Nullable String category,
      @Nullable String basis,
      List<String> photos) {}

  /** Which of the visible inspections are asked for. */
  public enum State {
    ALL,
    OPEN,
    DRAFT,
    OVER;

    public static Optional<State> of(String name) {
      return Arrays.stream(values()).filter(state -> state.name().equalsIgnoreCase(name)).findAny();
    }
  }

  /**
   * @param unit a part of the unit's name
   * @param to inclusive, like every date here
   */
  public record Filter(
      @Nullable String unit,
      @Nullable InspectionMode mode,
      @Nullable LocalDate from,
      @Nullable LocalDate to,
      State state) {}

  /** Opens an inspection; it waits for its lead inspector's record. */
  public String open(PersonId lead, @Nullable String unit, Details details) {
    if (!people.holds(lead, Role.INSPECTOR)) {
      throw Refused.because("", "refused.notInspector");
    }
    String named = Discoveries.tidy("unit", unit);
    Unit inspected = people.unit(named).or(() -> people.unitNamed(named)).orElse(null);
    Refusals refusals =
        new Refusals()
            .text("unit", named, 100)
            .addIf(
                !named.isBlank() && (inspected == null || !mayInspect(lead, inspected)),
                "unit",
                "refused.unit");
    Inspection wanted =
        read(
            "",
            inspected == null ? "" : inspected.id(),
            inspected == null ? "" : inspected.areaCode(),
            lead,
            details,
            refusals);
    if (inspected == null || wanted == null) {
      throw refused(refusals);
    }
    refusals.throwIfAny();
    Department department =
        people
            .supervising(inspected)
            .orElseThrow(() -> Refused.because("unit", "refused.unit.unsupervised"));
    Matter matter = matters.openInspection(inspected, department.id(), lead);
    mapper.insert(numbered(wanted, matter.no()));
    return matter.no();
  }

  /** Returns if this person may write in the record now; says why not otherwise. */
  public void requireWriting(PersonId by, String no) {
    draft(by, no);
  }

  /** Says the same anew of a draft; of which unit it is does not change any more. */
  public void edit(PersonId by, String no, Details details) {
    draft(by, no);
    Inspection before = get(no);
    Refusals refusals = new Refusals();
    Inspection wanted = read(no, before.unitId(), before.areaCode(), by, details, refusals);
    if (wanted == null) {
      throw refused(refusals);
    }
    refusals.throwIfAny();
    expectOne(no, mapper.update(wanted));
  }

  /** Notes one more finding in a draft, behind the others. */
  public String note(PersonId by, String no, Noted noted) {
    draft(by, no);
    if (mapper.findings(no).size() >= MOST_FINDINGS) {
      throw Refused.because("", "refused.findings.tooMany", MOST_FINDINGS);
    }
    Finding finding = read(no, UUID.randomUUID().toString(), mapper.lastOrdinal(no) + 1, noted);
    checkPhotos(by, finding, noted.photos());
    mapper.insertFinding(finding);
    keepPhotos(finding, noted.photos());
    return finding.id();
  }

  /** Notes a finding of a draft anew. */
  public void amend(PersonId by, String no, String id, Noted noted) {
    draft(by, no);
    Finding before = finding(no, id);
    Finding finding = read(no, before.id(), before.ordinal(), noted);
    checkPhotos(by, finding, noted.photos());
    expectOne(no, mapper.updateFinding(finding));
    keepPhotos(finding, noted.photos());
  }

  /** Takes a finding out of a draft. If a paper names it already, it goes on to do so. */
  public void remove(PersonId by, String no, String id) {
    draft(by, no);
    Finding finding = finding(no, id);
    expectOne(no, mapper.removeFinding(no, finding.id(), clock.instant()));
    mapper.clearPhotos(finding.id());
  }

  public Inspection get(String no) {
    return find(no).orElseThrow(() -> new NoSuchHazard(no));
  }

  public Optional<Inspection> find(String no) {
    return NUMBER.matcher(no).matches() ? mapper.find(no) : Optional.empty();
  }

  /** As this person may see it; {@link NoSuchHazard} whether it is hidden or absent. */
  public Inspection getVisible(String no, PersonId person) {
    return get(matter(no, person).key());
  }

  public boolean isVisible(String no, PersonId person) {
    return NUMBER.matcher(no).matches() && mapper.seen(no, person, LocalDate.now(clock)) > 0;
  }

  /**
   * What this person may see, the latest first.
   *
   * @param last the number at which the page before ended; null for the first page
   */
  public List<Inspection> visible(PersonId person, Filter filter, @Nullable String last, int size) {
    Inspection end = null;
    if (last != null) {
      end =
          find(last)
              .filter(inspection -> isVisible(last, person))
              .orElseThrow(() -> Refused.because("before", "refused.format"));
    }
    LocalDate from = filter.from();
    LocalDate to = filter.to();
    return mapper.visible(
        person,
        LocalDate.now(clock),
        filter,
        like(filter.unit()),
        from == null ? null : from.atStartOfDay(clock.getZone()).toInstant(),
        to == null ? null : to.plusDays(1).atStartOfDay(clock.getZone()).toInstant(),
        end,
        size);
  }

  /** The findings that stand in the record, in order. */
  public List<Finding> findings(String no) {
    return mapper.findings(no);
  }

  public Finding finding(String no, String id) {
    return findings(no).stream()
        .filter(finding -> finding.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new NoSuchHazard(id));
  }

  /** The finding a hazard goes back to, if an inspection found it. */
  public Optional<Finding> findingOf(Hazard hazard) {
    return mapper.findingOf(hazard.no());
  }

  public List<Photo> photos(Finding finding) {
    return mapper.photos(finding.id()).stream().flatMap(id -> evidence.find(id).stream()).toList();
  }

  /** Whether this person may see already what a finding became. */
  public boolean maySee(HazardNo no, PersonId person) {
    return mapper.seesHazard(no, person, LocalDate.now(clock)) > 0;
  }

  /** Whether a photo stands in the record of an inspection that this person may see. */
  public boolean shows(Photo photo, PersonId person) {
    return mapper.inspectionsShowing(photo.id()).stream().anyMatch(no -> isVisible(no, person));
  }

  /** The units an inspector may inspect: those of the areas he is appointed for. */
  public List<Unit> unitsFor(PersonId inspector) {
    List<String> areas = areasOf(inspector);
    return people.units().stream()
        .filter(unit -> areas.stream().anyMatch(unit.areaCode()::startsWith))
        .toList();
  }

  /** Who may go with the lead: inspectors of those areas with a certificate valid today. */
  public List<Person> companionsOf(PersonId lead) {
    return areasOf(lead).stream()
        .flatMap(area -> people.inspectors(area).stream())
        .distinct()
        .filter(person -> !person.id().equals(lead) && people.isCertified(person.id()))
        .toList();
  }

  /** Whether somebody is of the unit inspected, in whatever post. */
  boolean isOfUnit(String unit, PersonId person) {
    return people.ofUnit(unit).stream().map(Person::id).anyMatch(person::equals);
  }

  /** Why this person cannot be the second inspector; nothing if he can. */
  Optional<String> unfitAsSecond(Inspection inspection, PersonId lead, PersonId second) {
    if (second.equals(lead)) {
      return Optional.of("refused.secondInspector.same");
    }
    boolean inspector =
        people.inspectors(inspection.areaCode()).stream().map(Person::id).anyMatch(second::equals);
    if (!inspector || !people.isCertified(second)) {
      return Optional.of("refused.secondInspector");
    }
    return isOfUnit(inspection.unitId(), second)
        ? Optional.of("refused.inspectorOfUnit")
        : Optional.empty();
  }

  /** The record as it is signed: its photos are used from now on, and its signers named. */
  @Transactional(propagation = Propagation.MANDATORY)
  void recorded(Matter matter, Inspection recorded) {
    for (Finding finding : findings(recorded.no())) {
      evidence.takeUp(
          photos(finding).stream().filter(photo -> photo.subject() == null).toList(),
          recorded.no(),
          Photo.Kind.BEFORE,
          1);
    }
    expectOne(recorded.no(), mapper.update(recorded));
    holders.name(
        matter, Act.SIGN_INSPECTION, List.of(recorded.leadInspector(), recorded.secondInspector()));
    PersonId representative = recorded.representative();
    if (representative == null) {
      throw new IllegalStateException("%s names nobody of the unit.".formatted(recorded.no()));
    }
    holders.name(matter, Act.CONFIRM_INSPECTION, List.of(representative));
  }

  /**
   * What follows when an inspection is over, whether the unit has signed or its refusal was
   * recorded: every finding is a hazard of its own from here on, and stands at the determinations.
   */
  @Override
  @Transactional(propagation = Propagation.MANDATORY)
  public List<HazardNo> finished(Matter inspection, Instant at) {
    Inspection over = get(inspection.key());
    if (!over.isOver()) {
      throw new OutOfStep(inspection.key());
    }
    // As they were asked to sign, which a reassignment may have changed.
    List<PersonId> inspectors = holders.of(inspection, Act.SIGN_INSPECTION);
    Unit unit = people.unit(over.unitId()).orElseThrow(() -> new IllegalStateException("No unit."));
    LocalDate foundOn = LocalDate.ofInstant(over.startedAt(), clock.getZone());
    List<HazardNo> opened = new ArrayList<>();
    for (Finding finding : findings(over.no())) {
      Hazard hazard =
          hazards.open(
              Hazard.draft(
                      hazards.nextNo(over.areaCode(), foundOn),
                      null,
                      Origin.INSPECTED,
                      unit,
                      unit.name(),
                      over.areaCode(),
                      inspection.departmentId(),
                      finding.place(),
                      finding.description(),
                      finding.category(),
                      foundOn,
                      at,
                      inspectors.get(0))
                  .foundBy(over.no(), inspectors.get(1)));
      evidence.handOn(photos(finding), over.no(), hazard.key());
      expectOne(over.no(), mapper.became(finding.id(), hazard.no()));
      opened.add(hazard.no());
    }
    return opened;
  }

  /** The hash of the record as it was signed last. */
  static String recordOf(List<SignedAct> signed) {
    return signed.stream()
        .filter(act -> act.act().equals(Act.RECORD_INSPECTION.name()))
        .map(SignedAct::leafHash)
        .reduce((earlier, later) -> later)
        .orElseThrow(() -> new IllegalStateException("Nobody has signed the record."));
  }

  private Matter matter(String no, PersonId person) {
    if (NUMBER.matcher(no).matches()
        && subjects.getVisible(no, person) instanceof Matter matter
        && matter.route() == Route.INSPECTION) {
      return matter;
    }
    throw new NoSuchHazard(no);
  }

  /** Locks the draft, so that it is not changed while it is being signed. */
  private void draft(PersonId by, String no) {
    subjects.lock(matter(no, by).key());
    if (!get(no).isDraft()) {
      throw new OutOfStep(no);
    }
    if (pendingActs.of(no).stream().noneMatch(pending -> pending.person().equals(by))) {
      throw Refused.because("", "refused.notYours");
    }
  }

  private @Nullable Inspection read(
      String no, String unit, String area, PersonId lead, Details said, Refusals refusals) {
    String place = Discoveries.tidy("place", said.place());
    String campaign = Discoveries.tidy("campaign", said.campaign());
    InspectionMode mode = choice(InspectionMode.values(), said.mode(), "mode", refusals);
    Source source = choice(Source.values(), said.source(), "source", refusals);
    Instant startedAt = startedAt(said.startedAt(), refusals);
    PersonId second = person("secondInspector", said.secondInspector(), refusals);
    PersonId representative = person("representative", said.representative(), refusals);
    refusals
        .text("place", place, LONGEST_PLACE)
        .fits("campaign", campaign, LONGEST_CAMPAIGN)
        .addIf(
            said.secondInspector() == null || said.secondInspector().isBlank(),
            "secondInspector",
            "refused.missing")
        .addIf(
            representative != null && !unit.isEmpty() && !isOfUnit(unit, representative),
            "representative",
            "refused.representative")
        .addIf(!unit.isEmpty() && isOfUnit(unit, lead), "", "refused.inspectorOfUnit");
    if (mode == null || source == null || startedAt == null || second == null) {
      return null;
    }
    Inspection read =
        new Inspection(
            no,
            unit,
            area,
            Act.RECORD_INSPECTION,
            mode,
            source,
            startedAt,
            null,
            place,
            campaign.isEmpty() ? null : campaign,
            lead,
            second,
            representative,
            said.certificatesShown(),
            said.avoidanceTold());
    if (!unit.isEmpty()) {
      unfitAsSecond(read, lead, second).ifPresent(why -> refusals.add("secondInspector", why));
    }
    return read;
  }

  private @Nullable Instant startedAt(@Nullable String said, Refusals refusals) {
    if (said == null || said.isBlank()) {
      refusals.add("startedAt", "refused.missing");
      return null;
    }
    try {
      Instant at =
          LocalDateTime.parse(said.strip())
              .truncatedTo(ChronoUnit.MINUTES)
              .atZone(clock.getZone())
              .toInstant();
      Instant now = clock.instant();
      refusals
          .addIf(at.isAfter(now), "startedAt", "refused.future")
          .addIf(
              at.isBefore(now.minus(OLDEST)), "startedAt", "refused.tooLongAgo", OLDEST.toDays());
      return at;
    } catch (DateTimeException unreadable) {
      refusals.add("startedAt", "refused.format");
      return null;
    }
  }

  /** Empty for nothing said; whoever is no person is refused as if he were not on the list. */
  private static @Nullable PersonId person(String field, @Nullable String said, Refusals refusals) {
    if (said == null || said.isBlank()) {
      return null;
    }
    String id = said.strip();
    if (id.length() > LONGEST_ID || !id.matches("[0-9A-Za-z-]+")) {
      refusals.add(field, "refused.choice");
      return null;
    }
    return new PersonId(id);
  }

  private static <E extends Enum<E>> @Nullable E choice(
      E[] all, @Nullable String said, String field, Refusals refusals) {
    if (said == null || said.isBlank()) {
      refusals.add(field, "refused.missing");
      return null;
    }
    for (E one : all) {
      if (one.name().equals(said)) {
        return one;
      }
    }
    refusals.add(field, "refused.choice");
    return null;
  }

  private static Finding read(String no, String id, int ordinal, Noted said) {
    String place = Discoveries.tidy("place", said.place());
    String description = Discoveries.tidy("description", said.description());
    String basis = Discoveries.tidy("basis", said.basis());
    String category = said.category() == null ? "" : said.category();
    new Refusals()
        .text("place", place, LONGEST_PLACE)
        .text("description", description, Discoveries.LONGEST_DESCRIPTION)
        .fits("basis", basis, LONGEST_BASIS)
        .addIf(category.isBlank(), "category", "refused.missing")
        .addIf(
            !category.isBlank() && !Category.CODES.contains(category), "category", "refused.choice")
        .throwIfAny();
    return new Finding(
        id, no, ordinal, place, description, category, basis.isEmpty() ? null : basis, null);
  }

  /** New ones are free and the inspector's own; those of this record may stay. */
  private void checkPhotos(PersonId by, Finding finding, List<String> ids) {
    List<String> here =
        findings(finding.inspectionNo()).stream()
            .flatMap(one -> mapper.photos(one.id()).stream())
            .toList();
    List<String> kept = mapper.photos(finding.id());
    evidence.free(ids.stream().filter(id -> !kept.contains(id)).toList(), by).stream()
        .filter(photo -> here.contains(photo.id()))
        .findFirst()
        .ifPresent(
            twice -> {
              throw Refused.because("evidence", "refused.evidence.reused", twice.fileName());
            });
  }

  private void keepPhotos(Finding finding, List<String> ids) {
    mapper.clearPhotos(finding.id());
    int ordinal = 0;
    for (String id : ids.stream().distinct().toList()) {
      ordinal++;
      if (mapper.putBackPhoto(finding.id(), id, ordinal) == 0) {
        mapper.insertPhoto(finding.id(), id, ordinal);
      }
    }
  }

  private boolean mayInspect(PersonId inspector, Unit unit) {
    return areasOf(inspector).stream().anyMatch(unit.areaCode()::startsWith);
  }

  private List<String> areasOf(PersonId inspector) {
    return people.postsToday(inspector).stream()
        .filter(post -> post.role() == Role.INSPECTOR)
        .flatMap(this::areaOf)
        .distinct()
        .toList();
  }

  private Stream<String> areaOf(Post post) {
    String department = post.departmentId();
    return department == null
        ? Stream.ofNullable(post.areaCode())
        : people.department(department).map(Department::areaCode).stream();
  }

  private static Inspection numbered(Inspection read, String no) {
    return new Inspection(
        no,
        read.unitId(),
        read.areaCode(),
        read.act(),
        read.mode(),
        read.source(),
        read.startedAt(),
        read.endedAt(),
        read.place(),
        read.campaign(),
        read.leadInspector(),
        read.secondInspector(),
        read.representative(),
        read.certificatesShown(),
        read.avoidanceTold());
  }

  private static @Nullable String like(@Nullable String words) {
    return words == null || words.isBlank()
        ? null
        : "%" + Discoveries.tidy("unit", words).replaceAll("([!%_])", "!$1") + "%";
  }

  private static RuntimeException refused(Refusals refusals) {
    refusals.throwIfAny();
    return new IllegalStateException("Nothing is wrong.");
  }

  private static void expectOne(String no, int changed) {
    if (changed != 1) {
      throw new OutOfStep(no);
    }
  }
}
