package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Subjects;
import io.bihuan.loop.discovery.Discoveries;
import io.bihuan.loop.discovery.Finding;
import io.bihuan.loop.discovery.Inspection;
import io.bihuan.loop.discovery.InspectionMode;
import io.bihuan.loop.discovery.Inspections;
import io.bihuan.loop.discovery.Source;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Unit;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * 检查: open one, note what is found on the way, look it up. What was typed and uploaded is never
 * lost by a mistake in it; signing is {@link ActController}'s.
 */
@Controller
class InspectionController {
  private static final int PAGE = 20;
  private static final List<String> SAID =
      List.of(
          "unit",
          "mode",
          "source",
          "startedAt",
          "place",
          "secondInspector",
          "representative",
          "campaign",
          "certificatesShown",
          "avoidanceTold");

  private final Inspections inspections;
  private final Subjects subjects;
  private final PendingActs pendingActs;
  private final Ledger ledger;
  private final People people;
  private final Views views;
  private final Uploads uploads;
  private final ProblemWriter words;

  private final MoreViews more;

  InspectionController(
      Inspections inspections,
      Subjects subjects,
      PendingActs pendingActs,
      Ledger ledger,
      People people,
      Views views,
      Uploads uploads,
      ProblemWriter words,
      MoreViews more) {
    this.more = more;
    this.inspections = inspections;
    this.subjects = subjects;
    this.pendingActs = pendingActs;
    this.ledger = ledger;
    this.people = people;
    this.views = views;
    this.uploads = uploads;
    this.words = words;
  }

  @GetMapping("/inspections")
  String list(
      @RequestParam(defaultValue = "") String unit,
      @RequestParam(defaultValue = "") String mode,
      @RequestParam(defaultValue = "") String from,
      @RequestParam(defaultValue = "") String to,
      @RequestParam(defaultValue = "all") String state,
      @RequestParam(required = false) @Nullable String before,
      @AuthenticationPrincipal SignedIn me,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    Map<String, String> asked = new LinkedHashMap<>();
    asked.put("unit", unit);
    asked.put("mode", mode);
    asked.put("from", from);
    asked.put("to", to);
    asked.put("state", state);
    List<Inspection> found = List.of();
    Map<String, String> errors = Map.of();
    try {
      found =
          inspections.visible(me.person(), filter(unit, mode, from, to, state), before, PAGE + 1);
    } catch (Refused refused) {
      response.setStatus(ProblemWriter.statusOf(refused).value());
      errors = words.byField(refused, locale);
    }
    String next = null;
    if (found.size() > PAGE) {
      found = found.subList(0, PAGE);
      UriComponentsBuilder address = UriComponentsBuilder.fromPath("/inspections");
      asked.forEach(address::queryParam);
      next = address.queryParam("before", found.get(PAGE - 1).no()).encode().toUriString();
    }
    model.addAttribute(
        "page",
        new InspectionsPage(
            new Filled(asked, errors, List.of()),
            modes(locale),
            found.stream().map(one -> row(one, locale)).toList(),
            next));
    return "inspections";
  }

  /** Read as it was written; what is no mode, no date or no state is refused by name. */
  static Inspections.Filter filter(
      @Nullable String unit,
      @Nullable String mode,
      @Nullable String from,
      @Nullable String to,
      String state) {
    return new Inspections.Filter(
        unit == null || unit.isBlank() ? null : unit,
        mode == null || mode.isBlank()
            ? null
            : Arrays.stream(InspectionMode.values())
                .filter(one -> one.name().equals(mode))
                .findFirst()
                .orElseThrow(() -> Refused.because("mode", "refused.format")),
        day("from", from),
        day("to", to),
        Inspections.State.of(state).orElseThrow(() -> Refused.because("state", "refused.format")));
  }

  private static @Nullable LocalDate day(String field, @Nullable String said) {
    if (said == null || said.isBlank()) {
      return null;
    }
    try {
      LocalDate day = LocalDate.parse(said);
      if (day.getYear() < 1900 || day.getYear() > 2100) {
        throw Refused.because(field, "refused.format");
      }
      return day;
    } catch (DateTimeParseException unreadable) {
      throw Refused.because(field, "refused.format");
    }
  }

