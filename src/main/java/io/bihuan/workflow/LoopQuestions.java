package io.bihuan.workflow;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Holders;
import org.springframework.stereotype.Component;

/**
 * The bean {@code loop}: what the diagram asks. The engine carries the key, the domain answers;
 * when a gateway asks, the row has already moved, in the same transaction.
 */
@Component("loop")
public class LoopQuestions {
  private final Hazards hazards;
  private final Holders holders;

  LoopQuestions(Hazards hazards, Holders holders) {
    this.hazards = hazards;
    this.holders = holders;
  }

  public boolean standsAt(String hazardNo, String act) {
    return hazard(hazardNo).standsAt(HazardRectification.actOf(act));
  }

  public String holder(String hazardNo, String act) {
    return holderAt(hazardNo, act, 0);
  }

  /**
   * @param place which of several signers, from 0
   */
  public String holderAt(String hazardNo, String act, int place) {
    Act asked = HazardRectification.actOf(act);
    return holders.of(hazard(hazardNo), asked).get(place).value();
  }

  private Hazard hazard(String no) {
    return hazards.get(new HazardNo(no));
  }
}
