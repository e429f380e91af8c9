package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardLists;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Route;
import io.bihuan.hazard.Stage;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import io.bihuan.hazard.WaitingCount;
import io.bihuan.loop.discovery.Finding;
import io.bihuan.loop.discovery.Inspection;
import io.bihuan.loop.discovery.Inspections;
import io.bihuan.loop.discovery.Proposals;
import io.bihuan.loop.discovery.Voids;
import io.bihuan.loop.signoff.Decline;
import io.bihuan.loop.signoff.Declines;
import io.bihuan.loop.signoff.Deliveries;
import io.bihuan.loop.verification.LookBacks;
import io.bihuan.people.Area;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.Paper;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Turns what the services say into what the pages show. */
@Component
class Views {
  private static final List<String> SPOKEN = List.of("reason", "opinion", "account", "conclusion");

  /** What these say, the signatures after them have read. */
  private static final Set<Act> WRITING = Set.of(Act.REGISTER, Act.DETERMINE);

  private final Subjects subjects;
  private final Hazards hazards;
  private final HazardLists lists;
  private final People people;
  private final Evidence evidence;
  private final Proposals proposals;
  private final LookBacks lookBacks;
  private final Voids voids;
  private final Declines declines;
  private final Deliveries deliveries;
  private final Ledger ledger;
  private final Inspections inspections;
  private final MessageSource messages;
  private final Clock clock;
  private final int dueSoonDays;

  Views(
      Subjects subjects,
      Hazards hazards,
      HazardLists lists,
      People people,
      Evidence evidence,
      Proposals proposals,
      LookBacks lookBacks,
      Voids voids,
      Declines declines,
      Deliveries deliveries,
      Ledger ledger,
      Inspections inspections,
      MessageSource messages,
      Clock clock,
      @Value("${bihuan.deadlines.due-soon-days}") int dueSoonDays) {
    this.subjects = subjects;
    this.hazards = hazards;
    this.lists = lists;
    this.people = people;
    this.evidence = evidence;
    this.proposals = proposals;
    this.lookBacks = lookBacks;
    this.voids = voids;
    this.declines = declines;
    this.deliveries = deliveries;
    this.ledger = ledger;
    this.inspections = inspections;
    this.messages = messages;
    this.clock = clock;
    this.dueSoonDays = dueSoonDays;
  }

  /** The head of what a page is about: a matter goes by the hazard it is about. */
  HazardHead head(Subject subject, Locale locale) {
    return heads(List.of(subject), locale).get(0);
  }

  /** The heads of a list, in its order: what they need is asked once for all of them. */
  List<HazardHead> heads(List<? extends Subject> subjects, Locale locale) {
    Map<String, Subject> abouts =
        lists.subjects(subjects.stream().flatMap(each -> aboutKey(each).stream()).toList());
    List<Subject> shown =
        subjects.stream()
            .<Subject>map(each -> aboutKey(each).map(abouts::get).orElse(each))
            .toList();
    Map<HazardNo, FourDeterminations> determined =
        lists.determinations(
            shown.stream()
                .filter(Hazard.class::isInstance)
                .map(each -> ((Hazard) each).no())
                .collect(Collectors.toSet()));
    Map<PersonId, String> names =
        people.names(
            determined.values().stream()
                .map(FourDeterminations::responsible)
                .collect(Collectors.toSet()));
    Map<String, String> units =
        people.unitNames(
            subjects.stream()
                .filter(Matter.class::isInstance)
                .flatMap(each -> Stream.ofNullable(each.unitId()))
                .collect(Collectors.toSet()));
    Map<String, String> areas =
        people.areas().stream().collect(Collectors.toMap(Area::code, Area::name));
    List<HazardHead> heads = new ArrayList<>();
    for (int i = 0; i < subjects.size(); i++) {
      Subject of = shown.get(i);
      if (of instanceof Hazard hazard) {
        FourDeterminations four = determined.get(hazard.no());
        HazardHead head =
            head(
                hazard,
                four,
                four == null ? null : names.get(four.responsible()),
                areas.getOrDefault(hazard.areaCode(), ""),
                locale);
        heads.add(
            subjects.get(i) instanceof Matter matter ? head.with(chip(matter, head.chip())) : head);
      } else {
        Matter inspection = (Matter) subjects.get(i);
        heads.add(
            inspectionHead(
                inspection,
                "/inspections/" + of.key(),
                units.getOrDefault(String.valueOf(inspection.unitId()), ""),
                areas.getOrDefault(inspection.areaCode(), ""),
                locale));
      }
    }
    return heads;
  }