  @GetMapping("/inspections/new")
  String blank(@AuthenticationPrincipal SignedIn me, Model model, Locale locale) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("startedAt", views.thisMinute().toString());
    return form(model, locale, me, null, Filled.of(values));
  }

  @PostMapping("/inspections/new")
  String open(
      @RequestParam Map<String, String> sent,
      @AuthenticationPrincipal SignedIn me,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    try {
      return "redirect:/inspections/"
          + inspections.open(me.person(), sent.get("unit"), details(sent));
    } catch (Refused refused) {
      return wrong(model, locale, me, null, sent, refused, response);
    }
  }

  @GetMapping("/inspections/{no}/edit")
  String edit(
      @PathVariable String no, @AuthenticationPrincipal SignedIn me, Model model, Locale locale) {
    inspections.requireWriting(me.person(), no);
    Inspection inspection = inspections.get(no);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("mode", inspection.mode().name());
    values.put("source", inspection.source().name());
    values.put("startedAt", views.local(inspection.startedAt()).toString());
    values.put("place", inspection.place());
    values.put("secondInspector", inspection.secondInspector().value());
    PersonId representative = inspection.representative();
    values.put("representative", representative == null ? "" : representative.value());
    String campaign = inspection.campaign();
    values.put("campaign", campaign == null ? "" : campaign);
    if (inspection.certificatesShown()) {
      values.put("certificatesShown", "true");
    }
    if (inspection.avoidanceTold()) {
      values.put("avoidanceTold", "true");
    }
    return form(model, locale, me, inspection, Filled.of(values));
  }

  @PostMapping("/inspections/{no}/edit")
  String edit(
      @PathVariable String no,
      @RequestParam Map<String, String> sent,
      @AuthenticationPrincipal SignedIn me,
      HttpServletResponse response,
      Model model,
      Locale locale,
      RedirectAttributes redirect) {
    Inspection inspection = inspections.getVisible(no, me.person());
    try {
      inspections.edit(me.person(), no, details(sent));
      redirect.addFlashAttribute("notice", Notice.done(words.say("inspection.saved", locale)));
      return "redirect:/inspections/" + no;
    } catch (Refused refused) {
      return wrong(model, locale, me, inspection, sent, refused, response);
    }
  }

  @GetMapping("/inspections/{no}")
  String inspection(
      @PathVariable String no, @AuthenticationPrincipal SignedIn me, Model model, Locale locale) {
    Inspection inspection = inspections.getVisible(no, me.person());
    List<PendingAct> pending = pendingActs.of(no);
    Act mine =
        pending.stream()
            .filter(one -> one.person().equals(me.person()))
            .map(PendingAct::act)
            .findFirst()
            .orElse(null);
    model.addAttribute(
        "page",
        new InspectionPage(
            views.head(subjects.get(no), locale),
            views.inspection(inspection, me.person(), locale),
            pending.stream().map(one -> views.nameOf(one.person())).toList(),
            mine,
            inspection.isDraft() && mine == Act.RECORD_INSPECTION,
            more.begins(subjects.get(no), me.person()),
            views.trail(subjects.get(no), ledger.of(no), locale)));
    return "inspection";
  }

  @GetMapping("/inspections/{no}/findings/new")
  String finding(
      @PathVariable String no, @AuthenticationPrincipal SignedIn me, Model model, Locale locale) {
    inspections.requireWriting(me.person(), no);
    return finding(model, locale, no, "new", Filled.blank());
  }

  @GetMapping("/inspections/{no}/findings/{id}")
  String finding(
      @PathVariable String no,
      @PathVariable String id,
      @AuthenticationPrincipal SignedIn me,
      Model model,
      Locale locale) {
    inspections.requireWriting(me.person(), no);
    Finding finding = inspections.finding(no, id);
    Map<String, String> values = new LinkedHashMap<>();
    values.put("place", finding.place());
    values.put("description", finding.description());
    values.put("category", finding.category());
    String basis = finding.basis();
    values.put("basis", basis == null ? "" : basis);
    List<PhotoView> photos = inspections.photos(finding).stream().map(views::photo).toList();
    return finding(model, locale, no, id, new Filled(values, Map.of(), photos));
  }

  /** {@code id} is {@code new} for one that is not noted yet. */
  @PostMapping("/inspections/{no}/findings/{id}")
  String note(
      @PathVariable String no,
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String place,
      @RequestParam(required = false) @Nullable String description,
      @RequestParam(required = false) @Nullable String category,
      @RequestParam(required = false) @Nullable String basis,
      @RequestParam(required = false) @Nullable List<String> evidence,
      @RequestParam(required = false) @Nullable List<MultipartFile> photos,
      @AuthenticationPrincipal SignedIn me,
      HttpServletResponse response,
      Model model,
      Locale locale,
      RedirectAttributes redirect) {
    inspections.getVisible(no, me.person());
    List<Photo> kept =
        id.equals("new") ? List.of() : inspections.photos(inspections.finding(no, id));
    List<String> shots = new ArrayList<>(evidence == null ? List.of() : evidence);
    try {
      uploads.take(photos, me.person(), shots);
      Inspections.Noted noted = new Inspections.Noted(place, description, category, basis, shots);
      if (id.equals("new")) {
        inspections.note(me.person(), no, noted);
      } else {
        inspections.amend(me.person(), no, id, noted);
      }
      redirect.addFlashAttribute("notice", Notice.done(words.say("inspection.noted", locale)));
      return "redirect:/inspections/" + no;
    } catch (Refused refused) {
      response.setStatus(ProblemWriter.statusOf(refused).value());
      Map<String, String> values = new LinkedHashMap<>();
      put(values, "place", place);
      put(values, "description", description);
      put(values, "category", category);
      put(values, "basis", basis);
      List<PhotoView> shown =
          new ArrayList<>(
              kept.stream()
                  .filter(photo -> photo.subject() != null && shots.contains(photo.id()))
                  .map(views::photo)
                  .toList());
      shown.addAll(views.uploaded(shots, me.person(), null));
      return finding(
          model, locale, no, id, new Filled(values, words.byField(refused, locale), shown));
    }
  }

  @PostMapping("/inspections/{no}/findings/{id}/remove")
  String remove(
      @PathVariable String no,
      @PathVariable String id,
      @AuthenticationPrincipal SignedIn me,
      Locale locale,
      RedirectAttributes redirect) {
    inspections.remove(me.person(), no, id);
    redirect.addFlashAttribute("notice", Notice.done(words.say("inspection.removed", locale)));
    return "redirect:/inspections/" + no;
  }

  private String wrong(
      Model model,
      Locale locale,
      SignedIn me,
      @Nullable Inspection inspection,
      Map<String, String> sent,
      Refused refused,
      HttpServletResponse response) {
    response.setStatus(ProblemWriter.statusOf(refused).value());
    Map<String, String> values = new LinkedHashMap<>(sent);
    values.keySet().retainAll(SAID);
    return form(
        model,
        locale,
        me,
        inspection,
        new Filled(values, words.byField(refused, locale), List.of()));
  }

  private String form(
      Model model, Locale locale, SignedIn me, @Nullable Inspection inspection, Filled form) {
    String page = inspection == null ? "/inspections" : "/inspections/" + inspection.no();
    model.addAttribute(
        "page",
        new InspectionForm(
            inspection == null ? "/inspections/new" : page + "/edit",
            page,
            inspection == null,
            form,
            inspection == null
                ? inspections.unitsFor(me.person()).stream().map(Unit::name).toList()
                : List.of(),
            modes(locale),
            Arrays.stream(Source.values())
                .map(one -> new Choice(one.name(), words.say("source." + one, locale)))
                .toList(),
            choices(inspections.companionsOf(me.person())),
            inspection == null ? List.of() : choices(people.ofUnit(inspection.unitId()))));
    return "discovery/inspection";
  }

  private String finding(Model model, Locale locale, String no, String id, Filled form) {
    String page = "/inspections/" + no;
    model.addAttribute(
        "page",
        new FindingPage(
            page + "/findings/" + id,
            page,
            views.unitOf(inspections.get(no)),
            form,
            Discoveries.categories().stream()
                .map(code -> new Choice(code, words.say("category." + code, locale)))
                .toList()));
    return "discovery/finding";
  }

  private InspectionsPage.Row row(Inspection inspection, Locale locale) {
    return new InspectionsPage.Row(
        views.head(subjects.get(inspection.no()), locale),
        words.say("mode." + inspection.mode(), locale),
        views.local(inspection.startedAt()).toLocalDate(),
        inspection.place(),
        String.join(
            words.say("list.comma", locale),
            views.nameOf(inspection.leadInspector()),
            views.nameOf(inspection.secondInspector())));
  }

  private List<Choice> modes(Locale locale) {
    return Arrays.stream(InspectionMode.values())
        .map(one -> new Choice(one.name(), words.say("mode." + one, locale)))
        .toList();
  }

  private static List<Choice> choices(List<Person> persons) {
    return persons.stream().map(one -> new Choice(one.id().value(), one.name())).toList();
  }

  private static Inspections.Details details(Map<String, String> sent) {
    return new Inspections.Details(
        sent.get("mode"),
        sent.get("source"),
        sent.get("startedAt"),
        sent.get("place"),
        sent.get("secondInspector"),
        sent.get("representative"),
        sent.get("campaign"),
        "true".equals(sent.get("certificatesShown")),
        "true".equals(sent.get("avoidanceTold")));
  }

  private static void put(Map<String, String> values, String field, @Nullable String value) {
    if (value != null) {
      values.put(field, value);
    }
  }
}
