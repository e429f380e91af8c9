package io.bihuan.loop.discovery;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Hazards;
import io.bihuan.people.People;
import io.bihuan.people.Unit;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
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
   */
  record Form(
      @Nullable String unit,
      @Nullable String place,
      @Nullable String description,
      @Nullable String category) {}

  private final Hazards hazards;
  private final People people;
  private final Evidence evidence;
  private final MessageSource messages;

  Register(Hazards hazards, People people, Evidence evidence, MessageSource messages) {
    this.hazards = hazards;
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
            1);
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    String unit = form.unit() == null ? "" : people.unit(form.unit()).map(Unit::name).orElse("");
    int photos = evidence.of(at.hazard().no().value()).size() + at.photos().size();
    return List.of(
        Words.of("says.what", unit, text(form.place()), text(form.description())),
        Words.of(
            "says.register",
            at.hazard().foundOn().toString(),
            nameOf(text(form.category())),
            String.valueOf(photos)));
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
    return prefill;
  }

  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Map<String, String> units = new LinkedHashMap<>();
    people.units().forEach(unit -> units.put(unit.id(), unit.name()));
    Map<String, String> categories = new LinkedHashMap<>();
    Category.CODES.forEach(code -> categories.put(code, nameOf(code)));
    return Map.of("unit", units, "category", categories);
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
