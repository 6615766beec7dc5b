package dev.standstill.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/**
 * Runs the usual path once on a few readings, so that the launcher can archive the classes it
 * needs. Says nothing and leaves nothing behind.
 */
@Command(
    name = "prepare",
    hidden = true,
    description = "Used by the launcher to make later starts fast.")
final class PrepareCommand implements Callable<Integer> {

  private static final int READINGS = 60;

  @Override
  public Integer call() throws IOException {
    Path scratch = Files.createTempDirectory("standstill-prepare-");
    try {
      Path readings = scratch.resolve("readings.csv");
      Files.writeString(readings, table());
      String evidence = scratch.resolve("evidence").toString();
      int imported =
          quietly(
              "import",
              "csv",
              "--readings",
              readings.toString(),
              "--site",
              "prepare",
              "--declare-as",
              "idle",
              "--accelerators",
              "8",
              "--out",
              evidence);
      quietly("verify", evidence, "--report", scratch.resolve("report.html").toString());
      quietly("verify", evidence, "--json");
      return imported;
    } finally {
      delete(scratch);
    }
  }

  private static String table() {
    StringBuilder table = new StringBuilder("point,time,watts\n");
    Instant begin = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i < READINGS; i++) {
      Instant time = begin.plusSeconds(i);
      table.append("a,").append(time).append(',').append(2000 + i % 7).append('\n');
      table.append("b,").append(time).append(',').append(2000 + i % 5).append('\n');
    }
    return table.toString();
  }

  private static int quietly(String... args) {
    PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
    return Standstill.run(nowhere, nowhere, args);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
