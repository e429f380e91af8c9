package io.bihuan.hazard;

import org.jspecify.annotations.Nullable;

/**
 * 对象: what acts are signed about. It stands at one act of its route at a time; the engine knows it
 * by its key and nothing else.
 */
public sealed interface Subject permits Hazard, Matter {
  /** The business key: 隐患编号, or the number of a matter. Never used again. */
  String key();

  Route route();

  /** What it waits for; null once it is over. */
  @Nullable Act act();

  /** Grows with every move, so that each time an act is reached is its own. */
  int step();

  int round();

  String areaCode();

  String departmentId();

  @Nullable String unitId();

  default boolean standsAt(Act other) {
    return act() == other;
  }

  default boolean isOver() {
    return act() == null;
  }
}
