package io.bihuan.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the application's user may do, table by table and anew after every migration.
 *
 * <p>Not a right on the whole schema: H2 has no exception to that, and Flyway's own table is one.
 */
final class Rights {

  private static final String HISTORY = "\"flyway_schema_history\"";

  /** 待办: a line goes as its act is signed. Nothing else of the domain is ever deleted. */
  private static final String WORK_LIST = "\"pending_act\"";

  private Rights() {}

  static void renew(Connection owner, Login app) throws SQLException {
    boolean autoCommit = owner.getAutoCommit();
    // Where a grant is part of a transaction, no running node sees the moment without it.
    owner.setAutoCommit(false);
    try (Statement statement = owner.createStatement()) {
      for (String table : tables(owner, "bihuan")) {
        grant(statement, inTheDomain(table.toLowerCase(Locale.ROOT)), table, app);
      }
      for (String table : tables(owner, "ledger")) {
        grant(statement, "select, insert", table, app);
      }
      owner.commit();
    } finally {
      owner.setAutoCommit(autoCommit);
    }
  }

  private static String inTheDomain(String table) {
    if (table.endsWith(HISTORY)) {
      return "select";
    }
    return "select, insert, update" + (table.endsWith(WORK_LIST) ? ", delete" : "");
  }

  private static void grant(Statement statement, String rights, String table, Login app)
      throws SQLException {
    statement.execute("revoke all on " + table + " from " + app.username());
    statement.execute("grant " + rights + " on " + table + " to " + app.username());
  }

  /** The tables of a schema, quoted, with the schema. */
  static List<String> tables(Connection owner, String schema) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (PreparedStatement query =
        owner.prepareStatement(
            """
            select table_schema, table_name from information_schema.tables
             where lower(table_schema) = ?
             order by table_name
            """)) {
      query.setString(1, schema);
      try (ResultSet result = query.executeQuery()) {
        while (result.next()) {
          tables.add("\"%s\".\"%s\"".formatted(result.getString(1), result.getString(2)));
        }
      }
    }
    return tables;
  }
}
