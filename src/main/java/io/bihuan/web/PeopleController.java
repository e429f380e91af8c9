package io.bihuan.web;

import io.bihuan.people.Account;
import io.bihuan.people.Accounts;
import io.bihuan.people.Area;
import io.bihuan.people.Certificate;
import io.bihuan.people.Department;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Post;
import io.bihuan.people.Role;
import io.bihuan.people.SigningKeys;
import io.bihuan.people.Unit;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Unsignable;
import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** 人员和单位: the administrator's minimal page. He appoints; he signs nothing. */
@Controller
class PeopleController {
  static final List<String> INDUSTRIES =
      List.of(
          "manufacturing",
          "chemicals",
          "food",
          "construction",
          "mining",
          "transport",
          "trade",
          "other");
  private static final Set<String> FORMS =
      Set.of("area", "department", "unit", "person", "post", "certificate", "account");
  private static final int SHORT = 50;
  private static final int LONG = 100;
  private static final int PREFIX = 20;
  private static final int FIRST_YEAR = 1900;
  private static final int LAST_YEAR = 2200;
  private static final String AREA_CODE = "\\d{6}|\\d{9}|\\d{12}";

  private final People people;
  private final Accounts accounts;
  private final SigningKeys keys;
  private final Views views;
  private final ProblemWriter words;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PeopleController(
      People people,
      Accounts accounts,
      SigningKeys keys,
      Views views,
      ProblemWriter words,
      TransactionTemplate transaction,
      Clock clock) {
    this.people = people;
    this.accounts = accounts;
    this.keys = keys;
    this.views = views;
    this.words = words;
    this.transaction = transaction;
    this.clock = clock;
  }

  @GetMapping("/people")
  String people(@RequestParam(defaultValue = "") String add, Model model, Locale locale) {
    return page(model, locale, FORMS.contains(add) ? add : "", Filled.blank(), null);
  }

  @PostMapping("/people/{what}")
  String add(
      @PathVariable String what,
      @RequestParam MultiValueMap<String, String> form,
      HttpServletResponse response,
      Model model,
      Locale locale,
      RedirectAttributes redirect) {
    if (!FORMS.contains(what)) {
      return "redirect:/people";
    }
    try {
      String password = transaction.execute(status -> enter(what, form));
      if (password != null && !password.isEmpty()) {
        return page(model, locale, "", Filled.blank(), password);
      }
      redirect.addFlashAttribute(
          "notice",
          Notice.done(words.say("people.saved", locale, words.say("people.add." + what, locale))));
      return "redirect:/people";
    } catch (DuplicateKeyException twice) {
      return again(
          what, form, Refused.because(keyOf(what), "refused.taken"), response, model, locale);
    } catch (Refused refused) {
      return again(what, form, refused, response, model, locale);
    }
  }

