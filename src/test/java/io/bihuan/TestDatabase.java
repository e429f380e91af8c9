package io.bihuan;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The one database of this JVM: in memory, or with {@code -Dbihuan.test.database=postgresql} an
 * embedded PostgreSQL, where an administrator has done what the manual of storage asks for and no
 * more.
 */
public final class TestDatabase
    implements ApplicationContextInitializer<ConfigurableApplicationContext> {

  private static final boolean POSTGRESQL =
      "postgresql".equals(System.getProperty("bihuan.test.database"));
  private static final String OWNER_PASSWORD = random();
  private static final String APP_PASSWORD = random();
  private static final EmbeddedPostgres POSTGRES = POSTGRESQL ? startPostgresql() : null;
  private static final String URL = createDatabase();
  private static final Connection KEPT_OPEN = keepOpen();

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    TestPropertyValues.of(
            properties().entrySet().stream().map(each -> each.getKey() + "=" + each.getValue()))
        .applyTo(context);
  }

  public static boolean isPostgresql() {
    return POSTGRESQL;
  }

  public static Map<String, String> properties() {
    return Map.of(
        "bihuan.database.url", URL,
        "bihuan.database.owner-username", "bihuan_owner",
        "bihuan.database.owner-password", OWNER_PASSWORD,
        "bihuan.database.app-username", "bihuan_app",
        "bihuan.database.app-password", APP_PASSWORD);
  }

  /** For a test that does what no part of the product may do. */
  public static Connection connectAsOwner() throws SQLException {
    return DriverManager.getConnection(URL, "bihuan_owner", OWNER_PASSWORD);
  }

  /** An empty database beside the one of this JVM, owned by the owner; for PostgreSQL only. */
  public static Map<String, String> propertiesOfAnother(String name) throws SQLException {
    administrate("create database " + name + " owner bihuan_owner");
    Map<String, String> properties = new HashMap<>(properties());
    properties.put("bihuan.database.url", URL.replace("/bihuan", "/" + name));
    return properties;
  }

  /** As PostgreSQL's superuser. */
  public static void administrate(String... statements) throws SQLException {
    try (Connection superuser = POSTGRES.getPostgresDatabase().getConnection();
        Statement statement = superuser.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private static String createDatabase() {
    if (POSTGRES == null) {
      return "jdbc:h2:mem:bihuan";
    }
    try {
      administrate(
          "create role bihuan_owner login password '" + OWNER_PASSWORD + "'",
          "create role bihuan_app login password '" + APP_PASSWORD + "'",
          "create database bihuan owner bihuan_owner");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return "jdbc:postgresql://localhost:" + POSTGRES.getPort() + "/bihuan";
  }

  /** It refuses to run as root; where the build does, it becomes "nobody" by itself. */
  private static EmbeddedPostgres startPostgresql() {
    try {
      // No test of this JVM pulls the plug; the ones that kill a server start their own.
      return EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start here; there is no other", e);
    }
  }

  /** H2 in memory lives as long as somebody is connected; contexts come and go. */
  private static Connection keepOpen() {
    try {
      return connectAsOwner();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String random() {
    byte[] bytes = new byte[16];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
