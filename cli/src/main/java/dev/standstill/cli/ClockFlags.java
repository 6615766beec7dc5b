package dev.standstill.cli;

import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.Freshness;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The delays of a first charter: proposed here, changed by flags, signed by all. */
final class ClockFlags {

  /** A delay, with what is proposed for it. */
  private enum Clock {
    CHECKPOINT_GRACE(Duration.ofDays(1)),
    RESUME_DELAY(Duration.ofDays(2)),
    ACKNOWLEDGEMENT(Duration.ofDays(1)),
    REVIEW_INTERVAL(Duration.ofDays(90)),
    CLARIFICATION(Duration.ofDays(5)),
    APPEAL_WINDOW(Duration.ofDays(10)),
    TIMELINESS(Duration.ofDays(60)),
    ACCESSION_NOTICE(Duration.ofDays(30)),
    WITHDRAWAL_NOTICE(Duration.ofDays(90)),
    FRESHNESS(Duration.ofHours(6)),
    DEAD_MAN_GRACE(Duration.ofHours(18));

    private final Duration proposed;

    Clock(Duration proposed) {
      this.proposed = proposed;
    }
  }

  @Option(
      names = "--clock",
      paramLabel = "NAME=DURATION",
      description = {
        "Another delay than is proposed; may be given several times. checkpoint-grace=1d,",
        "resume-delay=2d, acknowledgement=1d, review-interval=90d, clarification=5d,",
        "appeal-window=10d, timeliness=60d, accession-notice=30d, withdrawal-notice=90d,",
        "freshness=6h, dead-man-grace=18h."
      })
  private List<String> stated = List.of();

  Clocks clocks() {
    Map<Clock, Duration> lengths = lengths();
    return new Clocks(
        of(lengths, Clock.CHECKPOINT_GRACE),
        of(lengths, Clock.RESUME_DELAY),
        of(lengths, Clock.ACKNOWLEDGEMENT),
        of(lengths, Clock.REVIEW_INTERVAL),
        of(lengths, Clock.CLARIFICATION),
        of(lengths, Clock.APPEAL_WINDOW),
        of(lengths, Clock.TIMELINESS),
        of(lengths, Clock.ACCESSION_NOTICE),
        of(lengths, Clock.WITHDRAWAL_NOTICE));
  }

  Freshness freshness(List<Freshness.Source> sources) {
    Map<Clock, Duration> lengths = lengths();
    return new Freshness(of(lengths, Clock.FRESHNESS), of(lengths, Clock.DEAD_MAN_GRACE), sources);
  }

  private static Duration of(Map<Clock, Duration> lengths, Clock clock) {
    return lengths.getOrDefault(clock, clock.proposed);
  }

  private Map<Clock, Duration> lengths() {
    Map<Clock, Duration> lengths = new EnumMap<>(Clock.class);
    for (String text : stated) {
      String[] sides = text.split("=", 2);
      if (sides.length != 2) {
        throw new IllegalArgumentException("--clock must be NAME=DURATION, not " + text);
      }
      Clock clock = Stated.word("--clock", Clock.class, sides[0]);
      if (lengths.put(clock, Stated.duration("--clock " + sides[0], sides[1])) != null) {
        throw new IllegalArgumentException("--clock " + sides[0] + " is given twice");
      }
    }
    return lengths;
  }
}
