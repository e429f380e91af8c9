/**
 * 整改 Rectification: the work, shown by photos, and the unit's own check of it.
 *
 * <p>Who: the responsible person {@link io.bihuan.loop.rectification.Rectify rectify}, and {@link
 * io.bihuan.loop.rectification.ReportProgress reportProgress} meanwhile; then the legal
 * representative or the safety officer {@link io.bihuan.loop.rectification.SelfCheck selfCheck},
 * never the same person. If it is major, the legal representative first {@link
 * io.bihuan.loop.rectification.DraftPlan draftPlan}s and the section chief {@link
 * io.bihuan.loop.rectification.ApprovePlan approvePlan}s. What is cured while the inspectors look
 * on is signed by three ({@link io.bihuan.loop.rectification.CureOnSpot cureOnSpot}). Pages:
 * rectification/*. Tables: rectification, self_check, plan, plan_verdict, progress, on_spot_cure.
 * Law: 安全生产法 第四十一条, 安全生产事故隐患排查治理暂行规定 第十五条.
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
