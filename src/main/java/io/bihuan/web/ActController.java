package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.people.PersonId;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refused;
import io.bihuan.signing.ActRequest;
import io.bihuan.signing.Paper;
import io.bihuan.signing.Receipt;
import io.bihuan.signing.Signing;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One page per act: fill in, see the paper, sign. The server renders every state of it, so that it
 * works without script; what was typed and uploaded is never lost on the way.
 */
@Controller
class ActController {
  private static final Set<String> NOT_OF_THE_FORM =
      Set.of("task", "round", "digest", "step", "password", "evidence", "covers", "_csrf");

  private final Signing signing;
  private final Hazards hazards;
  private final PendingActs pendingActs;
  private final Ledger ledger;
  private final Views views;
  private final Uploads uploads;
  private final ProblemWriter words;

  ActController(
      Signing signing,
      Hazards hazards,
      PendingActs pendingActs,
      Ledger ledger,
      Views views,
      Uploads uploads,
      ProblemWriter words) {
    this.signing = signing;
    this.hazards = hazards;
    this.pendingActs = pendingActs;
    this.ledger = ledger;
    this.views = views;
    this.uploads = uploads;
    this.words = words;
  }

  /** What was sent, in the three shapes it is needed in. */
  private record Sent(Map<String, String> values, List<String> covers, List<String> evidence) {
    ActRequest request(String no, String act, int round, @Nullable String task) {
      Map<String, @Nullable Object> form = new LinkedHashMap<>(values);
      if (!covers.isEmpty()) {
        form.put("covers", covers);
      }
      return new ActRequest(no, act, round, task, form, evidence);
    }
  }

  /**
   * @param sign anything: open the paper at once if the form is complete, as after a report
   */
  @GetMapping("/hazards/{no}/acts/{act}")
  String open(
      @PathVariable String no,
      @PathVariable String act,
      @RequestParam(required = false) @Nullable String sign,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request,
      Model model,
      Locale locale) {
    Signing.Blank blank = signing.open(me.signer(request), no, act);
    Sent sent = new Sent(blank.prefill(), List.of(), List.of());
    Paper paper = null;
    if (sign != null) {
      try {
        paper =
            signing.preview(
                me.signer(request),
                sent.request(no, act, blank.pending().round(), blank.pending().taskId()));
      } catch (Refused incomplete) {
        // Then the signer completes it first; the page shows what there is.
      }
    }
    return page(model, locale, me, blank, sent, Map.of(), paper, null, paper != null);
  }

  @PostMapping("/hazards/{no}/acts/{act}")
  String act(
      @PathVariable String no,
      @PathVariable String act,
      @RequestParam int round,
      @RequestParam String task,
      @RequestParam(defaultValue = "preview") String step,
      @RequestParam(required = false) @Nullable String digest,
      @RequestParam(defaultValue = "") String password,
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam(name = "photos", required = false) @Nullable List<MultipartFile> photos,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      Locale locale,
      RedirectAttributes redirect) {
    Signing.Blank blank = signing.open(me.signer(request), no, act);
    List<String> evidence = new ArrayList<>(parameters.getOrDefault("evidence", List.of()));
    Map<String, String> errors = new LinkedHashMap<>();
    try {
      uploads.take(photos, me.person(), evidence);
    } catch (Refused refused) {
      errors.putAll(words.byField(refused, locale));
    }
    Map<String, String> values = new LinkedHashMap<>();
    parameters.forEach(
        (name, all) -> {
          if (!NOT_OF_THE_FORM.contains(name)) {
            values.put(name, all.get(0));
          }
        });
    Sent sent = new Sent(values, parameters.getOrDefault("covers", List.of()), evidence);
    if (step.equals("edit")) {
      return page(model, locale, me, blank, sent, errors, null, null, false);
    }
    ActRequest asked = sent.request(no, act, round, task);
    Paper paper;
    try {
      paper = signing.preview(me.signer(request), asked);
    } catch (Refused refused) {
      words.byField(refused, locale).forEach(errors::putIfAbsent);
      response.setStatus(ProblemWriter.statusOf(refused).value());
      return page(model, locale, me, blank, sent, errors, null, null, false);
    }
    if (!errors.isEmpty() || !step.equals("sign")) {
      return page(model, locale, me, blank, sent, errors, paper, null, errors.isEmpty());
    }
    try {
      Receipt receipt = signing.sign(me.signer(request), asked, password, digest);
      redirect.addFlashAttribute("notice", Notice.done(said(receipt, locale)));
      return "redirect:/hazards/" + no;
    } catch (Refused refused) {
      response.setStatus(ProblemWriter.statusOf(refused).value());
      return page(
          model, locale, me, blank, sent, Map.of(), paper, words.first(refused, locale), true);
    }
  }

