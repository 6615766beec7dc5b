package dev.standstill.log;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * Our program over Go's own libraries, compiled with Debian's packages and without any network.
 * Where they must be there, their absence is a failure, not a skip.
 */
final class GoProgram {
  private static final Path LIBRARY = Path.of("/usr/share/gocode/src/golang.org/x/mod/sumdb");

  private final Path folder;
  private final Path program;

  private GoProgram(Path folder, Path program) {
    this.folder = folder;
    this.program = program;
  }

  static GoProgram compile(Path folder) throws IOException, InterruptedException {
    Path go = require();
    Path sources = Path.of(System.getProperty("repositoryRoot", ".."), "log/src/test/go/checklog");
    GoProgram compiled = new GoProgram(folder, folder.resolve("checklog"));
    int status =
        compiled.start(
            sources, List.of(go.toString(), "build", "-o", compiled.program.toString(), "."));
    if (status != 0) {
      fail("go build: " + Files.readString(folder.resolve("output")));
    }
    return compiled;
  }

  private static Path require() {
    for (String path : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path go = Path.of(path, "go");
      if (Files.isExecutable(go) && Files.isDirectory(LIBRARY)) {
        return go;
      }
    }
    String missing = "golang-go and golang-golang-x-mod-dev are missing; ./check installs them";
    if ("true".equals(String.valueOf(System.getenv("CI")).toLowerCase(Locale.ROOT))) {
      return fail(missing);
    }
    System.err.println("SKIPPED, nobody else's library has checked our log: " + missing);
    Assumptions.abort(missing);
    throw new IllegalStateException(missing);
  }

  /** Runs it; true if it found that everything holds. */
  boolean accepts(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    int status = start(folder, command);
    if (status != 0 && status != 1) {
      fail(command + " ended with " + status + ": " + output());
    }
    return status == 0;
  }

  String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  private int start(Path directory, List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "GO111MODULE", "off",
                "GOPATH", "/usr/share/gocode",
                "GOFLAGS", "",
                "GOCACHE", folder.resolve("cache").toString()));
    Process process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      fail(command + " did not end");
    }
    return process.exitValue();
  }
}
