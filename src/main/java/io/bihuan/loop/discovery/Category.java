package io.bihuan.loop.discovery;

import java.util.List;

/** 隐患类型, the code list of the exchange interface; the names stand in the messages files. */
final class Category {
  static final List<String> CODES =
      List.of(
          "safety", "process", "electrical", "instrument", "fire", "layout", "equipment", "other");

  private Category() {}
}
