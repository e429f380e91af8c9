/**
 * 隐患 Hazard: the thing that goes round the loop.
 *
 * <p>{@link io.bihuan.hazard.Act} is the one table of legal moves; {@link io.bihuan.hazard.Hazards}
 * moves a row along it and no other way; {@link io.bihuan.hazard.PendingActs} says whom it waits
 * for; {@link io.bihuan.hazard.Holders} says who must do the next act; {@link
 * io.bihuan.hazard.FourDeterminations 四定} is what makes an order enforceable. {@link
 * io.bihuan.hazard.HazardLoop} is the only seam to the process engine.
 *
 * <p>Tables: hazard, hazard_number, four_determinations, pending_act; view: sight (who may see
 * which hazard, asked by every list and page). Law: 安全生产法 第四十一条, 第六十八条.
 */
@NullMarked
@ApplicationModule(
    displayName = "隐患 Hazard",
    allowedDependencies = {"people", "record.ledger", "refusal"})
package io.bihuan.hazard;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
