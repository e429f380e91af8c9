package io.bihuan.storage;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.UnaryOperator;

/** PostgreSQL, shared by any number of nodes, whose turn at starting is an advisory lock. */
final class PostgresqlDatabase implements Database {

  /** Any number will do that nobody else locks in this database. */
  private static final long TURN = 0x6269_6875_616eL;

  private final String url;
  private final Login app;
  private final Connection turn;
  private final boolean acknowledgesEarly;

  private PostgresqlDatabase(String url, Login app, Connection turn, boolean acknowledgesEarly) {
    this.url = url;
    this.app = app;
    this.turn = turn;
    this.acknowledgesEarly = acknowledgesEarly;
  }

  static PostgresqlDatabase open(DatabaseSettings settings) throws SQLException {
    Logins logins = settings.logins();
    if (logins == null) {
      throw new IllegalArgumentException(
          "bihuan.database: PostgreSQL needs owner-password and app-password");
    }
    Connection owner = logins.owner().connect(settings.url());
    try {
      takeTurn(owner);
      refuseAnAppThatIsTheOwner(owner, logins);
      refuseASecondEngine(owner);
      prepare(owner, logins.app());
      Migrations.run(settings.url(), logins.owner(), UnaryOperator.identity());
      Rights.renew(owner, logins.app());
      closeLedgerToChange(owner);
      return new PostgresqlDatabase(settings.url(), logins.app(), owner, acknowledgesEarly(owner));
    } catch (SQLException | RuntimeException e) {
      owner.close();
      throw e;
    }
  }

  /** With "off", a commit is acknowledged that a crash of the server may still undo. */
  private static boolean acknowledgesEarly(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet result = statement.executeQuery("show synchronous_commit")) {
      result.next();
      return result.getString(1).equals("off");
    }
  }

  private static void takeTurn(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute("set lock_timeout = '10min'");
      statement.execute("select pg_advisory_lock(" + TURN + ")");
    }
  }

  /** A superuser, or a member of the owner's role, is stopped by no grant. */
  private static void refuseAnAppThatIsTheOwner(Connection owner, Logins logins)
      throws SQLException {
    try (PreparedStatement query = owner.prepareStatement("select pg_has_role(?, ?, 'member')")) {
      query.setString(1, logins.app().username());
      query.setString(2, logins.owner().username());
      try (ResultSet result = query.executeQuery()) {
        result.next();
        if (result.getBoolean(1)) {
          throw new IllegalArgumentException(
              "bihuan.database.app-username: "
                  + logins.app()
                  + " has the rights of "
                  + logins.owner()
                  + " and could rewrite the ledger");
        }
      }
    }
  }

  /**
   * Camunda looks for its tables in every schema, takes the other engine's for its own, makes none
   * and fails later. Its setting for this wants another spelling on H2.
   */
  private static void refuseASecondEngine(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement();
        ResultSet result =
            statement.executeQuery(
                """
                select n.nspname from pg_class c join pg_namespace n on n.oid = c.relnamespace
                 where c.relname = 'act_ge_property' and n.nspname <> 'engine'
                """)) {
      if (result.next()) {
        throw new IllegalStateException(
            "Another engine has its tables in schema "
                + result.getString(1)
                + ": Bihuan needs a database of its own");
      }
    }
  }

  private static void prepare(Connection owner, Login app) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      String user = app.username();
      statement.execute("create schema if not exists engine");
      statement.execute("create schema if not exists bihuan");
      statement.execute("create schema if not exists ledger");
      statement.execute("grant usage, create on schema engine to " + user);
      statement.execute("grant usage on schema bihuan, ledger to " + user);
    }
  }

  /** The grants already refuse the application's user; the trigger refuses the owner's slip. */
  private static void closeLedgerToChange(Connection owner) throws SQLException {
    try (Statement statement = owner.createStatement()) {
      statement.execute(
          """
          create or replace function ledger.refuse_change() returns trigger language plpgsql as
          $$ begin raise exception 'the ledger only grows: % on %', tg_op, tg_table_name; end $$
          """);
      for (String table : Rights.tables(owner, "ledger")) {
        statement.execute(
            "create or replace trigger only_grows before update or delete or truncate on "
                + table
                + " for each statement execute function ledger.refuse_change()");
      }
    }
  }

  @Override
  public HikariConfig connections() {
    HikariConfig config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(app.username());
    config.setPassword(app.password());
    // Not by statements: these also survive a "reset all".
    config.addDataSourceProperty("currentSchema", "engine,bihuan");
    config.addDataSourceProperty(
        "options", "-c lock_timeout=10s" + (acknowledgesEarly ? " -c synchronous_commit=on" : ""));
    return config;
  }

  @Override
  public void started() {
    close();
  }

  @Override
  public void close() {
    try {
      turn.close();
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot let the next node start", e);
    }
  }
}
