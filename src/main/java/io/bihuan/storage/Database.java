package io.bihuan.storage;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;

/** A database that is migrated and whose rights are set, ready to be worked in. */
sealed interface Database extends AutoCloseable permits EmbeddedDatabase, PostgresqlDatabase {

  static Database open(DatabaseSettings settings) {
    try {
      if (settings.url().startsWith("jdbc:h2:")) {
        return EmbeddedDatabase.open(settings);
      }
      if (settings.url().startsWith("jdbc:postgresql:")) {
        return PostgresqlDatabase.open(settings);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot open the database " + settings.place(), e);
    }
    throw new IllegalArgumentException(
        "bihuan.database.url: neither H2 nor PostgreSQL: " + settings.place());
  }

  /** How the application's user connects, with the schemas in its search path. */
  HikariConfig connections();

  /** Everything that must be done by one node at a time is done. */
  default void started() {}

  @Override
  void close();

  default HikariDataSource pool(int size) {
    HikariConfig config = connections();
    config.setPoolName("bihuan");
    config.setMaximumPoolSize(size);
    // The engine refuses to start on any other level.
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return new HikariDataSource(config);
  }
}
