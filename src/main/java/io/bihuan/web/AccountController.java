package io.bihuan.web;

import io.bihuan.demo.DemoPeople;
import io.bihuan.people.Accounts;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.SigningKey;
import io.bihuan.people.SigningKeys;
import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Signing in, for the first time and every time, and 我的. */
@Controller
class AccountController {
  private final Accounts accounts;
  private final People people;
  private final SigningKeys keys;
  private final Views views;
  private final ProblemWriter words;
  private final ObjectProvider<DemoPeople> demo;
  private final TransactionTemplate transaction;
  private final Clock clock;

  AccountController(
      Accounts accounts,
      People people,
      SigningKeys keys,
      Views views,
      ProblemWriter words,
      ObjectProvider<DemoPeople> demo,
      TransactionTemplate transaction,
      Clock clock) {
    this.accounts = accounts;
    this.people = people;
    this.keys = keys;
    this.views = views;
    this.words = words;
    this.demo = demo;
    this.transaction = transaction;
    this.clock = clock;
  }

  @GetMapping("/sign-in")
  String signIn(
      @RequestParam(required = false) @Nullable String failed,
      @AuthenticationPrincipal @Nullable SignedIn me,
      Model model,
      Locale locale) {
    if (me != null) {
      return "redirect:/";
    }
    if (!accounts.isSetUp()) {
      return "redirect:/setup";
    }
    DemoPeople cast = demo.getIfAvailable();
    model.addAttribute(
        "page",
        new SignInPage(
            "",
            failed == null ? null : words.say("sign-in.failed", locale),
            cast == null
                ? null
                : new SignInPage.Demo(
                    cast.loginPassword(),
                    cast.signingPassword(),
                    cast.accounts().stream()
                        .map(
                            a ->
                                new SignInPage.Account(a.account(), a.name(), a.title(), a.place()))
                        .toList())));
    return "sign-in";
  }

  @GetMapping(StillThere.FIRST_SIGN_IN)
  String firstSignIn(@AuthenticationPrincipal SignedIn me, Model model) {
    if (isReady(me)) {
      return "redirect:/";
    }
    model.addAttribute("page", new FormPage(Filled.blank()));
    return "first-sign-in";
  }

  @PostMapping(StillThere.FIRST_SIGN_IN)
  String firstSignIn(
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String passwordAgain,
      @RequestParam(defaultValue = "") String signingPassword,
      @RequestParam(defaultValue = "") String signingPasswordAgain,
      @AuthenticationPrincipal SignedIn me,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    if (isReady(me)) {
      return "redirect:/";
    }
    try {
      new Refusals()
          .addIf(!password.equals(passwordAgain), "passwordAgain", "refused.password.again")
          .addIf(
              !signingPassword.equals(signingPasswordAgain),
              "signingPasswordAgain",
              "refused.password.again")
          .addIf(
              !signingPassword.isEmpty() && signingPassword.equals(password),
              "signingPassword",
              "refused.signing.same")
          .throwIfAny();
      transaction.executeWithoutResult(
          status -> {
            accounts.choosePassword(me.getUsername(), password);
            if (!keys.isEnrolled(me.person())) {
              keys.enroll(me.person(), me.getUsername(), signingPassword);
            }
          });
      return "redirect:/";
    } catch (Refused refused) {
      response.setStatus(422);
      model.addAttribute(
          "page", new FormPage(new Filled(Map.of(), words.byField(refused, locale), List.of())));
      return "first-sign-in";
    }
  }

  @GetMapping("/setup")
  String setup(Model model) {
    if (accounts.isSetUp()) {
      return "redirect:/sign-in";
    }
    model.addAttribute("page", new FormPage(Filled.blank()));
    return "setup";
  }

  /** The first administrator, once. The token is used up in the same transaction. */
  @PostMapping("/setup")
  String setup(
      @RequestParam(defaultValue = "") String token,
      @RequestParam(defaultValue = "") String name,
      @RequestParam(defaultValue = "") String staffNo,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(defaultValue = "") String passwordAgain,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    try {
      new Refusals()
          .text("name", name, 50)
          .text("staffNo", staffNo, 50)
          .addIf(!password.equals(passwordAgain), "passwordAgain", "refused.password.again")
          .throwIfAny();
      transaction.executeWithoutResult(
          status -> {
            accounts.useSetupToken(token);
            PersonId person = people.addPerson(name.strip(), staffNo.strip());
            accounts.open(username.strip(), person, true, password);
            accounts.choosePassword(username.strip(), password);
          });
      return "redirect:/sign-in";
    } catch (Refused refused) {
      response.setStatus(422);
      model.addAttribute(
          "page",
          new FormPage(
              new Filled(
                  Map.of("name", name, "staffNo", staffNo, "username", username, "token", token),
                  words.byField(refused, locale),
                  List.of())));
      return "setup";
    }
  }

  @GetMapping("/account")
  String account(@AuthenticationPrincipal SignedIn me, Model model) {
    LocalDate today = LocalDate.now(clock);
    model.addAttribute(
        "page",
        new AccountPage(
            views.nameOf(me.person()),
            me.getUsername(),
            views.organisationOf(me.person()),
            people.postsToday(me.person()).stream()
                .map(post -> post.title() + "·" + views.placeOf(post))
                .toList(),
            people.certificates(me.person()).stream()
                .map(
                    c ->
                        new AccountPage.Certificate(
                            c.no(), c.validTo(), c.validTo().isBefore(today)))
                .toList(),
            keys.current(me.person())
                .map(SigningKey::enrolledAt)
                .map(at -> views.local(at).toLocalDate())
                .orElse(null)));
    return "account";
  }

  private boolean isReady(SignedIn me) {
    return accounts.find(me.getUsername()).filter(account -> !account.initial()).isPresent()
        && (me.isAdministrator() || keys.isEnrolled(me.person()));
  }
}
