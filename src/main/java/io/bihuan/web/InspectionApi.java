package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.PendingActs;
import io.bihuan.loop.discovery.Finding;
import io.bihuan.loop.discovery.Inspection;
import io.bihuan.loop.discovery.InspectionMode;
import io.bihuan.loop.discovery.Inspections;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Unit;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 检查 for scripts. Their acts are signed like any other: {@link ActApi}. */
@RestController
@RequestMapping(path = "/api/v1/inspections", produces = MediaType.APPLICATION_JSON_VALUE)
class InspectionApi {
  private static final int LARGEST_PAGE = 200;

  private final Inspections inspections;
  private final PendingActs pendingActs;
  private final Ledger ledger;
  private final People people;

  InspectionApi(Inspections inspections, PendingActs pendingActs, Ledger ledger, People people) {
    this.inspections = inspections;
    this.pendingActs = pendingActs;
    this.ledger = ledger;
    this.people = people;
  }

  record DetailsBody(
      @Nullable String unit,
      @Nullable String mode,
      @Nullable String source,
      @Nullable String startedAt,
      @Nullable String place,
      @Nullable String secondInspector,
      @Nullable String representative,
      @Nullable String campaign,
      @Nullable Boolean certificatesShown,
      @Nullable Boolean avoidanceTold) {
    Inspections.Details details() {
      return new Inspections.Details(
          mode,
          source,
          startedAt,
          place,
          secondInspector,
          representative,
          campaign,
          Boolean.TRUE.equals(certificatesShown),
          Boolean.TRUE.equals(avoidanceTold));
    }
  }

  record FindingBody(
      @Nullable String place,
      @Nullable String description,
      @Nullable String category,
      @Nullable String basis,
      @Nullable List<String> evidence) {
    Inspections.Noted noted() {
      return new Inspections.Noted(
          place, description, category, basis, evidence == null ? List.of() : evidence);
    }
  }

  record Opened(String no, String act, int round) {}

  record FindingId(String id) {}

  /** {@code codes}: the government's list, 双重预防 and Liaoning. */
  record SourceLine(String source, String code, int doublePrevention, int liaoning) {}

  record Line(
      String no,
      String unit,
      InspectionMode mode,
      Instant startedAt,
      String place,
      @Nullable String act) {}

  record FindingLine(
      String id,
      String place,
      String description,
      String category,
      @Nullable String basis,
      List<String> evidence,
      @Nullable String hazard) {}

  record Whole(
      String no,
      HazardApi.Named unit,
      InspectionMode mode,
      SourceLine source,
      Instant startedAt,
      @Nullable Instant endedAt,
      String place,
      @Nullable String campaign,
      HazardApi.Named leadInspector,
      HazardApi.Named secondInspector,
      HazardApi.@Nullable Named representative,
      boolean certificatesShown,
      boolean avoidanceTold,
      @Nullable String act,
      List<String> waitingFor,
      List<FindingLine> findings) {}

  @Operation(summary = "开始检查 · Open an inspection: a draft that waits for your record")
  @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Opened open(@RequestBody DetailsBody body, @AuthenticationPrincipal SignedIn me) {
    String no = inspections.open(me.person(), body.unit(), body.details());
    return new Opened(no, Act.RECORD_INSPECTION.id(), 1);
  }

  @Operation(summary = "查询检查 · The inspections I may see, the latest first")
  @GetMapping
  HazardApi.Lines<Line> list(
      @Parameter(description = "a part of the unit's name") @RequestParam(required = false)
          @Nullable String unit,
      @RequestParam(required = false) @Nullable String mode,
      @RequestParam(required = false) @Nullable String from,
      @Parameter(description = "inclusive") @RequestParam(required = false) @Nullable String to,
      @Parameter(description = "all, open, draft or over") @RequestParam(defaultValue = "all")
          String state,
      @Parameter(description = "the last number of the page before") @RequestParam(required = false)
          @Nullable String before,
      @RequestParam(defaultValue = "50") int size,
      @AuthenticationPrincipal SignedIn me) {
    if (size < 1 || size > LARGEST_PAGE) {
      throw Refused.because("size", "refused.format");
    }
    List<Inspection> found =
        inspections.visible(
            me.person(), InspectionController.filter(unit, mode, from, to, state), before, size);
    return new HazardApi.Lines<>(
        found.stream().map(this::line).toList(),
        found.size() < size ? null : found.get(found.size() - 1).no());
  }

