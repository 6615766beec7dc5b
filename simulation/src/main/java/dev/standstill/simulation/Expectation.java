package dev.standstill.simulation;

import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import dev.standstill.wire.json.Words;
import java.util.List;

/** What a site's conduct should make a reader conclude. */
public sealed interface Expectation {

  /**
   * Upheld, unless chance opens an anomaly: at an alarm level of 5 % that happens to honest sites,
   * and a world that hid it would teach the wrong thing.
   */
  record NotRefuted() implements Expectation {}

  /** Not refuted, and for some week undecided for this reason. */
  record Undecided(ReasonCode because) implements Expectation {}

  /** Refuted for some week. */
  record Refuted() implements Expectation {}

  /** Whether a site's conclusions on declared activity are as expected. */
  default boolean isMetBy(List<Conclusion> conclusions) {
    boolean refuted = conclusions.stream().anyMatch(c -> c.status() == Status.REFUTED);
    return switch (this) {
      case NotRefuted() -> !refuted;
      case Undecided(ReasonCode because) ->
          !refuted
              && conclusions.stream()
                  .flatMap(c -> c.reasons().stream())
                  .anyMatch(reason -> reason.code() == because);
      case Refuted() -> refuted;
    };
  }

  /** In words, for example {@code undecided, not-reported}. */
  default String words() {
    return switch (this) {
      case NotRefuted() -> "not refuted";
      case Undecided(ReasonCode because) -> "undecided, " + Words.of(because);
      case Refuted() -> "refuted";
    };
  }
}
