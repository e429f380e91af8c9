package io.bihuan.loop.discovery;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Holders;
import io.bihuan.hazard.Route;
import io.bihuan.loop.discovery.workbook.RegisterWorkbook;
import io.bihuan.people.People;
import io.bihuan.people.Person;
import io.bihuan.people.PersonId;
import io.bihuan.people.Unit;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** 隐患登记: the inspector signs what he saw, at which unit, where. Until then it is a draft. */
@Component
class Register implements LoopAct<Register.Form> {
  /**
   * @param unit id of a registered unit: from here on somebody must be able to answer for it
   * @param handling 限期整改 if it is not said
   * @param grade what the inspector takes it for; a major hazard is never cured on the spot
   * @param secondInspector who looks on as well; only for 即查即改
   * @param representative who is there for the unit; only for 即查即改
   */
  record Form(
      @Nullable String unit,
      @Nullable String place,
      @Nullable String description,
      @Nullable String category,
      @Nullable Handling handling,
      @Nullable Grade grade,
      @Nullable String secondInspector,
      @Nullable String representative) {
    boolean isOnSpot() {
      return handling == Handling.ON_SPOT;
    }
  }

  private static final int LONGEST_ID = 36;

  private final Hazards hazards;
  private final Holders holders;
  private final People people;
  private final Evidence evidence;
  private final MessageSource messages;

  Register(
      Hazards hazards, Holders holders, People people, Evidence evidence, MessageSource messages) {
    this.hazards = hazards;
    this.holders = holders;
    this.people = people;
    this.evidence = evidence;
    this.messages = messages;
  }