  @Operation(summary = "一次检查 · One inspection, its findings and what became of them")
  @GetMapping("/{no}")
  Whole inspection(@PathVariable String no, @AuthenticationPrincipal SignedIn me) {
    Inspection seen = inspections.getVisible(no, me.person());
    PersonId representative = seen.representative();
    return new Whole(
        seen.no(),
        new HazardApi.Named(seen.unitId(), unitName(seen)),
        seen.mode(),
        new SourceLine(
            seen.source().name(),
            seen.source().code(),
            seen.source().doublePrevention(),
            seen.source().liaoning()),
        seen.startedAt(),
        seen.endedAt(),
        seen.place(),
        seen.campaign(),
        named(seen.leadInspector()),
        named(seen.secondInspector()),
        representative == null ? null : named(representative),
        seen.certificatesShown(),
        seen.avoidanceTold(),
        actId(seen),
        pendingActs.of(no).stream().map(one -> people.get(one.person()).name()).toList(),
        inspections.findings(no).stream().map(one -> finding(one, me.person())).toList());
  }

  @Operation(summary = "改检查情况 · Say the particulars of a draft anew, all but the unit")
  @PutMapping(path = "/{no}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void edit(
      @PathVariable String no,
      @RequestBody DetailsBody body,
      @AuthenticationPrincipal SignedIn me) {
    inspections.edit(me.person(), no, body.details());
  }

  @Operation(summary = "记一条发现 · Note a finding in a draft")
  @PostMapping(path = "/{no}/findings", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  FindingId note(
      @PathVariable String no,
      @RequestBody FindingBody body,
      @AuthenticationPrincipal SignedIn me) {
    return new FindingId(inspections.note(me.person(), no, body.noted()));
  }

  @Operation(summary = "改一条发现 · Note a finding of a draft anew")
  @PutMapping(path = "/{no}/findings/{id}", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void amend(
      @PathVariable String no,
      @PathVariable String id,
      @RequestBody FindingBody body,
      @AuthenticationPrincipal SignedIn me) {
    inspections.amend(me.person(), no, id, body.noted());
  }

  @Operation(summary = "去掉一条发现 · Take a finding out of a draft")
  @DeleteMapping("/{no}/findings/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @PathVariable String no, @PathVariable String id, @AuthenticationPrincipal SignedIn me) {
    inspections.remove(me.person(), no, id);
  }

  @Operation(summary = "签字留痕 · The signed acts, with the exact bytes that were signed")
  @GetMapping("/{no}/trail")
  HazardApi.Lines<HazardApi.TrailLine> trail(
      @PathVariable String no, @AuthenticationPrincipal SignedIn me) {
    inspections.getVisible(no, me.person());
    return new HazardApi.Lines<>(ledger.of(no).stream().map(this::trailLine).toList(), null);
  }

  private HazardApi.TrailLine trailLine(SignedAct act) {
    return HazardApi.TrailLine.of(act, people.get(new PersonId(act.signerId())).name());
  }

  private FindingLine finding(Finding finding, PersonId viewer) {
    HazardNo became = finding.hazardNo();
    return new FindingLine(
        finding.id(),
        finding.place(),
        finding.description(),
        finding.category(),
        finding.basis(),
        inspections.photos(finding).stream().map(Photo::id).toList(),
        became != null && inspections.maySee(became, viewer) ? became.value() : null);
  }

  private Line line(Inspection inspection) {
    return new Line(
        inspection.no(),
        unitName(inspection),
        inspection.mode(),
        inspection.startedAt(),
        inspection.place(),
        actId(inspection));
  }

  private static @Nullable String actId(Inspection inspection) {
    Act act = inspection.act();
    return act == null ? null : act.id();
  }

  private String unitName(Inspection inspection) {
    return people.unit(inspection.unitId()).map(Unit::name).orElse("");
  }

  private HazardApi.Named named(PersonId person) {
    return new HazardApi.Named(person.value(), people.get(person).name());
  }
}
