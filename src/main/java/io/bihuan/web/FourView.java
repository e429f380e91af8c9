package io.bihuan.web;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** 四定 as a page shows them. */
public record FourView(
    String measures,
    String standard,
    LocalDate deadline,
    String responsible,
    @Nullable String responsiblePost) {}
