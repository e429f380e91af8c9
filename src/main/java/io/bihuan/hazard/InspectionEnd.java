package io.bihuan.hazard;

import java.time.Instant;
import java.util.List;

/**
 * What follows when an inspection is over, whether the unit signed its record or would not: whoever
 * keeps the inspections is told in the transaction that ended it.
 */
public interface InspectionEnd {
  /** The hazards that begin with it, one for each finding. */
  List<HazardNo> finished(Matter inspection, Instant at);
}
