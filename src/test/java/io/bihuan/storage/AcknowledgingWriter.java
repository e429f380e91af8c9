package io.bihuan.storage;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes until it is killed and says of each row that it is committed, never before. */
final class AcknowledgingWriter {

  static final int THREADS = 3;

  /** As its name, and it asks for memory without end besides. */
  static final String UNTIL_MEMORY_RUNS_OUT = "out-of-memory";

  private static final List<byte[]> HELD = new CopyOnWriteArrayList<>();

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
                  if (cycle.equals(UNTIL_MEMORY_RUNS_OUT) && row >= 20) {
                    HELD.add(new byte[1 << 20]);
                  }
                }
              })
          .start();
    }
  }
}
