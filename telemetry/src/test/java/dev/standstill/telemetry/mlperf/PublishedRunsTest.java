package dev.standstill.telemetry.mlperf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.standstill.telemetry.Edges;
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
                run.nodes().stream().mapToLong(NodeReadings::count).sum() + "",
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
    List<PointMeasurement> points = ReadingsAnalysis.measure(file, from, to, Edges.CUT, Map.of());
    long took = System.nanoTime() - started;
    SeriesCopies copies = SeriesCopies.find(List.of(new MeteredPeriod(file, from, to, points)));

    assertThat(run.declaredNodes()).isEqualTo(64);
    assertThat(run.hosts()).hasSize(64);
    assertThat(run.work()).isEqualTo(new WorkDone(1_207_959_552L, "trained_samples"));
    assertThat(TrainingRun.expectedNodes(64, run.nodeNames())).isEqualTo(run.nodeNames());
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
        folder.resolve(digest + ReadingsFile.ENDING),
        micros(from),
        micros(to),
        Edges.CUT,
        Map.of());
  }

  private static String decimal(long value, int scale, int places) {
    return BigDecimal.valueOf(value, scale)
        .setScale(places, RoundingMode.HALF_EVEN)
        .toPlainString();
  }
}
