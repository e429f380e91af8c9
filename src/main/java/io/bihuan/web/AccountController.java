package io.bihuan.web;

import io.bihuan.demo.DemoPeople;
import io.bihuan.people.Accounts;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.SigningKey;
import io.bihuan.people.SigningKeys;
import io.bihuan.people.Superiors;
import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import io.bihuan.signing.KeyAttestations;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Signing in, for the first time and every time, and 我的. */
@Controller
class AccountController {
  private static final String TOO_MANY = "io.bihuan.web.TooManyTries";

  private final Accounts accounts;
  private final People people;
  private final SigningKeys keys;
  private final KeyAttestations attestations;
  private final Superiors superiors;
  private final Views views;
  private final ProblemWriter words;
  private final ObjectProvider<DemoPeople> demo;
  private final TransactionTemplate transaction;
  private final Clock clock;

  AccountController(
      Accounts accounts,
      People people,
      SigningKeys keys,
      KeyAttestations attestations,
      Superiors superiors,
      Views views,
      ProblemWriter words,
      ObjectProvider<DemoPeople> demo,
      TransactionTemplate transaction,
      Clock clock) {
    this.accounts = accounts;
    this.people = people;
    this.keys = keys;
    this.attestations = attestations;
    this.superiors = superiors;
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
    showSignIn("", failed == null ? null : words.say("sign-in.failed", locale), model);
    return "sign-in";
  }

  /** Where a sign-in ends that came too early; nobody else finds anything here. */
  @PostMapping("/sign-in/later")
  String later(
      @RequestAttribute(name = TOO_MANY, required = false) @Nullable TooManyTries tries,
      @RequestParam(defaultValue = "") String username,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    if (tries == null) {
      return "redirect:/sign-in";
    }
    response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
    response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(tries.seconds()));
    showSignIn(username, words.say("sign-in.later", locale, tries.seconds()), model);
    return "sign-in";
  }

  private void showSignIn(String name, @Nullable String problem, Model model) {
    DemoPeople cast = demo.getIfAvailable();
    model.addAttribute(
        "page",
        new SignInPage(
            name,
            problem,
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
  }

  @GetMapping(StillThere.FIRST_SIGN_IN)
  String firstSignIn(@AuthenticationPrincipal SignedIn me, Model model) {
    return firstSignIn(me, Filled.blank(), model);
  }

  /** Asks for what is missing and for nothing else. */
  private String firstSignIn(SignedIn me, Filled form, Model model) {
    boolean login = choosesLogin(me);
    boolean signing = choosesSigning(me);
    if (!login && !signing) {
      return "redirect:/";
    }
    boolean again = keys.replacement(me.person()).isPresent();
    model.addAttribute("page", new FirstSignInPage(form, login, signing, again));
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
    boolean login = choosesLogin(me);
    boolean signing = choosesSigning(me);
    try {
      new Refusals()
          .addIf(
              login && !password.equals(passwordAgain), "passwordAgain", "refused.password.again")
          .addIf(
              signing && !signingPassword.equals(signingPasswordAgain),
              "signingPasswordAgain",
              "refused.password.again")
          .addIf(
              signing
                  && !signingPassword.isEmpty()
                  && (login
                      ? signingPassword.equals(password)
                      : accounts.isPassword(me.getUsername(), signingPassword)),
              "signingPassword",
              "refused.signing.same")
          .throwIfAny();
      transaction.executeWithoutResult(
          status -> {
            if (login) {
              accounts.choosePassword(me.getUsername(), password);
            }
            if (signing) {
              keys.enroll(me.person(), me.getUsername(), signingPassword);
            }
          });
      return "redirect:/";
    } catch (Refused refused) {
      response.setStatus(422);
      return firstSignIn(
          me, new Filled(Map.of(), words.byField(refused, locale), List.of()), model);
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
    Optional<SigningKey> awaiting = keys.awaiting(me.person());
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
                .orElse(null),
            awaiting.map(SigningKey::keyId).orElse(null),
            awaiting.isPresent()
                ? superiors.of(me.person()).stream().map(Person::name).toList()
                : List.of(),
            attestations.waitingFor(me.person()).stream()
                .map(open -> new AccountPage.Attest(open.id(), views.nameOf(open.personId())))
                .toList()));
    return "account";
  }

  /** 当面核实: the superior reads what he attests, and signs it with his own signing password. */
  @GetMapping("/account/keys/{id}")
  String attest(
      @PathVariable String id,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request,
      Model model) {
    try {
      return attest(id, me, request, null, model);
    } catch (Refused refused) {
      throw hidden(refused);
    }
  }

  /** Whom it does not concern is not told that there is such a key. */
  private static Refused hidden(Refused refused) {
    return refused.refusals().stream().anyMatch(r -> r.code().equals("refused.notYours"))
        ? Refused.because("", "refused.outOfStep")
        : refused;
  }

  private String attest(
      String id, SignedIn me, HttpServletRequest request, @Nullable String problem, Model model) {
    KeyAttestations.Sheet sheet = attestations.open(me.signer(request), id);
    model.addAttribute(
        "page",
        new AttestPage(
            id,
            sheet.owner().name(),
            views.organisationOf(sheet.owner().id()),
            String.valueOf(sheet.replacement().newKeyId()),
            new PaperView(
                sheet.paper().title(),
                sheet.paper().paragraphs(),
                List.of(sheet.owner().name()),
                sheet.paper().foot(),
                sheet.paper().digest(),
                1),
            views.nameOf(me.person()),
            problem));
    return "attest";
  }

  @PostMapping("/account/keys/{id}")
  String attest(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String password,
      @RequestParam(required = false) @Nullable String digest,
      @AuthenticationPrincipal SignedIn me,
      HttpServletRequest request,
      HttpServletResponse response,
      Model model,
      Locale locale,
      RedirectAttributes redirect) {
    try {
      attestations.attest(me.signer(request), id, password, digest);
      redirect.addFlashAttribute("notice", Notice.done(words.say("attest.done", locale)));
      return "redirect:/account";
    } catch (Refused refused) {
      if (refused.refusals().stream().noneMatch(r -> r.field().equals("signingPassword"))) {
        throw hidden(refused);
      }
      response.setStatus(ProblemWriter.statusOf(refused).value());
      return attest(id, me, request, words.first(refused, locale), model);
    }
  }

  private boolean choosesLogin(SignedIn me) {
    return accounts.find(me.getUsername()).filter(account -> !account.initial()).isEmpty();
  }

  /** An administrator signs nothing. */
  private boolean choosesSigning(SignedIn me) {
    return !me.isAdministrator() && !keys.isChosen(me.person());
  }
}
