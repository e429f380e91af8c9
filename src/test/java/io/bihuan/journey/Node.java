package io.bihuan.journey;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The real application in a process of its own, so that it can be killed. */
final class Node {
  private static final Duration LONGEST_START = Duration.ofMinutes(4);
  private static final Pattern ADDRESS = Pattern.compile("http://localhost:(\\d+)");

  private final Process process;
  private final Path said;
  private final int port;

  private Node(Process process, Path said) throws IOException, InterruptedException {
    this.process = process;
    this.said = said;
    this.port = waitForAddress();
  }

  /** Starts in the directory, and returns when the address is printed. */
  static Node start(Path directory, Path said, Map<String, String> properties)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx400m"));
    command.addAll(List.of("-cp", classPath(), "io.bihuan.BihuanApplication"));
    properties.forEach((name, value) -> command.add("--" + name + "=" + value));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    // If the test itself is killed, nothing of it may stay behind.
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      return new Node(process, said);
    } catch (IOException | InterruptedException | RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  int port() {
    return port;
  }

  /** SIGKILL: no shutdown hook runs, nothing is flushed. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    int exit = process.waitFor();
    if (exit != 137) {
      throw new AssertionError("It ended by itself before the kill: " + exit + "\n" + said());
    }
  }

  void stop() throws InterruptedException {
    process.destroy();
    process.waitFor();
  }

  String said() {
    try {
      return Files.readString(said);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private int waitForAddress() throws IOException, InterruptedException {
    Instant until = Instant.now().plus(LONGEST_START);
    while (Instant.now().isBefore(until) && process.isAlive()) {
      Matcher address = ADDRESS.matcher(Files.readString(said));
      if (address.find()) {
        return Integer.parseInt(address.group(1));
      }
      Thread.sleep(50);
    }
    throw new AssertionError("It did not start:\n" + said());
  }

  /** What the product runs with: no class and no setting of a test. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .collect(Collectors.joining(File.pathSeparator));
  }
}
