package dev.standstill.site.slurm;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The processes that a test started, and no others. */
final class Daemons {

  private final Path logs;
  private final Map<String, String> environment;
  private final Map<String, Process> running = new ConcurrentHashMap<>();
  private final Deque<String> begun = new ArrayDeque<>();

  Daemons(Path logs, Map<String, String> environment) {
    this.logs = logs;
    this.environment = Map.copyOf(environment);
  }

  void start(String name, String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(ProcessBuilder.Redirect.appendTo(logs.resolve(name + ".out").toFile()));
    builder.environment().putAll(environment);
    running.put(name, builder.start());
    begun.push(name);
  }

  boolean runs(String name) {
    Process process = running.get(name);
    return process != null && process.isAlive();
  }

  /** Ends one, kindly at first. */
  void stop(String name) {
    Process process = running.remove(name);
    if (process != null) {
      end(process);
    }
  }

  /** Ends one as a loss of power would. */
  void kill(String name) {
    Process process = running.remove(name);
    if (process != null) {
      process.destroyForcibly().onExit().join();
    }
  }

  /** Ends all, the last one first. */
  void stopAll() {
    while (!begun.isEmpty()) {
      stop(begun.pop());
    }
  }

  /** Ends every process whose owner is this user: one that the test made. */
  static void endAllOf(String user) {
    List<ProcessHandle> theirs =
        ProcessHandle.allProcesses()
            .filter(process -> process.info().user().filter(user::equals).isPresent())
            .toList();
    theirs.forEach(ProcessHandle::destroyForcibly);
  }

  private static void end(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor(5, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
