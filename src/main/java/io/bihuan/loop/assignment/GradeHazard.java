package io.bihuan.loop.assignment;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import io.bihuan.hazard.Hazard;
import io.bihuan.hazard.Hazards;
import io.bihuan.hazard.Route;
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
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/**
 * 分级核定. A person decides; a major hazard is one by a published standard and its clause, or it is
 * none (安全生产法 第一百一十八条).
 */
@Component
class GradeHazard implements LoopAct<GradeHazard.Form> {
  private static final int LONGEST_OPINION = 1000;
  private static final int LONGEST_DOCUMENT = 200;
  private static final int LONGEST_CLAUSE = 100;

  /**
   * @param document the published standard it is major by
   * @param clause which clause of it
   */
  record Form(
      @Nullable Decision decision,
      @Nullable Grade grade,
      @Nullable String document,
      @Nullable String clause,
      @Nullable String opinion)
      implements Decided {}

  private final Hazards hazards;
  private final GradingMapper mapper;
  private final MessageSource messages;

  GradeHazard(Hazards hazards, GradingMapper mapper, MessageSource messages) {
    this.messages = messages;
    this.hazards = hazards;
    this.mapper = mapper;
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
      refusals.text("opinion", form.opinion(), LONGEST_OPINION);
      return;
    }
    refusals
        .addIf(form.grade() == null, "grade", "refused.missing")
        .fits("opinion", form.opinion(), LONGEST_OPINION);
    if (form.grade() == Grade.MAJOR) {
      refusals
          .text("document", form.document(), LONGEST_DOCUMENT)
          .text("clause", form.clause(), LONGEST_CLAUSE);
    } else {
      refusals
          .fits("document", form.document(), LONGEST_DOCUMENT)
          .fits("clause", form.clause(), LONGEST_CLAUSE);
    }
  }

  @Override
  public List<Words> says(Situation at, Form form) {
    Hazard hazard = at.hazard();
    List<Words> says = new ArrayList<>();
    says.add(Words.of("says.what", hazard.unitName(), hazard.place(), hazard.description()));
    if (form.decision() == Decision.RETURNED) {
      says.add(Words.of("says.gradeHazard.returned"));
    } else if (form.grade() == Grade.MAJOR) {
      says.add(
          Words.of(
              "says.gradeHazard.major",
              String.valueOf(form.document()),
              String.valueOf(form.clause())));
    } else {
      says.add(Words.of("says.gradeHazard.general"));
    }
    if (form.opinion() != null) {
      says.add(Words.of("says.opinion", form.opinion()));
    }
    return says;
  }

  @Override
  public Map<String, String> prefill(Situation at) {
    return Map.of("grade", at.hazard().grade().name());
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
    return Map.of("grade", grades);
  }

  @Override
  public Map<String, String> record(Situation at, Form form) {
    Grade grade = form.grade();
    if (form.decision() == Decision.AGREED && grade != null) {
      Hazard hazard = at.hazard();
      boolean major = grade == Grade.MAJOR;
      mapper.insert(
          hazard.no(),
          at.seq(),
          at.signer(),
          grade,
          major ? form.document() : null,
          major ? form.clause() : null,
          form.opinion());
      hazards.take(hazard, major ? Route.MAJOR : Route.GENERAL, grade);
    }
    return Map.of();
  }
}
