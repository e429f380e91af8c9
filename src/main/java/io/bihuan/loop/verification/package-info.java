/**
 * 复查 Verification: two inspectors look again, on the spot. One objection sends it back.
 *
 * <p>Who: the two inspectors {@link io.bihuan.loop.verification.Reinspect reinspect}, neither of
 * whom ever rectified it. If it is major, the section chief {@link
 * io.bihuan.loop.verification.FormPanel formPanel}s and each of the panel {@link
 * io.bihuan.loop.verification.AcceptAsPanel acceptAsPanel}s. After close-out two inspectors {@link
 * io.bihuan.loop.verification.LookBack lookBack}, and the bureau leader {@link
 * io.bihuan.loop.verification.DecideReopening decideReopening}s. Pages: verification/*. Tables:
 * verification, panel_verdict, look_back, reopening. What did not hold opens the next round.
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
