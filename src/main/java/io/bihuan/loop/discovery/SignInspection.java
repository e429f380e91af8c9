package io.bihuan.loop.discovery;

import io.bihuan.hazard.Act;
import io.bihuan.record.ledger.Ledger;
import org.springframework.stereotype.Component;

/** 检查记录签字: each of the two inspectors for himself, the one who wrote it as well (安全生产法 第六十八条). */
@Component
class SignInspection extends InspectionSignature {
  SignInspection(Inspections inspections, InspectionWords words, Ledger ledger) {
    super(inspections, words, ledger);
  }

  @Override
  public Act act() {
    return Act.SIGN_INSPECTION;
  }
}