  private static Optional<String> aboutKey(Subject subject) {
    return subject instanceof Matter matter
        ? Optional.ofNullable(matter.about())
        : Optional.empty();
  }

  /** A matter has a time of its own, where a rule gives it one. */
  private DeadlineChip chip(Matter matter, DeadlineChip otherwise) {
    LocalDate notBefore = matter.notBefore();
    Instant dueAt = matter.dueAt();
    LocalDate today = LocalDate.now(clock);
    if (matter.isOver() || dueAt == null) {
      return otherwise;
    }
    return notBefore != null && today.isBefore(notBefore)
        ? DeadlineChip.notBefore(notBefore, today)
        : DeadlineChip.due(dueAt, clock.instant());
  }

  /** Where more of a subject stands. */
  String pageOf(Subject subject) {
    Subject about = subjects.aboutOf(subject);
    return about == null ? rootOf(subject) + "/" + subject.key() : pageOf(about);
  }

  /** The address below which the acts of a subject are. */
  String rootOf(Subject subject) {
    return subjects.hazardOf(subject) == null ? "/inspections" : "/hazards";
  }

  /** What is about an inspection goes by it: which mode, which unit, where, when. */
  private HazardHead inspectionHead(
      Matter matter, String page, String unit, String area, Locale locale) {
    String about = matter.about();
    String no = about == null ? matter.key() : about;
    Optional<Inspection> inspection = inspections.find(no);
    return new HazardHead(
        no,
        page,
        Grade.GENERAL,
        false,
        say("procedure.hazard-inspection", locale)
            + inspection
                .map(
                    one ->
                        say(
                            "inspection.about",
                            locale,
                            say("mode." + one.mode(), locale),
                            local(one.startedAt()).toLocalDate().toString()))
                .orElse(""),
        unit.isEmpty() ? inspection.map(this::unitOf).orElse("") : unit,
        inspection.map(Inspection::place).orElse(no),
        area,
        null,
        null,
        null,
        matter.act(),
        matter.round(),
        DeadlineChip.ofInspection(matter.isOver()),
        false,
        null);
  }

  String unitOf(Inspection inspection) {
    return people.unit(inspection.unitId()).map(unit -> unit.name()).orElse("");
  }

  /** The whole record, and where its hazards stand as far as this person may see them. */
  InspectionView inspection(Inspection inspection, PersonId viewer, Locale locale) {
    List<InspectionView.Line> lines = new ArrayList<>();
    for (Finding finding : inspections.findings(inspection.no())) {
      HazardNo became = finding.hazardNo();
      lines.add(
          new InspectionView.Line(
              finding.id(),
              lines.size() + 1,
              finding.place(),
              finding.description(),
              say("category." + finding.category(), locale),
              finding.basis(),
              inspections.photos(finding).stream().map(this::photo).toList(),
              became != null && inspections.maySee(became, viewer)
                  ? head(hazards.get(became), locale)
                  : null));
    }
    Instant ended = inspection.endedAt();
    PersonId representative = inspection.representative();
    return new InspectionView(
        inspection.no(),
        unitOf(inspection),
        say("mode." + inspection.mode(), locale),
        say("source." + inspection.source(), locale),
        local(inspection.startedAt()),
        ended == null ? null : local(ended),
        inspection.place(),
        inspection.campaign(),
        Stream.of(inspection.leadInspector(), inspection.secondInspector())
            .map(one -> new InspectionView.Inspector(nameOf(one), certificatesOf(one, locale)))
            .toList(),
        representative == null ? null : nameOf(representative),
        inspection.certificatesShown(),
        inspection.avoidanceTold(),
        inspection.isDraft(),
        lines);
  }

