package io.bihuan.loop.discovery;

import io.bihuan.hazard.Act;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.signing.Situation;
import org.springframework.stereotype.Component;

/**
 * 被检查单位签字: the unit's representative has read the record, and agrees or says what is wrong with it.
 * Only now does the unit learn of the inspection.
 */
@Component
class ConfirmInspection extends InspectionSignature {
  private final Inspections inspections;

  ConfirmInspection(Inspections inspections, InspectionWords words, Ledger ledger) {
    super(inspections, words, ledger);
    this.inspections = inspections;
  }

  @Override
  public Act act() {
    return Act.CONFIRM_INSPECTION;
  }

  @Override
  public void afterwards(Situation at, Form form, boolean backward, SignedAct signed) {
    if (!backward) {
      inspections.finished(at.matter(), at.at());
    }
  }
}
