package io.bihuan.loop.assignment;

import static io.bihuan.Refusing.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.County;
import io.bihuan.County.Folk;
import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.HazardGrading;
import io.bihuan.hazard.HazardGrading.Known;
import io.bihuan.hazard.HazardGrading.Proposal;
import io.bihuan.hazard.HazardNo;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.Route;
import io.bihuan.record.ledger.Ledger;
import io.bihuan.signing.Signing;
import io.bihuan.workflow.Standing;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** 分级核定: the table proposes, a person decides, and a major hazard is one by a clause in force. */
@BihuanTest
@TestInstance(Lifecycle.PER_CLASS)
class GradingTest {
  @Autowired County county;
  @Autowired Hazards hazards;
  @Autowired Matters matters;
  @Autowired HazardGrading table;
  @Autowired GradingClauses clauses;
  @Autowired Gradings gradings;
  @Autowired Signing signing;
  @Autowired Ledger ledger;
  @Autowired Standing standing;
  @Autowired JdbcTemplate jdbc;
  @Autowired Clock clock;

  private Folk folk;

  @BeforeAll
  void foundTheCounty() {
    folk = county.found();
  }

  @ParameterizedTest
  @CsvSource({
    "true, true, true, MAJOR, clause",
    "true, false, false, MAJOR, clause",
    "false, true, true, MAJOR, workMustStop",
    "false, true, false, MAJOR, workMustStop",
    "false, false, true, MAJOR, beyondTheUnit",
    "false, false, false, GENERAL, curable"
  })
  void theTableProposes(
      boolean clause, boolean workMustStop, boolean beyondTheUnit, Grade grade, String because) {
    assertThat(table.propose(new Known(clause, workMustStop, beyondTheUnit)))
        .isEqualTo(new Proposal(grade, because));
  }

  @Test
  void aChosenClauseMakesItMajorAndIsCitedWordForWord() {
    HazardNo no = folk.standingAt(Act.GRADE_HAZARD);
    grade(no, Map.of("clause", "GM-10/3.2"));
    standing.isAt(no, Act.ENDORSE, 1);
    assertThat(hazards.get(no).grade()).isEqualTo(Grade.MAJOR);
    assertThat(hazards.get(no).route()).isEqualTo(Route.MAJOR);
    assertThat(gradings.of(no))
        .hasValueSatisfying(
            grading -> {
              assertThat(grading.clauseId()).isEqualTo("GM-10/3.2");
              assertThat(grading.proposed()).isEqualTo(Grade.MAJOR);
            });
    String signed = ledger.of(no.value()).get(ledger.of(no.value()).size() - 1).payload();
    assertThat(signed)
        .contains("《工贸企业重大事故隐患判定标准》（应急管理部令第10号）第三条第（二）项")
        .contains("特种作业人员未按照规定经专门的安全作业培训并取得相应资格，上岗作业的");
  }

  @Test
  void majorWithoutAClauseIsRefused() {
    refused(Map.of("grade", "MAJOR"), "clause refused.grade.noClause");
  }

  @Test
  void generalAgainstAChosenClauseIsRefused() {
    refused(
        Map.of("grade", "GENERAL", "clause", County.CLAUSE), "grade refused.grade.clauseSaysMajor");
  }

  @Test
  void noGradeAndNoClauseIsRefused() {
    refused(Map.of(), "grade refused.missing");
  }

  @Test
  void aClauseNobodyPublishedIsRefused() {
    refused(Map.of("clause", "GM-10/99.9"), "clause refused.choice");
    refused(Map.of("clause", "x".repeat(5000)), "clause refused.choice");
  }

  @Test
  void aClauseThatHasExpiredOrIsNotYetInForceIsRefused() {
    LocalDate today = LocalDate.now(clock);
    add("old-" + folk.code, LocalDate.of(2017, 1, 1), today.minusDays(1), List.of());
    add("new-" + folk.code, today.plusDays(1), LocalDate.of(9999, 12, 31), List.of());
    add("last-day-" + folk.code, LocalDate.of(2017, 1, 1), today, List.of());
    refused(Map.of("clause", "old-" + folk.code), "clause refused.clause.notInForce");
    refused(Map.of("clause", "new-" + folk.code), "clause refused.clause.notInForce");
    HazardNo no = folk.standingAt(Act.GRADE_HAZARD);
    assertThat(offered(no))
        .containsKey("last-day-" + folk.code)
        .doesNotContainKeys("old-" + folk.code, "new-" + folk.code);
    grade(no, Map.of("clause", "last-day-" + folk.code));
    standing.isAt(no, Act.ENDORSE, 1);
  }

