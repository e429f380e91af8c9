package io.bihuan.loop.rectification;

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
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** 审核治理方案. A plan sent back costs the unit its own time: the deadline stands. */
@Component
class ApprovePlan implements LoopAct<ApprovePlan.Form> {
  private static final int LONGEST_OPINION = 4000;

  record Form(@Nullable Decision decision, @Nullable String opinion) implements Decided {}

  private final PlanMapper mapper;
  private final Plans plans;

  ApprovePlan(PlanMapper mapper, Plans plans) {
    this.mapper = mapper;
    this.plans = plans;
  }

  @Override
  public Act act() {
    return Act.APPROVE_PLAN;
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
    Plan plan = standing(hazard);
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    says.add(Words.of("says.plan.goals", plan.goals()));
    says.add(Words.of("says.plan.methods", plan.methods()));
    says.add(
        Words.of(
            "says.plan.means", plan.means(), plan.funds().stripTrailingZeros().toPlainString()));
    says.add(Words.of("says.plan.team", plan.team()));
    says.add(Words.of("says.plan.schedule", plan.schedule()));
    says.add(Words.of("says.plan.interimMeasures", plan.interimMeasures()));
    says.add(Words.of("says.plan.contingency", plan.contingency()));
    says.add(
        Words.of(
            form.decision() == Decision.RETURNED
                ? "says.approvePlan.returned"
                : "says.approvePlan.agreed",
            String.valueOf(plan.version()),
            at.determined().deadline().toString()));
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    int version = standing(at.hazard()).version();
    mapper.insertVerdict(
        at.hazard().no(),
        version,
        at.seq(),
        at.signer(),
        at.at(),
        Objects.requireNonNull(form.decision()),
        form.opinion() == null ? "" : form.opinion());
    return Map.of("planVersion", String.valueOf(version));
  }

  private Plan standing(Hazard hazard) {
    return plans
        .latest(hazard.no())
        .orElseThrow(() -> new IllegalStateException("%s has no plan.".formatted(hazard.no())));
  }
}
