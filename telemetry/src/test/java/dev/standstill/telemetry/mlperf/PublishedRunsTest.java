package dev.standstill.telemetry.mlperf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.MeteredPeriod;
import dev.standstill.telemetry.PointMeasurement;
import dev.standstill.telemetry.ReadingsAnalysis;
import dev.standstill.telemetry.ReadingsFile;
import dev.standstill.telemetry.SeriesCopies;
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
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every run of the shared real data, where that folder stands beside the checkout. */
class PublishedRunsTest {
  private static final Path MLPERF =
      Path.of(System.getProperty("repositoryRoot", ".")).resolveSibling("shared/data/mlperf");
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  /** Runs whose readings do not reach beyond them: the table's edges are then open as ours are. */
  private static final List<String> BARE_EDGES =
      List.of(
          "64xSMC-H100-SXM-80GB/gpt3",
          "1xSMC-H100-SXM-80GB/ssd",
          "8xSMC-H100-SXM-80GB/llama2_70b_lora");

  /** Energy of readings inside only, in MJ, found by a separate program with exact fractions. */
  private static final Map<String, String> INSIDE_ONLY =
      Map.of(
          "result_5119-240510190348838227199_06.txt", "1.8777",
          "result_5119-240510190348838227199_10.txt", "2.4034",
          "result_5120-240510190402846980797_07.txt", "2.1875",
          "result_4957-240509201759121706710_1.txt", "18.5568",
          "result_4957-240509201759121706710_3.txt", "18.3080");

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
    List<PointMeasurement> points = measure(run.readings(), run.start(), run.stop(), folder);

