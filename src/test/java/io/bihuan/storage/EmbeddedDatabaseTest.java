package io.bihuan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.bihuan.BihuanApplication;
import io.bihuan.FullDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

class EmbeddedDatabaseTest {

  private static final String REMEMBER =
      "insert into ledger.refused_attempt (at, path, reason) values (current_timestamp, 'x', ?)";
  private static final String COUNT = "select count(*) from ledger.refused_attempt";

  @TempDir Path directory;

  @Test
  void theWholeApplicationStartsASecondTimeOnTheSameFile() {
    try (ConfigurableApplicationContext first = startApplication()) {
      first.getBean(JdbcTemplate.class).update(REMEMBER, "first");
    }
    try (ConfigurableApplicationContext second = startApplication()) {
      assertThat(second.getBean(JdbcTemplate.class).queryForObject(COUNT, Integer.class))
          .isEqualTo(1);
    }
  }

  @Test
  void everyCommitIsWrittenAtOnceAlsoAfterReopening() throws SQLException {
    for (int start = 1; start <= 2; start++) {
      try (EmbeddedDatabase database = open();
          HikariDataSource pool = database.pool(2)) {
        assertThat(new JdbcTemplate(pool).queryForObject(COUNT, Integer.class)).isZero();
        assertThat(setting(database, "WRITE_DELAY")).isEqualTo("0");
        assertThat(setting(database, "MODE")).isEqualTo("REGULAR");
      }
    }
  }

  @Test
  void anInterruptedThreadDoesNotTakeTheDatabaseDown() throws InterruptedException {
    try (EmbeddedDatabase database = open();
        HikariDataSource pool = database.pool(4)) {
      JdbcTemplate jdbc = new JdbcTemplate(pool);
      for (int i = 0; i < 50; i++) {
        Thread writer =
            new Thread(
                () -> {
                  for (int row = 0; row < 20; row++) {
                    jdbc.update(REMEMBER, "x".repeat(500));
                  }
                });
        // A lost write is the interrupted thread's own affair.
        writer.setUncaughtExceptionHandler((thread, e) -> {});
        writer.start();
        Thread.sleep(i % 10);
        writer.interrupt();
        writer.join();
      }
      jdbc.update(REMEMBER, "still alive");
      assertThat(jdbc.queryForObject(COUNT + " where reason = 'still alive'", Integer.class))
          .isEqualTo(1);
    }
  }

