package io.bihuan.loop.assignment;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.HazardGrading;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Limits;
import io.bihuan.hazard.Matter;
import io.bihuan.hazard.Matters;
import io.bihuan.hazard.Procedure;
import io.bihuan.hazard.Route;
import io.bihuan.record.ledger.SignedAct;
import io.bihuan.refusal.Refusals;
import io.bihuan.signing.Decided;
import io.bihuan.signing.LoopAct;
import io.bihuan.signing.Situation;
import io.bihuan.signing.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * 分级核定. The table of grading proposes, a person decides; a major hazard is one by a published
 * standard and its clause, or it is none (安全生产法 第一百一十八条).
 */
@Component
class GradeHazard implements LoopAct<GradeHazard.Form> {
  private static final int LONGEST_OPINION = 1000;
  private static final int LONGEST_ID = 60;

  /**
   * @param grade may be left out where a clause says it already
   * @param clause by which clause of which standard, by its id
   * @param workMustStop 需要停产停业, 经过一定时间治理
   * @param beyondTheUnit 因外部因素, 自身难以排除
   */
  record Form(
      @Nullable Decision decision,
      @Nullable Grade grade,
      @Nullable String clause,
      @Nullable Boolean workMustStop,
      @Nullable Boolean beyondTheUnit,
      @Nullable String opinion)
      implements Decided {
    private @Nullable Grade decided() {
      return grade == null && clause != null ? Grade.MAJOR : grade;
    }
  }

  private final Hazards hazards;
  private final Matters matters;
  private final GradingMapper mapper;
  private final GradingClauses clauses;
  private final HazardGrading table;
  private final Limits limits;
  private final MessageSource messages;

  GradeHazard(
      Hazards hazards,
      Matters matters,
      GradingMapper mapper,
      GradingClauses clauses,
      HazardGrading table,
      Limits limits,
      MessageSource messages) {
    this.hazards = hazards;
    this.matters = matters;
    this.mapper = mapper;
    this.clauses = clauses;
    this.table = table;
    this.limits = limits;
    this.messages = messages;
  }

  @Override
  public Act act() {
    return Act.GRADE_HAZARD;
  }

  @Override
  public Class<Form> form() {
    return Form.class;
  }

  @Override
  public void check(Situation at, Form form, Refusals refusals) {
    if (form.decision() == Decision.RETURNED) {
      refusals
          .text("opinion", form.opinion(), LONGEST_OPINION)
          .fits("clause", form.clause(), LONGEST_ID);
      return;
    }
    refusals.fits("opinion", form.opinion(), LONGEST_OPINION);
    if (form.clause() == null) {
      refusals
          .addIf(form.grade() == null, "grade", "refused.missing")
          .addIf(form.grade() == Grade.MAJOR, "clause", "refused.grade.noClause");
      return;
    }
    refusals.addIf(form.grade() == Grade.GENERAL, "grade", "refused.grade.clauseSaysMajor");
    Optional<GradingClause> chosen = chosen(form);
    if (chosen.isEmpty()) {
      refusals.add("clause", "refused.choice");
      return;
    }
    Hazard hazard = at.hazard();
    GradingClause clause = chosen.get();
    refusals
        .addIf(
            !clause.isInForce(hazard.foundOn()),
            "clause",
            "refused.clause.notInForce",
            clause.document(),
            clause.clause(),
            hazard.foundOn().toString())
        .addIf(
            !clause.appliesTo(hazard.industry()),
            "clause",
            "refused.clause.industry",
            clause.document(),
            clause.clause());
  }

  private Optional<GradingClause> chosen(Form form) {
    String id = form.clause();
    return id == null || id.length() > LONGEST_ID ? Optional.empty() : clauses.find(id);
  }

  private HazardGrading.Proposal proposed(Form form) {
    return table.propose(
        new HazardGrading.Known(
            form.clause() != null,
            Boolean.TRUE.equals(form.workMustStop()),
            Boolean.TRUE.equals(form.beyondTheUnit())));
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    if (hazard.localGrade() != null) {
      says.add(Words.of("says.localGrade", hazard.localGrade()));
    }
    if (form.decision() == Decision.RETURNED) {
      says.add(Words.of("says.gradeHazard.returned"));
    } else {
      says.add(Words.of("says.gradeHazard.because." + proposed(form).because()));
      says.add(
          chosen(form)
              .map(
                  clause ->
                      Words.of(
                          "says.gradeHazard.major",
                          clause.document(),
                          clause.issuingNo(),
                          clause.clause(),
                          clause.words()))
              .orElseGet(() -> Words.of("says.gradeHazard.general")));
    }
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, Map<String, String>> choices(Situation at) {
    Map<String, String> grades = new LinkedHashMap<>();
    for (Grade grade : Grade.values()) {
      grades.put(
          grade.name(),
          String.valueOf(
              messages.getMessage("paper.grade." + grade, null, "", Locale.SIMPLIFIED_CHINESE)));
    }
    Map<String, String> inForce = new LinkedHashMap<>();
    clauses
        .of(at.hazard())
        .forEach(
            clause ->
                inForce.put(
                    clause.id(),
                    String.valueOf(
                        messages.getMessage(
                            "paper.clause",
                            new Object[] {clause.document(), clause.clause(), clause.words()},
                            Locale.SIMPLIFIED_CHINESE))));
    return Map.of("grade", grades, "clause", inForce);
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    Grade grade = form.decided();
    if (form.decision() != Decision.AGREED || grade == null) {
      return Map.of();
    }
    Hazard hazard = at.hazard();
    GradingClause clause = chosen(form).orElse(null);
    HazardGrading.Proposal proposal = proposed(form);
    mapper.insert(
        hazard.no(),
        at.seq(),
        new Grading(
            at.signer(),
            grade,
            proposal.grade(),
            proposal.because(),
            clause == null ? null : clause.id(),
            form.opinion()),
        clause == null ? null : clause.document(),
        clause == null ? null : clause.clause());
    hazards.take(hazard, grade == Grade.MAJOR ? Route.MAJOR : Route.GENERAL, grade);
    return Map.of("grade", grade.name(), "proposed", proposal.grade().name());
  }

  /** 安全生产法 第四十一条: a major hazard is reported, and those who work there are told. */
  @Override
  public void afterwards(Situation at, Form form, boolean backward, SignedAct signed) {
    if (backward || form.decided() != Grade.MAJOR) {
      return;
    }
    Hazard hazard = at.hazard();
    open(Procedure.MAJOR_REPORT, hazard, limits.majorReport(), at);
    open(Procedure.EMPLOYEE_NOTICE, hazard, limits.employeeNotice(), at);
  }

  /**
   * What was begun because the hazard was major is brought to its end when it is so no longer, and
   * says so: whoever was or will be told by it must learn that it was corrected.
   */
  static Optional<Words> correction(Hazard hazard) {
    return hazard.grade() == Grade.MAJOR
        ? Optional.empty()
        : Optional.of(Words.of("says.regraded"));
  }

  /** Once, however often the hazard is graded: what was returned meanwhile was reported already. */
  private void open(Procedure procedure, Hazard hazard, Limits.Within limit, Situation at) {
    if (matters.of(hazard).stream()
        .map(Matter::route)
        .noneMatch(route -> route.procedure() == procedure)) {
      matters.open(
          procedure, hazard, List.of(), new Matters.Term(null, at.at().plus(limit.within())));
    }
  }
}
