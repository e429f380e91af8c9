package io.bihuan.loop.rectification;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.FourDeterminations;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.Procedure;
import io.bihuan.signing.Signing;
import io.bihuan.workflow.Standing;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** 治理方案: six contents or none, every version kept, and a deadline that no return moves. */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class PlanTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Matters matters;
  @Autowired Plans plans;
  @Autowired Rectifications rectifications;
  @Autowired Signing signing;
  @Autowired Standing standing;

  private Folk folk;

  @BeforeAll
  void foundTheCounty() {
    folk = county.found();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "goals",
        "methods",
        "means",
        "funds",
        "team",
        "schedule",
        "interimMeasures",
        "contingency"
      })
  void aPlanWithoutOneOfItsContentsIsRefusedByName(String missing) {
    HazardNo no = folk.majorAt(Act.DRAFT_PLAN);
    Map<String, Object> plan = new HashMap<>(County.plan());
    plan.remove(missing);
    assertRefused(() -> folk.sign(folk.legalRep, no, Act.DRAFT_PLAN, plan))
        .containsExactly(missing + " refused.plan." + missing);
    plan.put(missing, " \u3000\u200b ");
    assertRefused(() -> folk.sign(folk.legalRep, no, Act.DRAFT_PLAN, plan)).isNotEmpty();
    standing.isAt(no, Act.DRAFT_PLAN, 1);
    assertThat(plans.of(no)).isEmpty();
  }

  @Test
  void eachOfTheFivePointsHasToBeSettled() {
    HazardNo no = folk.majorAt(Act.DRAFT_PLAN);
    Map<String, Object> plan = new HashMap<>(County.plan());
    plan.put("settled", List.of("RESPONSIBILITY", "MEASURES", "TIME"));
    assertRefused(() -> folk.sign(folk.legalRep, no, Act.DRAFT_PLAN, plan))
        .containsExactly("settled refused.plan.settled", "settled refused.plan.settled");
    plan.remove("settled");
    assertRefused(() -> folk.sign(folk.legalRep, no, Act.DRAFT_PLAN, plan)).hasSize(5);
    plan.put("settled", List.of("LUCK"));
    assertRefused(() -> folk.sign(folk.legalRep, no, Act.DRAFT_PLAN, plan))
        .containsExactly("settled refused.format");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1.234", "1e9", "12345678", "十二", "1,5", "NaN", ".5", "5."})
  void anAmountThatIsNoneIsRefused(String funds) {
    HazardNo no = folk.majorAt(Act.DRAFT_PLAN);
    Map<String, Object> plan = new HashMap<>(County.plan());
    plan.put("funds", funds);
    assertRefused(() -> folk.sign(folk.legalRep, no, Act.DRAFT_PLAN, plan))
        .containsExactly("funds refused.money");
  }

  @Test
  void onlyTheHeadOfTheUnitSignsThePlan() {
    HazardNo no = folk.majorAt(Act.DRAFT_PLAN);
    assertRefused(() -> folk.sign(folk.safetyOfficer, no, Act.DRAFT_PLAN, County.plan()))
        .containsExactly(" refused.notYours");
  }

  @Test
  void aPlanSentBackMovesNoDeadlineAndTheThirdVersionStandsBesideTheFirstTwo() {
    HazardNo no = folk.majorAt(Act.DRAFT_PLAN);
    FourDeterminations before = hazards.determinations(no).orElseThrow();
    draft(no, "first");
    assertRefused(() -> folk.sign(folk.chief, no, Act.APPROVE_PLAN, Map.of("decision", "RETURNED")))
        .containsExactly("opinion refused.missing");
    decide(no, Decision.RETURNED, "Too little.");
    standing.isAt(no, Act.DRAFT_PLAN, 1);
    assertThat(hazards.determinations(no)).hasValue(before);
    // The next version starts from the last one.
    assertThat(signing.open(folk.as(folk.legalRep), no.value(), Act.DRAFT_PLAN.id()).prefill())
        .containsEntry("goals", "first")
        .containsEntry("funds", "12.5");
    draft(no, "second");
    decide(no, Decision.RETURNED, "Still too little.");
    draft(no, "third");
    decide(no, Decision.AGREED, "Good.");
    standing.isAt(no, Act.RECTIFY, 1);
    assertThat(hazards.determinations(no)).hasValue(before);
    assertThat(plans.of(no)).extracting(Plan::version).containsExactly(1, 2, 3);
    assertThat(plans.of(no)).extracting(Plan::goals).containsExactly("first", "second", "third");
    assertThat(plans.of(no))
        .extracting(Plan::funds)
        .allSatisfy(funds -> assertThat(funds).isEqualByComparingTo(new BigDecimal("12.5")));
    assertThat(plans.verdicts(no))
        .extracting(PlanVerdict::version, PlanVerdict::decision)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(1, Decision.RETURNED),
            org.assertj.core.groups.Tuple.tuple(2, Decision.RETURNED),
            org.assertj.core.groups.Tuple.tuple(3, Decision.AGREED));
  }

  /** What cannot be done as ordered goes back to the order, and then a plan is drafted anew. */
  @Test
  void aMajorHazardReturnedFromTheWorkGoesBackToTheOrder() {
    HazardNo no = folk.majorAt(Act.RECTIFY);
    folk.backward(no);
    standing.isAt(no, Act.ISSUE_ORDER, 1);
    folk.driveTo(no, Act.RECTIFY);
    assertThat(plans.of(no)).hasSize(2);
  }

  @Test
  void theResponsiblePersonReportsHowFarHeIsAsOftenAsHeLikes() {
    HazardNo no = folk.majorAt(Act.RECTIFY);
    Map<String, Object> form = folk.form(hazards.get(no), Act.REPORT_PROGRESS, Decision.AGREED);
    folk.begin(folk.worker, no, Act.REPORT_PROGRESS, form);
    Map<String, Object> more = new HashMap<>(form);
    more.put("percent", "100");
    folk.begin(folk.worker, no, Act.REPORT_PROGRESS, more, county.photo(folk.worker));
    assertThat(rectifications.progress(no))
        .extracting(Progress::percent)
        .containsExactlyInAnyOrder(40, 100);
    assertThat(
            matters.of(hazards.get(no)).stream()
                .filter(matter -> matter.route().procedure() == Procedure.PROGRESS))
        .hasSize(2)
        .allMatch(Matter::isOver);
    standing.isAt(no, Act.RECTIFY, 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"101", "-1", "50%", "4.5", "007", "1e1", ""})
  void aPercentageThatIsNoneIsRefused(String percent) {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    Map<String, Object> form =
        new HashMap<>(folk.form(hazards.get(no), Act.REPORT_PROGRESS, Decision.AGREED));
    form.put("percent", percent);
    assertRefused(() -> folk.begin(folk.worker, no, Act.REPORT_PROGRESS, form)).hasSize(1);
    assertThat(matters.of(hazards.get(no))).isEmpty();
  }

  @Test
  void nobodyElseReportsProgressAndNobodyBeforeTheWork() {
    HazardNo no = folk.standingAt(Act.RECTIFY);
    Map<String, Object> form = folk.form(hazards.get(no), Act.REPORT_PROGRESS, Decision.AGREED);
    assertRefused(() -> folk.begin(folk.legalRep, no, Act.REPORT_PROGRESS, form))
        .containsExactly(" refused.begin.reportProgress");
    folk.forward(no);
    assertRefused(() -> folk.begin(folk.worker, no, Act.REPORT_PROGRESS, form))
        .containsExactly(" refused.begin.reportProgress");
  }

  private void draft(HazardNo no, String goals) {
    Map<String, Object> plan = new HashMap<>(County.plan());
    plan.put("goals", goals);
    folk.sign(folk.legalRep, no, Act.DRAFT_PLAN, plan);
  }

  private void decide(HazardNo no, Decision decision, String opinion) {
    folk.sign(
        folk.chief, no, Act.APPROVE_PLAN, Map.of("decision", decision.name(), "opinion", opinion));
  }
}