    assertThat(
            List.of(
                decimal(ChronoUnit.MICROS.between(run.start(), run.stop()), 6, 3),
                points.size() + "",
                points.stream().map(PointMeasurement::seriesDigest).distinct().count() + "",
                run.nodes().stream().mapToLong(NodeReadings::count).sum() + "",
                points.stream().mapToLong(PointMeasurement::backwardSteps).sum() + "",
                points.stream().mapToLong(PointMeasurement::repeatedStamps).sum() + ""))
        .as(expected[1] + " " + run.notes())
        .isEqualTo(List.of(expected).subList(2, 8));
    boolean bare = BARE_EDGES.stream().anyMatch(expected[0]::endsWith);
    if (bare) {
      assertThat(decimal(longestUncovered(points), 6, 3)).isEqualTo(expected[8]);
    }
    assertMegajoules(points, expected[9], bare);
    String[] nodes = expected[11].isEmpty() ? new String[0] : expected[11].split(" ");
    for (int i = 0; i < nodes.length; i++) {
      assertMegajoules(points.subList(i, i + 1), nodes[i], bare);
    }
    String inside = INSIDE_ONLY.get(expected[1]);
    if (inside != null) {
      assertThat(megajoules(energy(points))).isEqualTo(inside);
    }
  }

  /**
   * The table was made with the intervals across an edge cut there. We count none of such an
   * interval: ours is the same where there is none, and otherwise less, by no more than the
   * greatest power through the time that we report as uncovered.
   */
  private static void assertMegajoules(List<PointMeasurement> points, String table, boolean bare) {
    if (bare) {
      assertThat(megajoules(energy(points))).isEqualTo(table);
      return;
    }
    BigDecimal most = BigDecimal.ZERO;
    for (PointMeasurement point : points) {
      BigDecimal uncovered =
          BigDecimal.valueOf(point.uncoveredBeforeMicros() + point.uncoveredAfterMicros(), 6);
      most = most.add(uncovered.multiply(BigDecimal.valueOf(point.maximumMilliwatts(), 9)));
    }
    BigDecimal printed = new BigDecimal(table);
    BigDecimal halfDigit = new BigDecimal("0.00005");
    assertThat(new BigDecimal(energy(points), 9))
        .isBetween(printed.subtract(most).subtract(halfDigit), printed.add(halfDigit));
  }

  private static String megajoules(BigInteger milliJoules) {
    return new BigDecimal(milliJoules, 9).setScale(4, RoundingMode.HALF_EVEN).toPlainString();
  }

  private static long longestUncovered(List<PointMeasurement> points) {
    return points.stream()
        .mapToLong(p -> p.uncoveredBeforeMicros() + p.uncoveredAfterMicros())
        .max()
        .orElseThrow();
  }

  private static BigInteger energy(List<PointMeasurement> points) {
    return points.stream()
        .map(PointMeasurement::energyMilliJoules)
        .reduce(BigInteger.ZERO, (a, b) -> a.add(b));
  }

  @ParameterizedTest
  @MethodSource("inference")
  void measuresEveryInferenceRunAsExpected(String row) throws IOException {
    assumeTrue(!row.isEmpty(), "shared data is not beside this checkout");
    String[] expected = row.split(",", -1);
    Path folderOfRun = MLPERF.resolve(expected[0]);

    InferenceRun run =
        InferenceRun.read(folderOfRun.resolve("mlperf_log_detail.txt"), folderOfRun, NOW);
    PointMeasurement point = measure(run.readings(), run.begin(), run.end(), folder).getFirst();

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
    assertThat(meanWatts).isCloseTo(new BigDecimal(expected[4]), Percentage.withPercentage(0.05));
    assertThat(run.samplesPerSecond()).isEqualByComparingTo(expected[5]);
    assertThat(meanWatts.divide(run.samplesPerSecond(), 9, RoundingMode.HALF_EVEN))
        .isCloseTo(new BigDecimal(expected[6]), Percentage.withPercentage(0.05));
  }

  @Test
  void findsThirtyPairsOfCopiesAmongTheSixtyFourNodesOfGptThree() throws IOException {
    Path folderOfRun =
        MLPERF.resolve("training_v4.0/smc-ac-power/results/64xSMC-H100-SXM-80GB/gpt3");
    assumeTrue(Files.exists(folderOfRun), "shared data is not beside this checkout");
    String name = "result_5848-240517221859825376616_2";
    TrainingRun run =
        TrainingRun.read(
            folderOfRun.resolve(name + ".txt"), folderOfRun.resolve("power").resolve(name), NOW);
    long from = micros(run.start());
    long to = micros(run.stop());
    Path file = folder.resolve(ReadingsFile.write(folder, run.readings()) + ReadingsFile.ENDING);
    long started = System.nanoTime();
    List<PointMeasurement> points = ReadingsAnalysis.measure(file, from, to, Map.of());
    long took = System.nanoTime() - started;
    SeriesCopies copies = SeriesCopies.find(List.of(new MeteredPeriod(file, from, to, points)));

    assertThat(run.declaredNodes()).isEqualTo(64);
    assertThat(run.hosts()).hasSize(64);
    assertThat(run.work()).isEqualTo(new WorkDone(1_207_959_552L, "trained_samples"));
    assertThat(TrainingRun.expectedNodes(64, run.nodeNames())).isEqualTo(run.nodeNames());
    assertThat(energy(points)).isEqualTo(new BigInteger("1494918641435"));
    BigDecimal kilowattHours =
        new BigDecimal(energy(points), 9).divide(new BigDecimal("3.6"), 6, RoundingMode.HALF_EVEN);
    assertThat(kilowattHours).isCloseTo(new BigDecimal("415.255"), within(new BigDecimal("0.01")));
    assertThat(copies.exact()).hasSize(30).allMatch(group -> group.series().size() == 2);
    assertThat(copies.near()).isEmpty();
    assertThat(points.stream().map(PointMeasurement::seriesDigest).distinct()).hasSize(34);
    assertThat(took).as("ns to measure 108,916 readings").isLessThan(5_000_000_000L);
  }

  private static long micros(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  private static List<PointMeasurement> measure(
      Iterable<MeterReading> readings, Instant from, Instant to, Path folder) throws IOException {
    String digest = ReadingsFile.write(folder, readings);
    return ReadingsAnalysis.measure(
        folder.resolve(digest + ReadingsFile.ENDING), micros(from), micros(to), Map.of());
  }

  private static String decimal(long value, int scale, int places) {
    return BigDecimal.valueOf(value, scale)
        .setScale(places, RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}
