package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingActs;
import io.bihuan.loop.discovery.Discoveries;
import io.bihuan.loop.discovery.Imports;
import io.bihuan.loop.signoff.Order;
import io.bihuan.loop.signoff.Orders;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refused;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** The loop for scripts: the same services as the pages, HTTP Basic, JSON. */
@RestController
@RequestMapping(path = "/api/v1", produces = MediaType.APPLICATION_JSON_VALUE)
class HazardApi {
  private static final int LARGEST_PAGE = 200;

  private final Hazards hazards;
  private final PendingActs pendingActs;
  private final Discoveries discoveries;
  private final Evidence evidence;
  private final Orders orders;
  private final Ledger ledger;
  private final People people;
  private final Imports imports;
  private final ProblemWriter words;

  HazardApi(
      Hazards hazards,
      PendingActs pendingActs,
      Discoveries discoveries,
      Evidence evidence,
      Orders orders,
      Ledger ledger,
      People people,
      Imports imports,
      ProblemWriter words) {
    this.hazards = hazards;
    this.pendingActs = pendingActs;
    this.discoveries = discoveries;
    this.evidence = evidence;
    this.orders = orders;
    this.ledger = ledger;
    this.people = people;
    this.imports = imports;
    this.words = words;
  }

  record Named(String id, String name) {}

  record EvidenceView(
      String id,
      String sha256,
      long size,
      String type,
      String name,
      @Nullable String shownSha256,
      @Nullable String takenAt,
      Photo.@Nullable Kind kind,
      @Nullable Integer round) {
    static EvidenceView of(Photo photo) {
      return new EvidenceView(
          photo.id(),
          photo.sha256(),
          photo.sizeBytes(),
          photo.mediaType(),
          photo.fileName(),
          photo.shown(),
          photo.takenAt(),
          photo.kind(),
          photo.round());
    }
  }

  record ReportBody(
      @Nullable String unit,
      @Nullable String place,
      @Nullable String description,
      @Nullable String category,
      @Nullable List<String> evidence) {}

  record Reported(String no, String act, int round) {}

  record HazardLine(
      String no,
      String unit,
      String place,
      String description,
      LocalDate foundOn,
      @Nullable String act,
      int round) {}

  record Lines<T>(List<T> items, @Nullable String next) {}

  record Four(
      String measures, String standard, LocalDate deadline, Named responsible, String basis) {}

  record Whole(
      String no,
      String unit,
      String place,
      String description,
      @Nullable String category,
      LocalDate foundOn,
      @Nullable String act,
      int round,
      @Nullable Instant closedOutAt,
      List<String> waitingFor,
      @Nullable Four determinations,
      @Nullable String order,
      List<EvidenceView> evidence) {}

  record TrailLine(
      int seq,
      String act,
      int round,
      String decision,
      String signer,
      Instant signedAt,
      String alg,
      String keyId,
      String payload,
      String signature,
      String prevHash,
      String leafHash) {}

