package dev.standstill.site.agent;

import dev.standstill.site.workload.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What became of every canary, a line each: a report counts them. */
final class CanaryFile {
  private static final String REFUSED = "refused";
  private static final String ADMITTED = "admitted";

  private final Path file;

  /** One of them. */
  record Flight(Instant at, boolean admitted) {}

  CanaryFile(Path file) {
    this.file = file;
  }

  void add(Instant at, Canary canary) throws IOException {
    String outcome =
        switch (canary) {
          case Canary.Refused refused -> REFUSED;
          case Canary.Admitted admitted -> ADMITTED;
        };
    Files.writeString(
        file,
        at.truncatedTo(ChronoUnit.SECONDS) + " " + outcome + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.DSYNC);
  }

  /** Those of a time; a line that a crash tore is left out. */
  List<Flight> between(Instant from, Instant to) throws IOException {
    List<Flight> flights = new ArrayList<>();
    if (!Files.exists(file)) {
      return flights;
    }
    for (String line : Files.readAllLines(file)) {
      flight(line)
          .filter(flight -> !flight.at().isBefore(from) && flight.at().isBefore(to))
          .ifPresent(flights::add);
    }
    return flights;
  }

  private static Optional<Flight> flight(String line) {
    String[] words = line.split(" ", -1);
    boolean whole = words.length == 2 && (words[1].equals(REFUSED) || words[1].equals(ADMITTED));
    try {
      return whole
          ? Optional.of(new Flight(Instant.parse(words[0]), words[1].equals(ADMITTED)))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
