package dev.standstill.site.agent;

import dev.standstill.core.charter.Freshness;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Since when the view of the log was how recent, a line each time that it changed: a report says
 * for how long it was too old. While the agent did not run it was as it was before.
 */
final class ViewFile {
  private static final String FRESH = Words.of(Freshness.View.FRESH);

  private final Path file;

  ViewFile(Path file) {
    this.file = file;
  }

  void add(Instant at, Freshness.View view) throws IOException {
    Files.writeString(
        file,
        at.truncatedTo(ChronoUnit.SECONDS) + " " + Words.of(view) + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.DSYNC);
  }

  /** For how long of this time it was not fresh; before the first line nobody knows of any. */
  Duration staleBetween(Instant from, Instant to) throws IOException {
    Duration stale = Duration.ZERO;
    if (!Files.exists(file)) {
      return stale;
    }
    Instant since = from;
    boolean fresh = true;
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split(" ", -1);
      Instant at = words.length == 2 ? instant(words[0], since) : since;
      Instant until = at.isAfter(to) ? to : at;
      if (!fresh && until.isAfter(since)) {
        stale = stale.plus(Duration.between(since, until));
      }
      since = until.isAfter(since) ? until : since;
      fresh = words.length == 2 ? words[1].equals(FRESH) : fresh;
    }
    return fresh || !to.isAfter(since) ? stale : stale.plus(Duration.between(since, to));
  }

  /** A line that a crash tore says nothing. */
  private static Instant instant(String text, Instant otherwise) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      return otherwise;
    }
  }
}
