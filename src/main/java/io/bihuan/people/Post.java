package io.bihuan.people;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * 任职: one person in one role at one unit, department or area, from one day to another inclusive.
 */
public record Post(
    String id,
    PersonId personId,
    Role role,
    String title,
    @Nullable String unitId,
    @Nullable String departmentId,
    @Nullable String areaCode,
    LocalDate validFrom,
    LocalDate validTo) {
  /** Id of the unit or department, or code of the area. */
  public String place() {
    String place = unitId != null ? unitId : departmentId != null ? departmentId : areaCode;
    if (place == null) {
      throw new IllegalStateException("A post without a place: " + id);
    }
    return place;
  }

  public boolean holdsOn(LocalDate day) {
    return !day.isBefore(validFrom) && !day.isAfter(validTo);
  }
}
