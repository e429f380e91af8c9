package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.KeyAttestations;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** 待办 and 我已办. */
@Controller
class TodoController {
  private static final int LATEST = 100;
  private static final List<String> GROUPS = List.of("overdue", "soon", "calm", "none");

  private final PendingActs pendingActs;
  private final Subjects subjects;
  private final Ledger ledger;
  private final KeyAttestations attestations;
  private final Views views;

  TodoController(
      PendingActs pendingActs,
      Subjects subjects,
      Ledger ledger,
      KeyAttestations attestations,
      Views views) {
    this.pendingActs = pendingActs;
    this.subjects = subjects;
    this.ledger = ledger;
    this.attestations = attestations;
    this.views = views;
  }

  @GetMapping("/")
  String home(@AuthenticationPrincipal SignedIn me) {
    return me.isAdministrator() ? "redirect:/people" : "redirect:/todo";
  }

  @GetMapping("/todo")
  String waiting(@AuthenticationPrincipal SignedIn me, Model model, Locale locale) {
    List<PendingAct> mine = pendingActs.waitingFor(me.person());
    Map<String, List<TodoPage.Waiting>> byGroup =
        mine.stream()
            .map(pending -> waiting(pending, locale))
            .collect(Collectors.groupingBy(waiting -> groupOf(waiting.hazard().chip())));
    List<TodoPage.Group> groups =
        GROUPS.stream()
            .flatMap(
                name ->
                    Stream.ofNullable(byGroup.get(name))
                        .map(acts -> new TodoPage.Group(name, acts)))
            .toList();
    model.addAttribute("attestations", attestations.waitingFor(me.person()).size());
    model.addAttribute("page", new TodoPage("waiting", mine.size(), groups, List.of()));
    return "todo";
  }

  @GetMapping("/todo/done")
  String done(@AuthenticationPrincipal SignedIn me, Model model, Locale locale) {
    List<TodoPage.Done> done =
        ledger.signedBy(me.person().value(), LATEST).stream()
            .map(act -> done(act, locale))
            .toList();
    model.addAttribute(
        "page", new TodoPage("done", pendingActs.waitingFor(me.person()).size(), List.of(), done));
    return "todo";
  }

  private TodoPage.Waiting waiting(PendingAct pending, Locale locale) {
    Subject subject = subjects.get(pending.subject());
    return new TodoPage.Waiting(
        views.head(subject, locale),
        pending.act(),
        "%s/%s/acts/%s".formatted(views.rootOf(subject), subject.key(), pending.act().id()));
  }

  private TodoPage.Done done(SignedAct act, Locale locale) {
    return new TodoPage.Done(
        views.head(subjects.get(act.subject()), locale),
        Act.valueOf(act.act()),
        Decision.valueOf(act.decision()),
        views.local(act.signedAt()),
        act.leafHash().substring(0, 8));
  }

  private static String groupOf(DeadlineChip chip) {
    return switch (chip.rung()) {
      case "red" -> "overdue";
      case "blue" -> "soon";
      case "calm" -> "calm";
      default -> "none";
    };
  }
}
