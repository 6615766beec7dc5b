package dev.standstill.telemetry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Series of readings that are copies of each other: meters that measure independently never agree
 * to the last digit for long, so one of two copies is no measurement of its own.
 *
 * @param exact groups of series that are the same, times shifted at most; each a certainty
 * @param near pairs that share long runs of values; an indication, to be looked at
 * @param nearSearched whether near copies were looked for: not above the size limit
 */
public record SeriesCopies(List<ExactCopies> exact, List<NearCopies> near, boolean nearSearched) {
  /** Above this many readings near copies are not searched for. */
  public static final long NEAR_READINGS_MAX = 5_000_000;

  /** One series: a point in one of the periods given. */
  public record SeriesRef(int periodIndex, String point) {}

  /** At least two series that are the same. */
  public record ExactCopies(List<SeriesRef> series) {
    /** Keeps its own copy. */
    public ExactCopies {
      series = List.copyOf(series);
    }
  }

  /**
   * Two series that share runs of values.
   *
   * @param sharePerMille of the runs of the shorter series, how many the other has too
   */
  public record NearCopies(SeriesRef one, SeriesRef other, long sharePerMille) {}

  /** Keeps its own copies. */
  public SeriesCopies {
    exact = List.copyOf(exact);
    near = List.copyOf(near);
  }

  /**
   * Compares every series with every other, of the same period and of others. Series of fewer than
   * 4 readings or 3 different values are left out: their agreement proves nothing.
   *
   * @throws UnreadableReadings if a file that was measured can no longer be read
   */
  public static SeriesCopies find(List<MeteredPeriod> periods) {
    Map<String, List<SeriesRef>> byDigest = new LinkedHashMap<>();
    long readings = 0;
    for (int i = 0; i < periods.size(); i++) {
      for (PointMeasurement point : periods.get(i).points()) {
        readings += point.readings();
        if (point.isTelling()) {
          byDigest
              .computeIfAbsent(point.seriesDigest(), _ -> new ArrayList<>())
              .add(new SeriesRef(i, point.point()));
        }
      }
    }
    List<ExactCopies> exact =
        byDigest.values().stream().filter(g -> g.size() > 1).map(ExactCopies::new).toList();
    boolean search = readings <= NEAR_READINGS_MAX && byDigest.size() <= SharedRuns.SERIES_MAX;
    // One of each group stands for all: its near copies are near copies of the whole group.
    List<SeriesRef> distinct = byDigest.values().stream().map(List::getFirst).toList();
    return new SeriesCopies(exact, search ? near(periods, distinct) : List.of(), search);
  }

  private static List<NearCopies> near(List<MeteredPeriod> periods, List<SeriesRef> distinct) {
    SharedRuns runs = new SharedRuns();
    for (int i = 0; i < periods.size(); i++) {
      Map<String, SeriesRef> wanted = new LinkedHashMap<>();
      for (SeriesRef series : distinct) {
        if (series.periodIndex() == i) {
          wanted.put(series.point(), series);
        }
      }
      MeteredPeriod period = periods.get(i);
      if (!wanted.isEmpty()) {
        try (CheckedReadings readings = CheckedReadings.open(period.parquet())) {
          readings.query(engine -> {
            SeriesRows.forEach(
                engine,
                period.fromMicros(),
                period.toMicros(),
                (point, _, milliwatts) -> runs.add(wanted.get(point), milliwatts));
            return runs;
          });
        }
      }
    }
    return runs.nearCopies();
  }
}
