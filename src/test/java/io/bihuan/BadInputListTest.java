package io.bihuan;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/bad-input.md} names every line once, and no test that there is not. */
class BadInputListTest {
  private static final Path LIST = Path.of("docs/bad-input.md");
  private static final int LINES = 149;
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| D(\\d+) \\| ([^|]+) \\| ([^|]+) \\|$");
  private static final Pattern NAMED = Pattern.compile("`([A-Za-z0-9]+)(?:\\.([A-Za-z0-9]+))?`");
  private static final Pattern STANDS =
      Pattern.compile("(`[^`]+`(, `[^`]+`)*(; (later|open): .+)?|(later|open): .+)");

  @Test
  void everyLineStandsThereOnceAndInOrder() throws IOException {
    List<Integer> numbers =
        ROW.matcher(Files.readString(LIST))
            .results()
            .map(row -> Integer.parseInt(row.group(1)))
            .toList();
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, LINES).boxed().toList());
  }

  @Test
  void everyLineSaysWhereItStands() throws IOException {
    assertThat(ROW.matcher(Files.readString(LIST)).results().map(row -> row.group(3)))
        .allSatisfy(stands -> assertThat(stands).matches(STANDS));
  }

  @Test
  void everyTestThatIsNamedExists() throws IOException {
    Map<String, String> tests = tests();
    ROW.matcher(Files.readString(LIST))
        .results()
        .forEach(
            row ->
                NAMED
                    .matcher(row.group(3))
                    .results()
                    .forEach(
                        named -> {
                          String text = tests.get(named.group(1));
                          assertThat(text).as(named.group()).isNotNull();
                          if (named.group(2) != null) {
                            assertThat(text.contains("void " + named.group(2) + "("))
                                .as(named.group())
                                .isTrue();
                          }
                        }));
  }

  private static Map<String, String> tests() throws IOException {
    Map<String, String> tests = new HashMap<>();
    try (Stream<Path> files = Files.walk(Path.of("src/test/java"))) {
      for (Path file : files.filter(one -> one.toString().endsWith("Test.java")).toList()) {
        tests.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    }
    return tests;
  }
}
