package io.bihuan.hazard;

import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * 筛选: which of the visible hazards are asked for. What is null is not asked about.
 *
 * @param q part of unit, place, description or number
 * @param area code of an area; what lies within it is meant as well
 * @param unit id of a unit, or part of its name
 * @param inspector id or name of one of the two who found it
 * @param act what it waits for
 */
public record HazardFilter(
    State state,
    @Nullable String q,
    @Nullable Grade grade,
    @Nullable Route route,
    @Nullable String area,
    @Nullable String industry,
    @Nullable String unit,
    @Nullable String category,
    @Nullable String inspector,
    @Nullable LocalDate foundFrom,
    @Nullable LocalDate foundTo,
    @Nullable LocalDate deadlineFrom,
    @Nullable LocalDate deadlineTo,
    @Nullable Act act) {
  /** What can be asked, by the names that pages and API use. */
  public static final Set<String> FIELDS =
      Set.of(
          "state",
          "q",
          "grade",
          "route",
          "area",
          "industry",
          "unit",
          "category",
          "inspector",
          "foundFrom",
          "foundTo",
          "deadlineFrom",
          "deadlineTo",
          "act");

  public static final HazardFilter NONE = ofAll(State.ALL);

  private static final int LONGEST = 100;

  /** How far it has come. */
  public enum State {
    ALL,
    OPEN,
    OVERDUE,
    DRAFT,
    CLOSED,
    VOIDED
  }

  public static HazardFilter ofAll(State state) {
    return new HazardFilter(
        state, null, null, null, null, null, null, null, null, null, null, null, null, null);
  }

  /**
   * Reads a filter as it was sent; fields of other names are not its business.
   *
   * @throws Refused naming each field that says nothing anybody could filter by, or says it twice
   */
  public static HazardFilter of(Map<String, List<String>> sent) {
    Refusals refusals = new Refusals();
    Map<String, String> said = new LinkedHashMap<>();
    sent.forEach(
        (field, values) -> {
          if (FIELDS.contains(field)) {
            refusals.addIf(values.size() > 1, field, "refused.format");
            said.put(field, values.isEmpty() ? "" : values.get(0).strip());
          }
        });
    Asked asked = new Asked(said, refusals);
    State state = asked.value("state", name -> State.valueOf(name.toUpperCase(Locale.ROOT)));
    HazardFilter filter =
        new HazardFilter(
            state == null ? State.ALL : state,
            asked.text("q"),
            asked.value("grade", Grade::valueOf),
            asked.value("route", Route::valueOf),
            asked.code("area"),
            asked.code("industry"),
            asked.text("unit"),
            asked.code("category"),
            asked.text("inspector"),
            asked.value("foundFrom", LocalDate::parse),
            asked.value("foundTo", LocalDate::parse),
            asked.value("deadlineFrom", LocalDate::parse),
            asked.value("deadlineTo", LocalDate::parse),
            asked.value("act", id -> Act.of(id).orElseThrow(IllegalArgumentException::new)));
    refusals.throwIfAny();
    return filter;
  }

  private record Asked(Map<String, String> said, Refusals refusals) {
    Optional<String> said(String field) {
      return Optional.ofNullable(said.get(field)).filter(value -> !value.isEmpty());
    }

    <T> @Nullable T value(String field, Function<String, T> reading) {
      try {
        return said(field).map(reading).orElse(null);
      } catch (IllegalArgumentException | DateTimeException unreadable) {
        refusals.add(field, "refused.format");
        return null;
      }
    }

    /** More than anybody types is cut, not refused: it finds nothing anyway. */
    @Nullable String text(String field) {
      return said(field)
          .map(text -> text.replaceAll("[\\p{Cntrl}\\p{Cs}]", ""))
          .filter(text -> !text.isEmpty())
          .map(text -> text.substring(0, Math.min(text.length(), LONGEST)))
          .orElse(null);
    }

    @Nullable String code(String field) {
      return value(
          field,
          code -> {
            if (!code.matches("[0-9A-Za-z_-]{1,36}")) {
              throw new IllegalArgumentException(field);
            }
            return code;
          });
    }
  }
}
