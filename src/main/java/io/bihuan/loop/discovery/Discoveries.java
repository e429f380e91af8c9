package io.bihuan.loop.discovery;

import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Origin;
import io.bihuan.people.Department;
import io.bihuan.people.People;
import io.bihuan.people.PersonId;
import io.bihuan.people.Role;
import io.bihuan.people.Unit;
import io.bihuan.record.evidence.Evidence;
import io.bihuan.record.evidence.Photo;
import io.bihuan.record.ledger.CanonicalJson;
import io.bihuan.record.ledger.Unsignable;
import io.bihuan.refusal.Refusals;
import io.bihuan.refusal.Refused;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 发现: a report makes a draft, at once and with four fields and a photo; signing it comes next. */
@Service
@Transactional
public class Discoveries {
  static final int LONGEST_PLACE = 200;
  static final int LONGEST_DESCRIPTION = 4000;

  private final Hazards hazards;
  private final People people;
  private final Evidence evidence;
  private final Clock clock;

  Discoveries(Hazards hazards, People people, Evidence evidence, Clock clock) {
    this.hazards = hazards;
    this.people = people;
    this.evidence = evidence;
    this.clock = clock;
  }

  /**
   * What an inspector reports on the spot.
   *
   * @param unit id or full name of a registered unit
   * @param photos ids of photos uploaded before
   */
  public record Report(
      @Nullable String unit,
      @Nullable String place,
      @Nullable String description,
      @Nullable String category,
      List<String> photos) {}

  /** The codes of 隐患类型. */
  public static List<String> categories() {
    return Category.CODES;
  }

  /**
   * Opens a draft; nothing of a refused report is kept but its photos, which stay the reporter's.
   */
  public HazardNo report(PersonId inspector, Report report) {
    if (!people.holds(inspector, Role.INSPECTOR)) {
      throw Refused.because("", "refused.notInspector");
    }
    String place = tidy("place", report.place());
    String description = tidy("description", report.description());
    String named = tidy("unit", report.unit());
    Unit unit = people.unit(named).or(() -> people.unitNamed(named)).orElse(null);
    new Refusals()
        .text("unit", named, 100)
        .addIf(!named.isBlank() && unit == null, "unit", "refused.unit")
        .text("place", place, LONGEST_PLACE)
        .text("description", description, LONGEST_DESCRIPTION)
        .addIf(
            report.category() == null || report.category().isBlank(), "category", "refused.missing")
        .addIf(
            report.category() != null
                && !report.category().isBlank()
                && !Category.CODES.contains(report.category()),
            "category",
            "refused.choice")
        .addIf(report.photos().isEmpty(), "evidence", "refused.evidence.missing", 1)
        .throwIfAny();
    List<Photo> photos = evidence.free(report.photos(), inspector);
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    LocalDate today = LocalDate.now(clock);
    if (unit == null) {
      throw Refused.because("unit", "refused.unit");
    }
    Department department =
        people
            .supervising(unit)
            .orElseThrow(() -> Refused.because("unit", "refused.unit.unsupervised"));
    Hazard draft =
        hazards.open(
            Hazard.draft(
                hazards.nextNo(unit.areaCode(), today),
                null,
                Origin.REPORTED,
                unit,
                unit.name(),
                unit.areaCode(),
                department.id(),
                place,
                description,
                report.category(),
                today,
                now,
                inspector));
    evidence.takeUp(photos, draft.no().value(), Photo.Kind.BEFORE, 1);
    return draft.no();
  }

  /** Refuses here what could not be signed later. */
  private static String tidy(String field, @Nullable String typed) {
    String text = CanonicalJson.signable(typed == null ? "" : typed).strip();
    try {
      CanonicalJson.write(Map.of(field, text));
      return text;
    } catch (Unsignable unsignable) {
      throw Refused.because(field, "refused.unsignable." + unsignable.reason().name());
    }
  }
}
