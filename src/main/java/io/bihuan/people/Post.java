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
    LocalDate validTo) {}