  @Test
  void aClauseOfAnotherIndustryIsNotOfferedAndRefused() {
    add(
        "mine-" + folk.code,
        LocalDate.of(2017, 1, 1),
        LocalDate.of(9999, 12, 31),
        List.of("mining"));
    assertThat(offered(folk.standingAt(Act.GRADE_HAZARD)))
        .containsKey(County.CLAUSE)
        .doesNotContainKey("mine-" + folk.code);
    refused(Map.of("clause", "mine-" + folk.code), "clause refused.clause.industry");
  }

  /** The article with the smaller number comes first, and not the one whose digits do. */
  @Test
  void theClausesComeInTheOrderOfTheDocument() {
    assertThat(
            offered(folk.standingAt(Act.GRADE_HAZARD)).keySet().stream()
                .filter(id -> id.startsWith("GM-10/")))
        .startsWith("GM-10/3.1", "GM-10/3.2", "GM-10/3.3", "GM-10/11.1")
        .endsWith("GM-10/11.10", "GM-10/12.1", "GM-10/12.2", "GM-10/13.1", "GM-10/13.2");
  }

  @Test
  void aPersonMayDecideOtherwiseThanWasProposed() {
    HazardNo no = folk.standingAt(Act.GRADE_HAZARD);
    grade(no, Map.of("grade", "GENERAL", "workMustStop", "true"));
    assertThat(hazards.get(no).grade()).isEqualTo(Grade.GENERAL);
    assertThat(gradings.of(no).orElseThrow().proposed()).isEqualTo(Grade.MAJOR);
    assertThat(matters.of(hazards.get(no))).isEmpty();
  }

  @Test
  void whatIsNeitherYesNorNoIsRefused() {
    refused(Map.of("grade", "GENERAL", "workMustStop", "perhaps"), "workMustStop refused.format");
    refused(Map.of("grade", "SEVERE"), "grade refused.format");
    refused(Map.of("grade", "0"), "grade refused.format");
  }

  @Test
  void toReturnItTakesAnOpinion() {
    HazardNo no = folk.standingAt(Act.GRADE_HAZARD);
    assertRefused(() -> folk.sign(folk.chief, no, Act.GRADE_HAZARD, Map.of("decision", "RETURNED")))
        .containsExactly("opinion refused.missing");
    folk.backward(no);
    standing.isAt(no, Act.SIGN_AS_LEGAL_REP, 1);
    assertThat(gradings.of(no)).isEmpty();
  }

  /** What the town sends back is graded again; the later grade counts, and nothing opens twice. */
  @Test
  void gradedTwiceItIsReportedOnce() {
    HazardNo no = folk.majorAt(Act.ENDORSE);
    folk.backward(no);
    folk.driveTo(no, Act.ENDORSE);
    assertThat(matters.of(hazards.get(no))).hasSize(2);
    folk.backward(no);
    grade(no, Map.of("grade", "GENERAL"));
    assertThat(hazards.get(no).route()).isEqualTo(Route.GENERAL);
    assertThat(gradings.of(no).orElseThrow().grade()).isEqualTo(Grade.GENERAL);
    standing.isAt(no, Act.ENDORSE, 1);
  }

  @Test
  void whatShipsComesInOnceAndChangesNothingThatIsThere() {
    Integer before = jdbc.queryForObject("select count(*) from grading_clause", Integer.class);
    jdbc.update("update grading_clause set source = 'checked' where id = 'GM-10/12.1'");
    clauses.afterSingletonsInstantiated();
    assertThat(jdbc.queryForObject("select count(*) from grading_clause", Integer.class))
        .isEqualTo(before);
    assertThat(clauses.find("GM-10/12.1").orElseThrow().source()).isEqualTo("checked");
  }

  private Map<String, String> offered(HazardNo no) {
    return signing
        .open(folk.as(folk.chief), no.value(), Act.GRADE_HAZARD.id())
        .choices()
        .get("clause");
  }

  private void add(String id, LocalDate from, LocalDate to, List<String> industries) {
    clauses.add(
        new GradingClause(
            id,
            "T",
            "Rules of a test",
            "No. 1",
            "Article " + id,
            "what it says",
            from,
            to,
            "test",
            industries));
  }

  private void refused(Map<String, Object> form, String reason) {
    HazardNo no = folk.standingAt(Act.GRADE_HAZARD);
    assertRefused(() -> grade(no, form)).containsExactly(reason);
    standing.isAt(no, Act.GRADE_HAZARD, 1);
  }

  private void grade(HazardNo no, Map<String, Object> form) {
    Map<String, Object> whole = new HashMap<>(form);
    whole.put("decision", Decision.AGREED.name());
    folk.sign(folk.chief, no, Act.GRADE_HAZARD, whole);
  }
}
