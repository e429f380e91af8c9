/**
 * 四定 Assignment: measures, standard, deadline, responsible person — all four or none.
 *
 * <p>Who: the inspector who found it. Act: {@link io.bihuan.loop.assignment.Determine determine}.
 * Before it is signed a superior may give an act to another person ({@link
 * io.bihuan.loop.assignment.Reassign reassign}; table: reassignment). Page: assignment/determine.
 * Table: four_determinations. Rule: 定措施、定标准、定期限、定责任人.
 */
@NullMarked
@ApplicationModule(
    displayName = "四定 Assignment",
    allowedDependencies = {
      "loop.discovery",
      "hazard",
      "people",
      "record.evidence",
      "record.ledger",
      "refusal",
      "signing"
    })
package io.bihuan.loop.assignment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
