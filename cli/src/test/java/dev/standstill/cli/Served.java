package dev.standstill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A serving command as a process of its own, and the URL where it listens. */
record Served(Process process, String url) implements AutoCloseable {

  private static final String LISTENING = "Listening on ";

  /** Starts a command with {@code --port 0} and waits until it listens. */
  static Served start(Path errors, Object... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path", ""));
    command.add(Standstill.class.getName());
    for (Object word : args) {
      command.add(word.toString());
    }
    command.addAll(List.of("--port", "0"));
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    BufferedReader out = process.inputReader(UTF_8);
    String line = Objects.requireNonNull(out.readLine(), "it ended before it listened");
    while (!line.startsWith(LISTENING)) {
      line = Objects.requireNonNull(out.readLine(), "it ended before it listened");
    }
    return new Served(process, line.substring(LISTENING.length()).replace(", read only", ""));
  }

  /** Tells it to end, as an operator would, and waits. */
  int endedByRequest() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("it did not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
