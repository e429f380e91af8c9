package io.bihuan.loop.verification;

import io.bihuan.hazard.Decision;
import io.bihuan.people.PersonId;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one of the panel found.
 *
 * @param expert he was named as an expert
 * @param newDeadline until when it has to be cured then; null if it held
 */
public record PanelVerdict(
    int round,
    int step,
    PersonId judge,
    boolean expert,
    Decision verdict,
    String opinion,
    @Nullable LocalDate newDeadline) {}
