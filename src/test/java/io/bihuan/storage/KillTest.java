package io.bihuan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.JdbcTemplate;

class KillTest {

  private static final int CYCLES = Boolean.getBoolean("bihuan.long") ? 30 : 1;

  private static final String ENDING = "-XX:+ExitOnOutOfMemoryError";

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

  /** D140: with the options of the manual it ends at once, and is started again by the service. */
  @Test
  void whoRunsOutOfMemoryEndsAndHasLostNothingThatWasAcknowledged() throws Exception {
    String service = Files.readString(Path.of("docs/operate.md"));
    assertThat(service).contains("ExecStart=/usr/bin/java -Xmx1g " + ENDING, "Restart=on-failure");
    Path said = directory.resolve("said");
    Process writer =
        start(said, List.of("-Xmx64m", ENDING), AcknowledgingWriter.UNTIL_MEMORY_RUNS_OUT);
    assertThat(writer.waitFor()).isEqualTo(3);
    Set<String> committed = committed(Files.readString(said));
    assertThat(committed).isNotEmpty();
    lostNothing(committed);
  }

  /** D145: stopped for a while, as a machine that is moved; its file is nobody else's meanwhile. */
  @Test
  void whoSleptGoesOnWithAFileThatNobodyTook() throws Exception {
    Path said = directory.resolve("said");
    Process writer = start(said, List.of(), "sleeper");
    try {
      waitForMore(said, writer, 0);
      signal("STOP", writer);
      long size = Files.size(said);
      assertThatThrownBy(() -> Database.open(Settings.of(url())))
          .isInstanceOf(IllegalStateException.class);
      assertThat(Files.size(said)).as("it sleeps").isLessThanOrEqualTo(size + 4096);
      size = Files.size(said);
      signal("CONT", writer);
      waitForMore(said, writer, size);
    } finally {
      writer.destroyForcibly();
    }
    writer.waitFor();
    lostNothing(committed(Files.readString(said)));
  }

  private static void signal(String name, Process process) throws Exception {
    assertThat(
            new ProcessBuilder("kill", "-" + name, String.valueOf(process.pid())).start().waitFor())
        .isZero();
  }

  private static void waitForMore(Path said, Process writer, long than) throws Exception {
    while (Files.size(said) <= than) {
      assertThat(writer.isAlive()).as("the writer lives").isTrue();
      Thread.onSpinWait();
    }
  }

  private void lostNothing(Set<String> committed) {
    try (Database database = Database.open(Settings.of(url()));
        HikariDataSource pool = database.pool(1)) {
      assertThat(
              new JdbcTemplate(pool)
                  .queryForList(
                      "select path || ' ' || reason from ledger.refused_attempt", String.class))
          .containsAll(committed);
    }
  }

  private Process start(Path said, List<String> options, String name) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(
        List.of(
            "-cp",
            System.getProperty("java.class.path"),
            AcknowledgingWriter.class.getName(),
            url(),
            name));
    return new ProcessBuilder(command)
        .redirectOutput(said.toFile())
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private Set<String> writeUntilKilled(int cycle) throws Exception {
    Path said = directory.resolve("said-" + cycle);
    Process writer = start(said, List.of(), String.valueOf(cycle));
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
