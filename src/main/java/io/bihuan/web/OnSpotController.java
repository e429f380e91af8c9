package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Hazards;
import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refusal;
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
 * 即查即改, all three on the lead inspector's screen. Nobody sees another's password, and none of the
 * three has signed before all have.
 */
@Controller
class OnSpotController {
  private static final String PASSWORD = "password-";

  private final Signing signing;
  private final Hazards hazards;
  private final Views views;
  private final Uploads uploads;
  private final ProblemWriter words;

  OnSpotController(
      Signing signing, Hazards hazards, Views views, Uploads uploads, ProblemWriter words) {
    this.signing = signing;
    this.hazards = hazards;
    this.views = views;
    this.uploads = uploads;
    this.words = words;
  }

  @GetMapping("/hazards/{no}/on-spot")
  String open(
      @PathVariable String no,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request,
      Model model,
      Locale locale) {
    Signing.Blank blank = signing.open(me.signer(request), no, Act.CURE_ON_SPOT.id());
    return page(
        model, locale, me, no, blank, hands(me, request, no), Map.of(), List.of(), Map.of(), null);
  }

  @PostMapping("/hazards/{no}/on-spot")
  String sign(
      @PathVariable String no,
      @RequestParam int round,
      @RequestParam String task,
      @RequestParam(defaultValue = "preview") String step,
      @RequestParam(required = false) @Nullable String digest,
      @RequestParam(defaultValue = "") String account,
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam(name = "photos", required = false) @Nullable List<MultipartFile> photos,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      Locale locale,
      RedirectAttributes redirect) {
    Signing.Blank blank = signing.open(me.signer(request), no, Act.CURE_ON_SPOT.id());
    List<PersonId> hands = hands(me, request, no);
    List<String> evidence = new ArrayList<>(parameters.getOrDefault("evidence", List.of()));
    Map<String, String> errors = new LinkedHashMap<>();
    try {
      uploads.take(photos, me.person(), evidence);
    } catch (Refused refused) {
      errors.putAll(words.byField(refused, locale));
    }
    Map<String, String> values = Map.of("account", account);
    if (step.equals("edit")) {
      return page(model, locale, me, no, blank, hands, values, evidence, errors, null);
    }
    Map<String, @Nullable Object> form = new LinkedHashMap<>(values);
    form.put("decision", Decision.AGREED.name());
    ActRequest wanted =
        new ActRequest(no, Act.CURE_ON_SPOT.id(), round, task, form, List.copyOf(evidence));
    Paper paper;
    try {
      paper = signing.preview(me.signer(request), wanted);
    } catch (Refused refused) {
      words.byField(refused, locale).forEach(errors::putIfAbsent);
      response.setStatus(ProblemWriter.statusOf(refused).value());
      return page(model, locale, me, no, blank, hands, values, evidence, errors, null);
    }
    if (!errors.isEmpty() || !step.equals("sign")) {
      return page(
          model,
          locale,
          me,
          no,
          blank,
          hands,
          values,
          evidence,
          errors,
          errors.isEmpty() ? paper : null);
    }
    List<Signing.Hand> signing3 = new ArrayList<>();
    for (int place = 0; place < hands.size(); place++) {
      String password = parameters.getFirst(PASSWORD + place);
      if (password == null || password.isEmpty()) {
        errors.put(
            PASSWORD + place,
            words.say(
                "onSpot.wrong",
                locale,
                views.nameOf(hands.get(place)),
                words.say("refused.missing", locale)));
      }
      signing3.add(new Signing.Hand(hands.get(place), password == null ? "" : password));
    }
    if (!errors.isEmpty()) {
      response.setStatus(422);
      return page(model, locale, me, no, blank, hands, values, evidence, errors, paper);
    }
    try {
      List<Receipt> receipts =
          signing.signTogether(me.signer(request), wanted, signing3, digest, null, "");
      Receipt last = receipts.get(receipts.size() - 1);
      redirect.addFlashAttribute(
          "notice",
          Notice.done(
              words.say(
                  "notice.signed",
                  locale,
                  words.say("act." + last.act(), locale),
                  String.valueOf(last.seq()),
                  last.leafHash().substring(0, 8))));
      return "redirect:/hazards/" + no;
    } catch (Refused refused) {
      for (Refusal refusal : refused.refusals()) {
        errors.putIfAbsent(refusal.field(), named(refusal, hands, locale));
      }
      response.setStatus(ProblemWriter.statusOf(refused).value());
      return page(model, locale, me, no, blank, hands, values, evidence, errors, paper);
    }
  }

  /** Whose password it was. */
  private String named(Refusal refusal, List<PersonId> hands, Locale locale) {
    String reason = words.first(new Refused(List.of(refusal)), locale);
    for (int place = 0; place < hands.size(); place++) {
      if (refusal.field().equals(PASSWORD + place)) {
        return words.say("onSpot.wrong", locale, views.nameOf(hands.get(place)), reason);
      }
    }
    return reason;
  }

  /** All three, or this is not the way: then each signs on his own device. */
  private List<PersonId> hands(SignedIn me, HttpServletRequest request, String no) {
    List<PersonId> hands = signing.gathered(me.signer(request), no, Act.CURE_ON_SPOT.id());
    if (hands.size() != Act.CURE_ON_SPOT.signers() || !hands.get(0).equals(me.person())) {
      throw Refused.because("", "refused.together");
    }
    return hands;
  }

  private String page(
      Model model,
      Locale locale,
      SignedIn me,
      String no,
      Signing.Blank blank,
      List<PersonId> hands,
      Map<String, String> values,
      List<String> evidence,
      Map<String, String> errors,
      @Nullable Paper paper) {
    Hazard hazard = hazards.getVisible(no, me.person());
    HazardHead head = views.head(hazard, locale);
    List<OnSpotPage.Hand> named = new ArrayList<>();
    for (int place = 0; place < hands.size(); place++) {
      named.add(
          new OnSpotPage.Hand(
              PASSWORD + place,
              views.nameOf(hands.get(place)),
              views.organisationOf(hands.get(place))));
    }
    model.addAttribute(
        "page",
        new OnSpotPage(
            head,
            "/hazards/%s/on-spot".formatted(no),
            blank.pending().taskId(),
            blank.pending().round(),
            new Filled(values, errors, views.uploaded(evidence, me.person(), hazard)),
            views.evidence(hazard),
            paper == null ? null : views.paper(paper, head.unit(), hands.size()),
            named));
    return "rectification/onSpot";
  }
}
