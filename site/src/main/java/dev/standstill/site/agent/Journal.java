package dev.standstill.site.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** What the agent did, a line each, for its operator. For many threads. */
final class Journal {
  private static final System.Logger LOG = System.getLogger(Journal.class.getName());
  private static final int RECENT_MAX = 50;

  private final Path file;
  private final InstantSource clock;
  private final Deque<String> recent = new ArrayDeque<>();

  Journal(Path file, InstantSource clock) {
    this.file = file;
    this.clock = clock;
  }

  synchronized void write(String what) {
    String line = clock.instant().truncatedTo(ChronoUnit.MILLIS) + " " + what;
    recent.addLast(line);
    if (recent.size() > RECENT_MAX) {
      recent.removeFirst();
    }
    try {
      Files.writeString(
          file,
          line + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      // A full disk must not keep a job from being stopped.
      LOG.log(System.Logger.Level.WARNING, "the journal cannot be written: " + line, e);
    }
  }

  synchronized List<String> recent() {
    return List.copyOf(recent);
  }
}
