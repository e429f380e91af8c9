package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.NoSuchHazard;
import io.bihuan.hazard.PendingAct;
import io.bihuan.hazard.PendingActs;
import io.bihuan.hazard.Subject;
import io.bihuan.hazard.Subjects;
import io.bihuan.loop.discovery.Inspections;
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
import java.util.EnumSet;
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
      Set.of("task", "round", "digest", "step", "password", "evidence", "_csrf");

  /** Fields that hold several values; every other one is read once. */
  private static final Set<String> LISTS = Set.of("covers", "members", "panel", "settled");

  /** Acts that decide on what was signed in others, and show it. */
  private static final Set<Act> MORE =
      EnumSet.of(
          Act.NOTE_DECLINE,
          Act.DECIDE_VOID,
          Act.APPROVE_PLAN,
          Act.RECEIVE_MAJOR_REPORT,
          Act.DECIDE_REOPENING);

  private final Signing signing;
  private final Subjects subjects;
  private final Hazards hazards;
  private final PendingActs pendingActs;
  private final Ledger ledger;
  private final Inspections inspections;
  private final Views views;
  private final MoreViews more;
  private final Uploads uploads;
  private final ProblemWriter words;

  ActController(
      Signing signing,
      Subjects subjects,
      Hazards hazards,
      PendingActs pendingActs,
      Ledger ledger,
      Inspections inspections,
      Views views,
      MoreViews more,
      Uploads uploads,
      ProblemWriter words) {
    this.signing = signing;
    this.subjects = subjects;
    this.hazards = hazards;
    this.pendingActs = pendingActs;
    this.ledger = ledger;
    this.inspections = inspections;
    this.views = views;
    this.more = more;
    this.uploads = uploads;
    this.words = words;
  }

  /**
   * Which act of which subject the page is about.
   *
   * @param begins the act is the first of a matter about the subject, which is begun by signing it
   */
  private record Asked(String subject, String act, boolean begins) {}

  /** What was sent, in the three shapes it is needed in. */
  private record Sent(
      Map<String, String> values, Map<String, List<String>> lists, List<String> evidence) {
    ActRequest request(Asked asked, int round, @Nullable String task) {
      Map<String, @Nullable Object> form = new LinkedHashMap<>(values);
      form.putAll(lists);
      return new ActRequest(asked.subject(), asked.act(), round, task, form, evidence);
    }
  }

  /**
   * @param sign anything: open the paper at once if the form is complete, as after a report
   */
  @GetMapping({"/hazards/{no}/acts/{act}", "/inspections/{no}/acts/{act}"})
  String open(
      @PathVariable String no,
      @PathVariable String act,
      @RequestParam(required = false) @Nullable String sign,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request,
      Model model,
      Locale locale) {
    Asked asked = new Asked(no, act, false);
    Signing.Blank blank = signing.open(me.signer(request), no, act);
    Sent sent = new Sent(blank.prefill(), Map.of(), List.of());
    Paper paper = null;
    if (sign != null) {
      try {
        paper =
            signing.preview(
                me.signer(request),
                sent.request(asked, blank.pending().round(), blank.pending().taskId()));
      } catch (Refused incomplete) {
        // Then the signer completes it first; the page shows what there is.
      }
    }
    return page(model, locale, me, asked, blank, sent, Map.of(), paper, null, paper != null);
  }

  /** Begins nothing yet: the matter is there once its first act is signed. */
  @GetMapping({"/hazards/{no}/begin/{act}", "/inspections/{no}/begin/{act}"})
  String begin(
      @PathVariable String no,
      @PathVariable String act,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request,
      Model model,
      Locale locale) {
    Signing.Blank blank = signing.openBeginning(me.signer(request), no, act);
    Sent sent = new Sent(blank.prefill(), Map.of(), List.of());
    return page(
        model, locale, me, new Asked(no, act, true), blank, sent, Map.of(), null, null, false);
  }

  @PostMapping({"/hazards/{no}/acts/{act}", "/inspections/{no}/acts/{act}"})
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
    Asked asked = new Asked(no, act, false);
    Signing.Blank blank = signing.open(me.signer(request), no, act);
    return take(
        asked,
        round,
        task,
        step,
        digest,
        password,
        parameters,
        photos,
        blank,
        me,
        request,
        response,
        model,
        locale,
        redirect);
  }

  @PostMapping({"/hazards/{no}/begin/{act}", "/inspections/{no}/begin/{act}"})
  String begin(
      @PathVariable String no,
      @PathVariable String act,
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
    Asked asked = new Asked(no, act, true);
    Signing.Blank blank = signing.openBeginning(me.signer(request), no, act);
    return take(
        asked,
        1,
        null,
        step,
        digest,
        password,
        parameters,
        photos,
        blank,
        me,
        request,
        response,
        model,
        locale,
        redirect);
  }

  private String take(
      Asked asked,
      int round,
      @Nullable String task,
      String step,
      @Nullable String digest,
      String password,
      MultiValueMap<String, String> parameters,
      @Nullable List<MultipartFile> photos,
      Signing.Blank blank,
      SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      Locale locale,
      RedirectAttributes redirect) {
    List<String> evidence = new ArrayList<>(parameters.getOrDefault("evidence", List.of()));
    Map<String, String> errors = new LinkedHashMap<>();
    try {
      uploads.take(photos, me.person(), evidence);
    } catch (Refused refused) {
      errors.putAll(words.byField(refused, locale));
    }
    Map<String, String> values = new LinkedHashMap<>();
    Map<String, List<String>> lists = new LinkedHashMap<>();
    parameters.forEach(
        (name, all) -> {
          if (LISTS.contains(name)) {
            lists.put(name, List.copyOf(all));
          } else if (!NOT_OF_THE_FORM.contains(name)) {
            values.put(name, all.get(0));
          }
        });
    Sent sent = new Sent(values, lists, evidence);
    if (step.equals("edit")) {
      return page(model, locale, me, asked, blank, sent, errors, null, null, false);
    }
    ActRequest wanted = sent.request(asked, round, task);
    Paper paper;
    try {
      paper =
          asked.begins()
              ? signing.previewBeginning(me.signer(request), wanted)
              : signing.preview(me.signer(request), wanted);
    } catch (Refused refused) {
      words.byField(refused, locale).forEach(errors::putIfAbsent);
      response.setStatus(ProblemWriter.statusOf(refused).value());
      return page(model, locale, me, asked, blank, sent, errors, null, null, false);
    }
    if (!errors.isEmpty() || !step.equals("sign")) {
      return page(model, locale, me, asked, blank, sent, errors, paper, null, errors.isEmpty());
    }
    String after = views.pageOf(subjects.get(asked.subject()));
    try {
      Receipt receipt =
          asked.begins()
              ? signing.begin(me.signer(request), wanted, password, digest, null, "")
              : signing.sign(me.signer(request), wanted, password, digest);
      redirect.addFlashAttribute("notice", Notice.done(said(receipt, locale)));
      return "redirect:" + after;
    } catch (Refused refused) {
      response.setStatus(ProblemWriter.statusOf(refused).value());
      return page(
          model,
          locale,
          me,
          asked,
          blank,
          sent,
          Map.of(),
          paper,
          words.first(refused, locale),
          true);
    }
  }

  private String page(
      Model model,
      Locale locale,
      SignedIn me,
      Asked asked,
      Signing.Blank blank,
      Sent sent,
      Map<String, String> errors,
      @Nullable Paper paper,
      @Nullable String problem,
      boolean dialog) {
    PendingAct pending = blank.pending();
    // What is only about to begin is not there; the page is about what it would be about.
    Subject subject = subjects.get(asked.subject());
    Hazard hazard = subjects.hazardOf(subject);
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
    if (hazard == null) {
      // Whoever signs has the whole record before him, photos and all.
      inspections
          .find(subject.key())
          .ifPresent(
              inspection ->
                  model.addAttribute(
                      "inspection", views.inspection(inspection, me.person(), locale)));
    }
    HazardHead head = views.head(subject, locale);
    model.addAttribute(
        "page",
        new ActPage(
            head,
            "%s/%s/%s/%s"
                .formatted(
                    views.rootOf(subject),
                    asked.subject(),
                    asked.begins() ? "begin" : "acts",
                    asked.act()),
            act,
            pending.taskId(),
            pending.round(),
            new Filled(
                sent.values(),
                sent.lists(),
                errors,
                views.uploaded(sent.evidence(), me.person(), hazard)),
            hazard == null || act == Act.DETERMINE ? null : views.four(hazard),
            hazard == null ? EvidenceView.none() : views.evidence(hazard),
            choices,
            siblings(blank, sent),
            hazard == null ? List.of() : views.proposal(hazard, locale),
            returned(subject).orElse(null),
            paper == null ? null : views.paper(paper, head.unit(), blank.signers()),
            new SignDialog(
                dialog,
                problem,
                signer,
                asked.begins()
                    ? List.of()
                    : pendingActs.of(subject.key()).stream()
                        .filter(other -> !other.person().equals(me.person()))
                        .map(other -> views.nameOf(other.person()))
                        .toList()),
            MORE.contains(act) ? more.of(hazard, me.person(), locale) : HazardMore.none()));
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
                                sent.lists()
                                    .getOrDefault("covers", List.of())
                                    .contains(hazard.no().value()))))
        .toList();
  }

  /** Why the subject came back to where it stands: the last signed act, if that was a return. */
  private Optional<ActPage.Returned> returned(Subject subject) {
    List<SignedAct> signed = ledger.of(subject.key());
    return signed.stream()
        .filter(act -> act.step() == subject.step() - 1)
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
