package io.bihuan.loop.discovery;

import io.bihuan.hazard.Act;
import io.bihuan.people.PersonId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 检查: two inspectors at a unit, and what they say they saw (安全生产法 第六十八条). Its procedure is a {@link
 * io.bihuan.hazard.Matter} under the same number.
 *
 * @param unitId the unit inspected; a registered one, or nobody could sign for it
 * @param act what it waits for; null once it is over
 * @param endedAt null until the record is signed for the first time
 * @param representative 单位现场负责人; null as long as it is not known who that is
 * @param certificatesShown whether the inspectors showed their certificates
 * @param avoidanceTold whether the unit was told that it may ask for another inspector (回避)
 */
public record Inspection(
    String no,
    String unitId,
    String areaCode,
    @Nullable Act act,
    InspectionMode mode,
    Source source,
    Instant startedAt,
    @Nullable Instant endedAt,
    String place,
    @Nullable String campaign,
    PersonId leadInspector,
    PersonId secondInspector,
    @Nullable PersonId representative,
    boolean certificatesShown,
    boolean avoidanceTold) {

  /** What is written down may still change, and nobody has signed it. */
  public boolean isDraft() {
    return act == Act.RECORD_INSPECTION;
  }

  public boolean isOver() {
    return act == null;
  }
}
