package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardFilter;
import io.bihuan.hazard.HazardLists;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Route;
import io.bihuan.loop.discovery.Discoveries;
import io.bihuan.loop.discovery.Imports;
import io.bihuan.loop.discovery.Inspections;
import io.bihuan.loop.discovery.PriorRecord;
import io.bihuan.loop.signoff.Order;
import io.bihuan.loop.signoff.Orders;
import io.bihuan.people.Industries;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** 查询, 历史台账, and the page of one hazard. */
@Controller
class HazardController {
  private static final int PAGE = 20;

  private final Hazards hazards;
  private final HazardLists lists;
  private final PendingActs pendingActs;
  private final Imports imports;
  private final Inspections inspections;
  private final Orders orders;
  private final Ledger ledger;
  private final People people;
  private final Views views;
  private final DiagramViews diagrams;
  private final MoreViews more;
  private final ProblemWriter words;

  HazardController(
      Hazards hazards,
      HazardLists lists,
      PendingActs pendingActs,
      Imports imports,
      Inspections inspections,
      Orders orders,
      Ledger ledger,
      People people,
      Views views,
      DiagramViews diagrams,
      MoreViews more,
      ProblemWriter words) {
    this.hazards = hazards;
    this.lists = lists;
    this.pendingActs = pendingActs;
    this.imports = imports;
    this.inspections = inspections;
    this.orders = orders;
    this.ledger = ledger;
    this.people = people;
    this.views = views;
    this.diagrams = diagrams;
    this.more = more;
    this.words = words;
  }

  @GetMapping("/hazards")
  String list(
      @RequestParam MultiValueMap<String, String> sent,
      @AuthenticationPrincipal SignedIn me,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    Map<String, String> values = new LinkedHashMap<>();
    HazardFilter.FIELDS.stream()
        .sorted()
        .forEach(
            field ->
                Optional.ofNullable(sent.getFirst(field))
                    .filter(value -> !value.isBlank())
                    .ifPresent(value -> values.put(field, value)));
    Found found;
    Map<String, String> errors = Map.of();
    try {
      found = find(sent, me.person());
    } catch (Refused refused) {
      errors = words.byField(refused, locale);
      response.setStatus(ProblemWriter.statusOf(refused).value());
      found = new Found(List.of(), 0, null, null);
    }
    model.addAttribute(
        "page",
        new HazardsPage(
            "hazards",
            new Filled(values, errors, List.of()),
            choices(locale),
            views.heads(found.hazards(), locale),
            List.of(),
            found.total(),
            address(values, "after", found.newer()),
            address(values, "before", found.older())));
    return "hazards";
  }

  /** A page of what was asked for, and from which numbers it goes on both ways. */
  private record Found(
      List<Hazard> hazards, long total, @Nullable HazardNo newer, @Nullable HazardNo older) {}

  private Found find(MultiValueMap<String, String> sent, PersonId me) {
    HazardFilter filter = HazardFilter.of(sent);
    HazardNo before = number(sent, "before");
    HazardNo after = before == null ? number(sent, "after") : null;
    long total = lists.count(me, filter);
    if (after != null) {
      HazardLists.Page<Hazard> page = lists.newer(me, filter, after, PAGE);
      if (!page.isEmpty()) {
        return new Found(
            page.lines(), total, page.more() ? page.lines().get(0).no() : null, page.last().no());
      }
    }
    HazardLists.Page<Hazard> page = lists.hazards(me, filter, before, PAGE);
    return new Found(
        page.lines(),
        total,
        before == null || page.isEmpty() ? null : page.lines().get(0).no(),
        page.more() ? page.last().no() : null);
  }

  private static @Nullable HazardNo number(MultiValueMap<String, String> sent, String field) {
    String said = sent.getFirst(field);
    return said == null
        ? null
        : HazardNo.parse(said).orElseThrow(() -> Refused.because(field, "refused.format"));
  }

  private static @Nullable String address(
      Map<String, String> values, String field, @Nullable HazardNo no) {
    if (no == null) {
      return null;
    }
    UriComponentsBuilder address = UriComponentsBuilder.fromPath("/hazards");
    values.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
    return address.queryParam(field, no.value()).encode().buildAndExpand(values).toUriString();
  }

  private Map<String, List<Choice>> choices(Locale locale) {
    Map<String, List<Choice>> choices = new LinkedHashMap<>();
    choices.put(
        "state",
        Stream.of(HazardFilter.State.values())
            .map(state -> state.name().toLowerCase(Locale.ROOT))
            .map(state -> new Choice(state, words.say("hazards.state." + state, locale)))
            .toList());
    choices.put(
        "grade",
        Stream.of(Grade.values())
            .map(grade -> new Choice(grade.name(), words.say("grade." + grade, locale)))
            .toList());
    choices.put(
        "route",
        Stream.of(Route.values())
            .filter(route -> route.procedure() == Procedure.RECTIFICATION)
            .map(route -> new Choice(route.name(), words.say("hazards.route." + route, locale)))
            .toList());
    choices.put(
        "area", people.areas().stream().map(area -> new Choice(area.code(), area.name())).toList());
    choices.put(
        "industry",
        Industries.ALL.stream()
            .map(code -> new Choice(code, words.say("industry." + code, locale)))
            .toList());
    choices.put(
        "category",
        Discoveries.categories().stream()
            .map(code -> new Choice(code, words.say("category." + code, locale)))
            .toList());
    choices.put(
        "act",
        Stream.of(Route.values())
            .filter(route -> route.procedure() == Procedure.RECTIFICATION)
            .flatMap(route -> route.acts().stream())
            .distinct()
            .sorted()
            .map(act -> new Choice(act.id(), words.say("act." + act.id(), locale)))
            .toList());
    return choices;
  }

  /**
   * @param after where the page before ended
   */
  @GetMapping("/hazards/history")
  String history(
      @RequestParam(required = false) @Nullable String after,
      @AuthenticationPrincipal SignedIn me,
      Model model,
      Locale locale) {
    Imports.History history = imports.history(me.person(), after, PAGE);
    Map<PersonId, String> importers =
        people.names(
            history.records().stream().map(PriorRecord::importedBy).collect(Collectors.toSet()));
    model.addAttribute(
        "page",
        new HazardsPage(
            "history",
            Filled.blank(),
            Map.of(),
            List.of(),
            history.records().stream()
                .map(row -> past(row, importers.getOrDefault(row.importedBy(), ""), locale))
                .toList(),
            imports.historySize(me.person()),
            after == null ? null : "/hazards/history",
            history.next() == null ? null : "/hazards/history?after=" + history.next()));
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
            diagrams.of(hazard, signed, pending),
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
            views.trail(hazard, signed, locale),
            views.voided(hazard),
            views.delivery(hazard, locale),
            more.of(hazard, me.person(), locale)));
    model.addAttribute("earlierFour", views.earlierFour(hazard));
    String inspection = hazard.inspection();
    if (inspection != null && inspections.isVisible(inspection, me.person())) {
      model.addAttribute("inspection", inspection);
    }
    return "hazard";
  }

  private @Nullable String basisOf(Hazard hazard) {
    return hazards
        .determinations(hazard.no())
        .map(FourDeterminations::basis)
        .filter(basis -> !basis.isBlank())
        .orElse(null);
  }

  private HazardsPage.Past past(PriorRecord row, String importer, Locale locale) {
    return new HazardsPage.Past(
        row.unitName(),
        row.place(),
        row.description(),
        row.foundOn(),
        row.responsibleName(),
        row.outcome(),
        words.say("hazards.source", locale, importer, views.local(row.importedAt()).toLocalDate()));
  }
}
