package io.bihuan.storage;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;

/** Passwords nobody chose: an embedded database must not have a known one. */
final class Passwords {

  private static final String OWNER = "owner-password";
  private static final String APP = "app-password";

  private Passwords() {}

  static Logins fresh(DatabaseSettings settings) {
    return new Logins(
        new Login(settings.ownerUsername(), random()), new Login(settings.appUsername(), random()));
  }

  /** The passwords beside the database file; made together with it, and never without. */
  static Logins kept(DatabaseSettings settings, Path database) {
    Path secrets = database.resolveSibling("secrets").resolve("database.properties");
    Path data = database.resolveSibling(database.getFileName() + ".mv.db");
    if (Files.exists(secrets)) {
      Properties kept = read(secrets);
      return new Logins(
          new Login(settings.ownerUsername(), required(kept, OWNER, secrets)),
          new Login(settings.appUsername(), required(kept, APP, secrets)));
    }
    if (Files.exists(data)) {
      throw new IllegalStateException(
          "The passwords of " + data + " are gone: put " + secrets + " back from the backup");
    }
    Logins fresh = fresh(settings);
    write(secrets, fresh);
    return fresh;
  }

  private static Properties read(Path secrets) {
    Properties kept = new Properties();
    try {
      kept.load(new StringReader(PrivateFiles.read(secrets)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return kept;
  }

  private static void write(Path secrets, Logins logins) {
    Properties kept = new Properties();
    kept.setProperty(OWNER, logins.owner().password());
    kept.setProperty(APP, logins.app().password());
    StringWriter text = new StringWriter();
    try {
      kept.store(text, null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    PrivateFiles.write(secrets, text.toString());
  }

  private static String required(Properties kept, String key, Path secrets) {
    String password = kept.getProperty(key);
    if (password == null || password.isBlank()) {
      throw new IllegalStateException(secrets + " has no " + key);
    }
    return password;
  }

  private static String random() {
    byte[] bytes = new byte[32];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
