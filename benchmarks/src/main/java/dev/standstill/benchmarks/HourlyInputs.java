package dev.standstill.benchmarks;

import dev.standstill.telemetry.HourlyEnergy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;

/**
 * Readings to hourly balance inputs, against what DuckDB needs for the bare aggregate of the same
 * file: count, sum, minimum and maximum by point and hour, which knows no energy. The two are taken
 * in turn, so that both meet the same neighbours.
 */
public final class HourlyInputs {

  private static final int POINTS = 256;

  private HourlyInputs() {}

  /**
   * Runs it.
   *
   * @param args number of readings (default 100,000,000) and of rounds (default 5)
   */
  public static void main(String... args) throws IOException, SQLException {
    long rows = args.length > 0 ? Long.parseLong(args[0]) : 100_000_000L;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    Path folder = Files.createTempDirectory("standstill-hourly-");
    Path file = folder.resolve("readings.parquet");
    try {
      write(file, rows);
      System.out.printf(
          Locale.ROOT, "%,d readings of %d points, %,d bytes%n", rows, POINTS, Files.size(file));
      measure(file, rounds);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(folder.resolve("sort"));
      Files.deleteIfExists(folder);
    }
  }

  private static void measure(Path file, int rounds) throws SQLException {
    double[] bare = new double[rounds];
    double[] ours = new double[rounds];
    double[] ratios = new double[rounds];
    bareAggregate(file);
    HourlyEnergy.of(file);
    for (int round = 0; round < rounds; round++) {
      bare[round] = seconds(() -> bareAggregate(file));
      ours[round] = seconds(() -> HourlyEnergy.of(file).size());
      ratios[round] = ours[round] / bare[round];
      System.out.printf(
          Locale.ROOT,
          "round %d: bare %.2f s, balance inputs %.2f s, ratio %.2f%n",
          round + 1,
          bare[round],
          ours[round],
          ratios[round]);
    }
    System.out.printf(
        Locale.ROOT,
        "median: bare %.2f s, balance inputs %.2f s, ratio %.2f%n",
        median(bare),
        median(ours),
        median(ratios));
  }

  /** Sorted by point and time, as the product writes its files: one reading a second. */
  private static void write(Path file, long rows) throws SQLException {
    long each = rows / POINTS;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      // Sorting them must not count as the memory of what is measured.
      statement.execute("SET memory_limit = '600MB'");
      statement.execute("SET temp_directory = '" + file.resolveSibling("sort") + "'");
      statement.execute(
          """
          COPY (
            SELECT 'node_' || lpad(CAST(p AS VARCHAR), 3, '0') AS point,
              CAST(i AS BIGINT) AS sequence,
              CAST(1767225600000000 + i * 1000000 AS BIGINT) AS time_micros,
              CAST(5000000 + hash(p * 1000003 + i) %% 2000000 AS BIGINT) AS power_milliwatts
            FROM range(%d) AS points(p), range(%d) AS readings(i)
            ORDER BY p, i
          ) TO '%s' (FORMAT parquet, COMPRESSION zstd, PARQUET_VERSION v2)
          """
              .formatted(POINTS, each, file));
    }
  }

  private static int bareAggregate(Path file) throws SQLException {
    int groups = 0;
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute("SET threads = 2");
      try (ResultSet row =
          statement.executeQuery(
              """
              SELECT point, time_micros // 3600000000 AS hour, COUNT(*), SUM(power_milliwatts),
                MIN(power_milliwatts), MAX(power_milliwatts)
              FROM read_parquet('%s') GROUP BY point, hour
              """
                  .formatted(file))) {
        while (row.next()) {
          groups++;
        }
      }
    }
    return groups;
  }

  private interface Work {
    int run() throws SQLException;
  }

  private static double seconds(Work work) throws SQLException {
    long begin = System.nanoTime();
    if (work.run() == 0) {
      throw new IllegalStateException("nothing was aggregated");
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
