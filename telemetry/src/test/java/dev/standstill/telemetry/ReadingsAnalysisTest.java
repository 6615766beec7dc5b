package dev.standstill.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReadingsAnalysisTest {
  private static final long START = 1_700_000_000_000_000L;
  private static final long SECOND = 1_000_000L;

  @TempDir Path folder;

  static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed == null ? LongStream.range(0, 25) : LongStream.of(seed);
  }

  @Test
  void measuresAConstantKilowattForAnHourAsThreePointSixMegajoules() throws IOException {
    List<MeterReading> readings = new ArrayList<>();
    for (long s = 0; s <= 3600; s += 2) {
      readings.add(reading("meter", s, 1_000_000));
    }
    PointMeasurement point = measure(readings, 0, 3600, Edges.OPEN).getFirst();

    assertThat(point.energyMilliJoules()).isEqualTo(BigInteger.valueOf(3_600_000_000L));
    assertThat(point.constant()).isTrue();
    assertThat(point.medianIntervalMicros()).isEqualTo(2 * SECOND);
    assertThat(point.uncoveredBeforeMicros() + point.uncoveredAfterMicros()).isZero();
  }

  @Test
  void cutsIntervalsAtTheEdgesAlongTheirLine() throws IOException {
    List<MeterReading> readings =
        List.of(
            reading("m", -1, 1000),
            reading("m", 1, 3000),
            reading("m", 3, 3000),
            reading("m", 5, 1000));
    PointMeasurement cut = measure(readings, 0, 4, Edges.CUT).getFirst();
    PointMeasurement open = measure(readings, 0, 4, Edges.OPEN).getFirst();

    // 2 W rising to 3 W over 1 s, 3 W for 2 s, 3 W falling to 2 W over 1 s.
    assertThat(cut.energyMilliJoules()).isEqualTo(BigInteger.valueOf(2500 + 6000 + 2500));
    assertThat(cut.uncoveredBeforeMicros()).isZero();
    assertThat(open.energyMilliJoules()).isEqualTo(BigInteger.valueOf(6000));
    assertThat(open.uncoveredBeforeMicros()).isEqualTo(SECOND);
    assertThat(open.uncoveredAfterMicros()).isEqualTo(SECOND);
  }

  @Test
  void givesNoEnergyRatherThanZeroWhereNothingWasMetered() throws IOException {
    List<MeterReading> readings =
        List.of(
            reading("one", 5, 7000),
            reading("outside", 50, 7000),
            reading("outside", 51, 7000),
            reading("two", 5, 7000),
            reading("two", 6, 7000));
    List<PointMeasurement> points = measure(readings, 0, 10, Edges.CUT);

    assertThat(points).extracting(PointMeasurement::point).containsExactly("one", "outside", "two");
    assertThat(points.get(0).energyMilliJoules()).isNull();
    assertThat(points.get(1).energyMilliJoules()).isNull();
    assertThat(points.get(1).readings()).isZero();
    assertThat(points.get(1).longestGapMicros()).isEqualTo(10 * SECOND);
    assertThat(points.get(2).energyMilliJoules()).isEqualTo(BigInteger.valueOf(7000));
  }

  @Test
  void tellsWhatIsWrongWithAPoint() throws IOException {
    List<MeterReading> readings =
        List.of(
            reading("n_10", 0, 5000),
            reading("n_10", 2, 6000),
            reading("n_10", 1, 7000),
            reading("n_10", 2, 8000),
            reading("n_10", 30, 9000),
            reading("n_2", 0, 1),
            reading("n_2", 9, 2));
    List<PointMeasurement> points = measure(readings, 0, 40, Edges.CUT, Map.of("n_10", 7000L));

    assertThat(points).extracting(PointMeasurement::point).containsExactly("n_2", "n_10");
    PointMeasurement point = points.get(1);
    assertThat(point.backwardSteps()).isEqualTo(1);
    assertThat(point.repeatedStamps()).isEqualTo(1);
    assertThat(point.mostRepeats()).isEqualTo(2);
    assertThat(point.readingsAboveLimit()).isEqualTo(2);
    assertThat(point.maximumMilliwatts()).isEqualTo(9000);
    assertThat(point.longestGapMicros()).isEqualTo(28 * SECOND);
    assertThat(point.gapStartMicros()).isEqualTo(START + 2 * SECOND);
    assertThat(point.uncoveredAfterMicros()).isEqualTo(10 * SECOND);
    assertThat(points.get(0).readingsAboveLimit()).isZero();
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void agreesWithTheNaiveRuleToTheMillijoule(long seed) throws IOException {
    Random random = new Random(seed);
    List<MeterReading> readings = new ArrayList<>();
    for (int p = 0; p < 6; p++) {
      readings.addAll(series(random, "node_" + p, (int) seed * 3 + 4));
    }
    long from = START + random.nextLong(20) * SECOND;
    long to = from + (5 + random.nextLong(40 + seed)) * SECOND;
    for (Edges edges : Edges.values()) {
      for (PointMeasurement point : measureMicros(readings, from, to, edges, Map.of())) {
        List<MeterReading> own =
            readings.stream().filter(r -> r.point().equals(point.point())).toList();
        assertThat(point.energyMilliJoules())
            .as("seed %d, %s, %s", seed, edges, point)
            .isEqualTo(NaiveEnergy.milliJoules(own, from, to, edges));
      }
    }
  }

  /** Irregular times with repeats, stamps on the edges, extreme powers and, at times, disorder. */
  static List<MeterReading> series(Random random, String point, int count) {
    List<MeterReading> series = new ArrayList<>();
    long time = START - 5 * SECOND;
    for (int i = 0; i < count; i++) {
      boolean repeat = random.nextInt(4) == 0;
      time += repeat ? 0 : random.nextBoolean() ? SECOND : random.nextLong(1, 3 * SECOND);
      long power =
          random.nextInt(50) == 0 ? MeterReading.MILLIWATTS_MAX : random.nextLong(10_000_000);
      series.add(new MeterReading(point, time, power));
    }
    if (random.nextInt(6) == 0) {
      for (int i = 0; i < 17; i++) {
        series.add(new MeterReading(point, time, i));
      }
    }
    if (random.nextInt(3) == 0) {
      Collections.shuffle(series, random);
    }
    return series;
  }

  private static MeterReading reading(String point, long second, long milliwatts) {
    return new MeterReading(point, START + second * SECOND, milliwatts);
  }

  private List<PointMeasurement> measure(
      List<MeterReading> readings, long from, long to, Edges edges) throws IOException {
    return measure(readings, from, to, edges, Map.of());
  }

  private List<PointMeasurement> measure(
      List<MeterReading> readings, long from, long to, Edges edges, Map<String, Long> limits)
      throws IOException {
    return measureMicros(readings, START + from * SECOND, START + to * SECOND, edges, limits);
  }

  private List<PointMeasurement> measureMicros(
      List<MeterReading> readings, long from, long to, Edges edges, Map<String, Long> limits)
      throws IOException {
    String digest = ReadingsFile.write(folder, readings);
    return ReadingsAnalysis.measure(
        folder.resolve(digest + ReadingsFile.ENDING), from, to, edges, limits);
  }
}
