package io.bihuan.loop.verification;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.record.ledger.SignedAct;
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

/**
 * 重开审批: what has come back goes round once more, under its next number. What was closed out stays
 * closed out.
 */
@Component
class DecideReopening implements LoopAct<DecideReopening.Form> {
  private static final int LONGEST_OPINION = 4000;

  record Form(@Nullable Decision decision, @Nullable String opinion) implements Decided {}

  private final LookBackMapper mapper;
  private final Hazards hazards;

  DecideReopening(LookBackMapper mapper, Hazards hazards) {
    this.mapper = mapper;
    this.hazards = hazards;
  }

  @Override
  public Act act() {
    return Act.DECIDE_REOPENING;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    if (form.decision() == Decision.RETURNED) {
      refusals.text("opinion", form.opinion(), LONGEST_OPINION);
      return;
    }
    refusals.fits("opinion", form.opinion(), LONGEST_OPINION);
    HazardNo next = at.hazard().no().reopened();
    refusals.addIf(hazards.find(next).isPresent(), "decision", "refused.reopened", next.value());
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    says.add(
        form.decision() == Decision.RETURNED
            ? Words.of("says.decideReopening.returned")
            : Words.of("says.decideReopening.agreed", hazard.no().reopened().value()));
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    return form.decision() == Decision.AGREED
        ? Map.of("reopenedAs", at.hazard().no().reopened().value())
        : Map.of();
  }

  @Override
  public void afterwards(Situation at, Form form, boolean backward, SignedAct signed) {
    Hazard hazard = at.hazard();
    HazardNo reopenedAs = backward ? null : hazards.open(hazard.reopened(at.today(), at.at())).no();
    mapper.insertReopening(
        at.matter().key(),
        hazard.no(),
        at.seq(),
        at.signer(),
        Objects.requireNonNull(form.decision()),
        form.opinion() == null ? "" : form.opinion(),
        reopenedAs);
  }
}
