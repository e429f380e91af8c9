package io.bihuan.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.bihuan.BihuanTest;
import io.bihuan.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

@BihuanTest
class SchemasTest {

  @Autowired ApplicationContext context;
  @Autowired DataSource dataSource;
  @Autowired JdbcTemplate jdbc;

  @Test
  void thereIsOneDataSource() {
    assertThat(context.getBeansOfType(DataSource.class)).hasSize(1);
  }

  @Test
  void theEngineMakesItsTablesInItsOwnSchema() {
    assertThat(
            jdbc.queryForList(
                """
                select distinct lower(table_schema) from information_schema.tables
                 where lower(table_name) like 'act\\_%' escape '\\'
                """,
                String.class))
        .containsExactly("engine");
  }

  @Test
  void theApplicationWorksAsItsOwnUserInTheEnginesSchema() throws SQLException {
    assertThat(jdbc.queryForObject("select current_user", String.class))
        .isEqualToIgnoringCase("bihuan_app");
    try (Connection connection = dataSource.getConnection()) {
      assertThat(connection.getSchema()).isEqualToIgnoringCase("engine");
      assertThat(connection.getAutoCommit()).isTrue();
      assertThat(connection.getTransactionIsolation())
          .isEqualTo(Connection.TRANSACTION_READ_COMMITTED);
    }
  }

  @Test
  void aDomainTableIsNamedWithoutItsSchema() {
    assertThat(jdbc.queryForObject("select count(*) from \"flyway_schema_history\"", Integer.class))
        .isPositive();
  }

  @Test
  void nobodyWaitsForALockForever() {
    assertThat(
            jdbc.queryForObject(
                TestDatabase.isPostgresql() ? "show lock_timeout" : "select lock_timeout()",
                String.class))
        .isIn("10s", "10000");
  }
}
