package io.bihuan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** How much is written, table by table, and how many photos lie on disk: what a refusal leaves. */
public record Written(Map<String, Long> rows, long photos) {
  private static final Path PHOTOS =
      Path.of(System.getProperty("bihuan.test.files", "target/test-data"), "evidence");

  /** Attempts that were refused are kept on purpose. */
  private static final String KEPT = "refused_attempt";

  public static Written now() {
    try (Connection owner = TestDatabase.connectAsOwner();
        Statement statement = owner.createStatement()) {
      List<String> tables = new ArrayList<>();
      try (ResultSet found =
          statement.executeQuery(
              """
              select table_schema, table_name from information_schema.tables
               where lower(table_schema) in ('bihuan', 'ledger', 'engine')
                 and table_type = 'BASE TABLE'
              """)) {
        while (found.next()) {
          tables.add("\"%s\".\"%s\"".formatted(found.getString(1), found.getString(2)));
        }
      }
      Map<String, Long> rows = new TreeMap<>();
      for (String table : tables) {
        if (!table.toLowerCase().contains(KEPT)) {
          try (ResultSet count = statement.executeQuery("select count(*) from " + table)) {
            count.next();
            rows.put(table, count.getLong(1));
          }
        }
      }
      return new Written(rows, photosOnDisk());
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long photosOnDisk() {
    if (!Files.isDirectory(PHOTOS)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(PHOTOS)) {
      return files.filter(Files::isRegularFile).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
