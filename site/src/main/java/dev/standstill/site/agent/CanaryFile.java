package dev.standstill.site.agent;

import dev.standstill.core.report.Enforcement.AdmittedCanary;
import dev.standstill.core.report.Enforcement.Canaries;
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

  /**
   * One of them.
   *
   * @param admitted what the scheduler called it; empty if it was refused, as it must be
   */
  record Flight(Instant at, Optional<String> admitted) {}

  CanaryFile(Path file) {
    this.file = file;
  }

  Flight add(Instant at, Canary canary) throws IOException {
    Instant second = at.truncatedTo(ChronoUnit.SECONDS);
    Flight flight =
        switch (canary) {
          case Canary.Refused refused -> new Flight(second, Optional.empty());
          case Canary.Admitted(String job) -> new Flight(second, Optional.of(job));
        };
    String outcome =
        flight.admitted().map(job -> ADMITTED + " " + job.replaceAll("\\s", "_")).orElse(REFUSED);
    Files.writeString(
        file,
        second + " " + outcome + "\n",
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND,
        StandardOpenOption.DSYNC);
    return flight;
  }

  /** What a report of this time says of them. */
  Canaries between(Instant from, Instant to) throws IOException {
    List<Flight> flights = new ArrayList<>();
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        flight(line)
            .filter(flight -> !flight.at().isBefore(from) && flight.at().isBefore(to))
            .ifPresent(flights::add);
      }
    }
    List<AdmittedCanary> admitted =
        flights.stream()
            .flatMap(flight ->
                flight.admitted().map(job -> new AdmittedCanary(job, flight.at())).stream())
            .toList();
    return new Canaries(
        flights.size(),
        flights.size() - admitted.size(),
        admitted.size(),
        admitted.isEmpty() ? Optional.empty() : Optional.of(admitted.getLast()));
  }

  /** A line that a crash tore is left out: its canary flew again after the start. */
  private static Optional<Flight> flight(String line) {
    String[] words = line.split(" ", -1);
    try {
      if (words.length == 2 && words[1].equals(REFUSED)) {
        return Optional.of(new Flight(Instant.parse(words[0]), Optional.empty()));
      }
      return words.length == 3 && words[1].equals(ADMITTED)
          ? Optional.of(new Flight(Instant.parse(words[0]), Optional.of(words[2])))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
