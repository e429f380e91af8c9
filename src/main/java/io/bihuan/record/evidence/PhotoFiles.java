package io.bihuan.record.evidence;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The bytes on disk, each file under the hash of what is in it. A file is whole and synced before
 * it gets that name, and nothing writes to it afterwards.
 */
final class PhotoFiles {
  private final Path root;

  PhotoFiles(Path root) {
    this.root = root;
  }

  /** A file that nobody else knows of yet. */
  Path incoming() throws IOException {
    return Files.createTempFile(Files.createDirectories(root), "incoming", ".part");
  }

  /** Hashed as they come in: what is hashed and what is on disk are the same bytes. */
  static String copy(InputStream bytes, Path target) throws IOException {
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(Files.newOutputStream(target), digest)) {
      bytes.transferTo(out);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  static String hash(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Synced and renamed; the same bytes are there once, however often they come, and put right what
   * stood in their place and was not they.
   *
   * @throws IOException if the file is no longer what was hashed
   */
  void keep(Path incoming, String sha256) throws IOException {
    try (FileChannel file = FileChannel.open(incoming, StandardOpenOption.WRITE)) {
      file.force(true);
    }
    if (!hash(incoming).equals(sha256)) {
      throw new IOException("A photo was changed while it was taken in: " + sha256);
    }
    if (!holds(sha256)) {
      Path home = of(sha256);
      Files.createDirectories(home.getParent());
      Files.move(
          incoming, home, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Whether the bytes of this hash are there, and still they. */
  boolean holds(String sha256) throws IOException {
    return Files.isRegularFile(of(sha256)) && hash(of(sha256)).equals(sha256);
  }

  Path of(String sha256) {
    return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
