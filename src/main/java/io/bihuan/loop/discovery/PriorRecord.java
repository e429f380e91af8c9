package io.bihuan.loop.discovery;

import io.bihuan.people.PersonId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 历史台账: a finished row of an imported register, as it stood there. 未经本系统签字, never 销号. */
public record PriorRecord(
    String fingerprint,
    PersonId importedBy,
    Instant importedAt,
    String areaCode,
    String departmentId,
    LocalDate foundOn,
    String inspectors,
    String unitName,
    String place,
    String description,
    @Nullable String category,
    @Nullable String localGrade,
    @Nullable String measures,
    @Nullable LocalDate deadline,
    @Nullable String responsibleName,
    @Nullable LocalDate completedOn,
    String outcome) {}
