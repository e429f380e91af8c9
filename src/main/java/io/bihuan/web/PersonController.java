package io.bihuan.web;

import io.bihuan.people.Account;
import io.bihuan.people.Accounts;
import io.bihuan.people.Appointments;
import io.bihuan.people.KeyReplacement;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.people.PostEntry;
import io.bihuan.people.Roster;
import io.bihuan.people.SigningKeys;
import io.bihuan.people.Superiors;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Unsignable;
import io.bihuan.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/**
 * One person, and what administrators decide about persons: each confirms what the other proposes.
 */
@Controller
class PersonController {
  private static final int LONGEST_ID = 36;

  private final People people;
  private final Accounts accounts;
  private final Appointments appointments;
  private final Roster roster;
  private final SigningKeys keys;
  private final Superiors superiors;
  private final Views views;
  private final ProblemWriter words;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PersonController(
      People people,
      Accounts accounts,
      Appointments appointments,
      Roster roster,
      SigningKeys keys,
      Superiors superiors,
      Views views,
      ProblemWriter words,
      TransactionTemplate transaction,
      Clock clock) {
    this.people = people;
    this.accounts = accounts;
    this.appointments = appointments;
    this.roster = roster;
    this.keys = keys;
    this.superiors = superiors;
    this.views = views;
    this.words = words;
    this.transaction = transaction;
    this.clock = clock;
  }

  @GetMapping("/people/persons/{id}")
  String person(
      @PathVariable String id, @AuthenticationPrincipal SignedIn me, Model model, Locale locale) {
    return person(id, me, Filled.blank(), model, locale);
  }

  private String person(String id, SignedIn me, Filled form, Model model, Locale locale) {
    Roster.Line line =
        (id.length() > LONGEST_ID ? Optional.<Roster.Line>empty() : roster.person(new PersonId(id)))
            .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    LocalDate today = LocalDate.now(clock);
    PersonId person = line.person().id();
    boolean own = person.equals(me.person());
    List<PersonPage.Post> posts = new ArrayList<>();
    line.posts().forEach(post -> posts.add(post(post, today, locale)));
    appointments
        .proposed(person)
        .forEach(
            proposed ->
                posts.add(
                    new PersonPage.Post(
                        proposed.id(),
                        words.say("role." + proposed.role().name(), locale),
                        proposed.title(),
                        views.placeOf(proposed.post()),
                        proposed.validFrom(),
                        proposed.validTo(),
                        "proposed")));
    model.addAttribute(
        "page",
        new PersonPage(
            id,
            line.person().name(),
            line.person().staffNo(),
            own,
            line.accounts().stream().map(account -> account(account, own)).toList(),
            posts,
            line.certificates().stream()
                .map(
                    c ->
                        new AccountPage.Certificate(
                            c.no(), c.validTo(), c.validTo().isBefore(today)))
                .toList(),
            line.key().name(),
            keys.replacement(person).map(KeyReplacement::reason).orElse(null),
            superiors.of(person).stream().map(Person::name).toList(),
            appointments.entries(person).stream().map(entry -> entry(entry, locale)).toList(),
            form));
    return "person";
  }

  private static PersonPage.Account account(Account account, boolean own) {
    return new PersonPage.Account(
        account.username(),
        account.enabled(),
        account.administrator(),
        account.initial(),
        !own && (account.enabled() || !account.administrator()));
  }

  private PersonPage.Post post(Roster.Held post, LocalDate today, Locale locale) {
    return new PersonPage.Post(
        post.id(),
        words.say("role." + post.role().name(), locale),
        post.title(),
        post.place(),
        post.validFrom(),
        post.validTo(),
        post.holdsOn(today) ? "now" : today.isAfter(post.validTo()) ? "past" : "later");
  }

  private PersonPage.Entry entry(PostEntry entry, Locale locale) {
    PersonId by = entry.by();
    return new PersonPage.Entry(
        views.local(entry.at()),
        words.say("entry." + entry.kind().name(), locale),
        words.say("role." + entry.role(), locale),
        Objects.toString(entry.title(), ""),
        by == null ? null : views.nameOf(by));
  }

