package io.bihuan.web;

import io.bihuan.people.RosterFault;
import io.bihuan.people.RosterImport;
import io.bihuan.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
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

/** 导入名册: units and persons, by an administrator. */
@Controller
class RosterImportController {
  private final RosterImport rosters;
  private final ProblemWriter words;

  RosterImportController(RosterImport rosters, ProblemWriter words) {
    this.rosters = rosters;
    this.words = words;
  }

  @GetMapping("/people/import")
  String form(Model model) {
    model.addAttribute("page", new RosterImportPage(Filled.blank(), null));
    return "people-import";
  }

  @PostMapping("/people/import")
  String importRoster(
      @RequestParam(required = false) @Nullable MultipartFile workbook,
      @AuthenticationPrincipal SignedIn me,
      HttpServletResponse response,
      Model model,
      Locale locale)
      throws IOException {
    try {
      if (workbook == null || workbook.isEmpty()) {
        throw Refused.because("workbook", "refused.missing");
      }
      RosterImport.Outcome outcome;
      try (InputStream bytes = workbook.getInputStream()) {
        outcome = rosters.importFrom(me.person(), bytes);
      }
      // The codes are shown once: no copy of the page is to stay behind.
      response.setHeader("Cache-Control", "no-store");
      model.addAttribute(
          "page",
          new RosterImportPage(
              Filled.blank(),
              report(String.valueOf(workbook.getOriginalFilename()), outcome, locale)));
    } catch (Refused refused) {
      response.setStatus(ProblemWriter.statusOf(refused).value());
      model.addAttribute(
          "page",
          new RosterImportPage(
              new Filled(Map.of(), words.byField(refused, locale), List.of()), null));
    }
    return "people-import";
  }

  private RosterImportPage.Report report(String file, RosterImport.Outcome outcome, Locale locale) {
    return new RosterImportPage.Report(
        file,
        outcome.read(),
        outcome.units(),
        outcome.persons(),
        outcome.posts(),
        outcome.proposed(),
        outcome.certificates(),
        outcome.already(),
        outcome.activations().stream()
            .map(
                a -> new RosterImportPage.Activation(a.name(), a.staffNo(), a.username(), a.code()))
            .toList(),
        outcome.refused().stream().map(fault -> refused(fault, locale)).toList());
  }

  private RosterImportPage.Refused refused(RosterFault fault, Locale locale) {
    return new RosterImportPage.Refused(
        fault.sheet(),
        fault.row(),
        (fault.column() + " " + fault.heading()).strip(),
        words.say(fault.code(), locale, fault.args().toArray()));
  }
}
