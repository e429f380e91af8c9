package io.bihuan.storage;

import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;

/** {@code db/migration}, applied by the owner. */
final class Migrations {

  private Migrations() {}

  /**
   * @param fold how the database writes an unquoted name: Flyway quotes the names that it is given
   */
  static void run(String url, Login owner, UnaryOperator<String> fold) {
    Flyway.configure()
        .dataSource(url, owner.username(), owner.password())
        .locations("classpath:db/migration")
        .defaultSchema(fold.apply("bihuan"))
        .schemas(fold.apply("bihuan"), fold.apply("ledger"))
        .createSchemas(false)
        .validateMigrationNaming(true)
        .load()
        .migrate();
  }
}