  private String certificatesOf(PersonId person, Locale locale) {
    LocalDate today = LocalDate.now(clock);
    return people.certificates(person).stream()
        .filter(one -> !today.isBefore(one.validFrom()) && !today.isAfter(one.validTo()))
        .map(one -> one.no())
        .collect(Collectors.joining(say("list.comma", locale)));
  }

  private String say(String code, Locale locale, Object... args) {
    return String.valueOf(messages.getMessage(code, args, code, locale));
  }

  LocalDateTime thisMinute() {
    return LocalDateTime.now(clock).truncatedTo(ChronoUnit.MINUTES);
  }

  /** A photo that goes with nothing yet by which its date could be doubted. */
  PhotoView photo(Photo photo) {
    return photo(photo, null);
  }

  private HazardHead head(
      Hazard hazard,
      @Nullable FourDeterminations four,
      @Nullable String responsible,
      String area,
      Locale locale) {
    LocalDate deadline = four == null ? null : four.deadline();
    String category = hazard.category();
    return new HazardHead(
        hazard.no().value(),
        "/hazards/" + hazard.no(),
        hazard.grade(),
        hazard.isVoided(),
        hazard.description(),
        hazard.unitName(),
        hazard.place(),
        area,
        category == null
            ? null
            : messages.getMessage("category." + category, null, category, locale),
        responsible,
        deadline,
        hazard.act(),
        hazard.round(),
        hazard.isVoided()
            ? DeadlineChip.ofVoided()
            : DeadlineChip.of(deadline, LocalDate.now(clock), dueSoonDays, hazard.isOver()),
        hazard.route() == Route.ON_SPOT,
        hazard.isVoided()
            ? voids.of(hazard.no()).map(voided -> note(voided, locale)).orElse(null)
            : null);
  }

  /** How much waits for a person, by the rungs that the pages show. */
  WaitingCount waiting(PersonId person) {
    return lists.countWaiting(person, dueSoonDays);
  }

  @Nullable FourView four(Hazard hazard) {
    return hazards.determinations(hazard.no()).map(this::four).orElse(null);
  }

  /** The determinations that counted before, by their versions, the newest first. */
  Map<Integer, FourView> earlierFour(Hazard hazard) {
    Map<Integer, FourView> earlier = new LinkedHashMap<>();
    hazards.versions(hazard.no()).stream()
        .skip(1)
        .forEach(four -> earlier.put(four.version(), four(four)));
    return earlier;
  }

  private FourView four(FourDeterminations four) {
    return new FourView(
        four.measures(),
        four.standard(),
        four.deadline(),
        nameOf(four.responsible()),
        people.postsToday(four.responsible()).stream().map(Post::title).findFirst().orElse(null));
  }

  EvidenceView evidence(Hazard hazard) {
    List<PhotoView> before = new ArrayList<>();
    TreeMap<Integer, EvidenceView.Round> rounds = new TreeMap<>(Comparator.reverseOrder());
    // What has come back is seen as the look-back saw it.
    lookBacks
        .foundBy(hazard.no())
        .ifPresent(
            matter ->
                evidence.of(matter).stream()
                    .map(photo -> photo(photo, hazard))
                    .forEach(before::add));
    for (Photo photo : evidence.of(hazard.no().value())) {
      if (photo.kind() == Photo.Kind.BEFORE) {
        before.add(photo(photo, hazard));
      } else {
        EvidenceView.Round round =
            rounds.computeIfAbsent(
                Objects.requireNonNull(photo.round()),
                n -> new EvidenceView.Round(n, new ArrayList<>(), new ArrayList<>()));
        (photo.kind() == Photo.Kind.AFTER ? round.after() : round.onSite())
            .add(photo(photo, hazard));
      }
    }
    return new EvidenceView(before, List.copyOf(rounds.values()));
  }

