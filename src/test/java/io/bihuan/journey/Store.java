package io.bihuan.journey;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Where an application that is killed keeps its rows. */
interface Store extends AutoCloseable {
  /** URL and users for the application; valid until the next {@link #killServer}. */
  Map<String, String> properties();

  /**
   * An administrator's view while no application runs, without touching what the next start will
   * find.
   */
  Connection whenNobodyRuns() throws Exception;

  /** Kills the database server itself, if there is one, and starts it again when asked. */
  boolean killServer() throws Exception;

  void restartServer() throws Exception;

  @Override
  void close() throws IOException;

  private static Map<String, String> users(String url) {
    Map<String, String> users = new HashMap<>();
    users.put("bihuan.database.url", url);
    users.put("bihuan.database.owner-username", "bihuan_owner");
    users.put("bihuan.database.owner-password", "owner-of-the-test");
    users.put("bihuan.database.app-username", "bihuan_app");
    users.put("bihuan.database.app-password", "app-of-the-test");
    return users;
  }

  /** H2 in a file: the process that dies is the database too. */
  record OneFile(Path directory) implements Store {
    @Override
    public Map<String, String> properties() {
      return users("jdbc:h2:file:" + directory.resolve("bihuan"));
    }

    @Override
    public Connection whenNobodyRuns() throws IOException, SQLException {
      // A copy: recovering after a kill is the application's own task.
      Files.copy(
          directory.resolve("bihuan.mv.db"),
          directory.resolve("copy.mv.db"),
          StandardCopyOption.REPLACE_EXISTING);
      return DriverManager.getConnection(
          "jdbc:h2:file:" + directory.resolve("copy"), "bihuan_owner", "owner-of-the-test");
    }

    @Override
    public boolean killServer() {
      return false;
    }

    @Override
    public void restartServer() {}

    @Override
    public void close() {}
  }

  /** PostgreSQL as a site runs it: the embedded one is tuned to lose commits unless told not to. */
  final class Server implements Store {
    private final Path directory;
    private EmbeddedPostgres postgres;

    Server(Path directory) throws IOException, SQLException {
      this.directory = directory;
      this.postgres = start();
      try (Connection superuser = postgres.getPostgresDatabase().getConnection();
          Statement statement = superuser.createStatement()) {
        statement.execute("create role bihuan_owner login password 'owner-of-the-test'");
        statement.execute("create role bihuan_app login password 'app-of-the-test'");
        statement.execute("create database bihuan owner bihuan_owner");
      }
    }

    private EmbeddedPostgres start() throws IOException {
      return EmbeddedPostgres.builder()
          .setDataDirectory(directory.resolve("postgresql"))
          .setCleanDataDirectory(false)
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("fsync", "on")
          .start();
    }

    private String url() {
      return "jdbc:postgresql://localhost:" + postgres.getPort() + "/bihuan";
    }

    @Override
    public Map<String, String> properties() {
      return users(url());
    }

    @Override
    public Connection whenNobodyRuns() throws SQLException, InterruptedException {
      // Not the product's owner, who may not look into the engine's schema.
      Connection all = postgres.getDatabase("postgres", "bihuan").getConnection();
      // A backend finishes what its dead client had asked for last.
      Instant until = Instant.now().plus(Duration.ofSeconds(30));
      while (sessions(all) > 1) {
        if (Instant.now().isAfter(until)) {
          throw new AssertionError("sessions of a dead application");
        }
        Thread.sleep(20);
      }
      return all;
    }

    private static int sessions(Connection all) throws SQLException {
      try (Statement statement = all.createStatement();
          ResultSet count =
              statement.executeQuery(
                  "select count(*) from pg_stat_activity where datname = 'bihuan'")) {
        count.next();
        return count.getInt(1);
      }
    }

    @Override
    public boolean killServer() throws IOException {
      long postmaster =
          Long.parseLong(
              Files.readAllLines(directory.resolve("postgresql/postmaster.pid")).get(0).strip());
      return ProcessHandle.of(postmaster).orElseThrow().destroyForcibly();
    }

    @Override
    public void restartServer() throws IOException {
      postgres.close();
      postgres = start();
    }

    @Override
    public void close() throws IOException {
      postgres.close();
    }
  }
}
