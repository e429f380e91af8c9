/**
 * 复查 Verification: two inspectors look again, on the spot. One objection sends it back.
 *
 * <p>Who: the two inspectors, neither of whom ever rectified it. Act: {@link
 * io.bihuan.loop.verification.Reinspect reinspect}. Page: verification/reinspect. Table:
 * verification. A failed re-inspection opens the next round; order and deadline stand.
 */
@NullMarked
@ApplicationModule(
    displayName = "复查 Verification",
    allowedDependencies = {
      "loop.rectification",
      "hazard",
      "people",
      "record.evidence",
      "record.ledger",
      "refusal",
      "signing"
    })
package io.bihuan.loop.verification;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
