package dev.standstill.telemetry;

import java.nio.file.Path;
import java.util.List;

/**
 * A period and what was measured in it.
 *
 * @param parquet the readings file
 * @param fromMicros start of the period
 * @param toMicros end of the period
 * @param points what {@link ReadingsAnalysis} measured in it
 */
public record MeteredPeriod(
    Path parquet, long fromMicros, long toMicros, List<PointMeasurement> points) {
  /** Keeps its own copy. */
  public MeteredPeriod {
    points = List.copyOf(points);
  }
}
