package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.HazardNo;
import io.bihuan.loop.discovery.Discoveries;
import io.bihuan.loop.discovery.Imports;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.Post;
import io.bihuan.people.Unit;
import io.bihuan.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** 上报 and 导入台账: how hazards come in. */
@Controller
class ReportController {
  private final Discoveries discoveries;
  private final Imports imports;
  private final People people;
  private final Uploads uploads;
  private final Views views;
  private final ProblemWriter words;

  ReportController(
      Discoveries discoveries,
      Imports imports,
      People people,
      Uploads uploads,
      Views views,
      ProblemWriter words) {
    this.discoveries = discoveries;
    this.imports = imports;
    this.people = people;
    this.uploads = uploads;
    this.views = views;
    this.words = words;
  }

  @GetMapping("/report")
  String report(Model model, Locale locale) {
    return report(model, locale, Filled.blank());
  }

  /** Makes the draft and goes straight to its paper: one signature away from being reported. */
  @PostMapping("/report")
  String report(
      @RequestParam(required = false) @Nullable String unit,
      @RequestParam(required = false) @Nullable String place,
      @RequestParam(required = false) @Nullable String description,
      @RequestParam(required = false) @Nullable String category,
      @RequestParam(required = false) @Nullable List<String> evidence,
      @RequestParam(required = false) @Nullable List<MultipartFile> photos,
      @RequestParam(required = false) @Nullable String draft,
      @AuthenticationPrincipal SignedIn me,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    Map<String, String> values = new LinkedHashMap<>();
    put(values, "unit", unit);
    put(values, "place", place);
    put(values, "description", description);
    put(values, "category", category);
    List<String> shots = new ArrayList<>(evidence == null ? List.of() : evidence);
    try {
      uploads.take(photos, me.person(), shots);
      HazardNo no =
          discoveries.report(
              me.person(), new Discoveries.Report(unit, place, description, category, shots));
      return draft != null
          ? "redirect:/hazards/" + no
          : "redirect:/hazards/" + no + "/acts/" + Act.REGISTER.id() + "?sign=now";
    } catch (Refused refused) {
      response.setStatus(ProblemWriter.statusOf(refused).value());
      return report(
          model,
          locale,
          new Filled(
              values, words.byField(refused, locale), views.uploaded(shots, me.person(), null)));
    }
  }

  @GetMapping("/import")
  String importForm(@AuthenticationPrincipal SignedIn me, Model model) {
    return importPage(model, me, Filled.of(Map.of("inspector", me.person().value())), null);
  }

  @PostMapping("/import")
  String importRegister(
      @RequestParam(required = false) @Nullable MultipartFile workbook,
      @RequestParam(required = false) @Nullable String inspector,
      @AuthenticationPrincipal SignedIn me,
      HttpServletResponse response,
      Model model,
      Locale locale)
      throws IOException {
    Map<String, String> values = new LinkedHashMap<>();
    put(values, "inspector", inspector);
    try {
      if (workbook == null || workbook.isEmpty()) {
        throw Refused.because("workbook", "refused.missing");
      }
      Imports.Outcome outcome;
      try (InputStream bytes = workbook.getInputStream()) {
        outcome = imports.importFrom(me.person(), inspector, bytes);
      }
      return importPage(
          model,
          me,
          Filled.of(values),
          new ImportPage.Report(
              String.valueOf(workbook.getOriginalFilename()),
              outcome.read(),
              outcome.finished(),
              outcome.already(),
              outcome.drafts().stream()
                  .map(
                      d ->
                          new ImportPage.Draft(
                              d.row(), d.no().value(), d.unit(), d.description(), d.missing()))
                  .toList(),
              outcome.refused().stream()
                  .map(
                      f ->
                          new ImportPage.Refused(
                              f.row(), f.column(), words.say(f.code(), locale, f.args().toArray())))
                  .toList()));
    } catch (Refused refused) {
      response.setStatus(ProblemWriter.statusOf(refused).value());
      return importPage(
          model, me, new Filled(values, words.byField(refused, locale), List.of()), null);
    }
  }

  private String report(Model model, Locale locale, Filled form) {
    List<Choice> categories =
        Discoveries.categories().stream()
            .map(code -> new Choice(code, words.say("category." + code, locale)))
            .toList();
    model.addAttribute(
        "page", new ReportPage(form, people.units().stream().map(Unit::name).toList(), categories));
    return "discovery/report";
  }

  private String importPage(
      Model model, SignedIn me, Filled form, ImportPage.@Nullable Report report) {
    List<Person> inspectors =
        people.postsToday(me.person()).stream()
            .findFirst()
            .map(this::areaOf)
            .map(people::inspectors)
            .orElse(List.of());
    model.addAttribute(
        "page",
        new ImportPage(
            form,
            inspectors.stream().map(p -> new Choice(p.id().value(), p.name())).toList(),
            report));
    return "import";
  }

  private String areaOf(Post post) {
    String area = post.areaCode();
    if (area != null) {
      return area;
    }
    String department = post.departmentId();
    return department == null
        ? ""
        : people.department(department).map(it -> it.areaCode()).orElse("");
  }

  private static void put(Map<String, String> values, String field, @Nullable String value) {
    if (value != null) {
      values.put(field, value);
    }
  }
}
