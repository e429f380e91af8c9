package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.loop.discovery.Imports;
import io.bihuan.loop.discovery.PriorRecord;
import io.bihuan.loop.signoff.Order;
import io.bihuan.loop.signoff.Orders;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** 查询, 历史台账, and the page of one hazard. */
@Controller
class HazardController {
  private static final int PAGE = 20;
  private static final int LAST_PAGE = 10_000;

  private final Hazards hazards;
  private final PendingActs pendingActs;
  private final Imports imports;
  private final Orders orders;
  private final Ledger ledger;
  private final Views views;
  private final ProblemWriter words;

  HazardController(
      Hazards hazards,
      PendingActs pendingActs,
      Imports imports,
      Orders orders,
      Ledger ledger,
      Views views,
      ProblemWriter words) {
    this.hazards = hazards;
    this.pendingActs = pendingActs;
    this.imports = imports;
    this.orders = orders;
    this.ledger = ledger;
    this.views = views;
    this.words = words;
  }

  @GetMapping("/hazards")
  String list(
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "all") String state,
      @RequestParam(defaultValue = "1") int page,
      @AuthenticationPrincipal SignedIn me,
      Model model,
      Locale locale) {
    Hazards.State asked = Hazards.State.of(state);
    String words = q.strip().length() > 100 ? q.strip().substring(0, 100) : q.strip();
    int at = Math.min(Math.max(page, 1), LAST_PAGE);
    long total = hazards.countVisible(me.person(), asked, words);
    List<HazardHead> found =
        hazards.visible(me.person(), asked, words, null, PAGE, (at - 1) * PAGE).stream()
            .map(hazard -> views.head(hazard, locale))
            .toList();
    model.addAttribute(
        "page",
        new HazardsPage(
            "hazards",
            words,
            asked.name().toLowerCase(Locale.ROOT),
            found,
            List.of(),
            total,
            at,
            pages(total)));
    return "hazards";
  }

  @GetMapping("/hazards/history")
  String history(
      @RequestParam(defaultValue = "1") int page,
      @AuthenticationPrincipal SignedIn me,
      Model model,
      Locale locale) {
    int at = Math.min(Math.max(page, 1), LAST_PAGE);
    long total = imports.historySize(me.person());
    List<HazardsPage.Past> past =
        imports.history(me.person(), PAGE, (at - 1) * PAGE).stream()
            .map(row -> past(row, locale))
            .toList();
    model.addAttribute(
        "page", new HazardsPage("history", "", "all", List.of(), past, total, at, pages(total)));
    return "hazards";
  }

  @GetMapping("/hazards/{no}")
  String hazard(
      @PathVariable String no, @AuthenticationPrincipal SignedIn me, Model model, Locale locale) {
    Hazard hazard = hazards.getVisible(no, me.person());
    List<SignedAct> signed = ledger.of(hazard.no().value());
    List<PendingAct> pending = pendingActs.of(hazard.key());
    Act mine =
        pending.stream()
            .filter(p -> p.person().equals(me.person()))
            .map(PendingAct::act)
            .findFirst()
            .orElse(null);
    model.addAttribute(
        "page",
        new HazardPage(
            views.head(hazard, locale),
            views.track(hazard, signed),
            pending.stream().map(p -> views.nameOf(p.person())).toList(),
            mine,
            hazard.foundOn(),
            String.join(
                words.say("list.comma", locale),
                Stream.of(hazard.leadInspector(), hazard.secondInspector())
                    .flatMap(Stream::ofNullable)
                    .map(views::nameOf)
                    .toList()),
            basisOf(hazard),
            orders.of(hazard.no()).map(Order::no).orElse(null),
            views.four(hazard),
            views.evidence(hazard),
            hazard.standsAt(Act.REGISTER) ? imports.missing(hazard) : List.of(),
            views.proposal(hazard, locale),
            views.trail(hazard, signed)));
    return "hazard";
  }

  private @Nullable String basisOf(Hazard hazard) {
    return hazards
        .determinations(hazard.no())
        .map(FourDeterminations::basis)
        .filter(basis -> !basis.isBlank())
        .orElse(null);
  }

  private HazardsPage.Past past(PriorRecord row, Locale locale) {
    PersonId by = row.importedBy();
    return new HazardsPage.Past(
        row.unitName(),
        row.place(),
        row.description(),
        row.foundOn(),
        row.responsibleName(),
        row.outcome(),
        words.say(
            "hazards.source",
            locale,
            views.nameOf(by),
            views.local(row.importedAt()).toLocalDate()));
  }

  private static int pages(long total) {
    return (int) ((total + PAGE - 1) / PAGE);
  }
}
