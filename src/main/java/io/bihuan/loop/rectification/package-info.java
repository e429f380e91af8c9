/**
 * 整改 Rectification: the work, shown by photos, and the unit's own check of it.
 *
 * <p>Who: the responsible person {@link io.bihuan.loop.rectification.Rectify rectify}, then the
 * legal representative or the safety officer {@link io.bihuan.loop.rectification.SelfCheck
 * selfCheck}, never the same person. What is cured while the inspectors look on is signed by three
 * ({@link io.bihuan.loop.rectification.CureOnSpot cureOnSpot}; table: on_spot_cure). Pages:
 * rectification/*. Tables: rectification, self_check. Law: 安全生产法 第四十一条.
 */
@NullMarked
@ApplicationModule(
    displayName = "整改 Rectification",
    allowedDependencies = {
      "hazard",
      "people",
      "record.evidence",
      "record.ledger",
      "refusal",
      "signing"
    })
package io.bihuan.loop.rectification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