  @Test
  void thePasswordsAreMadeOnceAndForNobodyElseToRead() throws IOException {
    open().close();
    String made = Files.readString(secrets());
    open().close();

    assertThat(Files.readString(secrets())).isEqualTo(made);
    assertThat(permissions(secrets())).isEqualTo("rw-------");
    assertThat(permissions(secrets().getParent())).isEqualTo("rwx------");
    assertThat(permissions(data())).isEqualTo("rwx------");
    for (String user : new String[] {"bihuan_owner", "bihuan_app", "sa"}) {
      assertThatThrownBy(
              () ->
                  DriverManager.getConnection("jdbc:h2:file:" + data().resolve("bihuan"), user, ""))
          .hasMessageContaining("Wrong user name or password");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw-----w-"})
  void secretsThatAreOpenToOthersAreRefused(String permissions) throws IOException {
    open().close();
    Files.setPosixFilePermissions(secrets(), PosixFilePermissions.fromString(permissions));
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("chmod 600");
  }

  @Test
  void aFileWithoutItsPasswordsIsNotGivenNewOnes() throws IOException {
    open().close();
    Files.delete(secrets());
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("from the backup");
  }

  @Test
  void theApplicationCannotLockItselfOutForLongerThanAStart() {
    try (EmbeddedDatabase database = open();
        HikariDataSource pool = database.pool(1)) {
      new JdbcTemplate(pool).execute("alter user bihuan_app set password 'another'");
    }
    try (EmbeddedDatabase database = open();
        HikariDataSource pool = database.pool(1)) {
      assertThat(new JdbcTemplate(pool).queryForObject(COUNT, Integer.class)).isZero();
    }
  }

  @Test
  void aDatabaseOfALaterReleaseIsRefused() throws SQLException {
    try (EmbeddedDatabase database = open();
        Statement statement = database.keeper().createStatement()) {
      statement.execute(
          """
          insert into bihuan."flyway_schema_history"
          select 1000, '1000', 'of a later release', 'SQL', 'V1000__x.sql', 1, 'owner',
                 current_timestamp, 1, true
          """);
    }
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not one that this release can migrate")
        .hasStackTraceContaining("1000");
  }

  @Test
  void aFailedStartLetsGoOfTheFile() throws IOException {
    open().close();
    DatabaseSettings wrong =
        new DatabaseSettings(url(), "bihuan_owner", "wrong", "bihuan_app", "wrong too", 1);
    assertThatThrownBy(() -> Database.open(wrong))
        .isInstanceOf(IllegalStateException.class)
        .hasRootCauseMessage("Wrong user name or password [28000-232]");
    open().close();
  }

  /** D148: a disk that turned a bit while nobody looked. */
  @Test
  void aFileThatChangedWhileItWasClosedIsRefusedWhereverItChanged() throws IOException {
    try (EmbeddedDatabase database = open();
        HikariDataSource pool = database.pool(1)) {
      new JdbcTemplate(pool).update(REMEMBER, "whole");
    }
    Path file = data().resolve("bihuan.mv.db");
    byte[] whole = Files.readAllBytes(file);
    String digest = Files.readString(digest());
    Random random = new Random(148);
    for (int i = 0; i < 50; i++) {
      byte[] flipped = whole.clone();
      flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, flipped);
      refusedAsChanged();
    }
    Files.write(file, Arrays.copyOf(whole, whole.length / 2));
    refusedAsChanged();
    Files.delete(file);
    refusedAsChanged();

    Files.write(file, whole);
    assertThat(Files.readString(digest())).isEqualTo(digest);
    try (EmbeddedDatabase database = open();
        HikariDataSource pool = database.pool(1)) {
      assertThat(digest()).as("while it is open").doesNotExist();
      assertThat(new JdbcTemplate(pool).queryForObject(COUNT, Integer.class)).isEqualTo(1);
    }
  }

  private void refusedAsChanged() {
    assertThatThrownBy(this::open)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is not what it was when it was closed");
  }

  private Path digest() {
    return data().resolve("bihuan.mv.db.sha256");
  }

  /** D139. */
  @Test
  @EnabledIf("io.bihuan.FullDisk#canBeHad")
  void onAFullDiskNothingIsAcknowledgedAndNothingThatWasIsLost() throws IOException {
    List<String> acknowledged = new ArrayList<>();
    EmbeddedDatabase database = open();
    HikariDataSource pool = database.pool(1);
    JdbcTemplate jdbc = new JdbcTemplate(pool);
    acknowledged.add("before");
    jdbc.update(REMEMBER, "before");
    try (FullDisk full = FullDisk.beyond(Files.size(data().resolve("bihuan.mv.db")) + 300_000)) {
      assertThat(full).isNotNull();
      assertThatThrownBy(
              () -> {
                for (int row = 0; row < 1000; row++) {
                  String reason = row + " " + "x".repeat(400);
                  jdbc.batchUpdate(REMEMBER, Collections.nCopies(50, new Object[] {reason}));
                  acknowledged.add(reason);
                }
              })
          .isInstanceOf(DataAccessException.class);
      pool.close();
      database.close();
    }
    try (EmbeddedDatabase again = open();
        HikariDataSource pool2 = again.pool(1)) {
      JdbcTemplate found = new JdbcTemplate(pool2);
      assertThat(
              found.queryForList(
                  "select distinct reason from ledger.refused_attempt", String.class))
          .containsAll(acknowledged);
      found.update(REMEMBER, "there is room again");
    }
  }

  private ConfigurableApplicationContext startApplication() {
    return new SpringApplicationBuilder(BihuanApplication.class)
        .profiles("test")
        .run("--bihuan.database.url=" + url(), "--server.port=0");
  }

  private EmbeddedDatabase open() {
    return (EmbeddedDatabase) Database.open(Settings.of(url()));
  }

  private String url() {
    return "jdbc:h2:file:" + data().resolve("bihuan");
  }

  private Path data() {
    return directory.resolve("data");
  }

  private Path secrets() {
    return data().resolve("secrets").resolve("database.properties");
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private static String setting(EmbeddedDatabase database, String name) throws SQLException {
    try (var query =
        database
            .keeper()
            .prepareStatement(
                "select setting_value from information_schema.settings where setting_name = ?")) {
      query.setString(1, name);
      try (ResultSet result = query.executeQuery()) {
        return result.next() ? result.getString(1) : null;
      }
    }
  }
}
