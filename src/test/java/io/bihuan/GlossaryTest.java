package io.bihuan;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Stage;
import io.bihuan.signing.LoopAct;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.objenesis.SpringObjenesis;

/** One name, all the way through: {@code docs/glossary.md} against everything that has a name. */
class GlossaryTest {
  private static final Path JAVA = Path.of("src/main/java");
  private static final Path RESOURCES = Path.of("src/main/resources");
  private static final Path LOOP = JAVA.resolve("io/bihuan/loop");

  private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
  private static final Pattern WORD = Pattern.compile("[A-Z]+(?![a-z])|[A-Z]?[a-z]+");
  private static final Pattern TYPE =
      Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
  private static final Pattern SQL_COMMENT = Pattern.compile("--.*");
  private static final Pattern SQL_NAME = Pattern.compile("[a-z][a-z0-9_]+");
  private static final Pattern BPMN_ID = Pattern.compile("\\bid=\"([^\"]+)\"");

  /** One row of a table of the glossary. */
  private record Row(String chinese, List<String> code, List<String> never) {}

  private final List<Row> glossary = read();
  private final Properties messages = properties(RESOURCES.resolve("messages.properties"));

  @Test
  void theGlossaryHasRows() {
    assertThat(glossary).hasSizeGreaterThan(Act.values().length + Stage.values().length);
  }

  @ParameterizedTest
  @EnumSource
  void anActIsCalledTheSameInTheGlossaryAndOnTheScreen(Act act) {
    assertThat(rowOf(act.id()).chinese().split(" · "))
        .as("the row of %s in docs/glossary.md", act.id())
        .contains(messages.getProperty("act." + act.id()));
  }

  @ParameterizedTest
  @EnumSource
  void anActIsCalledTheSameInTheGlossaryAndInTheDiagram(Act act) {
    Pattern drawn = Pattern.compile("<bpmn:userTask id=\"" + act.id() + "\" name=\"([^\"]+)\"");
    String name =
        files(Path.of("processes"), ".bpmn").stream()
            .flatMap(file -> drawn.matcher(text(file)).results())
            .map(result -> result.group(1))
            .findFirst()
            .orElseThrow();
    assertThat(rowOf(act.id()).chinese().split(" · ")).contains(name);
  }

  @ParameterizedTest
  @EnumSource
  void aStageIsCalledTheSameInTheGlossaryAndOnTheScreen(Stage stage) {
    assertThat(rowOf(stage.name()).chinese())
        .as("the row of %s in docs/glossary.md", stage)
        .startsWith(messages.getProperty("stage." + stage));
  }

