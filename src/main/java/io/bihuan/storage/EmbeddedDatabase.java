package io.bihuan.storage;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * H2 in this process, in a file or in memory.
 *
 * <p>The keeper is the owner's connection: opened before all others, held for life, closed last. It
 * carries the two options that only an administrator may give, and they hold for as long as it is
 * open. {@code WRITE_DELAY=0} must stand in its URL: H2 2.3.232 stores {@code SET WRITE_DELAY 0}
 * and does not honour it after reopening, and then loses acknowledged commits on {@code kill -9}.
 */
final class EmbeddedDatabase implements Database {

  private static final String FILE = "jdbc:h2:file:";
  private static final String MEMORY = "jdbc:h2:mem:";
  private static final String KEEPER_OPTIONS = ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";

  private final String url;
  private final Login app;
  private final Connection keeper;
  private final @Nullable FileAtRest atRest;

  private EmbeddedDatabase(String url, Login app, Connection keeper, @Nullable FileAtRest atRest) {
    this.url = url;
    this.app = app;
    this.keeper = keeper;
    this.atRest = atRest;
  }

  static EmbeddedDatabase open(DatabaseSettings settings) throws SQLException {
    if (settings.url().contains(";")) {
      throw new IllegalArgumentException("bihuan.database.url: H2 takes no options here");
    }
    Path file = file(settings.url());
    Logins logins = logins(settings, file);
    String url = file == null ? settings.url() : url(file);
    FileAtRest atRest = file == null ? null : FileAtRest.of(file);
    if (atRest != null) {
      atRest.requireUnchanged();
    }
    Connection keeper = logins.owner().connect(url + KEEPER_OPTIONS);
    try {
      prepare(keeper, logins.app());
      Migrations.run(url, logins.owner(), name -> name.toUpperCase(Locale.ROOT));
      Rights.renew(keeper, logins.app());
    } catch (SQLException | RuntimeException e) {
      keeper.close();
      throw e;
    }
    return new EmbeddedDatabase(url, logins.app(), keeper, atRest);
  }

  private static @Nullable Path file(String url) {
    if (url.startsWith(MEMORY)) {
      return null;
    }
    if (!url.startsWith(FILE)) {
      throw new IllegalArgumentException(
          "bihuan.database.url: H2 runs embedded, as jdbc:h2:file:… or jdbc:h2:mem:…: " + url);
    }
    return Path.of(url.substring(FILE.length())).toAbsolutePath().normalize();
  }

  /**
   * H2's ordinary file channel is closed by the interrupt of any one thread that is writing, and
   * the whole database with it; the asynchronous one is not.
   */
  private static String url(Path file) {
    return "jdbc:h2:async:" + file;
  }

  private static Logins logins(DatabaseSettings settings, @Nullable Path file) {
    Logins given = settings.logins();
    if (given != null) {
      if (file != null) {
        PrivateFiles.createDirectory(file.resolveSibling("."));
      }
      return given;
    }
    return file == null ? Passwords.fresh(settings) : Passwords.kept(settings, file);
  }

  private static void prepare(Connection owner, Login app) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      String user = app.username();
      String password = "'" + app.password().replace("'", "''") + "'";
      statement.execute("create user if not exists " + user + " password " + password);
      // At every start: a user may change its own password and lock the application out.
      statement.execute("alter user " + user + " set password " + password);
      statement.execute("alter user " + user + " admin false");
      statement.execute("create schema if not exists engine authorization " + user);
      statement.execute("create schema if not exists bihuan");
      statement.execute("create schema if not exists ledger");
    }
  }

  /** The owner's connection, for what only an administrator may ask. */
  Connection keeper() {
    return keeper;
  }

  @Override
  public HikariConfig connections() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(app.username());
    config.setPassword(app.password());
    config.setConnectionInitSql(
        "set schema engine; set schema_search_path engine, bihuan; set lock_timeout 10000");
    return config;
  }

  @Override
  public void close() {
    try {
      keeper.close();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot close the database " + url, e);
    }
    if (atRest != null) {
      atRest.writeDown();
    }
  }
}
