package io.bihuan.storage;

import java.util.function.UnaryOperator;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** {@code db/migration}, applied by the owner. */
final class Migrations {

  private Migrations() {}

  /**
   * @param fold how the database writes an unquoted name: Flyway quotes the names that it is given
   */
  static void run(String url, Login owner, UnaryOperator<String> fold) {
    Flyway flyway =
        Flyway.configure()
            .dataSource(url, owner.username(), owner.password())
            .locations("classpath:db/migration")
            .defaultSchema(fold.apply("bihuan"))
            .schemas(fold.apply("bihuan"), fold.apply("ledger"))
            .createSchemas(false)
            .validateMigrationNaming(true)
            // A release before the one that migrated last would write what it does not understand.
            .ignoreMigrationPatterns(new String[0])
            .load();
    try {
      flyway.migrate();
    } catch (FlywayValidateException e) {
      throw new IllegalStateException("The database is not one that this release can migrate", e);
    }
  }
}
