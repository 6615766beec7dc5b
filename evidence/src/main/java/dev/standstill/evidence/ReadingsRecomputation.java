package dev.standstill.evidence;

import dev.standstill.core.accountancy.MeteredPoint;
import dev.standstill.core.finding.Measurements;
import dev.standstill.core.finding.Measurements.Reported;
import dev.standstill.core.finding.Measurements.Series;
import dev.standstill.core.finding.ReadingsState;
import dev.standstill.core.finding.SourceState.SourceDefect;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Power;
import dev.standstill.core.record.Digest;
import dev.standstill.telemetry.MeteredPeriod;
import dev.standstill.telemetry.PointMeasurement;
import dev.standstill.telemetry.ReadingsAnalysis;
import dev.standstill.telemetry.ReadingsFile;
import dev.standstill.telemetry.SeriesCopies;
import dev.standstill.telemetry.UnreadableReadings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Recomputes from the cited readings whatever a report claims of them. Files are taken one after
 * the other and only their aggregates are kept, so memory grows with points and periods, not with
 * readings.
 *
 * @param measurements the aggregates
 * @param disclosed digests of the cited files that were there
 * @param defects files that are not what their names say
 */
record ReadingsRecomputation(
    Measurements measurements, List<Digest> disclosed, List<SourceDefect> defects) {

  static ReadingsRecomputation of(Path source, Ledger ledger, Progress progress) {
    Gathering gathering = new Gathering(source);
    int total = ledger.sites().stream().mapToInt(site -> site.periods().size()).sum();
    int done = 0;
    for (SiteAccount site : ledger.sites()) {
      for (PeriodAccount period : site.periods()) {
        gathering.take(new Reported(site.site(), period.period()), period);
        progress.at(++done, total);
      }
    }
    return gathering.result();
  }

  /** Collects report by report. */
  private static final class Gathering {
    private final Path source;
    private final Map<Reported, ReadingsState> states = new LinkedHashMap<>();
    private final TreeSet<Digest> disclosed = new TreeSet<>();
    private final List<SourceDefect> defects = new ArrayList<>();
    private final List<Reported> measured = new ArrayList<>();
    private final List<MeteredPeriod> periods = new ArrayList<>();
    private final List<Long> logIndexes = new ArrayList<>();

    Gathering(Path source) {
      this.source = source;
    }

    void take(Reported reported, PeriodAccount period) {
      period.report().ifPresent(report -> states.put(reported, state(reported, period)));
    }

    private ReadingsState state(Reported reported, PeriodAccount period) {
      List<Digest> cited = period.report().orElseThrow().body().readings();
      List<Digest> withheld = new ArrayList<>();
      List<SourceDefect> bad = new ArrayList<>();
      for (Digest digest : cited) {
        Path file = SourceLayout.readings(source, digest);
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          withheld.add(digest);
        } else {
          check(file, digest).ifPresentOrElse(bad::add, () -> disclosed.add(digest));
        }
      }
      if (!bad.isEmpty()) {
        defects.addAll(bad);
        return new ReadingsState.Damaged(bad.getFirst().place() + " " + bad.getFirst().detail());
      }
      return withheld.isEmpty()
          ? measure(reported, period, cited)
          : new ReadingsState.Withheld(withheld);
    }

    private static Optional<SourceDefect> check(Path file, Digest digest) {
      String place = SourceLayout.readings(digest);
      try {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
          return Optional.of(new SourceDefect(place, "is no regular file"));
        }
        return ReadingsFile.digest(file).equals(digest.hex())
            ? Optional.empty()
            : Optional.of(new SourceDefect(place, "is not what its digest says"));
      } catch (IOException e) {
        return Optional.of(new SourceDefect(place, "cannot be read"));
      }
    }

    private ReadingsState measure(Reported reported, PeriodAccount period, List<Digest> cited) {
      Map<String, Long> limits = new HashMap<>();
      period.declaration().stream()
          .flatMap(d -> d.body().areas().stream())
          .flatMap(area -> area.points().stream())
          .forEach(point -> limits.put(point.name(), point.physicalLimit().milliwatts()));
      Map<String, MeteredPoint> points = new LinkedHashMap<>();
      for (Digest digest : cited) {
        Path file = SourceLayout.readings(source, digest);
        long from = micros(reported.period().from());
        long to = micros(reported.period().to());
        List<PointMeasurement> found;
        try {
          found = ReadingsAnalysis.measure(file, from, to, limits);
        } catch (UnreadableReadings e) {
          // The bytes are those that were signed: that they are no readings is the party's doing.
          return new ReadingsState.Damaged(
              SourceLayout.readings(digest) + " holds no readings: " + problem(e));
        }
        if (!found.stream().allMatch(point -> isPrintable(point.point()))) {
          return new ReadingsState.Damaged(
              SourceLayout.readings(digest) + " names a point with characters nobody can see");
        }
        for (PointMeasurement point : found) {
          if (points.put(point.point(), metered(point)) != null) {
            return new ReadingsState.Damaged("two cited files hold readings of " + point.point());
          }
        }
        measured.add(reported);
        logIndexes.add(period.report().orElseThrow().logIndex());
        periods.add(new MeteredPeriod(file, from, to, found));
      }
      return new ReadingsState.Measured(points);
    }

    /** What the engine says names files of this machine and depends on its version. */
    private static String problem(UnreadableReadings refusal) {
      return refusal.getCause() == null ? refusal.problem() : "the file is broken";
    }

    /** A name is repeated to people: it must not steer their terminal or hide in a sentence. */
    private static boolean isPrintable(String name) {
      return name.codePoints().noneMatch(Gathering::isUnseen);
    }

    private static boolean isUnseen(int codePoint) {
      return switch (Character.getType(codePoint)) {
        case Character.CONTROL,
            Character.FORMAT,
            Character.SURROGATE,
            Character.PRIVATE_USE,
            Character.UNASSIGNED,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR ->
            true;
        default -> false;
      };
    }

    ReadingsRecomputation result() {
      SeriesCopies copies = SeriesCopies.find(periods);
      return new ReadingsRecomputation(
          new Measurements(
              states,
              copies.exact().stream().map(group -> series(group.series())).toList(),
              copies.near().stream()
                  .map(near -> series(List.of(near.one(), near.other())))
                  .toList()),
          List.copyOf(disclosed),
          defects);
    }

    private List<Series> series(List<SeriesCopies.SeriesRef> group) {
      // In the order of the log: whoever published a series first did not copy it.
      return group.stream()
          .sorted(Comparator.comparingLong(ref -> logIndexes.get(ref.periodIndex())))
          .map(ref -> new Series(measured.get(ref.periodIndex()), ref.point()))
          .toList();
    }
  }

  private static MeteredPoint metered(PointMeasurement point) {
    return new MeteredPoint(
        point.point(),
        point.readings(),
        Optional.ofNullable(point.energyMilliJoules()).map(Energy::new),
        duration(point.uncoveredBeforeMicros()),
        duration(point.uncoveredAfterMicros()),
        duration(point.longestGapMicros()),
        duration(point.gapsMicros()),
        duration(point.medianIntervalMicros()),
        point.backwardSteps(),
        point.readingsAboveLimit(),
        new Power(point.maximumMilliwatts()));
  }

  private static Duration duration(long micros) {
    return Duration.of(micros, ChronoUnit.MICROS);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
