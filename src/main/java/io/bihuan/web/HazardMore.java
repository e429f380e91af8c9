package io.bihuan.web;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import io.bihuan.hazard.Grade;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a hazard's page says beside the loop: by which clause it was graded, its plans, its panel,
 * how far the work is, its matters, its other numbers, and what the viewer may begin.
 */
public record HazardMore(
    @Nullable GradingView grading,
    List<PlanView> plans,
    List<JudgeView> panel,
    List<ProgressView> progress,
    List<MatterView> matters,
    List<NumberView> numbers,
    List<BeginView> begins) {

  public static HazardMore none() {
    return new HazardMore(null, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
  }

  /** How it was graded last; without a clause unless it is major. */
  public record GradingView(
      Grade grade,
      String because,
      String by,
      @Nullable String document,
      @Nullable String issuingNo,
      @Nullable String clause,
      @Nullable String words,
      @Nullable LocalDate inForce,
      @Nullable String opinion) {}

  /** One version of the plan and what was said to it. */
  public record PlanView(
      int version,
      String by,
      LocalDateTime at,
      String goals,
      String methods,
      String means,
      String funds,
      String team,
      String schedule,
      String interimMeasures,
      String contingency,
      List<PlanVerdictView> verdicts) {}

  /** Agreed, or returned with a reason. */
  public record PlanVerdictView(Decision decision, String by, String words) {}

  /** One of the panel; without a verdict as long as he has not signed. */
  public record JudgeView(
      String name,
      boolean expert,
      int round,
      @Nullable Decision verdict,
      @Nullable String words,
      @Nullable LocalDate newDeadline) {}

  /** How far the work was. */
  public record ProgressView(
      int percent, String by, LocalDateTime at, String words, List<PhotoView> photos) {}

  /**
   * A matter about the hazard, where it stands and what was signed in it.
   *
   * @param standsAt null once it is over
   * @param path the act that waits for the viewer, or null
   * @param hoursOverdue by how much its first act came too late, or is late by now; 0 in time
   * @param said what the signed forms say
   */
  public record MatterView(
      String no,
      String procedure,
      @Nullable Act standsAt,
      List<String> waitsFor,
      @Nullable String path,
      @Nullable LocalDate notBefore,
      @Nullable LocalDateTime dueAt,
      long hoursOverdue,
      List<SignedView> signed,
      List<Fact> said,
      List<PhotoView> photos) {}

  /** One signature in a matter. */
  public record SignedView(Act act, Decision decision, String by, LocalDateTime at) {}

  /** One of the numbers under which the hazard goes or went. */
  public record NumberView(String no, boolean current) {}

  /** What the viewer may begin about it, and where. */
  public record BeginView(Act act, String path) {}
}