  private String page(
      Model model,
      Locale locale,
      SignedIn me,
      Signing.Blank blank,
      Sent sent,
      Map<String, String> errors,
      @Nullable Paper paper,
      @Nullable String problem,
      boolean dialog) {
    PendingAct pending = blank.pending();
    Hazard hazard = hazards.get(pending.hazardNo());
    Act act = pending.act();
    Map<String, List<Choice>> choices = new LinkedHashMap<>();
    blank
        .choices()
        .forEach(
            (field, options) ->
                choices.put(
                    field,
                    options.entrySet().stream()
                        .map(option -> new Choice(option.getKey(), option.getValue()))
                        .toList()));
    String signer = views.nameOf(me.person());
    model.addAttribute(
        "page",
        new ActPage(
            views.head(hazard, locale),
            act,
            pending.taskId(),
            new Filled(sent.values(), errors, views.uploaded(sent.evidence(), me.person(), hazard)),
            act == Act.DETERMINE ? null : views.four(hazard),
            views.evidence(hazard),
            choices,
            siblings(blank, sent),
            views.proposal(hazard, locale),
            returned(hazard).orElse(null),
            paper == null ? null : views.paper(paper, hazard, act),
            new SignDialog(
                dialog,
                problem,
                signer,
                pendingActs.of(hazard.no()).stream()
                    .filter(other -> !other.person().equals(me.person()))
                    .map(other -> views.nameOf(other.person()))
                    .toList())));
    return templateOf(act);
  }

  private List<ActPage.Sibling> siblings(Signing.Blank blank, Sent sent) {
    return blank.choices().getOrDefault("covers", Map.of()).keySet().stream()
        .flatMap(no -> hazards.find(new HazardNo(no)).stream())
        .flatMap(
            hazard ->
                hazards.determinations(hazard.no()).stream()
                    .map(
                        four ->
                            new ActPage.Sibling(
                                hazard.no().value(),
                                hazard.description(),
                                hazard.place(),
                                four.deadline(),
                                sent.covers().contains(hazard.no().value()))))
        .toList();
  }

  /** Why the hazard came back to where it stands: the last signed act, if that was a return. */
  private Optional<ActPage.Returned> returned(Hazard hazard) {
    List<SignedAct> signed = ledger.of(hazard.no().value());
    return signed.stream()
        .filter(act -> act.step() == hazard.step() - 1)
        .filter(act -> Decision.valueOf(act.decision()).isBackward())
        .findFirst()
        .map(
            act ->
                new ActPage.Returned(
                    Act.valueOf(act.act()),
                    views.nameOf(new PersonId(act.signerId())),
                    views.words(act).orElse("")));
  }

  private String said(Receipt receipt, Locale locale) {
    Act act = Act.of(receipt.act()).orElseThrow(() -> new NoSuchHazard(receipt.act()));
    return words.say(
        "notice.signed",
        locale,
        words.say("act." + act.id(), locale),
        String.valueOf(receipt.seq()),
        receipt.leafHash().substring(0, 8));
  }

  private static String templateOf(Act act) {
    return act.stage().name().toLowerCase(Locale.ROOT) + "/" + act.id();
  }
}