  /**
   * Photos that are the viewer's own and not yet taken up travel with his form.
   *
   * @param hazard what they are for; null before there is one
   */
  List<PhotoView> uploaded(List<String> ids, PersonId uploader, @Nullable Hazard hazard) {
    return ids.stream()
        .distinct()
        .flatMap(id -> evidence.find(id).stream())
        .filter(photo -> photo.uploadedBy().equals(uploader) && photo.subject() == null)
        .map(photo -> photo(photo, hazard))
        .toList();
  }

  PhotoView photo(Photo photo, @Nullable Hazard hazard) {
    String taken = photo.takenAt();
    return new PhotoView(
        photo.id(),
        local(photo.uploadedAt()),
        nameOf(photo.uploadedBy()),
        taken == null ? null : LocalDateTime.parse(taken),
        photo.doubts(hazard == null ? null : foundAt(hazard, photo), clock.getZone()));
  }

  /** A find is photographed before it is reported, and on the day it was found at the earliest. */
  private LocalDateTime foundAt(Hazard hazard, Photo photo) {
    boolean find =
        photo.kind() == Photo.Kind.BEFORE
            || (photo.kind() == null && hazard.standsAt(Act.REGISTER));
    return find ? hazard.foundOn().atStartOfDay() : local(hazard.discoveredAt());
  }

  PaperView paper(Paper paper, String unit, int signers) {
    return new PaperView(
        paper.title(), paper.paragraphs(), List.of(unit), paper.foot(), paper.digest(), signers);
  }

  LoopTrack track(Hazard hazard, List<SignedAct> signed) {
    Map<Stage, Integer> returns = new EnumMap<>(Stage.class);
    signed.stream()
        .filter(act -> Decision.valueOf(act.decision()).isBackward())
        .collect(
            Collectors.toMap(SignedAct::step, act -> Act.valueOf(act.act()), (one, other) -> one))
        .values()
        .forEach(
            act ->
                hazard
                    .route()
                    .after(act, true)
                    .filter(target -> target.stage() != act.stage())
                    .ifPresent(target -> returns.merge(target.stage(), 1, Integer::sum)));
    Act act = hazard.act();
    Stage stood =
        signed.isEmpty()
            ? Stage.DISCOVERY
            : Act.valueOf(signed.get(signed.size() - 1).act()).stage();
    Stage at = act != null ? act.stage() : hazard.isVoided() ? stood : Stage.CLOSEOUT;
    return new LoopTrack(at, hazard.isClosedOut(), returns);
  }

  /** Newest first, by round; those who signed the same step stand together. */
  List<HazardPage.TrailRound> trail(Subject subject, List<SignedAct> signed, Locale locale) {
    Map<Integer, LocalDate> deadlines = deadlines(signed);
    int written =
        signed.stream()
            .filter(act -> !Decision.valueOf(act.decision()).isBackward())
            .filter(act -> WRITING.contains(Act.valueOf(act.act())))
            .mapToInt(SignedAct::step)
            .max()
            .orElse(0);
    Map<Integer, Map<Integer, List<HazardPage.TrailAct>>> rounds =
        new TreeMap<>(Comparator.reverseOrder());
    Map<Integer, List<SignedAct>> steps = new LinkedHashMap<>();
    signed.forEach(act -> steps.computeIfAbsent(act.step(), n -> new ArrayList<>()).add(act));
    steps.forEach(
        (step, acts) ->
            linesOf(rounds, acts.get(0).round(), step).addAll(acts(acts, step < written).toList()));
    declines
        .of(subject.key())
        .forEach(
            decline ->
                linesOf(rounds, decline.round(), decline.step()).add(declined(decline, locale)));
    return rounds.entrySet().stream()
        .map(
            round ->
                new HazardPage.TrailRound(
                    round.getKey(),
                    deadlines.get(round.getKey()),
                    round.getValue().values().stream().flatMap(List::stream).toList()))
        .toList();
  }

  private static List<HazardPage.TrailAct> linesOf(
      Map<Integer, Map<Integer, List<HazardPage.TrailAct>>> rounds, int round, int step) {
    return rounds
        .computeIfAbsent(round, n -> new TreeMap<>(Comparator.reverseOrder()))
        .computeIfAbsent(step, n -> new ArrayList<>());
  }

