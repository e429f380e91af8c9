package io.bihuan.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.hazard.Act;
import io.bihuan.hazard.Decision;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TemplatesTest {

  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

  /** What the API's contract says of an operation is read by programmers, in both languages. */
  private static final Pattern CONTRACT = Pattern.compile("@Operation\\([^)]*\\)");

  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\\n]|\\\\.)*\"");

  private final Rendering rendering = new Rendering();

  @TestFactory
  Stream<DynamicTest> everyPageRendersInBothLanguages() {
    return InventedPages.all().entrySet().stream()
        .map(
            entry ->
                DynamicTest.dynamicTest(
                    entry.getKey(),
                    () -> {
                      for (Locale locale : List.of(Locale.SIMPLIFIED_CHINESE, Locale.ENGLISH)) {
                        String html =
                            rendering.render(
                                entry.getValue().template(), entry.getValue().model(), locale);
                        assertThat(html)
                            .startsWith("<!doctype html>")
                            .doesNotContain("??")
                            .doesNotContain("th:")
                            .doesNotContain("style=")
                            .doesNotContain("<style")
                            .doesNotContainPattern("<script(?! src=)")
                            .doesNotContainPattern(" on[a-z]+=")
                            .contains("<main id=\"main\"")
                            .contains("</html>");
                      }
                    }));
  }

  @Test
  void everyTemplateIsShownByAnInventedPage() throws IOException {
    List<String> fragments =
        List.of("shell", "fields", "parts", "act", "decision", "diagram", "major", "record");
    assertThat(InventedPages.all().values().stream().map(InventedPages.Shown::template).distinct())
        .containsAll(
            files(TEMPLATES, ".html").stream()
                .map(file -> TEMPLATES.relativize(file).toString().replace(".html", ""))
                .filter(name -> !fragments.contains(name))
                .toList());
  }

  @Test
  void everyActHasItsTemplateAndItsWords() {
    Properties words = messages("messages.properties");
    for (Act act : Act.values()) {
      assertThat(TEMPLATES.resolve(InventedPages.template(act) + ".html")).exists();
      assertThat(words).containsKey("act." + act.id());
      for (Decision decision : act.decisions()) {
        assertThat(words).containsKey("trail." + act.id() + "." + decision);
        if (act.decisions().size() == 2) {
          assertThat(words).containsKey("act." + act.id() + "." + decision);
        }
      }
    }
  }

  @Test
  void bothLanguagesHaveTheSameKeys() {
    assertThat(messages("messages_en.properties").stringPropertyNames())
        .containsExactlyInAnyOrderElementsOf(messages("messages.properties").stringPropertyNames());
  }

  @Test
  void noTemplateAndNoScriptSpeaksChinese() throws IOException {
    List<Path> files = files(TEMPLATES, ".html");
    files.addAll(files(Path.of("src/main/resources/static"), ".js"));
    for (Path file : files) {
      assertThat(Files.readString(file)).as(file.toString()).doesNotContainPattern(HAN);
    }
  }

  @Test
  void noLiteralOfThisPackageSpeaksChinese() throws IOException {
    for (Path file : files(Path.of("src/main/java/io/bihuan/web"), ".java")) {
      // The names of the modules stand in the drawings of the documentation, not on a screen.
      if (file.endsWith("package-info.java")) {
        continue;
      }
      assertThat(
              LITERAL
                  .matcher(CONTRACT.matcher(Files.readString(file)).replaceAll(""))
                  .results()
                  .map(result -> result.group())
                  .filter(literal -> HAN.matcher(literal).find()))
          .as(file.toString())
          .isEmpty();
    }
  }

  private static List<Path> files(Path root, String suffix) throws IOException {
    try (Stream<Path> paths = Files.walk(root)) {
      return new ArrayList<>(paths.filter(path -> path.toString().endsWith(suffix)).toList());
    }
  }

  private static Properties messages(String name) {
    Properties properties = new Properties();
    try (InputStreamReader reader =
        new InputStreamReader(
            TemplatesTest.class.getResourceAsStream("/" + name), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }
}
