package io.bihuan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.ByteArrayResource;

/** docs/operate.md names settings, sentences and files that there are. */
class OperateTest {
  private static final Path MANUAL = Path.of("docs/operate.md");
  private static final Pattern SETTING =
      Pattern.compile("\\b((?:bihuan|server|spring)(?:\\.[a-z][a-z-]*)+)\\b");

  private static final String FILES = "bihuan\\.(dump|jar|service|tgz|mv\\.db)";

  /** Read by themselves, without a record of settings around them. */
  private static final Set<String> ALONE =
      Set.of("bihuan.demo.database", "bihuan.deadlines.due-soon-days");

  @Test
  void everySettingThatIsNamedExists() throws IOException {
    Set<String> known = new TreeSet<>(ALONE);
    known.addAll(ours());
    known.addAll(ofTheFramework());

    Set<String> named = named();

    assertThat(named)
        .contains(
            "bihuan.database.url",
            "bihuan.database.owner-username",
            "bihuan.database.owner-password",
            "bihuan.database.app-username",
            "bihuan.database.app-password",
            "server.ssl.key-store",
            "server.tomcat.remoteip.internal-proxies");
    assertThat(named).allMatch(name -> known.stream().anyMatch(it -> isOrHolds(it, name)));
  }

  @Test
  void whatTheManualPointsToIsThere() throws IOException {
    Matcher link = Pattern.compile("]\\(([^)]+)\\)").matcher(manual());
    while (link.find()) {
      String[] target = link.group(1).split("#", 2);
      Path file = target[0].isEmpty() ? MANUAL : MANUAL.resolveSibling(target[0]);
      assertThat(file).exists();
      if (target.length == 2) {
        assertThat(headings(file)).contains(target[1]);
      }
    }
    for (String readme : List.of("README.md", "README.en.md")) {
      assertThat(Files.readString(Path.of(readme))).contains("](docs/operate.md)");
    }
  }

  /** What a start that is refused says stands in the code as it stands in the table. */
  @Test
  void everySentenceOfARefusedStartIsTheOneThatIsSaid() throws IOException {
    String said;
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        all.append(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
      }
      said = all.toString();
    }
    String table = manual().split("## When it does not start", 2)[1].split("\n## ", 2)[0];
    List<String> sentences =
        table
            .lines()
            .filter(line -> line.startsWith("| `"))
            .map(line -> line.split("\\|")[1])
            .flatMap(cell -> Pattern.compile("`([^`]+)`").matcher(cell).results())
            .map(found -> found.group(1))
            .filter(sentence -> !sentence.startsWith("Detected applied migration"))
            .toList();

    assertThat(sentences).hasSizeGreaterThan(8);
    for (String sentence : sentences) {
      for (String part : sentence.replace("bihuan_owner", "…").split("…")) {
        assertThat(said).contains(part.strip());
      }
    }
  }

  private static boolean isOrHolds(String known, String name) {
    return known.equals(name) || known.startsWith(name + ".");
  }

  private static Set<String> named() throws IOException {
    Set<String> named = new TreeSet<>();
    String manual = manual();
    for (MatchResult block :
        Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL).matcher(manual).results().toList()) {
      named.addAll(keysOf(block.group(1)));
    }
    String prose =
        Pattern.compile("```yaml\\n.*?```", Pattern.DOTALL).matcher(manual).replaceAll("");
    SETTING
        .matcher(prose)
        .results()
        .map(found -> found.group(1))
        .filter(name -> !name.matches(FILES))
        .forEach(named::add);
    return named;
  }

  private static List<String> keysOf(String yaml) throws IOException {
    List<String> keys = new ArrayList<>();
    new YamlPropertySourceLoader()
        .load("manual", new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)))
        .forEach(
            source ->
                Collections.addAll(
                    keys, ((EnumerablePropertySource<?>) source).getPropertyNames()));
    return keys;
  }

  private static Set<String> ours() {
    return new ClassFileImporter()
        .importPackages("io.bihuan").stream()
            .filter(it -> it.isAnnotatedWith(ConfigurationProperties.class))
            .flatMap(OperateTest::settingsOf)
            .collect(Collectors.toSet());
  }

  private static Stream<String> settingsOf(JavaClass record) {
    String prefix = record.getAnnotationOfType(ConfigurationProperties.class).prefix();
    return Stream.of(record.reflect().getRecordComponents())
        .map(
            component ->
                prefix
                    + "."
                    + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
  }

  private static Set<String> ofTheFramework() throws IOException {
    Set<String> names = new TreeSet<>();
    for (URL metadata :
        Collections.list(
            OperateTest.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
      try (InputStream in = metadata.openStream()) {
        for (JsonNode property : JsonMapper.builder().build().readTree(in).get("properties")) {
          names.add(property.get("name").asText());
        }
      }
    }
    // Read before there is any metadata.
    names.add("spring.config.additional-location");
    return names;
  }

  private static List<String> headings(Path file) throws IOException {
    return Files.readString(file)
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceAll("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^\\p{L}\\p{N} -]", "").replace(' ', '-'))
        .toList();
  }

  private static String manual() throws IOException {
    return Files.readString(MANUAL);
  }
}
