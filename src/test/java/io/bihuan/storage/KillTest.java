package io.bihuan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
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
      assertThat(committed).hasSizeGreaterThan(10);
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
    Path said = directory.resolve("said-" + cycle);
    Process writer =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                AcknowledgingWriter.class.getName(),
                url(),
                String.valueOf(cycle))
            .redirectOutput(said.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try {
      while (Files.size(said) == 0) {
        assertThat(writer.isAlive()).as("the writer lives").isTrue();
        Thread.sleep(20);
      }
      assertThatThrownBy(() -> Database.open(Settings.of(url())))
          .as("a second process on the same file")
          .isInstanceOf(IllegalStateException.class);
      Thread.sleep(1500);
    } finally {
      writer.destroyForcibly();
    }
    assertThat(writer.waitFor()).as("exit by SIGKILL").isEqualTo(137);
    return committed(Files.readString(said));
  }

  /** A line cut short by the kill acknowledges nothing. */
  private static Set<String> committed(String said) {
    return said.lines()
        .filter(line -> line.startsWith("committed ") && line.endsWith(" ."))
        .map(line -> line.substring("committed ".length(), line.length() - " .".length()))
        .collect(Collectors.toCollection(HashSet::new));
  }

  private String url() {
    return "jdbc:h2:file:" + directory.resolve("data").resolve("bihuan");
  }
}
