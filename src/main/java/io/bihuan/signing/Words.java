package io.bihuan.signing;

import java.util.List;

/** One paragraph of a paper: a key of {@code papers.properties} and what it inserts. */
public record Words(String code, List<String> args) {
  public static Words of(String code, String... args) {
    return new Words(code, List.of(args));
  }
}
