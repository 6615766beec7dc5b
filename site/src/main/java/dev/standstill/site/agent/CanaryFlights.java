package dev.standstill.site.agent;

import dev.standstill.site.workload.Canary;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Submits to every scheduler a job that must be refused, and writes down what became of it. */
final class CanaryFlights {
  private final List<Guarded> guarded;
  private final CanaryFile canaries;
  private final Journal journal;
  private final Map<String, String> failures;
  private final InstantSource clock;
  private volatile Optional<CanaryFile.Flight> last = Optional.empty();

  CanaryFlights(
      List<Guarded> guarded,
      CanaryFile canaries,
      Journal journal,
      Map<String, String> failures,
      InstantSource clock) {
    this.guarded = guarded;
    this.canaries = canaries;
    this.journal = journal;
    this.failures = failures;
    this.clock = clock;
  }

  /** What became of the last; empty if none has flown since the start. */
  Optional<CanaryFile.Flight> last() {
    return last;
  }

  void fly() {
    guarded.forEach(this::fly);
  }

  private void fly(Guarded one) {
    try {
      Canary canary = one.scheduler().canary();
      Instant at = clock.instant();
      last = Optional.of(canaries.add(at, canary));
      journal.write(
          switch (canary) {
            case Canary.Refused(String words) -> "the canary was refused: " + words;
            case Canary.Admitted(String job) ->
                "PROBLEM the canary was admitted as " + job + ": anything could start";
          });
      failures.remove("canary " + one.scheduler().name());
    } catch (IOException e) {
      failures.put("canary " + one.scheduler().name(), String.valueOf(e.getMessage()));
    }
  }
}
