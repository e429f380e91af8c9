package io.bihuan.storage;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which database, and as whom.
 *
 * @param poolSize connections of the application's user; more than the engine's threads and the
 *     requests that run at once can use are only idle
 */
@ConfigurationProperties(prefix = "bihuan.database", ignoreUnknownFields = false)
record DatabaseSettings(
    @DefaultValue("jdbc:h2:file:./data/bihuan") String url,
    @DefaultValue("bihuan_owner") String ownerUsername,
    @Nullable String ownerPassword,
    @DefaultValue("bihuan_app") String appUsername,
    @Nullable String appPassword,
    @DefaultValue("10") int poolSize) {

  /** What manuals put in its place, and what installers leave there. */
  private static final Set<String> GUESSED_FIRST =
      Set.of(
          "…",
          "...",
          "***",
          "xxx",
          "changeme",
          "change-me",
          "change_me",
          "password",
          "passwd",
          "secret",
          "admin",
          "root",
          "postgres",
          "bihuan",
          "bihuan_owner",
          "bihuan_app",
          "123456",
          "12345678",
          "test",
          "demo");

  DatabaseSettings {
    requireName("bihuan.database.owner-username", ownerUsername);
    requireName("bihuan.database.app-username", appUsername);
    if (ownerUsername.equalsIgnoreCase(appUsername)) {
      throw new IllegalArgumentException(
          "bihuan.database: the owner and the application's user must be two; otherwise the"
              + " application could rewrite the ledger");
    }
    if ((ownerPassword == null) != (appPassword == null)) {
      throw new IllegalArgumentException(
          "bihuan.database: give both passwords, or neither for an embedded database");
    }
    requirePassword("bihuan.database.owner-password", ownerPassword);
    requirePassword("bihuan.database.app-password", appPassword);
    if (ownerPassword != null && ownerPassword.equals(appPassword)) {
      throw new IllegalArgumentException(
          "bihuan.database: both users have the same password; whoever learns the application's"
              + " could rewrite the ledger as the owner");
    }
  }

  /** Both users as given; null when the passwords are not. */
  @Nullable Logins logins() {
    return ownerPassword == null || appPassword == null
        ? null
        : new Logins(new Login(ownerUsername, ownerPassword), new Login(appUsername, appPassword));
  }

  /** The URL without its options, where PostgreSQL lets a password stand. */
  String place() {
    int options = url.indexOf('?');
    return options < 0 ? url : url.substring(0, options);
  }

  /** Names go into GRANT, where no parameter can stand. */
  private static void requireName(String property, String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(property + ": letters, digits and _ only: " + name);
    }
  }

  private static void requirePassword(String property, @Nullable String password) {
    if (password != null && password.isBlank()) {
      throw new IllegalArgumentException(property + " is empty");
    }
    if (password != null && GUESSED_FIRST.contains(password.toLowerCase(Locale.ROOT))) {
      throw new IllegalArgumentException(property + " is one that everybody tries first");
    }
  }

  @Override
  public String toString() {
    return "DatabaseSettings[" + place() + ", " + ownerUsername + ", " + appUsername + "]";
  }
}
