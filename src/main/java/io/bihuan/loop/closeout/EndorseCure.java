package io.bihuan.loop.closeout;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 属地领导验收背书: the town answers for the cure as it did for the order. */
@Component
class EndorseCure implements LoopAct<EndorseCure.Form> {
  private static final int LONGEST_OPINION = 1000;

  record Form(@Nullable Decision decision, @Nullable String opinion) implements Decided {}

  @Override
  public Act act() {
    return Act.ENDORSE_CURE;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    if (form.decision() == Decision.RETURNED) {
      refusals.text("opinion", form.opinion(), LONGEST_OPINION);
    } else {
      refusals.fits("opinion", form.opinion(), LONGEST_OPINION);
    }
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    says.add(Words.of("says.standard", at.determined().standard()));
    says.add(
        Words.of(
            form.decision() == Decision.RETURNED
                ? "says.endorseCure.returned"
                : "says.endorseCure.agreed",
            String.valueOf(hazard.round())));
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }
}