  /** Returns the first password of a new account, otherwise an empty text. */
  private String enter(String what, MultiValueMap<String, String> form) {
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
            .addIf(!INDUSTRIES.containsAll(industries), "industries", "refused.choice")
            .throwIfAny();
        people.add(value(form, "name"), value(form, "area"), value(form, "prefix"), industries);
      }
      case "unit" -> {
        refusals
            .text("name", value(form, "name"), LONG)
            .addIf(!isArea(value(form, "area")), "area", "refused.choice")
            .addIf(!INDUSTRIES.contains(value(form, "industry")), "industry", "refused.choice")
            .throwIfAny();
        people.addUnit(value(form, "name"), value(form, "area"), value(form, "industry"));
      }
      case "person" -> {
        refusals
            .text("name", value(form, "name"), SHORT)
            .text("staffNo", value(form, "staffNo"), SHORT)
            .throwIfAny();
        people.addPerson(value(form, "name"), value(form, "staffNo"));
      }
      case "post" -> {
        Role role = roleOf(value(form, "role"));
        refusals
            .addIf(!isPerson(value(form, "person")), "person", "refused.choice")
            .addIf(role == null, "role", "refused.choice")
            .text("title", value(form, "title"), SHORT)
            .text("place", value(form, "place"), 36)
            .throwIfAny();
        if (role != null) {
          people.appoint(
              new PersonId(value(form, "person")),
              role,
              value(form, "title"),
              value(form, "place"),
              day(form, "validFrom"),
              day(form, "validTo"));
        }
      }
      case "certificate" -> {
        refusals
            .addIf(!isPerson(value(form, "person")), "person", "refused.choice")
            .text("no", value(form, "no"), SHORT)
            .text("kind", value(form, "kind"), SHORT)
            .throwIfAny();
        LocalDate from = day(form, "validFrom");
        LocalDate to = day(form, "validTo");
        refusals.addIf(to.isBefore(from), "validTo", "refused.period").throwIfAny();
        people.add(
            new Certificate(
                value(form, "no"),
                new PersonId(value(form, "person")),
                value(form, "kind"),
                from,
                to));
      }
      case "account" -> {
        refusals.addIf(!isPerson(value(form, "person")), "person", "refused.choice").throwIfAny();
        return accounts.open(value(form, "username"), new PersonId(value(form, "person")), false);
      }
      default -> throw new IllegalArgumentException(what);
    }
    return "";
  }

  private String again(
      String what,
      MultiValueMap<String, String> form,
      Refused refused,
      HttpServletResponse response,
      Model model,
      Locale locale) {
    response.setStatus(422);
    Map<String, String> values = new LinkedHashMap<>(form.toSingleValueMap());
    values.remove("_csrf");
    return page(
        model, locale, what, new Filled(values, words.byField(refused, locale), List.of()), null);
  }

  private String page(
      Model model, Locale locale, String open, Filled form, @Nullable String password) {
    LocalDate today = LocalDate.now(clock);
    Map<PersonId, String> usernames =
        accounts.all().stream()
            .collect(
                Collectors.toMap(
                    Account::personId, Account::username, (one, other) -> one + " " + other));
    List<Area> areas = people.areas();
    List<Unit> units = people.units();
    List<Department> departments = people.departments();
    Map<String, List<Choice>> choices = new LinkedHashMap<>();
    choices.put("area", areas.stream().map(a -> new Choice(a.code(), a.name())).toList());
    choices.put(
        "industry",
        INDUSTRIES.stream().map(i -> new Choice(i, words.say("industry." + i, locale))).toList());
    choices.put(
        "role",
        Stream.of(Role.values())
            .map(r -> new Choice(r.name(), words.say("role." + r.name(), locale)))
            .toList());
    choices.put(
        "person",
        people.all().stream()
            .map(p -> new Choice(p.id().value(), p.name() + " " + p.staffNo()))
            .toList());
    List<Choice> places = new ArrayList<>();
    departments.forEach(d -> places.add(new Choice(d.id(), d.name())));
    units.forEach(u -> places.add(new Choice(u.id(), u.name())));
    areas.forEach(a -> places.add(new Choice(a.code(), a.name())));
    choices.put("place", places);
    model.addAttribute(
        "page",
        new PeoplePage(
            areas.stream().map(a -> new PeoplePage.Area(a.code(), a.name())).toList(),
            departments.stream().map(d -> department(d, locale)).toList(),
            units.stream().map(u -> unit(u, locale)).toList(),
            people.all().stream().map(p -> person(p, usernames.get(p.id()), today)).toList(),
            choices,
            open,
            form,
            password));
    return "people";
  }

  private PeoplePage.Department department(Department department, Locale locale) {
    List<String> industries = people.industries(department.id());
    return new PeoplePage.Department(
        department.name(),
        views.areaName(department.areaCode()),
        industries.isEmpty()
            ? words.say("industry.all", locale)
            : String.join(
                words.say("list.comma", locale),
                industries.stream().map(i -> words.say("industry." + i, locale)).toList()));
  }

  private PeoplePage.Unit unit(Unit unit, Locale locale) {
    return new PeoplePage.Unit(
        unit.name(),
        views.areaName(unit.areaCode()),
        words.say("industry." + unit.industry(), locale),
        people.ofUnit(Role.LEGAL_REP, unit.id()).stream()
            .map(Person::name)
            .findFirst()
            .orElse(null));
  }

  private PeoplePage.Person person(Person person, @Nullable String usernames, LocalDate today) {
    List<Certificate> certificates = people.certificates(person.id());
    Certificate last = certificates.isEmpty() ? null : certificates.get(certificates.size() - 1);
    return new PeoplePage.Person(
        person.name(),
        views.organisationOf(person.id()),
        String.join(" ", people.postsToday(person.id()).stream().map(Post::title).toList()),
        usernames,
        keys.isEnrolled(person.id()),
        last == null ? null : last.no(),
        last == null ? null : last.validTo(),
        last != null && last.validTo().isBefore(today));
  }

  private boolean isArea(String code) {
    return people.areas().stream().anyMatch(area -> area.code().equals(code));
  }

  private boolean isPerson(String id) {
    return people.find(new PersonId(id)).isPresent();
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
      case "account" -> "username";
      default -> "name";
    };
  }

  private static String value(MultiValueMap<String, String> form, String field) {
    String value = form.getFirst(field);
    return value == null ? "" : value.strip();
  }
}