  /** The deadline of each round as it was signed: a failed re-inspection sets that of the next. */
  private static Map<Integer, LocalDate> deadlines(List<SignedAct> signed) {
    TreeMap<Integer, LocalDate> set = new TreeMap<>();
    Map<Integer, LocalDate> deadlines = new LinkedHashMap<>();
    for (SignedAct act : signed) {
      if (act.act().equals(Act.DETERMINE.name())) {
        deadlineIn(act, "deadline").ifPresent(day -> set.put(act.round(), day));
      } else if (act.act().equals(Act.REINSPECT.name())) {
        deadlineIn(act, "newDeadline").ifPresent(day -> set.put(act.round() + 1, day));
      }
    }
    signed.forEach(
        act -> {
          Map.Entry<Integer, LocalDate> last = set.floorEntry(act.round());
          if (last != null) {
            deadlines.put(act.round(), last.getValue());
          }
        });
    return deadlines;
  }

  private static Optional<LocalDate> deadlineIn(SignedAct act, String field) {
    Map<?, ?> form = (Map<?, ?>) CanonicalJson.read(act.payload()).get("form");
    return form == null || Decision.valueOf(act.decision()) == Decision.RETURNED
        ? Optional.empty()
        : Optional.ofNullable(form.get(field)).map(String::valueOf).map(LocalDate::parse);
  }

  /** Two signers who decided differently are shown apart. */
  private Stream<HazardPage.TrailAct> acts(List<SignedAct> step, boolean rewritten) {
    Map<String, List<SignedAct>> byDecision = new LinkedHashMap<>();
    step.forEach(
        act -> byDecision.computeIfAbsent(act.decision(), d -> new ArrayList<>()).add(act));
    return byDecision.values().stream().map(together -> act(together, rewritten));
  }

  /** 拒绝签字: signed by him who recorded it, in the chain of its own matter. */
  private HazardPage.TrailAct declined(Decline decline, Locale locale) {
    return new HazardPage.TrailAct(
        decline.act(),
        Decision.AGREED,
        HazardPage.TrailAct.Kind.DECLINED,
        ledger.of(decline.matterNo()).stream()
            .filter(act -> act.seq() == decline.seq())
            .map(Views::signer)
            .toList(),
        messages.getMessage(
            "trail.declined.words",
            new Object[] {
              decline.refusedBy(),
              decline.refusedPost(),
              decline.reason(),
              declines.witnessed(decline),
              decline.matterNo()
            },
            "",
            locale),
        local(decline.recordedAt()));
  }

  /** 已作废: why, and the two signatures it took. */
  HazardPage.@Nullable Voided voided(Hazard hazard) {
    if (!hazard.isVoided()) {
      return null;
    }
    return voids
        .of(hazard.no())
        .map(
            voided ->
                new HazardPage.Voided(
                    voided.cause().name(),
                    voided.duplicateOf() == null ? null : voided.duplicateOf().value(),
                    voided.reason(),
                    voided.matterNo(),
                    ledger.of(voided.matterNo()).stream()
                        .map(act -> act(List.of(act), false))
                        .toList()))
        .orElse(null);
  }

  /** Why it is void and who signed that, in one line. */
  private @Nullable String note(Voids.Voided voided, Locale locale) {
    return messages.getMessage(
        "voided.note",
        new Object[] {
          messages.getMessage("cause." + voided.cause(), null, "", locale),
          voided.reason(),
          nameOf(voided.proposedBy()),
          nameOf(voided.decidedBy())
        },
        "",
        locale);
  }

  /** 送达回证: how the order came to the unit, and who signed for it or would not. */
  List<Fact> delivery(Hazard hazard, Locale locale) {
    List<Fact> facts = new ArrayList<>();
    deliveries
        .of(hazard.no())
        .ifPresent(
            delivery -> {
              add(facts, "deliveredOn", delivery.deliveredOn(), locale);
              add(
                  facts,
                  "manner",
                  messages.getMessage("manner." + delivery.manner(), null, "", locale),
                  locale);
              add(facts, "deliveredBy", nameOf(delivery.deliveredBy()), locale);
              PersonId receiver = delivery.receivedBy();
              Instant at = delivery.receivedAt();
              if (receiver != null && at != null) {
                add(facts, "receivedBy", nameOf(receiver), locale);
                add(facts, "receivedOn", local(at).toLocalDate(), locale);
              } else {
                declines
                    .insteadOf(hazard.key(), Act.RECEIVE_ORDER)
                    .ifPresent(
                        decline -> {
                          add(
                              facts,
                              "leftInPlace",
                              local(decline.recordedAt()).toLocalDate(),
                              locale);
                          add(facts, "witness", declines.witnessed(decline), locale);
                        });
              }
            });
    return facts;
  }

