package dev.standstill.telemetry.mlperf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.standstill.telemetry.PointMeasurement;
import dev.standstill.telemetry.ReadingsAnalysis;
import dev.standstill.telemetry.ReadingsFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every run of the shared real data, where that folder stands beside the checkout. */
class PublishedRunsTest {
  private static final Path MLPERF =
      Path.of(System.getProperty("repositoryRoot", ".")).resolveSibling("shared/data/mlperf");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  @TempDir Path folder;

  static Stream<String> training() throws IOException {
    return rows("expected-training.csv");
  }

  static Stream<String> inference() throws IOException {
    return rows("expected-inference.csv");
  }

  private static Stream<String> rows(String table) throws IOException {
    Path file = MLPERF.resolve(table);
    return Files.exists(file) ? Files.readAllLines(file).stream().skip(1) : Stream.of("");
  }

  @ParameterizedTest
  @MethodSource("training")
  void measuresEveryTrainingRunAsExpected(String row) throws IOException {
    assumeTrue(!row.isEmpty(), "shared data is not beside this checkout");
    String[] expected = row.split(",", -1);
    Path log = MLPERF.resolve(expected[0]).resolve(expected[1]);
    String name = expected[1].substring(0, expected[1].length() - ".txt".length());
    Path power = MLPERF.resolve(expected[0]).resolve("power").resolve(name);

    TrainingRun run = TrainingRun.read(log, power, NOW);
    List<PointMeasurement> points =
        measure(run.readings().iterator(), run.start(), run.stop(), folder);

    BigInteger energy =
        points.stream()
            .map(PointMeasurement::energyMilliJoules)
            .reduce(BigInteger.ZERO, (a, b) -> a.add(b));
    long uncovered =
        points.stream()
            .mapToLong(p -> p.uncoveredBeforeMicros() + p.uncoveredAfterMicros())
            .max()
            .orElseThrow();
    assertThat(
            List.of(
                decimal(ChronoUnit.MICROS.between(run.start(), run.stop()), 6, 3),
                points.size() + "",
                points.stream().map(PointMeasurement::seriesDigest).distinct().count() + "",
                run.readings().count() + "",
                points.stream().mapToLong(PointMeasurement::backwardSteps).sum() + "",
                points.stream().mapToLong(PointMeasurement::repeatedStamps).sum() + "",
                decimal(uncovered, 6, 3),
                new BigDecimal(energy, 9).setScale(4, RoundingMode.HALF_EVEN).toPlainString()))
        .as(expected[1] + " " + run.notes())
        .isEqualTo(List.of(expected).subList(2, 10));
    if (!expected[11].isEmpty()) {
      assertThat(points)
          .extracting(p ->
              new BigDecimal(p.energyMilliJoules(), 9)
                  .setScale(4, RoundingMode.HALF_EVEN)
                  .toPlainString())
          .containsExactly(expected[11].split(" "));
    }
  }

  @ParameterizedTest
  @MethodSource("inference")
  void measuresEveryInferenceRunAsExpected(String row) throws IOException {
    assumeTrue(!row.isEmpty(), "shared data is not beside this checkout");
    String[] expected = row.split(",", -1);
    Path folderOfRun = MLPERF.resolve(expected[0]);

    InferenceRun run =
        InferenceRun.read(folderOfRun.resolve("mlperf_log_detail.txt"), folderOfRun, NOW);
    PointMeasurement point =
        measure(run.readings().stream().iterator(), run.begin(), run.end(), folder).getFirst();

    BigDecimal window = BigDecimal.valueOf(ChronoUnit.MICROS.between(run.begin(), run.end()), 6);
    long covered =
        ChronoUnit.MICROS.between(run.begin(), run.end())
            - point.uncoveredBeforeMicros()
            - point.uncoveredAfterMicros();
    BigDecimal meanWatts =
        new BigDecimal(point.energyMilliJoules(), 3)
            .divide(BigDecimal.valueOf(covered, 6), 3, RoundingMode.HALF_EVEN);
    assertThat(run.notes()).isEmpty();
    assertThat(run.scenario()).isEqualTo(expected[1]);
    assertThat(point.readings() + "").isEqualTo(expected[2]);
    assertThat(window.setScale(3).toPlainString()).isEqualTo(expected[3]);
    // Expected is the mean of the readings, ours the mean over time: equal but for the edges.
    assertThat(meanWatts)
        .isCloseTo(
            new BigDecimal(expected[4]), org.assertj.core.data.Percentage.withPercentage(0.05));
    assertThat(run.samplesPerSecond()).isEqualByComparingTo(expected[5]);
    assertThat(meanWatts.divide(run.samplesPerSecond(), 9, RoundingMode.HALF_EVEN))
        .isCloseTo(
            new BigDecimal(expected[6]), org.assertj.core.data.Percentage.withPercentage(0.05));
  }

  static List<PointMeasurement> measure(
      java.util.Iterator<dev.standstill.telemetry.MeterReading> readings,
      Instant from,
      Instant to,
      Path folder)
      throws IOException {
    long t0 = System.nanoTime();
    String digest = ReadingsFile.write(folder, () -> readings);
    long t1 = System.nanoTime();
    try {
      return ReadingsAnalysis.measure(
          folder.resolve(digest + ReadingsFile.ENDING),
          ChronoUnit.MICROS.between(Instant.EPOCH, from),
          ChronoUnit.MICROS.between(Instant.EPOCH, to),
          dev.standstill.telemetry.Edges.CUT,
          Map.of());
    } finally {
      System.out.println(
          "write " + (t1 - t0) / 1000000 + " measure " + (System.nanoTime() - t1) / 1000000);
    }
  }

  private static String decimal(long value, int scale, int places) {
    return BigDecimal.valueOf(value, scale)
        .setScale(places, RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}
