package io.bihuan.loop.rectification;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.Hazard;
import io.bihuan.people.PersonId;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * 企业自验: the unit's own check. It proves nothing to the bureau, and still its signer answers for it.
 */
@Component
class SelfCheck implements LoopAct<SelfCheck.Form> {
  private static final int LONGEST_CONCLUSION = 4000;

  /**
   * @param conclusion 自验结论; when sent back, the reason
   */
  record Form(@Nullable Decision decision, @Nullable String conclusion) implements Decided {}

  private final RectificationMapper mapper;
  private final Rectifications rectifications;

  SelfCheck(RectificationMapper mapper, Rectifications rectifications) {
    this.mapper = mapper;
    this.rectifications = rectifications;
  }

  @Override
  public Act act() {
    return Act.SELF_CHECK;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    refusals.text("conclusion", form.conclusion(), LONGEST_CONCLUSION);
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    FourDeterminations four = at.determined();
    return List.of(
        Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()),
        Words.of("says.standard", four.standard()),
        Words.of(
            form.decision() == Decision.PASSED
                ? "says.selfCheck.passed"
                : "says.selfCheck.sentBack",
            String.valueOf(hazard.round()),
            form.conclusion() == null ? "" : form.conclusion()));
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    PersonId rectifier = rectifications.latestRectifier(at.hazard().no());
    mapper.insertSelfCheck(
        at.hazard().no(),
        at.seq(),
        at.hazard().round(),
        at.signer(),
        rectifier,
        String.valueOf(form.decision()),
        String.valueOf(form.conclusion()));
    return Map.of();
  }
}