  @PostMapping("/people/persons/{id}/end")
  String end(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String post,
      @AuthenticationPrincipal SignedIn me,
      Locale locale,
      RedirectAttributes redirect) {
    if (people.posts(new PersonId(id)).stream().map(Post::id).noneMatch(post::equals)) {
      throw Refused.because("", "refused.post.unknown");
    }
    appointments.end(me.person(), post);
    return done(redirect, "person.ended", locale, "/people/persons/" + id);
  }

  @PostMapping("/people/persons/{id}/enable")
  String enable(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String username,
      @RequestParam(defaultValue = "false") boolean enabled,
      @AuthenticationPrincipal SignedIn me,
      Locale locale,
      RedirectAttributes redirect) {
    if (accounts.of(new PersonId(id)).stream().map(Account::username).noneMatch(username::equals)) {
      throw Refused.because("", "refused.account.unknown");
    }
    accounts.enable(me.person(), username, enabled);
    return done(
        redirect,
        enabled ? "person.account.enabled" : "person.account.disabled",
        locale,
        "/people/persons/" + id);
  }

  /** 重设签字密码. What it takes is in {@link SigningKeys#replace}. */
  @PostMapping("/people/persons/{id}/key")
  String replaceKey(
      @PathVariable String id,
      @RequestParam(defaultValue = "") String reason,
      @AuthenticationPrincipal SignedIn me,
      HttpServletResponse response,
      Model model,
      Locale locale,
      RedirectAttributes redirect) {
    try {
      String typed = CanonicalJson.signable(reason).strip();
      try {
        CanonicalJson.write(Map.of("reason", typed));
      } catch (Unsignable unsignable) {
        throw Refused.because("reason", "refused.unsignable." + unsignable.reason().name());
      }
      keys.replace(me.person(), new PersonId(id), typed);
      return done(redirect, "person.key.started", locale, "/people/persons/" + id);
    } catch (Refused refused) {
      response.setStatus(422);
      return person(
          id,
          me,
          new Filled(Map.of("reason", reason), words.byField(refused, locale), List.of()),
          model,
          locale);
    }
  }

  @PostMapping("/people/proposals/{decision}")
  String settle(
      @PathVariable String decision,
      @RequestParam(defaultValue = "") String id,
      @AuthenticationPrincipal SignedIn me,
      Locale locale,
      RedirectAttributes redirect) {
    switch (decision) {
      case "confirm" -> appointments.confirm(me.person(), id);
      case "decline" -> appointments.decline(me.person(), id);
      default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return done(redirect, "people.proposal." + decision, locale, "/people");
  }

  /**
   * Up to the latest one that stood on the page: nothing is confirmed that was not there to see.
   */
  @PostMapping("/people/proposers/{proposer}")
  String confirmAll(
      @PathVariable String proposer,
      @RequestParam(defaultValue = "") String until,
      @AuthenticationPrincipal SignedIn me,
      Locale locale,
      RedirectAttributes redirect) {
    Instant seen;
    try {
      seen = Instant.parse(until);
    } catch (DateTimeException e) {
      throw Refused.because("", "refused.format");
    }
    Integer confirmed =
        transaction.execute(
            status -> appointments.confirmAll(me.person(), new PersonId(proposer), seen));
    redirect.addFlashAttribute(
        "notice", Notice.done(words.say("people.proposal.all", locale, orNone(confirmed))));
    return "redirect:/people";
  }

  @PostMapping("/people/administrators/{decision}")
  String settleAdministrator(
      @PathVariable String decision,
      @RequestParam(defaultValue = "") String username,
      @AuthenticationPrincipal SignedIn me,
      Locale locale,
      RedirectAttributes redirect) {
    switch (decision) {
      case "confirm" -> accounts.confirmAdministrator(me.person(), username);
      case "decline" -> accounts.declineAdministrator(me.person(), username);
      default -> throw new ResponseStatusException(HttpStatus.NOT_FOUND);
    }
    return done(redirect, "people.proposal." + decision, locale, "/people");
  }

  private static int orNone(@Nullable Integer count) {
    return count == null ? 0 : count;
  }

  private String done(RedirectAttributes redirect, String code, Locale locale, String where) {
    redirect.addFlashAttribute("notice", Notice.done(words.say(code, locale)));
    return "redirect:" + where;
  }
}
