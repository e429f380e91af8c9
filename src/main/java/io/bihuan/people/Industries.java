package io.bihuan.people;

import java.util.List;

/** 行业, by which departments share out the supervision of units. */
public final class Industries {
  public static final List<String> ALL =
      List.of(
          "manufacturing",
          "chemicals",
          "food",
          "construction",
          "mining",
          "transport",
          "trade",
          "other");

  private Industries() {}
}
