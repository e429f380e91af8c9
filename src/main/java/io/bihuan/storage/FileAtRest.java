package io.bihuan.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What an embedded file was when it was closed, written down beside it. H2 sums up the heads of its
 * chunks only and would open a file in which the disk has turned a bit of somebody's words.
 */
record FileAtRest(Path file, Path digest) {
  private static final String ENDING = ".mv.db";

  static FileAtRest of(Path database) {
    Path file = database.resolveSibling(database.getFileName() + ENDING);
    return new FileAtRest(file, file.resolveSibling(file.getFileName() + ".sha256"));
  }

  /** From here to the next {@link #writeDown} nobody can say what the file should be. */
  void requireUnchanged() {
    try {
      if (!Files.exists(digest)) {
        return;
      }
      if (!Files.exists(file) || !Files.readString(digest).strip().equals(sha256())) {
        throw new IllegalStateException(
            file
                + " is not what it was when it was closed: the disk fails, or another file was put in"
                + " its place. Restore a backup; if this is one, delete "
                + digest.getFileName());
      }
      Files.delete(digest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Not while anybody still has it open: then it is not at rest. */
  void writeDown() {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.writeString(digest, sha256() + "\n");
      }
    } catch (OverlappingFileLockException open) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String sha256() throws IOException {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
