package dev.standstill.evidence;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program that is not ours. Where it must be there, its absence is a failure, not a skip. */
final class RealComponent {

  private RealComponent() {}

  static Path require(String command) {
    for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path program = Path.of(folder, command);
      if (Files.isExecutable(program)) {
        return program;
      }
    }
    if ("true".equals(String.valueOf(System.getenv("CI")).toLowerCase(Locale.ROOT))) {
      return fail(command + " is missing; ./check installs it");
    }
    Assumptions.abort(command + " is missing; install it to run this test");
    return Path.of(command);
  }

  /** Runs a program and returns its exit status. */
  static int run(Path folder, List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      fail(command + " did not end");
    }
    return process.exitValue();
  }
}
