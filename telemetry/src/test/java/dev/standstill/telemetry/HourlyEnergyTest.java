package dev.standstill.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HourlyEnergyTest {
  private static final long HOUR = 3_600_000_000L;
  private static final long START = 472_222L * HOUR;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void streamsOrderedReadingsToTheSameHoursAsTheGeneralWay(long seed) throws IOException {
    List<MeterReading> readings = new ArrayList<>();
    Random random = new Random(seed);
    for (int p = 0; p < 5; p++) {
      long time = START + random.nextLong(HOUR);
      for (int i = 0; i < 2_000; i++) {
        time += random.nextLong(1, 20_000_000);
        readings.add(new MeterReading("node_" + p, time, random.nextLong(9_000_000)));
      }
    }
    Path file = write(readings);
    HourlyEnergy.Found found = HourlyEnergy.find(file);

    assertThat(found.streamed()).isTrue();
    assertThat(found.hours()).isEqualTo(HourlyEnergy.general(file));
    assertThat(found.hours().stream().mapToLong(HourOfPoint::readings).sum())
        .isEqualTo(readings.size());
  }

  @Test
  void addsUpToTheWholeButForOneRoundingAnHour() throws IOException {
    List<MeterReading> readings = new ArrayList<>();
    Random random = new Random(1);
    for (int i = 0; i < 9_000; i++) {
      readings.add(
          new MeterReading("m", START + i * 2_000_000L, 6_000_000 + random.nextLong(900_000)));
    }
    Path file = write(readings);
    BigInteger whole =
        ReadingsAnalysis.measure(file, START, START + 6 * HOUR, Map.of())
            .getFirst()
            .energyMilliJoules();
    BigInteger sum = BigInteger.ZERO;
    for (HourOfPoint hour : HourlyEnergy.of(file)) {
      sum = sum.add(hour.energyMilliJoules());
    }
    assertThat(sum.subtract(whole).abs()).isLessThanOrEqualTo(BigInteger.valueOf(3));
  }

  @Test
  void takesTheGeneralWayForDisorderRepeatsAndRisingBorders() throws IOException {
    MeterReading a = new MeterReading("a", START, 5);
    MeterReading later = new MeterReading("a", START + 9, 5);
    MeterReading latest = new MeterReading("b", START + 20, 5);
    for (List<MeterReading> readings :
        List.of(List.of(later, a, latest), List.of(a, a, later), List.of(a, later, latest))) {
      Path file = write(readings);
      assertThat(HourlyEnergy.find(file).streamed()).as(readings.toString()).isFalse();
      assertThat(HourlyEnergy.of(file)).hasSize(readings.contains(latest) ? 2 : 1);
    }
  }

  @Test
  void takesTheGeneralWayWhereSixtyFourBitsWouldOverflow() throws IOException {
    long most = MeterReading.MILLIWATTS_MAX;
    Path file =
        write(
            List.of(new MeterReading("a", START, most), new MeterReading("a", START + HOUR, most)));
    HourlyEnergy.Found found = HourlyEnergy.find(file);

    assertThat(found.streamed()).isFalse();
    assertThat(found.hours().getFirst().energyMilliJoules()).isNull();
    assertThat(found.hours().getLast().energyMilliJoules())
        .isEqualTo(BigInteger.valueOf(most).multiply(BigInteger.valueOf(3600)));
  }

  private Path write(List<MeterReading> readings) throws IOException {
    return folder.resolve(ReadingsFile.write(folder, readings) + ReadingsFile.ENDING);
  }
}
