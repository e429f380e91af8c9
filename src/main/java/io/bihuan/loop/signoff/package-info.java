/**
 * 签字 Sign-off: level by level, each for himself, up to the order.
 *
 * <p>What the unit will not sign an inspector records with witnesses {@link
 * io.bihuan.loop.signoff.RecordDecline recordDecline}, the department is told {@link
 * io.bihuan.loop.signoff.NoteDecline noteDecline}, and the loop goes on.
 *
 * <p>Who and which act: two inspectors {@link io.bihuan.loop.signoff.SignAsInspector
 * signAsInspector} → the unit's legal representative {@link io.bihuan.loop.signoff.SignAsLegalRep
 * signAsLegalRep} → the town's leader {@link io.bihuan.loop.signoff.Endorse endorse} → the bureau
 * {@link io.bihuan.loop.signoff.IssueOrder issueOrder} → handed over {@link
 * io.bihuan.loop.signoff.DeliverOrder deliverOrder} → signed for {@link
 * io.bihuan.loop.signoff.ReceiveOrder receiveOrder}. Pages: signoff/*. Tables: rectification_order,
 * rectification_order_item, order_number, delivery, order_receipt, signature_decline,
 * decline_witness. Law: 安全生产法 第六十八条.
 */
@NullMarked
@ApplicationModule(
    displayName = "签字 Sign-off",
    allowedDependencies = {
      "hazard",
      "people",
      "record.evidence",
      "record.ledger",
      "refusal",
      "signing"
    })
package io.bihuan.loop.signoff;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
