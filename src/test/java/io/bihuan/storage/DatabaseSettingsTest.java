package io.bihuan.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseSettingsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:x;MODE=PostgreSQL",
        "jdbc:h2:file:./data/bihuan;AUTO_SERVER=TRUE",
        "jdbc:h2:mem:x;INIT=RUNSCRIPT FROM 'http://example.org/x.sql'",
        "jdbc:h2:tcp://localhost/bihuan",
        "jdbc:h2:./data/bihuan",
        "jdbc:mysql://localhost/bihuan",
        "jdbc:postgresql://localhost/bihuan",
      })
  void aDatabaseThatCannotKeepThePromisesIsRefused(String url) {
    assertThatThrownBy(() -> Database.open(Settings.of(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bihuan.database");
  }

  @Test
  void theOwnerAndTheApplicationAreTwo() {
    assertRefused("bihuan", "a", "BIHUAN", "b");
  }

  @Test
  void onePasswordIsNotEnough() {
    assertRefused("bihuan_owner", "a", "bihuan_app", null);
  }

  @Test
  void anEmptyPasswordIsNone() {
    assertRefused("bihuan_owner", "", "bihuan_app", "b");
  }

  @Test
  void onePasswordForBothIsNoSecretBetweenThem() {
    assertRefused("bihuan_owner", "the-same-for-both", "bihuan_app", "the-same-for-both");
  }

  @ParameterizedTest
  @ValueSource(strings = {"…", "changeme", "Password", "postgres", "bihuan_owner"})
  void aPasswordFromAManualIsNone(String password) {
    assertRefused("bihuan_owner", password, "bihuan_app", "a-secret-of-the-test");
    assertRefused("bihuan_owner", "a-secret-of-the-test", "bihuan_app", password);
  }

  @Test
  void aNameIsNotSql() {
    assertRefused("bihuan_owner", "a", "app; drop schema ledger", "b");
  }

  @Test
  void noPasswordReachesALog() {
    var settings =
        new DatabaseSettings(
            "jdbc:postgresql://localhost/bihuan?password=hush", "o", "hush", "a", "hush-2", 10);
    assertThat(settings + " " + settings.logins()).doesNotContain("hush");
    assertThatThrownBy(
            () ->
                Database.open(
                    new DatabaseSettings(
                        "jdbc:postgresql://localhost:1/bihuan?password=hush",
                        "o",
                        "hush",
                        "a",
                        "hush-2",
                        10)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Cannot open the database jdbc:postgresql://localhost:1/bihuan");
  }

  private static void assertRefused(
      String owner, String ownerPassword, String app, String appPassword) {
    assertThatThrownBy(
            () -> new DatabaseSettings("jdbc:h2:mem:x", owner, ownerPassword, app, appPassword, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("bihuan.database");
  }
}
