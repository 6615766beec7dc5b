package dev.standstill.site.slurm;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.standstill.site.workload.SchedulerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Runs Slurm's own commands, with an environment of its own and a limit of time.
 *
 * <p>They inherit nothing: a variable like SQUEUE_PARTITION would hide jobs.
 */
public final class SlurmCommands {

  /** How a command ended. */
  public record Ended(int status, String output, String errors) {

    /** What it said, on one line. */
    String words() {
      return (errors.isBlank() ? output : errors).strip().replaceAll("\\s*\\R\\s*", "; ");
    }
  }

  /** What a command leaves behind while it runs. */
  @FunctionalInterface
  interface Reader<T> {
    T read(Path output) throws IOException, SchedulerException;
  }

  private final Map<String, String> environment;
  private final Duration limit;
  private final Path folder;

  /**
   * Commands of one installation.
   *
   * @param limit how long each may take
   * @param folder where they leave what they print while they run: nobody else's, for it holds what
   *     all users run
   */
  public SlurmCommands(SlurmInstallation installation, Duration limit, Path folder) {
    this.limit = limit;
    this.folder = folder;
    // Without the last, Slurm cuts the numbers of a long array short.
    this.environment =
        Map.of(
            "SLURM_CONF", installation.slurmConf().toString(),
            "PATH", installation.programs(),
            "LC_ALL", "C.UTF-8",
            "TZ", "UTC",
            "SLURM_TIME_FORMAT", "standard",
            "SLURM_BITSTR_LEN", "0");
  }

  /** Runs a command to its end, whatever that is. */
  public Ended run(String... command) throws SchedulerException {
    return run(List.of(command));
  }

  Ended run(List<String> command) throws SchedulerException {
    return inFolder(own -> {
      Path output = own.resolve("output");
      Path errors = own.resolve("errors");
      int status = start(command, output, errors);
      return new Ended(status, text(output), text(errors));
    });
  }

  /** Runs a command that must end well. */
  void must(String... command) throws SchedulerException {
    Ended ended = run(command);
    if (ended.status() != 0) {
      throw failed(List.of(command), ended);
    }
  }

  /** Reads what a command wrote, without holding it all in memory. */
  <T> T reading(Reader<T> reader, String... command) throws SchedulerException {
    return inFolder(own -> {
      Path output = own.resolve("output");
      Path errors = own.resolve("errors");
      int status = start(List.of(command), output, errors);
      if (status != 0) {
        throw failed(List.of(command), new Ended(status, "", text(errors)));
      }
      return reader.read(output);
    });
  }

  static SchedulerException failed(List<String> command, Ended ended) {
    return new SchedulerException(
        "%s ended with %d: %s".formatted(String.join(" ", command), ended.status(), ended.words()));
  }

  private <T> T inFolder(Reader<T> work) throws SchedulerException {
    try {
      Path own = Files.createTempDirectory(Files.createDirectories(folder), "slurm");
      try {
        return work.read(own);
      } finally {
        Files.deleteIfExists(own.resolve("output"));
        Files.deleteIfExists(own.resolve("errors"));
        Files.deleteIfExists(own);
      }
    } catch (SchedulerException e) {
      throw e;
    } catch (IOException e) {
      throw new SchedulerException("Slurm's commands cannot be run: " + e.getMessage(), e);
    }
  }

  private int start(List<String> command, Path output, Path errors)
      throws IOException, SchedulerException {
    // The PATH of this process finds a bare name, not the one that the command is given.
    List<String> found = new ArrayList<>(List.of("/usr/bin/env", "-i"));
    environment.forEach((name, value) -> found.add(name + "=" + value));
    found.addAll(command);
    Process process =
        new ProcessBuilder(found)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new SchedulerException(
            "%s did not end within %d s; is slurmctld running?"
                .formatted(String.join(" ", command), limit.toSeconds()));
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchedulerException(String.join(" ", command) + " was interrupted", e);
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }
}
