package io.bihuan.workflow;

import io.bihuan.hazard.Grade;
import io.bihuan.hazard.HazardGrading;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionRuleResult;
import org.camunda.bpm.engine.DecisionService;
import org.springframework.stereotype.Component;

@Component
class CamundaGrading implements HazardGrading {
  private static final String TABLE = "hazard-grading";

  private final DecisionService decisions;

  CamundaGrading(DecisionService decisions) {
    this.decisions = decisions;
  }

  @Override
  public Proposal propose(Known known) {
    Map<String, Object> asked =
        Map.of(
            "clauseApplies", known.clauseApplies(),
            "workMustStop", known.workMustStop(),
            "beyondTheUnit", known.beyondTheUnit());
    DmnDecisionRuleResult rule =
        decisions.evaluateDecisionTableByKey(TABLE, asked).getSingleResult();
    if (rule == null) {
      throw new IllegalStateException("%s has no rule for %s.".formatted(TABLE, known));
    }
    String grade = rule.getEntry("grade");
    String because = rule.getEntry("because");
    return new Proposal(Grade.valueOf(grade), because);
  }
}
