package io.bihuan.people;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row of a 名册.
 *
 * @param texts what the cells say; none is empty
 * @param faulty the columns whose cells could not be taken; their faults are noted already
 */
record RosterRow(
    String sheet,
    int number,
    Map<RosterColumn, String> texts,
    Map<RosterColumn, LocalDate> days,
    Set<RosterColumn> faulty) {
  String text(RosterColumn column) {
    return texts.getOrDefault(column, "");
  }

  /** Whether it says something that could be taken. */
  boolean says(RosterColumn column) {
    return texts.containsKey(column) || days.containsKey(column);
  }

  /** Whether anything stands there, good or not. */
  boolean has(RosterColumn column) {
    return says(column) || faulty.contains(column);
  }

  @Nullable LocalDate day(RosterColumn column) {
    return days.get(column);
  }
}
