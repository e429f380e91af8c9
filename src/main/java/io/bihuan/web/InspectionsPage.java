package io.bihuan.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 检查, the latest first.
 *
 * @param filter what was asked for, as it was typed
 * @param next the address of the page that follows; null on the last
 */
public record InspectionsPage(
    Filled filter, List<Choice> modes, List<Row> found, @Nullable String next) {

  /** One inspection of the list. */
  public record Row(HazardHead head, String mode, LocalDate day, String place, String inspectors) {}
}
