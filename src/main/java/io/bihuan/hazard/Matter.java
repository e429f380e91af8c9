package io.bihuan.hazard;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * 事项: what has a procedure of its own beside the loop — an inspection, or something about one
 * hazard. It has its own number, its own chain of signed acts, and ends by itself.
 *
 * @param about the hazard or inspection whose matter it is; null for an inspection itself
 * @param disclosed the unit has been asked to sign; before that it does not see the matter
 * @param notBefore its first act cannot be signed earlier, a calendar date in China
 * @param dueAt when its first act has to be signed by law; null if no rule says so
 */
public record Matter(
    String no,
    Route route,
    @Nullable String about,
    @Nullable String unitId,
    String areaCode,
    String departmentId,
    @Nullable Act act,
    int step,
    int round,
    boolean disclosed,
    @Nullable LocalDate notBefore,
    @Nullable Instant dueAt,
    Instant openedAt,
    @Nullable Instant endedAt)
    implements Subject {

  @Override
  public String key() {
    return no;
  }

  /** The same matter one move on. The only way to move, and only along its route. */
  Matter moved(boolean backward, Instant at) {
    if (act == null) {
      throw new OutOfStep(no);
    }
    Optional<Act> next = route.after(act, backward);
    return new Matter(
        no,
        route,
        about,
        unitId,
        areaCode,
        departmentId,
        next.orElse(null),
        step + 1,
        round,
        disclosed || next.filter(Act.CONFIRM_INSPECTION::equals).isPresent(),
        notBefore,
        dueAt,
        openedAt,
        next.isPresent() ? null : at);
  }
}
