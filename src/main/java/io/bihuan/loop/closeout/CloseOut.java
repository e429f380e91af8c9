package io.bihuan.loop.closeout;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.loop.rectification.Rectifications;
import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 销号审批. The only way out of the loop. */
@Component
class CloseOut implements LoopAct<CloseOut.Form> {
  private static final int LONGEST_OPINION = 1000;

  record Form(@Nullable Decision decision, @Nullable String opinion) implements Decided {}

  private final CloseOutMapper mapper;
  private final Rectifications rectifications;

  CloseOut(CloseOutMapper mapper, Rectifications rectifications) {
    this.mapper = mapper;
    this.rectifications = rectifications;
  }

  @Override
  public Act act() {
    return Act.CLOSE_OUT;
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
                ? "says.closeOut.returned"
                : "says.closeOut.agreed",
            String.valueOf(hazard.round())));
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    if (form.decision() == Decision.AGREED) {
      Hazard hazard = at.hazard();
      PersonId second = Objects.requireNonNull(hazard.secondInspector());
      mapper.insert(
          hazard.no(),
          at.seq(),
          at.signer(),
          rectifications.latestRectifier(hazard.no()),
          hazard.leadInspector(),
          second,
          form.opinion() == null ? "" : form.opinion());
    }
    return Map.of();
  }
}
