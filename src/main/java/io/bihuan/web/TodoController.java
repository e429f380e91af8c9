package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.HazardLists;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.WaitingAct;
import io.bihuan.hazard.WaitingCount;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.KeyAttestations;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** 待办 and 我已办. */
@Controller
class TodoController {
  private static final int PAGE = 50;
  private static final int LATEST = 100;
  private static final List<String> GROUPS = List.of("overdue", "soon", "calm", "none");

  private final HazardLists lists;
  private final Ledger ledger;
  private final KeyAttestations attestations;
  private final Views views;

  TodoController(HazardLists lists, Ledger ledger, KeyAttestations attestations, Views views) {
    this.lists = lists;
    this.ledger = ledger;
    this.attestations = attestations;
    this.views = views;
  }

  @GetMapping("/")
  String home(@AuthenticationPrincipal SignedIn me) {
    return me.isAdministrator() ? "redirect:/people" : "redirect:/todo";
  }

  /**
   * @param after where the page before ended
   */
  @GetMapping("/todo")
  String waiting(
      @RequestParam(required = false) @Nullable String after,
      @AuthenticationPrincipal SignedIn me,
      Model model,
      Locale locale) {
    HazardLists.Page<WaitingAct> mine =
        lists.waiting(me.person(), after == null ? null : WaitingAct.Place.of(after), PAGE);
    WaitingCount count = views.waiting(me.person());
    Map<String, List<TodoPage.Waiting>> byGroup = new LinkedHashMap<>();
    waiting(mine.lines(), locale)
        .forEach(
            waiting ->
                byGroup
                    .computeIfAbsent(groupOf(waiting.hazard().chip()), name -> new ArrayList<>())
                    .add(waiting));
    List<TodoPage.Group> groups =
        GROUPS.stream()
            .filter(byGroup::containsKey)
            .map(
                name ->
                    group(
                        name,
                        byGroup.getOrDefault(name, List.of()),
                        after == null && !mine.more(),
                        count))
            .toList();
    model.addAttribute("attestations", attestations.waitingFor(me.person()).size());
    model.addAttribute(
        "page",
        new TodoPage(
            "waiting",
            count.waiting(),
            groups,
            List.of(),
            after != null,
            mine.more() ? "/todo?after=" + mine.last().place() : null));
    return "todo";
  }

  @GetMapping("/todo/done")
  String done(@AuthenticationPrincipal SignedIn me, Model model, Locale locale) {
    List<SignedAct> signed = ledger.signedBy(me.person().value(), LATEST);
    // What one signed is one's own; the hazard may have passed to others since.
    Set<String> visible =
        lists.visible(me.person(), signed.stream().map(SignedAct::subject).distinct().toList());
    Map<String, Subject> subjects = lists.subjects(visible);
    List<SignedAct> shown =
        signed.stream().filter(act -> subjects.containsKey(act.subject())).toList();
    List<HazardHead> heads =
        views.heads(
            shown.stream().map(act -> Objects.requireNonNull(subjects.get(act.subject()))).toList(),
            locale);
    List<TodoPage.Done> done = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      done.add(done(shown.get(i), heads.get(i)));
    }
    model.addAttribute(
        "page",
        new TodoPage("done", views.waiting(me.person()).waiting(), List.of(), done, false, null));
    return "todo";
  }

  private List<TodoPage.Waiting> waiting(List<WaitingAct> acts, Locale locale) {
    Map<String, Subject> subjects = lists.subjects(acts.stream().map(WaitingAct::subject).toList());
    List<HazardHead> heads =
        views.heads(
            acts.stream().map(act -> Objects.requireNonNull(subjects.get(act.subject()))).toList(),
            locale);
    List<TodoPage.Waiting> waiting = new ArrayList<>();
    for (int i = 0; i < acts.size(); i++) {
      WaitingAct act = acts.get(i);
      waiting.add(
          new TodoPage.Waiting(
              heads.get(i),
              act.act(),
              "%s/%s/acts/%s".formatted(heads.get(i).root(), act.subject(), act.act().id())));
    }
    return waiting;
  }

  private TodoPage.Done done(SignedAct act, HazardHead head) {
    return new TodoPage.Done(
        head,
        Act.valueOf(act.act()),
        Decision.valueOf(act.decision()),
        views.local(act.signedAt()),
        act.leafHash().substring(0, 8));
  }

  /** The database counts by the day of the hazard; a matter may be due by the hour before it. */
  private static TodoPage.Group group(
      String name, List<TodoPage.Waiting> acts, boolean all, WaitingCount count) {
    return new TodoPage.Group(
        name, all ? acts.size() : Math.max(acts.size(), size(count, name)), acts);
  }

  private static int size(WaitingCount count, String group) {
    return switch (group) {
      case "overdue" -> count.overdue();
      case "soon" -> count.dueSoon();
      case "calm" -> count.calm();
      default -> count.undetermined();
    };
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
