package io.bihuan.loop.discovery;

import io.bihuan.hazard.HazardNo;
import org.jspecify.annotations.Nullable;

/**
 * 检查发现: one line of the record of an inspection.
 *
 * @param ordinal its place among all ever noted; the paper counts anew
 * @param basis 违反的条款, as the inspector noted it
 * @param hazardNo what it became when the inspection was over; null until then
 */
public record Finding(
    String id,
    String inspectionNo,
    int ordinal,
    String place,
    String description,
    String category,
    @Nullable String basis,
    @Nullable HazardNo hazardNo) {}
