package io.bihuan.web;

import io.bihuan.people.Account;
import io.bihuan.people.Accounts;
import io.bihuan.people.Appointments;
import io.bihuan.people.Area;
import io.bihuan.people.Certificate;
import io.bihuan.people.Department;
import io.bihuan.people.Industries;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.Role;
import io.bihuan.people.Roster;
import io.bihuan.people.Unit;
import io.bihuan.people.Uscc;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Unsignable;
import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 人员和单位: the administrator's page. He appoints, never alone if he is not; he signs nothing. */
@Controller
class PeopleController {
  private static final Set<String> FORMS =
      Set.of(
          "area",
          "department",
          "unit",
          "uscc",
          "person",
          "post",
          "certificate",
          "account",
          "administrator");
  private static final int SHORT = 50;
  private static final int LONG = 100;
  private static final int PREFIX = 20;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;
  private static final String AREA_CODE = "\\d{6}|\\d{9}|\\d{12}";

  private final People people;
  private final Accounts accounts;
  private final Appointments appointments;
  private final Roster roster;
  private final Views views;
  private final ProblemWriter words;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PeopleController(
      People people,
      Accounts accounts,
      Appointments appointments,
      Roster roster,
      Views views,
      ProblemWriter words,
      TransactionTemplate transaction,
      Clock clock) {
    this.people = people;
    this.accounts = accounts;
    this.appointments = appointments;
    this.roster = roster;
    this.views = views;
    this.words = words;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** What came of a form: a first password to be shown once, or words of their own. */
  private record Entered(@Nullable String password, String notice) {
    static final Entered SAVED = new Entered(null, "people.saved");
    static final Entered PROPOSED = new Entered(null, "people.proposed");
  }

  @GetMapping("/people")
  String people(
      @RequestParam(defaultValue = "") String add,
      @RequestParam(defaultValue = "") String words,
      @RequestParam(defaultValue = "1") int page,
      @RequestParam(defaultValue = "1") int units,
      @RequestParam(defaultValue = "") String staffNo,
      @AuthenticationPrincipal SignedIn me,
      Model model,
      Locale locale) {
    Filled form = staffNo.isEmpty() ? Filled.blank() : Filled.of(Map.of("staffNo", staffNo));
    model.addAttribute(
        "page", page(me, locale, FORMS.contains(add) ? add : "", form, null, words, page, units));
    return "people";
  }

  @PostMapping("/people/{what}")
  String add(
      @PathVariable String what,
      @RequestParam MultiValueMap<String, String> form,
      @AuthenticationPrincipal SignedIn me,
      HttpServletResponse response,
      Model model,
      Locale locale,
      RedirectAttributes redirect) {
    if (!FORMS.contains(what)) {
      return "redirect:/people";
    }
    try {
      Entered entered = transaction.execute(status -> enter(me, what, form));
      if (entered == null) {
        throw new IllegalStateException("Nothing was entered.");
      }
      Notice notice =
          Notice.done(words.say(entered.notice(), locale, words.say("people.add." + what, locale)));
      if (entered.password() != null) {
        model.addAttribute("notice", notice);
        model.addAttribute(
            "page", page(me, locale, "", Filled.blank(), entered.password(), "", 1, 1));
        return "people";
      }
      redirect.addFlashAttribute("notice", notice);
      return "redirect:/people";
    } catch (DuplicateKeyException twice) {
      return again(
          me, what, form, Refused.because(keyOf(what), "refused.taken"), response, model, locale);
    } catch (Refused refused) {
      return again(me, what, form, refused, response, model, locale);
    }
  }

  private Entered enter(SignedIn me, String what, MultiValueMap<String, String> form) {
    requireSignable(form);
    Refusals refusals = new Refusals();
    switch (what) {
      case "area" -> {
        refusals
            .addIf(!value(form, "code").matches(AREA_CODE), "code", "refused.format")
            .text("name", value(form, "name"), LONG)
            .throwIfAny();
        people.add(new Area(value(form, "code"), value(form, "name")));
      }
      case "department" -> {
        List<String> industries =
            form.getOrDefault("industries", List.of()).stream().distinct().toList();
        refusals
            .text("name", value(form, "name"), LONG)
            .text("prefix", value(form, "prefix"), PREFIX)
            .addIf(!isArea(value(form, "area")), "area", "refused.choice")
            .addIf(!Industries.ALL.containsAll(industries), "industries", "refused.choice")
            .throwIfAny();
        people.add(value(form, "name"), value(form, "area"), value(form, "prefix"), industries);
      }
      case "unit" -> {
        refusals
            .text("name", value(form, "name"), LONG)
            .addIf(!isArea(value(form, "area")), "area", "refused.choice")
            .addIf(!Industries.ALL.contains(value(form, "industry")), "industry", "refused.choice")
            .throwIfAny();
        people.addUnit(
            value(form, "name"),
            Uscc.of("uscc", value(form, "uscc")),
            value(form, "area"),
            value(form, "industry"));
      }
      case "uscc" -> {
        Unit unit =
            people
                .unitNamed(value(form, "unitName"))
                .orElseThrow(() -> Refused.because("unitName", "refused.unit"));
        people.giveCode(unit.id(), Uscc.of("uscc", value(form, "uscc")));
      }
      case "person" -> {
        refusals
            .text("name", value(form, "name"), SHORT)
            .text("staffNo", value(form, "staffNo"), SHORT)
            .throwIfAny();
        people.addPerson(value(form, "name"), value(form, "staffNo"));
      }
      case "post" -> {
        Person person = staffed(form);
        Role role = roleOf(value(form, "role"));
        refusals
            .addIf(role == null, "role", "refused.choice")
            .text("title", value(form, "title"), SHORT)
            .text("place", value(form, "place"), LONG)
            .throwIfAny();
        boolean holds =
            role != null
                && appointments.grant(
                    me.person(),
                    person.id(),
                    role,
                    value(form, "title"),
                    placeOf(value(form, "place")),
                    day(form, "validFrom"),
                    day(form, "validTo"));
        return holds ? Entered.SAVED : Entered.PROPOSED;
      }
      case "certificate" -> {
        Person person = staffed(form);
        refusals
            .text("no", value(form, "no"), SHORT)
            .text("kind", value(form, "kind"), SHORT)
            .throwIfAny();
        LocalDate from = day(form, "validFrom");
        LocalDate to = day(form, "validTo");
        refusals.addIf(to.isBefore(from), "validTo", "refused.period").throwIfAny();
        people.add(new Certificate(value(form, "no"), person.id(), value(form, "kind"), from, to));
      }
      case "account" -> {
        Person person = staffed(form);
        return new Entered(
            accounts.open(value(form, "username"), person.id()), "people.account.opened");
      }
      case "administrator" -> {
        Accounts.Opened opened =
            accounts.openAdministrator(me.person(), value(form, "username"), staffed(form).id());
        return new Entered(
            opened.firstPassword(), opened.enabled() ? "people.account.opened" : "people.proposed");
      }
      default -> throw new IllegalArgumentException(what);
    }
    return Entered.SAVED;
  }

  private String again(
      SignedIn me,
      String what,
      MultiValueMap<String, String> form,
      Refused refused,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    response.setStatus(422);
    Map<String, String> values = new LinkedHashMap<>(form.toSingleValueMap());
    values.remove("_csrf");
    Filled filled = new Filled(values, words.byField(refused, locale), List.of());
    model.addAttribute("page", page(me, locale, what, filled, null, "", 1, 1));
    return "people";
  }

  private PeoplePage page(
      SignedIn me,
      Locale locale,
      String open,
      Filled form,
      @Nullable String password,
      String sought,
      int page,
      int unitsPage) {
    LocalDate today = LocalDate.now(clock);
    List<Area> areas = people.areas();
    Map<String, String> areaNames =
        areas.stream().collect(Collectors.toMap(Area::code, Area::name));
    Map<String, List<String>> industries = roster.industries();
    String cut = sought.length() <= LONG ? sought : sought.substring(0, LONG);
    Roster.Page<Roster.Line> persons = roster.persons(cut, page);
    Roster.Page<Roster.UnitLine> units = roster.units(cut, unitsPage);
    Map<String, List<Choice>> choices = new LinkedHashMap<>();
    choices.put("area", areas.stream().map(a -> new Choice(a.code(), a.name())).toList());
    choices.put(
        "industry",
        Industries.ALL.stream()
            .map(i -> new Choice(i, words.say("industry." + i, locale)))
            .toList());
    choices.put(
        "role",
        Stream.of(Role.values())
            .map(r -> new Choice(r.name(), words.say("role." + r.name(), locale)))
            .toList());
    return new PeoplePage(
        cut,
        new PeoplePage.Some<>(
            persons.lines().stream().map(line -> person(line, today, locale)).toList(),
            persons.total(),
            persons.number(),
            persons.last()),
        new PeoplePage.Some<>(
            units.lines().stream()
                .map(
                    unit ->
                        new PeoplePage.Unit(
                            unit.name(),
                            unit.uscc(),
                            unit.area(),
                            words.say("industry." + unit.industry(), locale),
                            unit.legalRep()))
                .toList(),
            units.total(),
            units.number(),
            units.last()),
        areas.stream().map(a -> new PeoplePage.Area(a.code(), a.name())).toList(),
        people.departments().stream()
            .map(
                d ->
                    new PeoplePage.Department(
                        d.name(),
                        areaNames.getOrDefault(d.areaCode(), ""),
                        supervised(industries.getOrDefault(d.id(), List.of()), locale)))
            .toList(),
        roster.proposals().stream().map(p -> proposal(p, me, locale)).toList(),
        roster.proposers().stream()
            .map(
                p ->
                    new PeoplePage.Proposer(
                        p.personId().value(),
                        p.name(),
                        p.count(),
                        p.latest().toString(),
                        p.personId().equals(me.person())))
            .toList(),
        accounts.proposedAdministrators().stream()
            .map(
                p ->
                    new PeoplePage.ProposedAdministrator(
                        p.username(),
                        views.nameOf(p.personId()),
                        views.nameOf(p.proposedBy()),
                        p.proposedBy().equals(me.person())))
            .toList(),
        appointments.isAlone(me.person()),
        choices,
        open,
        form,
        password);
  }

  private String supervised(List<String> industries, Locale locale) {
    return industries.isEmpty()
        ? words.say("industry.all", locale)
        : String.join(
            words.say("list.comma", locale),
            industries.stream().map(i -> words.say("industry." + i, locale)).toList());
  }

  private PeoplePage.Proposal proposal(Roster.Proposal proposal, SignedIn me, Locale locale) {
    return new PeoplePage.Proposal(
        proposal.id(),
        proposal.name(),
        proposal.staffNo(),
        words.say("role." + proposal.role().name(), locale),
        proposal.title(),
        proposal.place(),
        proposal.validFrom(),
        proposal.validTo(),
        proposal.proposer(),
        proposal.proposedBy().equals(me.person()));
  }

  private PeoplePage.Person person(Roster.Line line, LocalDate today, Locale locale) {
    List<Certificate> certificates = line.certificates();
    Certificate last = certificates.isEmpty() ? null : certificates.get(certificates.size() - 1);
    List<Roster.Held> held = line.posts().stream().filter(post -> post.holdsOn(today)).toList();
    return new PeoplePage.Person(
        line.person().id().value(),
        line.person().name(),
        line.person().staffNo(),
        held.isEmpty() ? "" : held.get(0).place(),
        String.join(" ", held.stream().map(Roster.Held::title).toList()),
        String.join(
            words.say("list.comma", locale),
            line.accounts().stream().map(Account::username).toList()),
        line.key() == Roster.KeyState.USABLE,
        last == null ? null : last.no(),
        last == null ? null : last.validTo(),
        last != null && last.validTo().isBefore(today));
  }

  private boolean isArea(String code) {
    return people.area(code).isPresent();
  }

  private Person staffed(MultiValueMap<String, String> form) {
    return people
        .staffed(value(form, "staffNo"))
        .orElseThrow(() -> Refused.because("staffNo", "refused.staffNo"));
  }

  /** By name or by code, as a person knows it; what is neither is refused later on. */
  private String placeOf(String typed) {
    return people
        .unitNamed(typed)
        .map(Unit::id)
        .or(
            () ->
                people.departments().stream()
                    .filter(d -> d.name().equals(typed))
                    .map(Department::id)
                    .findFirst())
        .or(
            () ->
                people.areas().stream()
                    .filter(a -> a.name().equals(typed))
                    .map(Area::code)
                    .findFirst())
        .orElse(typed);
  }

  private static @Nullable Role roleOf(String name) {
    return Stream.of(Role.values()).filter(r -> r.name().equals(name)).findFirst().orElse(null);
  }

  private static LocalDate day(MultiValueMap<String, String> form, String field) {
    try {
      LocalDate day = LocalDate.parse(value(form, field));
      if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
        throw Refused.because(field, "refused.format");
      }
      return day;
    } catch (DateTimeException e) {
      throw Refused.because(field, "refused.format");
    }
  }

  /** Names go into what is signed: one that cannot stand there would stop its bearer later. */
  private static void requireSignable(MultiValueMap<String, String> form) {
    form.toSingleValueMap()
        .forEach(
            (field, value) -> {
              try {
                CanonicalJson.write(Map.of("value", CanonicalJson.signable(value)));
              } catch (Unsignable unsignable) {
                throw Refused.because(field, "refused.unsignable." + unsignable.reason().name());
              }
            });
  }

  private static String keyOf(String what) {
    return switch (what) {
      case "area" -> "code";
      case "person" -> "staffNo";
      case "certificate" -> "no";
      case "account", "administrator" -> "username";
      case "uscc" -> "uscc";
      default -> "name";
    };
  }

  private static String value(MultiValueMap<String, String> form, String field) {
    String value = form.getFirst(field);
    return value == null ? "" : value.strip();
  }
}
