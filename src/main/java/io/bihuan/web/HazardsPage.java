package io.bihuan.web;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 查询 over what the viewer may see, and 历史台账: finished rows of imported workbooks, which nobody
 * signed here.
 *
 * @param tab {@code hazards} or {@code history}
 * @param state one of all, open, overdue, draft, closed
 * @param page counted from one
 */
public record HazardsPage(
    String tab,
    String q,
    String state,
    List<HazardHead> found,
    List<Past> history,
    long total,
    int page,
    int pages) {

  /** A finished row of an imported 台账, as it stood there. */
  public record Past(
      String unit,
      String place,
      String description,
      @Nullable LocalDate foundOn,
      @Nullable String responsible,
      @Nullable String result,
      String source) {}
}
