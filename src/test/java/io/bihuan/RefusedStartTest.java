package io.bihuan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What a site must not be started with, told in a line. */
@ExtendWith(OutputCaptureExtension.class)
class RefusedStartTest {
  @TempDir private Path directory;

  @Test
  void theDemoKeepsOutOfADatabaseOfAnothers(CapturedOutput output) {
    String url = "jdbc:h2:file:" + directory.resolve("bihuan");

    assertThatThrownBy(() -> start("demo", Map.of("bihuan.database.url", url)))
        .hasStackTraceContaining("published passwords");

    assertThat(output).contains("APPLICATION FAILED TO START", "start without the profile");
    assertThat(output.toString().lines().filter(line -> line.startsWith("\tat "))).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void theDemoKeepsOutOfADatabaseThatIsNamedAloneWhateverItIs() {
    assertThatThrownBy(
            () ->
                start(
                    "demo",
                    Map.of(
                        "bihuan.database.url",
                        "jdbc:postgresql://localhost:1/bihuan",
                        "bihuan.demo.database",
                        "jdbc:postgresql://localhost:1/another")))
        .hasStackTraceContaining("published passwords");
  }

  @Test
  void aSiteHasNoCheapKeys(CapturedOutput output) {
    assertThatThrownBy(
            () ->
                start(
                    "site",
                    Map.of(
                        "bihuan.database.url",
                        "jdbc:h2:mem:cheap",
                        "bihuan.signing.pepper",
                        directory.resolve("pepper"),
                        "bihuan.signing.allow-cheap-keys",
                        "true")))
        .hasStackTraceContaining("allow-cheap-keys");

    assertThat(output).contains("bihuan.signing.allow-cheap-keys is for tests");
  }

  @Test
  void aMisspeltSettingIsNoSetting() {
    assertThatThrownBy(
            () ->
                start(
                    "site",
                    Map.of(
                        "bihuan.database.url", "jdbc:h2:mem:misspelt",
                        "bihuan.database.app-passwort", "x")))
        .hasStackTraceContaining("bihuan.database");
  }

  private static void start(String profile, Map<String, Object> properties) {
    new SpringApplicationBuilder(BihuanApplication.class)
        .web(WebApplicationType.NONE)
        .profiles(profile)
        .run(
            properties.entrySet().stream()
                .map(each -> "--" + each.getKey() + "=" + each.getValue())
                .toArray(String[]::new))
        .close();
  }
}
