package dev.standstill.cli.intake;

import dev.standstill.evidence.UnfinishedFolder;
import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.MeteredPeriod;
import dev.standstill.telemetry.PointMeasurement;
import dev.standstill.telemetry.ReadingsAnalysis;
import dev.standstill.telemetry.ReadingsFile;
import dev.standstill.telemetry.SeriesCopies;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * A run whose readings have been measured, and in which identical series were found.
 *
 * @param run the run
 * @param readingsDigest names all of its readings, to tell whether two runs are the same data
 * @param measurements by point
 * @param sharedWith for each point whose series is a copy, the first point of its group
 */
public record MeasuredRun(
    MeteredRun run,
    String readingsDigest,
    Map<String, PointMeasurement> measurements,
    Map<String, String> sharedWith) {

  public MeasuredRun {
    measurements = Map.copyOf(measurements);
    sharedWith = Map.copyOf(sharedWith);
  }

  /** Measures a run's readings in a scratch folder. */
  public static MeasuredRun of(MeteredRun run) throws IOException {
    try (UnfinishedFolder scratch = UnfinishedFolder.temporary("standstill-")) {
      String digest = ReadingsFile.write(scratch.path(), run.readings());
      Path file = scratch.path().resolve(digest + ReadingsFile.ENDING);
      long from = micros(run.period().from());
      long to = micros(run.period().to());
      Map<String, Long> limits = new HashMap<>();
      List<PointMeasurement> found = ReadingsAnalysis.measure(file, from, to, limits);
      Map<String, PointMeasurement> byPoint = new LinkedHashMap<>();
      found.forEach(point -> byPoint.put(point.point(), point));
      SeriesCopies copies = SeriesCopies.find(List.of(new MeteredPeriod(file, from, to, found)));
      Map<String, String> sharedWith = new HashMap<>();
      for (SeriesCopies.ExactCopies group : copies.exact()) {
        String first = group.series().getFirst().point();
        group.series().stream().skip(1).forEach(twin -> sharedWith.put(twin.point(), first));
      }
      return new MeasuredRun(run, digest, byPoint, sharedWith);
    }
  }

  /** Whether this point's readings are a copy that the operator's statement explains. */
  boolean isTwin(String point, SharedMeters shared) {
    return shared != SharedMeters.UNSTATED && sharedWith.containsKey(point);
  }

  /** The readings that remain once explained copies are left out. */
  Iterable<MeterReading> ownReadings(SharedMeters shared) {
    return () ->
        StreamSupport.stream(run.readings().spliterator(), false)
            .filter(reading -> !isTwin(reading.point(), shared))
            .iterator();
  }

  /** Energy of a point's own readings, in millijoules. */
  Optional<BigInteger> energy(String point) {
    return Optional.ofNullable(measurements.get(point))
        .flatMap(found -> Optional.ofNullable(found.energyMilliJoules()));
  }

  /**
   * Energy of the whole run in joules, if every point's is known.
   *
   * @param shared what identical series are
   */
  Optional<Double> joules(SharedMeters shared) {
    BigInteger total = BigInteger.ZERO;
    for (String point : run.points()) {
      Optional<BigInteger> energy = energy(point);
      if (isTwin(point, shared)) {
        switch (shared) {
          case UNSTATED, MEAN -> {}
          case SUM -> energy = Optional.of(BigInteger.ZERO);
          case ONE -> energy = Optional.empty();
        }
      }
      if (energy.isEmpty()) {
        return Optional.empty();
      }
      total = total.add(energy.get());
    }
    return Optional.of(total.doubleValue() / 1e3);
  }

  static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }
}
