package io.bihuan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class KillTest {

  private static final int CYCLES = Boolean.getBoolean("bihuan.long") ? 30 : 1;

  @TempDir Path directory;

  @Test
  void whatWasAcknowledgedSurvivesKill9() throws Exception {
    // A file that was closed once: on such a one H2 forgets a WRITE_DELAY that was only SET.
    Database.open(Settings.of(url())).close();
    int acknowledged = 0;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      Set<String> committed = writeUntilKilled(cycle);
      assertThat(committed).hasSizeGreaterThan(100);
      try (Database database = Database.open(Settings.of(url()));
          HikariDataSource pool = database.pool(1)) {
        Set<String> found =
            new HashSet<>(
                new JdbcTemplate(pool)
                    .queryForList(
                        "select path || ' ' || reason from ledger.refused_attempt", String.class));
        committed.removeAll(found);
        assertThat(committed).as("lost in cycle " + cycle).isEmpty();
        acknowledged = found.size();
      }
    }
    System.out.println("kill -9: cycles " + CYCLES + ", rows " + acknowledged + ", lost 0");
  }

  private Set<String> writeUntilKilled(int cycle) throws Exception {
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AcknowledgingWriter.class.getName(),
                url(),
                String.valueOf(cycle))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader said = writer.inputReader()) {
      Set<String> committed = new HashSet<>();
      awaitFirst(said, committed);
      assertThatThrownBy(() -> Database.open(Settings.of(url())))
          .as("a second process on the same file")
          .isInstanceOf(IllegalStateException.class);
      CompletableFuture<Void> listening =
          CompletableFuture.runAsync(() -> said.lines().forEach(line -> note(line, committed)));
      Thread.sleep(Duration.ofMillis(1500).toMillis());
      writer.destroyForcibly();
      listening.join();
      assertThat(writer.waitFor()).isEqualTo(137);
      return committed;
    } finally {
      writer.destroyForcibly();
    }
  }

  private static void awaitFirst(BufferedReader said, Set<String> committed) throws IOException {
    while (committed.isEmpty()) {
      String line = said.readLine();
      assertThat(line).as("the writer died by itself").isNotNull();
      note(line, committed);
    }
  }

  /** A line cut short by the kill acknowledges nothing. */
  private static void note(String line, Set<String> committed) {
    if (line.startsWith("committed ") && line.endsWith(" .")) {
      committed.add(line.substring("committed ".length(), line.length() - " .".length()));
    }
  }

  private String url() {
    return "jdbc:h2:file:" + directory.resolve("data").resolve("bihuan");
  }
}