  @Operation(
      summary =
          "上传一张照片 · Upload a photo; it is yours until an act takes it up. The same bytes again are"
              + " the same photo")
  @PostMapping(path = "/evidence", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  EvidenceView upload(@RequestPart("file") MultipartFile file, @AuthenticationPrincipal SignedIn me)
      throws IOException {
    String name = file.getOriginalFilename();
    try (var bytes = file.getInputStream()) {
      return EvidenceView.of(evidence.add(name == null ? "" : name, bytes, me.person()));
    }
  }

  @Operation(summary = "上报隐患 · Report a hazard: a draft that waits for your signature")
  @PostMapping(path = "/hazards", consumes = MediaType.APPLICATION_JSON_VALUE)
  @ResponseStatus(HttpStatus.CREATED)
  Reported report(@RequestBody ReportBody body, @AuthenticationPrincipal SignedIn me) {
    HazardNo no =
        discoveries.report(
            me.person(),
            new Discoveries.Report(
                body.unit(),
                body.place(),
                body.description(),
                body.category(),
                body.evidence() == null ? List.of() : body.evidence()));
    return new Reported(no.value(), Act.REGISTER.id(), 1);
  }

  @Operation(summary = "查询隐患 · The hazards I may see, newest number first")
  @GetMapping("/hazards")
  Lines<HazardLine> list(
      @Parameter(description = "all, open, overdue, draft or closed")
          @RequestParam(defaultValue = "all")
          String state,
      @RequestParam(required = false) @Nullable String q,
      @Parameter(description = "the last number of the page before") @RequestParam(required = false)
          @Nullable String before,
      @RequestParam(defaultValue = "50") int size,
      @AuthenticationPrincipal SignedIn me) {
    if (size < 1 || size > LARGEST_PAGE) {
      throw Refused.because("size", "refused.format");
    }
    Hazards.State asked = Hazards.State.of(state);
    if (!asked.name().equalsIgnoreCase(state)) {
      throw Refused.because("state", "refused.format");
    }
    HazardNo last =
        before == null
            ? null
            : HazardNo.parse(before).orElseThrow(() -> Refused.because("before", "refused.format"));
    List<Hazard> found = hazards.visible(me.person(), asked, q, last, size, 0);
    return new Lines<>(
        found.stream().map(HazardApi::line).toList(),
        found.size() < size ? null : found.get(found.size() - 1).no().value());
  }

  @Operation(summary = "一条隐患 · One hazard")
  @GetMapping("/hazards/{no}")
  Whole hazard(@PathVariable String no, @AuthenticationPrincipal SignedIn me) {
    Hazard hazard = hazards.getVisible(no, me.person());
    return new Whole(
        hazard.no().value(),
        hazard.unitName(),
        hazard.place(),
        hazard.description(),
        hazard.category(),
        hazard.foundOn(),
        actId(hazard),
        hazard.round(),
        hazard.closedOutAt(),
        pendingActs.of(hazard.key()).stream().map(p -> nameOf(p.person())).toList(),
        hazards.determinations(hazard.no()).map(this::four).orElse(null),
        orders.of(hazard.no()).map(Order::no).orElse(null),
        evidence.of(hazard.no().value()).stream().map(EvidenceView::of).toList());
  }

  @Operation(summary = "签字留痕 · The signed acts, with the exact bytes that were signed")
  @GetMapping("/hazards/{no}/trail")
  Lines<TrailLine> trail(@PathVariable String no, @AuthenticationPrincipal SignedIn me) {
    Hazard hazard = hazards.getVisible(no, me.person());
    return new Lines<>(ledger.of(hazard.no().value()).stream().map(this::trailLine).toList(), null);
  }

  record Draft(int row, String no, String unit, String description, List<String> missing) {}

  record Fault(int row, String column, String reason) {}

  record Imported(
      String sheet,
      int read,
      int finished,
      int already,
      List<Draft> drafts,
      List<Fault> refused,
      List<Integer> notes) {}

  @Operation(summary = "导入台账 · Import a register workbook")
  @PostMapping(path = "/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
  Imported importRegister(
      @RequestPart("workbook") MultipartFile file,
      @Parameter(description = "id of the inspector who completes drafts of unknown inspectors")
          @RequestParam(required = false)
          @Nullable String inspector,
      @AuthenticationPrincipal SignedIn me,
      Locale locale)
      throws IOException {
    try (var workbook = file.getInputStream()) {
      Imports.Outcome outcome = imports.importFrom(me.person(), inspector, workbook);
      return new Imported(
          outcome.sheet(),
          outcome.read(),
          outcome.finished(),
          outcome.already(),
          outcome.drafts().stream()
              .map(d -> new Draft(d.row(), d.no().value(), d.unit(), d.description(), d.missing()))
              .toList(),
          outcome.refused().stream()
              .map(
                  f ->
                      new Fault(
                          f.row(), f.column(), words.say(f.code(), locale, f.args().toArray())))
              .toList(),
          outcome.notes());
    }
  }

  private Four four(FourDeterminations four) {
    return new Four(
        four.measures(),
        four.standard(),
        four.deadline(),
        new Named(four.responsible().value(), nameOf(four.responsible())),
        four.basis());
  }

  private TrailLine trailLine(SignedAct act) {
    return new TrailLine(
        act.seq(),
        Act.valueOf(act.act()).id(),
        act.round(),
        act.decision(),
        nameOf(new PersonId(act.signerId())),
        act.signedAt(),
        act.alg(),
        act.keyId(),
        act.payload(),
        act.signature(),
        act.prevHash(),
        act.leafHash());
  }

  private static HazardLine line(Hazard hazard) {
    return new HazardLine(
        hazard.no().value(),
        hazard.unitName(),
        hazard.place(),
        hazard.description(),
        hazard.foundOn(),
        actId(hazard),
        hazard.round());
  }

  private static @Nullable String actId(Hazard hazard) {
    Act act = hazard.act();
    return act == null ? null : act.id();
  }

  private String nameOf(PersonId person) {
    return people.get(person).name();
  }
}
