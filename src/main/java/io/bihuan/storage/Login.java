package io.bihuan.storage;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

record Login(String username, String password) {

  Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url, username, password);
  }

  @Override
  public String toString() {
    return username;
  }
}
