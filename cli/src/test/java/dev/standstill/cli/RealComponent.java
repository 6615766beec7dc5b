package dev.standstill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A program that is not ours. Where it must be there, its absence is a failure, not a skip. */
final class RealComponent {

  /** How a program ended. */
  record Ended(int status, String output) {}

  private RealComponent() {}

  static void require(String command) {
    boolean there =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    if (!there) {
      missing(command);
    }
  }

  /** The first of these files that is there: a library's place is its distribution's choice. */
  static Path requireFile(String what, String... places) {
    Optional<Path> found = Stream.of(places).map(Path::of).filter(Files::exists).findFirst();
    if (found.isEmpty()) {
      missing(what);
    }
    return found.orElseThrow();
  }

  static void missing(String what) {
    if ("true".equals(String.valueOf(System.getenv("CI")).toLowerCase(Locale.ROOT))) {
      fail(what + " is missing; ./check installs it");
    }
    Assumptions.abort(what + " is missing; install it to run this test");
  }

  static Ended output(Path folder, List<String> command) throws IOException, InterruptedException {
    return output(folder, Map.of(), command);
  }

  /** Runs a program and returns what it printed, both outputs together. */
  static Ended output(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " did not end");
    }
    return new Ended(process.exitValue(), Files.readString(output, UTF_8));
  }
}
