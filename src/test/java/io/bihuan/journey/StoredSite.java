package io.bihuan.journey;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What a site had when it stopped an older release, unpacked as from its backup. */
final class StoredSite implements AutoCloseable {
  private final Path directory;
  private final Store.Server server;

  private StoredSite(Path directory, Store.Server server) {
    this.directory = directory;
    this.server = server;
  }

  /**
   * @param release begins the name of the archive in {@code src/test/resources/upgrade}
   */
  static StoredSite unpack(String release, Path directory, boolean postgresql) throws Exception {
    unzip("/upgrade/%s-%s.zip".formatted(release, postgresql ? "postgresql" : "h2"), directory);
    try (Stream<Path> secrets = Files.list(directory.resolve("data/secrets"))) {
      // An archive of the JDK keeps no rights.
      for (Path secret : secrets.toList()) {
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
      }
    }
    if (!postgresql) {
      return new StoredSite(directory, null);
    }
    Store.Server server = new Store.Server(Files.createDirectory(directory.resolve("server")));
    try (Connection superuser = server.whenNobodyRuns();
        Statement statement = superuser.createStatement()) {
      statement.execute(Files.readString(directory.resolve("bihuan.sql")));
    }
    return new StoredSite(directory, server);
  }

  private static void unzip(String resource, Path directory) throws IOException {
    try (InputStream in = Objects.requireNonNull(StoredSite.class.getResourceAsStream(resource));
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = directory.resolve(entry.getName());
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          Files.createDirectories(file.getParent());
          Files.copy(zip, file);
        }
      }
    }
  }

  /** As it was written down while the older release still ran. */
  JsonNode standing() throws IOException {
    return JsonMapper.builder().build().readTree(directory.resolve("standing.json").toFile());
  }

  /** This release, started in the directory as its administrator would, with nothing but a port. */
  Node start() throws IOException, InterruptedException {
    Map<String, String> properties = new HashMap<>();
    properties.put("server.port", "0");
    if (server != null) {
      properties.putAll(server.properties());
    }
    return Node.start(directory, directory.resolve("said"), properties);
  }

  Connection whenNobodyRuns() throws Exception {
    if (server != null) {
      return server.whenNobodyRuns();
    }
    Properties passwords = new Properties();
    try (InputStream in =
        Files.newInputStream(directory.resolve("data/secrets/database.properties"))) {
      passwords.load(in);
    }
    return DriverManager.getConnection(
        "jdbc:h2:file:" + directory.resolve("data/bihuan"),
        "bihuan_owner",
        passwords.getProperty("owner-password"));
  }

  Path evidence() {
    return directory.resolve("data/evidence");
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