  private HazardPage.TrailAct act(List<SignedAct> together, boolean rewritten) {
    SignedAct last = together.get(together.size() - 1);
    Act act = Act.valueOf(last.act());
    Decision decision = Decision.valueOf(last.decision());
    boolean stale =
        rewritten
            && !decision.isBackward()
            && (act.stage() == Stage.SIGNOFF || act == Act.GRADE_HAZARD);
    return new HazardPage.TrailAct(
        act,
        decision,
        stale ? HazardPage.TrailAct.Kind.STALE : HazardPage.TrailAct.Kind.SIGNED,
        together.stream().map(Views::signer).toList(),
        together.stream().flatMap(one -> words(one).stream()).findFirst().orElse(null),
        local(last.signedAt()));
  }

  /** As he was called when he signed. */
  static String signerOf(SignedAct act) {
    return signer(act).name();
  }

  /** As it was signed: who he was then, in which post. */
  private static HazardPage.Signer signer(SignedAct act) {
    Map<?, ?> signer = (Map<?, ?>) CanonicalJson.read(act.payload()).get("signer");
    return new HazardPage.Signer(
        String.valueOf(signer == null ? "" : signer.get("name")),
        String.valueOf(signer == null ? "" : signer.get("post")),
        act.seq(),
        act.leafHash());
  }

  Optional<String> words(SignedAct act) {
    Map<?, ?> form = (Map<?, ?>) CanonicalJson.read(act.payload()).get("form");
    return form == null
        ? Optional.empty()
        : SPOKEN.stream().map(form::get).filter(Objects::nonNull).map(String::valueOf).findFirst();
  }

  /** What the imported row said, word for word. */
  List<Fact> proposal(Hazard hazard, Locale locale) {
    List<Fact> facts = new ArrayList<>();
    proposals
        .find(hazard.no())
        .ifPresent(
            said -> {
              add(facts, "unit", hazard.unitName(), locale);
              add(facts, "localGrade", hazard.localGrade(), locale);
              add(facts, "measures", said.measures(), locale);
              add(facts, "standard", said.standard(), locale);
              add(facts, "deadline", said.deadline(), locale);
              add(facts, "responsible", said.responsibleName(), locale);
              add(facts, "secondInspector", said.secondInspectorName(), locale);
            });
    return facts;
  }

  private void add(List<Fact> facts, String field, @Nullable Object words, Locale locale) {
    if (words != null) {
      facts.add(
          new Fact(
              String.valueOf(messages.getMessage("field." + field, null, field, locale)),
              words.toString()));
    }
  }

  String nameOf(PersonId person) {
    return people.get(person).name();
  }

  LocalDateTime local(Instant at) {
    return LocalDateTime.ofInstant(at, clock.getZone());
  }

  /** Where a person belongs: the unit, department or area of his first post. */
  String organisationOf(PersonId person) {
    return people.postsToday(person).stream().map(this::placeOf).findFirst().orElse("");
  }

  String placeOf(Post post) {
    String unit = post.unitId();
    String department = post.departmentId();
    String area = post.areaCode();
    if (unit != null) {
      return people.unit(unit).map(it -> it.name()).orElse("");
    }
    if (department != null) {
      return people.department(department).map(it -> it.name()).orElse("");
    }
    return area == null ? "" : areaName(area);
  }

  String areaName(String code) {
    return people.areas().stream()
        .filter(area -> area.code().equals(code))
        .map(Area::name)
        .findFirst()
        .orElse("");
  }
}
