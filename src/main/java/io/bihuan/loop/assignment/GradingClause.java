package io.bihuan.loop.assignment;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 判定条款: a clause of a published standard by which a hazard is major, in force from day to day
 * (安全生产法 第一百一十八条).
 *
 * @param words as they were published
 * @param validTo the last day
 * @param industries those it applies to; none means all of them
 */
public record GradingClause(
    String id,
    String documentCode,
    String document,
    String issuingNo,
    String clause,
    String words,
    LocalDate validFrom,
    LocalDate validTo,
    String source,
    List<String> industries) {
  boolean isInForce(LocalDate day) {
    return !day.isBefore(validFrom) && !day.isAfter(validTo);
  }

  boolean appliesTo(@Nullable String industry) {
    return industry == null || industries.isEmpty() || industries.contains(industry);
  }
}
