package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Stage;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import io.bihuan.loop.discovery.Proposals;
import io.bihuan.people.Area;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.Paper;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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

  private final Subjects subjects;
  private final Hazards hazards;
  private final People people;
  private final Evidence evidence;
  private final Proposals proposals;
  private final MessageSource messages;
  private final Clock clock;
  private final int dueSoonDays;

  Views(
      Subjects subjects,
      Hazards hazards,
      People people,
      Evidence evidence,
      Proposals proposals,
      MessageSource messages,
      Clock clock,
      @Value("${bihuan.deadlines.due-soon-days}") int dueSoonDays) {
    this.subjects = subjects;
    this.hazards = hazards;
    this.people = people;
    this.evidence = evidence;
    this.proposals = proposals;
    this.messages = messages;
    this.clock = clock;
    this.dueSoonDays = dueSoonDays;
  }

  /** The head of what a page is about: a matter goes by the hazard it is about. */
  HazardHead head(Subject subject, Locale locale) {
    Hazard hazard = subjects.hazardOf(subject);
    return hazard == null ? inspectionHead((Matter) subject, locale) : head(hazard, locale);
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

  private HazardHead inspectionHead(Matter inspection, Locale locale) {
    return new HazardHead(
        inspection.key(),
        pageOf(inspection),
        Grade.GENERAL,
        false,
        String.valueOf(messages.getMessage("procedure.hazard-inspection", null, "", locale)),
        Optional.ofNullable(inspection.unitId())
            .flatMap(people::unit)
            .map(unit -> unit.name())
            .orElse(""),
        inspection.key(),
        areaName(inspection.areaCode()),
        null,
        null,
        null,
        inspection.act(),
        inspection.round(),
        DeadlineChip.of(null, LocalDate.now(clock), dueSoonDays, inspection.isOver()));
  }

  private HazardHead head(Hazard hazard, Locale locale) {
    Optional<FourDeterminations> four = hazards.determinations(hazard.no());
    LocalDate deadline = four.map(FourDeterminations::deadline).orElse(null);
    String category = hazard.category();
    return new HazardHead(
        hazard.no().value(),
        pageOf(hazard),
        hazard.grade(),
        hazard.isVoided(),
        hazard.description(),
        hazard.unitName(),
        hazard.place(),
        areaName(hazard.areaCode()),
        category == null
            ? null
            : messages.getMessage("category." + category, null, category, locale),
        four.map(f -> nameOf(f.responsible())).orElse(null),
        deadline,
        hazard.act(),
        hazard.round(),
        DeadlineChip.of(deadline, LocalDate.now(clock), dueSoonDays, hazard.isOver()));
  }

  @Nullable FourView four(Hazard hazard) {
    return hazards
        .determinations(hazard.no())
        .map(
            four ->
                new FourView(
                    four.measures(),
                    four.standard(),
                    four.deadline(),
                    nameOf(four.responsible()),
                    people.postsToday(four.responsible()).stream()
                        .map(Post::title)
                        .findFirst()
                        .orElse(null)))
        .orElse(null);
  }

  EvidenceView evidence(Hazard hazard) {
    List<PhotoView> before = new ArrayList<>();
    TreeMap<Integer, EvidenceView.Round> rounds = new TreeMap<>(Comparator.reverseOrder());
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

  private PhotoView photo(Photo photo, @Nullable Hazard hazard) {
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
    return new LoopTrack(act == null ? Stage.CLOSEOUT : act.stage(), hazard.isClosedOut(), returns);
  }

  /** Newest first, by round; those who signed the same step stand together. */
  List<HazardPage.TrailRound> trail(Hazard hazard, List<SignedAct> signed) {
    LocalDate deadline =
        hazards.determinations(hazard.no()).map(FourDeterminations::deadline).orElse(null);
    Map<Integer, Map<Integer, List<SignedAct>>> rounds = new TreeMap<>(Comparator.reverseOrder());
    signed.forEach(
        act ->
            rounds
                .computeIfAbsent(act.round(), n -> new TreeMap<>(Comparator.reverseOrder()))
                .computeIfAbsent(act.step(), n -> new ArrayList<>())
                .add(act));
    return rounds.entrySet().stream()
        .map(
            round ->
                new HazardPage.TrailRound(
                    round.getKey(),
                    deadline,
                    round.getValue().values().stream().flatMap(this::acts).toList()))
        .toList();
  }

  /** Two signers who decided differently are shown apart. */
  private Stream<HazardPage.TrailAct> acts(List<SignedAct> step) {
    Map<String, List<SignedAct>> byDecision = new LinkedHashMap<>();
    step.forEach(
        act -> byDecision.computeIfAbsent(act.decision(), d -> new ArrayList<>()).add(act));
    return byDecision.values().stream().map(this::act);
  }

  private HazardPage.TrailAct act(List<SignedAct> together) {
    SignedAct last = together.get(together.size() - 1);
    return new HazardPage.TrailAct(
        Act.valueOf(last.act()),
        Decision.valueOf(last.decision()),
        together.stream().map(Views::signer).toList(),
        together.stream().flatMap(act -> words(act).stream()).findFirst().orElse(null),
        local(last.signedAt()));
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