  @Test
  void noNameHoldsAForbiddenWord() {
    List<String> found = new ArrayList<>();
    for (var name : names().entrySet()) {
      String spelt = spelt(name.getKey());
      for (Row row : glossary) {
        for (String never : row.never()) {
          String one = spelt(never);
          if (spelt.contains(one) || spelt.contains(one.stripTrailing() + "s ")) {
            found.add(
                "%s (%s) says %s; the glossary says %s for %s"
                    .formatted(
                        name.getKey(),
                        name.getValue(),
                        never,
                        String.join(" or ", row.code()),
                        row.chinese()));
          }
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void everyWordOfTheBridgeIsInUse() {
    String everything =
        Stream.of(JAVA, RESOURCES, Path.of("processes"))
            .flatMap(root -> files(root, "").stream())
            .filter(file -> file.toString().matches(".*\\.(java|sql|bpmn|properties)"))
            .map(GlossaryTest::text)
            .collect(Collectors.joining());
    assertThat(glossary)
        .flatExtracting(Row::code)
        .filteredOn(
            code -> !Pattern.compile("\\b" + Pattern.quote(code)).matcher(everything).find())
        .isEmpty();
  }

  @Test
  void thePackagesOfTheLoopAreItsStages() throws IOException {
    try (Stream<Path> packages = Files.list(LOOP)) {
      assertThat(packages.map(each -> each.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Arrays.stream(Stage.values()).map(GlossaryTest::packageOf).toList());
    }
  }

  @ParameterizedTest
  @EnumSource
  void anActHasItsTemplateInTheFolderOfItsStage(Act act) {
    assertThat(
            RESOURCES.resolve("templates/%s/%s.html".formatted(packageOf(act.stage()), act.id())))
        .exists();
  }

  @Test
  void everyActIsAClassOfItsStageUnderItsOwnName() {
    Map<Act, String> expected =
        Arrays.stream(Act.values())
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    act ->
                        "io.bihuan.loop.%s.%s%s"
                            .formatted(
                                packageOf(act.stage()),
                                act.id().substring(0, 1).toUpperCase(Locale.ROOT),
                                act.id().substring(1))));
    SpringObjenesis unfilled = new SpringObjenesis();
    assertThat(
            files(LOOP, ".java").stream()
                .map(GlossaryTest::typeIn)
                .filter(LoopAct.class::isAssignableFrom)
                .filter(type -> !Modifier.isAbstract(type.getModifiers()))
                .map(
                    type ->
                        Map.entry(((LoopAct<?>) unfilled.newInstance(type)).act(), type.getName())))
        .containsExactlyInAnyOrderElementsOf(expected.entrySet());
  }

  private Row rowOf(String code) {
    List<Row> rows = glossary.stream().filter(row -> row.code().contains(code)).toList();
    assertThat(rows).as("rows of `%s` in docs/glossary.md", code).hasSize(1);
    return rows.get(0);
  }

  /** Every name, and where it stands. */
  private static Map<String, String> names() {
    Map<String, String> names = new TreeMap<>();
    files(JAVA, ".java")
        .forEach(
            file ->
                TYPE.matcher(text(file))
                    .results()
                    .forEach(type -> names.put(type.group(1), "class in " + file)));
    files(RESOURCES.resolve("db/migration"), ".sql")
        .forEach(
            file ->
                SQL_NAME
                    .matcher(SQL_COMMENT.matcher(text(file)).replaceAll(""))
                    .results()
                    .map(MatchResult::group)
                    .forEach(name -> names.put(name, "in " + file)));
    files(Path.of("processes"), ".bpmn")
        .forEach(
            file ->
                BPMN_ID
                    .matcher(text(file))
                    .results()
                    .forEach(id -> names.put(id.group(1), "id in " + file)));
    files(RESOURCES, ".properties")
        .forEach(
            file ->
                properties(file)
                    .stringPropertyNames()
                    .forEach(key -> names.put(key, "key in " + file)));
    return names;
  }

  /** {@code riskLevel}, {@code risk_level} and {@code RISK-LEVEL} are spelt alike. */
  private static String spelt(String name) {
    return WORD.matcher(name)
        .results()
        .map(word -> word.group().toLowerCase(Locale.ROOT))
        .collect(Collectors.joining(" ", " ", " "));
  }

  private static List<Row> read() {
    return text(Path.of("docs/glossary.md"))
        .lines()
        .filter(line -> line.startsWith("| ") && !line.startsWith("| 中文"))
        .map(line -> line.split("\\|"))
        .map(
            cells ->
                new Row(
                    cells[1].strip(),
                    QUOTED.matcher(cells[2]).results().map(code -> code.group(1)).toList(),
                    Stream.of(cells[3].split(",")).map(String::strip).toList()))
        .toList();
  }

  private static String packageOf(Stage stage) {
    return stage.name().toLowerCase(Locale.ROOT);
  }

  private static Class<?> typeIn(Path file) {
    String name = JAVA.relativize(file).toString().replace(".java", "").replace('/', '.');
    try {
      return Class.forName(name, false, GlossaryTest.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Path root, String suffix) {
    try (Stream<Path> paths = Files.walk(root)) {
      return paths
          .filter(Files::isRegularFile)
          .filter(path -> path.toString().endsWith(suffix))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Properties properties(Path file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
