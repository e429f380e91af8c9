package io.bihuan.storage;

import java.util.Map;

/** Settings without Spring. */
final class Settings {

  private Settings() {}

  static DatabaseSettings of(String url) {
    return new DatabaseSettings(url, "bihuan_owner", null, "bihuan_app", null, 4);
  }

  static DatabaseSettings from(Map<String, String> properties) {
    return new DatabaseSettings(
        properties.get("bihuan.database.url"),
        properties.get("bihuan.database.owner-username"),
        properties.get("bihuan.database.owner-password"),
        properties.get("bihuan.database.app-username"),
        properties.get("bihuan.database.app-password"),
        4);
  }
}
