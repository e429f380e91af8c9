/**
 * 发现 Discovery: an inspector reports what he saw, and signs the registration.
 *
 * <p>Who: 检查人员. Acts: {@link io.bihuan.loop.discovery.Register register}. Pages: discovery/report,
 * discovery/register, import. Tables: hazard, evidence, imported_proposal, imported_row,
 * prior_record. A draft is a hazard that stands at register; an open row of an imported register is
 * one that says what is missing. What turns out to be none is void once an inspector has proposed
 * it ({@link io.bihuan.loop.discovery.ProposeVoid proposeVoid}) and another person decided ({@link
 * io.bihuan.loop.discovery.DecideVoid decideVoid}); tables: void_proposal, void_decision. Law:
 * 安全生产法 第四十一条 (如实记录), 第六十八条.
 */
@NullMarked
@ApplicationModule(
    displayName = "发现 Discovery",
    allowedDependencies = {
      "hazard",
      "people",
      "record.evidence",
      "record.ledger",
      "refusal",
      "signing",
      "workbook"
    })
package io.bihuan.loop.discovery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
