package io.bihuan.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * 查询 over what the viewer may see, and 历史台账: finished rows of imported workbooks, which nobody
 * signed here.
 *
 * @param tab {@code hazards} or {@code history}
 * @param filter what is asked for, by the fields of {@link io.bihuan.hazard.HazardFilter}
 * @param newer address of the page before this one; null on the first
 * @param older address of the page after this one; null on the last
 */
public record HazardsPage(
    String tab,
    Filled filter,
    Map<String, List<Choice>> choices,
    List<HazardHead> found,
    List<Past> history,
    long total,
    @Nullable String newer,
    @Nullable String older) {
  private static final Set<String> ALWAYS_THERE = Set.of("q", "state");

  /** How many fields are filled in of those that are folded away. */
  public long folded() {
    return filter.values().keySet().stream().filter(name -> !ALWAYS_THERE.contains(name)).count();
  }

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
