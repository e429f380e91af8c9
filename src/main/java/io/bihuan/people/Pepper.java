package io.bihuan.people;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;

/**
 * 32 random bytes in a file outside the database, part of every key that wraps a signing key.
 *
 * <p>Whoever has a copy of the database, its administrator included, cannot even try passwords
 * without it (电子签名法 第十三条 第二项: 仅由电子签名人控制). It goes into a backup of its own, kept apart from the
 * database's: without it no signing key opens ever again, and everybody must enrol anew.
 */
final class Pepper {

  /** Bytes. */
  static final int SIZE = 32;

  private static final Set<PosixFilePermission> OWNER_ONLY =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final byte[] bytes;

  private Pepper(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads the pepper of keys that exist already: a new one in its place would lock them all.
   *
   * @throws PepperRefused when the file is missing, is open to others than its owner, or has not
   *     {@value #SIZE} bytes
   */
  static Pepper load(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new PepperRefused(
          "No pepper file at "
              + file.toAbsolutePath()
              + ". Restore it from its backup: no signing key opens without it.");
    }
    try {
      refuseIfOpenToOthers(file);
      // Not the whole file: somebody may have pointed this at something large.
      if (Files.size(file) != SIZE) {
        throw new PepperRefused(
            "The pepper file %s has %d bytes instead of %d. Restore it from its backup; remove it only if no signing key was ever enrolled."
                .formatted(file.toAbsolutePath(), Files.size(file), SIZE));
      }
      return new Pepper(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads the pepper, or makes one for the first start, readable for its owner only.
   *
   * @throws PepperRefused as {@link #load}, except for a missing file
   */
  static Pepper loadOrCreate(Path file, SecureRandom random) {
    if (Files.notExists(file)) {
      create(file, random);
    }
    return load(file);
  }

  /** A copy, for the caller to wipe. */
  byte[] bytes() {
    return bytes.clone();
  }

  private static void create(Path file, SecureRandom random) {
    byte[] fresh = new byte[SIZE];
    random.nextBytes(fresh);
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      try (FileChannel channel =
          FileChannel.open(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              ownerOnly(file))) {
        ByteBuffer buffer = ByteBuffer.wrap(fresh);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        channel.force(true);
      }
    } catch (FileAlreadyExistsException e) {
      // Another node was first; its pepper is the one to load.
      return;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    if (!hasPosixPermissions(file)) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
  }

  private static void refuseIfOpenToOthers(Path file) throws IOException {
    if (!hasPosixPermissions(file)) {
      return;
    }
    Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
    if (!OWNER_ONLY.containsAll(permissions)) {
      throw new PepperRefused(
          "The pepper file %s is open to others (%s). Run: chmod 600 %s"
              .formatted(
                  file.toAbsolutePath(),
                  PosixFilePermissions.toString(permissions),
                  file.toAbsolutePath()));
    }
  }

  private static boolean hasPosixPermissions(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
