package io.bihuan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk on which no file of this process may grow beyond a size any more: the writing fails in the
 * middle, as on one that is full. The kernel does it (RLIMIT_FSIZE), for nobody here may mount a
 * small disk.
 */
public final class FullDisk implements AutoCloseable {
  private static final Path PRLIMIT = Path.of("/usr/bin/prlimit");

  private FullDisk() {}

  public static boolean canBeHad() {
    return Files.isExecutable(PRLIMIT);
  }

  public static FullDisk beyond(long bytes) {
    limit(String.valueOf(bytes));
    return new FullDisk();
  }

  @Override
  public void close() {
    limit("unlimited");
  }

  private static void limit(String bytes) {
    try {
      int exit =
          new ProcessBuilder(
                  PRLIMIT.toString(),
                  "--pid",
                  String.valueOf(ProcessHandle.current().pid()),
                  "--fsize=" + bytes + ":")
              .inheritIO()
              .start()
              .waitFor();
      if (exit != 0) {
        throw new IllegalStateException("prlimit: " + exit);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
