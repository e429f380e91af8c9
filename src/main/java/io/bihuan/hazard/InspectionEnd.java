package io.bihuan.hazard;

import java.time.Instant;

/**
 * What follows when an inspection is over, whether the unit signed its record or would not: whoever
 * keeps the inspections is told in the transaction that ended it.
 */
public interface InspectionEnd {
  void finished(Matter inspection, Instant at);
}
