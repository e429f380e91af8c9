package io.bihuan.loop.signoff;

import io.bihuan.people.PersonId;
import java.time.Instant;

/** 责令限期整改指令书. {@code no} is its 文号, as in 青应急责改〔2026〕12号. */
public record Order(
    String no,
    String departmentId,
    int orderYear,
    int serial,
    String unitId,
    PersonId issuedBy,
    Instant issuedAt) {}
