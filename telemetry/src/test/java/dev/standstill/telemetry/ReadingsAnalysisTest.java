package dev.standstill.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

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
    PointMeasurement point = measure(readings, 0, 3600).getFirst();

    assertThat(point.energyMilliJoules()).isEqualTo(BigInteger.valueOf(3_600_000_000L));
    assertThat(point.constant()).isTrue();
    assertThat(point.medianIntervalMicros()).isEqualTo(2 * SECOND);
    assertThat(point.uncoveredBeforeMicros() + point.uncoveredAfterMicros()).isZero();
  }

  @Test
  void countsNothingBetweenAnEdgeAndTheNearestReadingInside() throws IOException {
    List<MeterReading> readings =
        List.of(
            reading("m", -1, 1000),
            reading("m", 1, 3000),
            reading("m", 3, 3000),
            reading("m", 5, 1000));
    PointMeasurement between = measure(readings, 0, 4).getFirst();
    PointMeasurement upon = measure(readings, -1, 5).getFirst();

    assertThat(between.energyMilliJoules()).isEqualTo(BigInteger.valueOf(6000));
    assertThat(between.uncoveredBeforeMicros()).isEqualTo(SECOND);
    assertThat(between.uncoveredAfterMicros()).isEqualTo(SECOND);
    assertThat(between.longestGapMicros()).isEqualTo(2 * SECOND);
    assertThat(upon.energyMilliJoules()).isEqualTo(BigInteger.valueOf(4000 + 6000 + 4000));
    assertThat(upon.uncoveredBeforeMicros() + upon.uncoveredAfterMicros()).isZero();
  }

  @Test
  void addsUpAllGapsLongerThanThreeMedianIntervals() throws IOException {
    List<MeterReading> readings = new ArrayList<>();
    long second = 0;
    for (int hole = 0; hole < 50; hole++) {
      readings.add(reading("holes", second, 1000));
      readings.add(reading("holes", second + 2, 1000));
      readings.add(reading("holes", second + 4, 1000));
      second += 4 + 7;
    }
    readings.add(reading("one", 0, 1000));
    readings.add(reading("three", 0, 1000));
    readings.add(reading("three", 2, 1000));
    readings.add(reading("three", 4, 1000));
    readings.add(reading("three", 10, 1000));
    List<PointMeasurement> points = measure(readings, 0, second);

    // Between fifty groups lie 49 holes; three times the median is no gap yet, nor is the edge.
    assertThat(points)
        .extracting(PointMeasurement::point, PointMeasurement::gapsMicros)
        .containsExactly(tuple("holes", 49 * 7 * SECOND), tuple("one", 0L), tuple("three", 0L));
    assertThat(points.getFirst().medianIntervalMicros()).isEqualTo(2 * SECOND);
    assertThat(points.getFirst().longestGapMicros()).isEqualTo(7 * SECOND);
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
    List<PointMeasurement> points = measure(readings, 0, 10);

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
    List<PointMeasurement> points = measure(readings, 0, 40, Map.of("n_10", 7000L));

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
    for (PointMeasurement point : measureMicros(readings, from, to, Map.of())) {
      List<MeterReading> own =
          readings.stream().filter(r -> r.point().equals(point.point())).toList();
      assertThat(point.energyMilliJoules())
          .as("seed %d, %s", seed, point)
          .isEqualTo(NaiveEnergy.milliJoules(own, from, to));
      assertThat(point.gapsMicros())
          .as("seed %d, %s", seed, point)
          .isEqualTo(NaiveEnergy.gapsMicros(own, from, to));
    }
  }

  /** Irregular times with repeats, stamps on the edges, extreme powers and, at times, disorder. */
  static List<MeterReading> series(Random random, String point, int count) {
    List<MeterReading> series = new ArrayList<>();
    long time = START - 5 * SECOND;
    for (int i = 0; i < count; i++) {
      boolean repeat = random.nextInt(4) == 0;
      time += repeat ? 0 : random.nextBoolean() ? SECOND : random.nextLong(1, 3 * SECOND);
      // At times three common intervals together, to the microsecond, and at times one more.
      time += random.nextInt(8) == 0 ? 2 * SECOND + random.nextInt(2) : 0;
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

  private List<PointMeasurement> measure(List<MeterReading> readings, long from, long to)
      throws IOException {
    return measure(readings, from, to, Map.of());
  }

  private List<PointMeasurement> measure(
      List<MeterReading> readings, long from, long to, Map<String, Long> limits)
      throws IOException {
    return measureMicros(readings, START + from * SECOND, START + to * SECOND, limits);
  }

  private List<PointMeasurement> measureMicros(
      List<MeterReading> readings, long from, long to, Map<String, Long> limits)
      throws IOException {
    String digest = ReadingsFile.write(folder, readings);
    return ReadingsAnalysis.measure(folder.resolve(digest + ReadingsFile.ENDING), from, to, limits);
  }
}
