/**
 * 销号 Close-out: 问题不解决不销号.
 *
 * <p>Who: the section chief, who neither rectified nor re-inspected it. Act: {@link
 * io.bihuan.loop.closeout.CloseOut closeOut}. Page: closeout/closeOut. Table: close_out.
 */
@NullMarked
@ApplicationModule(
    displayName = "销号 Close-out",
    allowedDependencies = {
      "loop.rectification",
      "hazard",
      "people",
      "record.evidence",
      "record.ledger",
      "refusal",
      "signing"
    })
package io.bihuan.loop.closeout;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
