package io.bihuan.storage;

import com.zaxxer.hikari.HikariDataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes until it is killed and says of each row that it is committed, never before. */
final class AcknowledgingWriter {

  static final int THREADS = 3;

  private AcknowledgingWriter() {}

  public static void main(String[] args) {
    String url = args[0];
    String cycle = args[1];
    HikariDataSource pool = Database.open(Settings.of(url)).pool(THREADS);
    JdbcTemplate jdbc = new JdbcTemplate(pool);
    for (int thread = 0; thread < THREADS; thread++) {
      String name = cycle + "-" + thread;
      new Thread(
              () -> {
                for (int row = 0; ; row++) {
                  jdbc.update(
                      "insert into ledger.refused_attempt (at, path, reason)"
                          + " values (current_timestamp, ?, ?)",
                      name,
                      String.valueOf(row));
                  System.out.println("committed " + name + " " + row + " .");
                }
              })
          .start();
    }
  }
}