  @Override
  public Act act() {
    return Act.REGISTER;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public Optional<Photo.Kind> photos() {
    return Optional.of(Photo.Kind.BEFORE);
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    refusals
        .text("unit", form.unit(), 36)
        .addIf(form.unit() != null && people.unit(form.unit()).isEmpty(), "unit", "refused.unit")
        .addIf(
            at.hazard().inspection() != null && !text(at.hazard().unitId()).equals(form.unit()),
            "unit",
            "refused.unit.inspected")
        .text("place", form.place(), Discoveries.LONGEST_PLACE)
        .text("description", form.description(), Discoveries.LONGEST_DESCRIPTION)
        .addIf(form.category() == null, "category", "refused.missing")
        .addIf(
            form.category() != null && !Category.CODES.contains(form.category()),
            "category",
            "refused.choice")
        .addIf(
            at.photos().isEmpty() && evidence.of(at.hazard().no().value()).isEmpty(),
            "evidence",
            "refused.evidence.missing",
            1)
        .fits("secondInspector", form.secondInspector(), LONGEST_ID)
        .fits("representative", form.representative(), LONGEST_ID);
    if (form.isOnSpot()) {
      checkOnSpot(at.hazard(), form, refusals);
    }
  }

  private void checkOnSpot(Hazard draft, Form form, Refusals refusals) {
    String second = form.secondInspector();
    String representative = form.representative();
    refusals
        .addIf(form.grade() == Grade.MAJOR, "handling", "refused.onSpot.major")
        .addIf(draft.route() == Route.THIN, "handling", "refused.thin")
        .addIf(second == null, "secondInspector", "refused.missing")
        .addIf(representative == null, "representative", "refused.missing")
        .addIf(
            second != null && !contains(people.inspectors(areaOf(draft, form)), second),
            "secondInspector",
            "refused.secondInspector")
        .addIf(
            draft.leadInspector().value().equals(second),
            "secondInspector",
            "refused.secondInspector.same")
        .addIf(
            representative != null && !contains(people.ofUnit(text(form.unit())), representative),
            "representative",
            "refused.representative")
        .addIf(
            representative != null
                && (representative.equals(second)
                    || draft.leadInspector().value().equals(representative)),
            "representative",
            "refused.representative.inspector");
  }

  private String areaOf(Hazard draft, Form form) {
    return people.unit(text(form.unit())).map(Unit::areaCode).orElse(draft.areaCode());
  }

  private static boolean contains(List<Person> persons, String id) {
    return persons.stream().anyMatch(person -> person.id().value().equals(id));
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    String unit = form.unit() == null ? "" : people.unit(form.unit()).map(Unit::name).orElse("");
    int photos = evidence.of(at.hazard().no().value()).size() + at.photos().size();
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", unit, text(form.place()), text(form.description())));
    says.add(
        Words.of(
            "says.register",
            at.hazard().foundOn().toString(),
            nameOf(text(form.category())),
            String.valueOf(photos)));
    if (form.isOnSpot()) {
      says.add(
          Words.of(
              "says.register.onSpot",
              people.get(new PersonId(text(form.secondInspector()))).name(),
              people.get(new PersonId(text(form.representative()))).name()));
    } else if (form.grade() == Grade.MAJOR) {
      says.add(Words.of("says.register.major"));
    }
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    Hazard draft = at.hazard();
    Unit unit =
        people.unit(text(form.unit())).orElseThrow(() -> new IllegalStateException("No unit."));
    hazards.register(
        draft.registered(
            unit,
            people
                .supervising(unit)
                .orElseThrow(() -> new IllegalStateException("No department."))
                .id(),
            text(form.place()),
            text(form.description()),
            form.category()));
    if (form.isOnSpot()) {
      PersonId second = new PersonId(text(form.secondInspector()));
      hazards.nameSecondInspector(draft, second);
      hazards.take(draft, Route.ON_SPOT, Grade.GENERAL);
      holders.name(
          draft,
          Act.CURE_ON_SPOT,
          List.of(draft.leadInspector(), second, new PersonId(text(form.representative()))));
    } else if (draft.route() == Route.ON_SPOT) {
      hazards.take(draft, Route.GENERAL, Grade.GENERAL);
    }
    Map<String, String> photos = new LinkedHashMap<>();
    evidence.of(draft.no().value()).forEach(photo -> photos.put(photo.id(), photo.sha256()));
    return photos;
  }

  @Override
  public Map<String, String> prefill(Situation at) {
    Hazard draft = at.hazard();
    Map<String, String> prefill = new LinkedHashMap<>();
    String unit =
        draft.unitId() != null
            ? draft.unitId()
            : people.unitNamed(draft.unitName()).map(Unit::id).orElse("");
    prefill.put("unit", unit);
    prefill.put("place", draft.place());
    prefill.put("description", draft.description());
    prefill.put("category", text(draft.category()));
    prefill.put(
        "handling",
        (draft.route() == Route.ON_SPOT ? Handling.ON_SPOT : Handling.BY_DEADLINE).name());
    prefill.put("grade", proposed(draft).name());
    PersonId second = draft.secondInspector();
    if (second != null) {
      prefill.put("secondInspector", second.value());
    }
    return prefill;
  }

  /** What a register calls major is proposed as major; whoever grades it decides. */
  private static Grade proposed(Hazard draft) {
    String local = draft.localGrade();
    return local != null && RegisterWorkbook.saysMajor(local) ? Grade.MAJOR : draft.grade();
  }

  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Map<String, String> units = new LinkedHashMap<>();
    people.units().forEach(unit -> units.put(unit.id(), unit.name()));
    Map<String, String> categories = new LinkedHashMap<>();
    Category.CODES.forEach(code -> categories.put(code, nameOf(code)));
    Map<String, String> handlings = new LinkedHashMap<>();
    for (Handling handling : Handling.values()) {
      handlings.put(handling.name(), said("paper.handling." + handling));
    }
    Map<String, String> grades = new LinkedHashMap<>();
    for (Grade grade : Grade.values()) {
      grades.put(grade.name(), said("paper.grade." + grade));
    }
    Hazard draft = at.hazard();
    Map<String, String> seconds = names(people.inspectors(draft.areaCode()));
    seconds.remove(draft.leadInspector().value());
    String unit = text(prefill(at).get("unit"));
    return Map.of(
        "unit",
        units,
        "category",
        categories,
        "handling",
        handlings,
        "grade",
        grades,
        "secondInspector",
        seconds,
        "representative",
        names(unit.isEmpty() ? List.of() : people.ofUnit(unit)));
  }

  private static Map<String, String> names(List<Person> persons) {
    Map<String, String> names = new LinkedHashMap<>();
    persons.forEach(person -> names.put(person.id().value(), person.name()));
    return names;
  }

  private String said(String code) {
    return String.valueOf(messages.getMessage(code, null, "", Locale.SIMPLIFIED_CHINESE));
  }

  private String nameOf(String category) {
    return String.valueOf(
        messages.getMessage(
            "paper.category." + category, null, category, Locale.SIMPLIFIED_CHINESE));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }
}
