package io.bihuan.loop.rectification;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Hazard;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * 制定治理方案: six contents, none of which may be missing, and 五落实; the 主要负责人 signs it (隐患排查治理暂行规定
 * 第十五条).
 */
@Component
class DraftPlan implements LoopAct<DraftPlan.Form> {
  private static final int LONGEST = 4000;

  /** 万元, to the hundred yuan and below ten billion. */
  private static final Pattern FUNDS = Pattern.compile("\\d{1,7}(\\.\\d{1,2})?");

  /** 五落实: what has to be settled before the work begins. */
  enum Settled {
    RESPONSIBILITY,
    MEASURES,
    FUNDS,
    TIME,
    CONTINGENCY
  }

  record Form(
      @Nullable String goals,
      @Nullable String methods,
      @Nullable String means,
      @Nullable String funds,
      @Nullable String team,
      @Nullable String schedule,
      @Nullable String interimMeasures,
      @Nullable String contingency,
      @Nullable List<Settled> settled) {}

  private final PlanMapper mapper;
  private final Plans plans;
  private final MessageSource messages;

  DraftPlan(PlanMapper mapper, Plans plans, MessageSource messages) {
    this.mapper = mapper;
    this.plans = plans;
    this.messages = messages;
  }

  @Override
  public Act act() {
    return Act.DRAFT_PLAN;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    content(refusals, "goals", form.goals());
    content(refusals, "methods", form.methods());
    content(refusals, "means", form.means());
    String funds = form.funds();
    if (funds == null) {
      refusals.add("funds", "refused.plan.funds");
    } else {
      refusals.addIf(!FUNDS.matcher(funds).matches(), "funds", "refused.money");
    }
    content(refusals, "team", form.team());
    content(refusals, "schedule", form.schedule());
    content(refusals, "interimMeasures", form.interimMeasures());
    content(refusals, "contingency", form.contingency());
    Set<Settled> open = EnumSet.allOf(Settled.class);
    if (form.settled() != null) {
      open.removeAll(form.settled());
    }
    for (Settled one : open) {
      refusals.add("settled", "refused.plan.settled", nameOf(one));
    }
  }

  /** Which of the contents is missing is said by its name. */
  private static void content(Refusals refusals, String field, @Nullable String text) {
    Refusals blank = new Refusals();
    blank.text(field, text, Integer.MAX_VALUE);
    refusals.addIf(!blank.isEmpty(), field, "refused.plan." + field).fits(field, text, LONGEST);
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    return List.of(
        Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()),
        Words.of("says.plan.version", String.valueOf(next(hazard))),
        Words.of("says.plan.goals", String.valueOf(form.goals())),
        Words.of("says.plan.methods", String.valueOf(form.methods())),
        Words.of("says.plan.means", String.valueOf(form.means()), String.valueOf(form.funds())),
        Words.of("says.plan.team", String.valueOf(form.team())),
        Words.of("says.plan.schedule", String.valueOf(form.schedule())),
        Words.of("says.plan.interimMeasures", String.valueOf(form.interimMeasures())),
        Words.of("says.plan.contingency", String.valueOf(form.contingency())),
        Words.of("says.draftPlan", hazard.unitName(), at.determined().deadline().toString()));
  }

  private int next(Hazard hazard) {
    return plans.latest(hazard.no()).map(plan -> plan.version() + 1).orElse(1);
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    int version = next(at.hazard());
    mapper.insert(
        at.hazard().no(),
        at.seq(),
        new Plan(
            version,
            at.signer(),
            at.at(),
            String.valueOf(form.goals()),
            String.valueOf(form.methods()),
            String.valueOf(form.means()),
            new BigDecimal(String.valueOf(form.funds())),
            String.valueOf(form.team()),
            String.valueOf(form.schedule()),
            String.valueOf(form.interimMeasures()),
            String.valueOf(form.contingency())));
    return Map.of("planVersion", String.valueOf(version));
  }

  @Override
  public Map<String, String> prefill(Situation at) {
    Optional<Plan> before = plans.latest(at.hazard().no());
    Map<String, String> prefill = new LinkedHashMap<>();
    before.ifPresent(
        plan -> {
          prefill.put("goals", plan.goals());
          prefill.put("methods", plan.methods());
          prefill.put("means", plan.means());
          prefill.put("funds", plan.funds().stripTrailingZeros().toPlainString());
          prefill.put("team", plan.team());
          prefill.put("schedule", plan.schedule());
          prefill.put("interimMeasures", plan.interimMeasures());
          prefill.put("contingency", plan.contingency());
        });
    return prefill;
  }

  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Map<String, String> settled = new LinkedHashMap<>();
    for (Settled one : Settled.values()) {
      settled.put(one.name(), nameOf(one));
    }
    return Map.of("settled", settled);
  }

  private String nameOf(Settled one) {
    return String.valueOf(
        messages.getMessage("paper.settled." + one, null, "", Locale.SIMPLIFIED_CHINESE));
  }
}
