package io.bihuan.hazard;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * 时限预设: how soon what follows from a major hazard must be done. Numbers of an office or a province,
 * not of this product; each carries what it rests on.
 */
@ConfigurationProperties(prefix = "bihuan.limits", ignoreUnknownFields = false)
public record Limits(Within majorReport, Within employeeNotice, LookBack lookBack) {
  public Limits {
    if (lookBack.days().stream().anyMatch(days -> days < 1)) {
      throw new IllegalArgumentException("bihuan.limits.look-back.days counts from the next day.");
    }
  }

  /** To be signed within this time. */
  public record Within(Duration within, String basis) {
    public Within {
      if (within.isNegative() || within.isZero()) {
        throw new IllegalArgumentException("A limit of bihuan.limits leaves no time.");
      }
    }
  }

  /**
   * 回头看.
   *
   * @param days how many days after the close-out, once for each
   * @param within and how long there is to do it from then on
   */
  public record LookBack(List<Integer> days, Duration within, String basis) {}
}
