package io.bihuan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import io.bihuan.BihuanApplication;
import io.bihuan.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;

@Tag("database")
@EnabledIfSystemProperty(named = "bihuan.test.database", matches = "postgresql")
class PostgresqlDatabaseTest {

  private static final String LOGGING = "org.springframework.boot.logging.LoggingSystem";

  /** Two applications of one JVM cannot set up its logging at the same time. */
  @BeforeAll
  static void leaveLoggingAlone() {
    System.setProperty(LOGGING, "none");
  }

  @AfterAll
  static void giveLoggingBack() {
    System.clearProperty(LOGGING);
  }

  @Test
  void nodesThatStartTogetherOnAnEmptyDatabaseAllStart() throws SQLException {
    Map<String, String> properties = TestDatabase.propertiesOfAnother("together");
    List<CompletableFuture<ConfigurableApplicationContext>> starting = new ArrayList<>();
    for (int node = 0; node < 3; node++) {
      String name = "node" + node;
      starting.add(CompletableFuture.supplyAsync(() -> startApplication(properties, name)));
    }
    for (CompletableFuture<ConfigurableApplicationContext> each : starting) {
      try (ConfigurableApplicationContext node = each.join()) {
        assertThat(
                node.getBean(JdbcTemplate.class)
                    .queryForObject("select count(*) from act_ge_schema_log", Integer.class))
            .isEqualTo(1);
      }
    }
  }

  @Test
  void anApplicationWithTheOwnersRightsIsRefused() throws SQLException {
    TestDatabase.administrate(
        "create role too_much login superuser password 'x'",
        "create role a_member login password 'x'",
        "grant bihuan_owner to a_member");
    for (String app : List.of("too_much", "a_member")) {
      Map<String, String> properties = new HashMap<>(TestDatabase.properties());
      properties.put("bihuan.database.app-username", app);
      assertThatThrownBy(() -> Database.open(Settings.from(properties)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("could rewrite the ledger");
    }
  }

  @Test
  void aDatabaseSharedWithAnotherEngineIsRefused() throws SQLException {
    Map<String, String> properties = TestDatabase.propertiesOfAnother("shared");
    Database.open(Settings.from(properties)).close();
    try (var owner =
            DriverManager.getConnection(
                properties.get("bihuan.database.url"),
                "bihuan_owner",
                properties.get("bihuan.database.owner-password"));
        var statement = owner.createStatement()) {
      statement.execute("create schema another");
      statement.execute("create table another.act_ge_property (name_ varchar(64))");
    }
    assertThatThrownBy(() -> Database.open(Settings.from(properties)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a database of its own");
  }

  /** The embedded server is tuned to lose commits, as a careless administrator's may be. */
  @Test
  void aServerThatAcknowledgesEarlyIsToldNotTo() throws SQLException {
    Map<String, String> properties = TestDatabase.propertiesOfAnother("early");
    try (var owner =
            DriverManager.getConnection(
                properties.get("bihuan.database.url"),
                "bihuan_owner",
                properties.get("bihuan.database.owner-password"));
        var statement = owner.createStatement()) {
      statement.execute("alter database early set synchronous_commit = off");
    }
    try (Database database = Database.open(Settings.from(properties));
        HikariDataSource pool = database.pool(1)) {
      assertThat(new JdbcTemplate(pool).queryForObject("show synchronous_commit", String.class))
          .isEqualTo("on");
    }
  }

  private static ConfigurableApplicationContext startApplication(
      Map<String, String> properties, String name) {
    return new SpringApplicationBuilder(BihuanApplication.class)
        .profiles("test")
        .properties(Map.copyOf(properties))
        .run("--server.port=0", "--camunda.bpm.process-engine-name=" + name);
  }
}
