package dev.standstill.site.metering.store;

import static dev.standstill.site.metering.store.MeteredHall.HALL;
import static dev.standstill.site.metering.store.MeteredHall.HOUR;
import static dev.standstill.site.metering.store.MeteredHall.START;
import static dev.standstill.site.metering.store.MeteredHall.batch;
import static dev.standstill.site.metering.store.MeteredHall.micros;
import static dev.standstill.site.metering.store.MeteredHall.plan;
import static dev.standstill.site.metering.store.MeteredHall.power;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.record.Digest;
import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.MeterPlan;
import dev.standstill.site.metering.ReadingBatch;
import dev.standstill.site.metering.Series;
import dev.standstill.site.metering.store.HourCommitment.PointOfHour;
import dev.standstill.telemetry.PointMeasurement;
import dev.standstill.telemetry.ReadingsAnalysis;
import dev.standstill.telemetry.ReadingsFile;
import dev.standstill.wire.json.ReadResult;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HourWriterTest {
  @TempDir private Path folder;

  private final SetClock clock = new SetClock(START.plus(Duration.ofMinutes(70)));
  private final Faults faults = new Faults();

  private Path store() {
    return folder.resolve("store");
  }

  private void keep(MeterPlan plan, List<ReadingBatch> batches) throws Exception {
    try (ReadingStore store = ReadingStore.open(store(), plan, clock, faults)) {
      for (ReadingBatch batch : batches) {
        assertThat(store.keep(batch).get()).isInstanceOf(Kept.Durably.class);
      }
      store.closeSettled();
    }
  }

  private HourCommitment one() throws IOException {
    List<HourCommitment> written = HourWriter.write(store(), HOUR);
    assertThat(written).hasSize(1);
    return written.getFirst();
  }

  private Path file(HourCommitment hour) {
    return new StoreLayout(store()).readings(hour.readings().orElseThrow());
  }

  private Map<String, BigInteger> energies(HourCommitment hour) {
    long from = micros(0);
    Map<String, BigInteger> found = new LinkedHashMap<>();
    for (PointMeasurement point :
        ReadingsAnalysis.measure(file(hour), from, from + Hour.MICROS, Map.of())) {
      found.put(point.point(), Optional.ofNullable(point.energyMilliJoules()).orElseThrow());
    }
    return found;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theChildProcessWritesAFileWhoseEnergiesAreThoseOfTheReadings(long seed) throws Exception {
    Random random = new Random(seed);
    String[] devices = {"GPU-1", "GPU-2", "GPU-10"};
    Map<String, BigInteger> doubled = new LinkedHashMap<>();
    List<ReadingBatch> batches = new ArrayList<>();
    Map<String, Long> before = new LinkedHashMap<>();
    for (int second = 0; second < 300; second++) {
      ReadingBatch batch = new ReadingBatch();
      for (String device : devices) {
        long milliwatts = 100_000L + random.nextInt(600_000);
        batch.add(power(device), micros(second), milliwatts);
        batch.add(new Series(device, Channel.TOTAL_ENERGY), micros(second), 500_000L * second);
        Long last = before.put(device, milliwatts);
        if (last != null) {
          doubled.merge(device, BigInteger.valueOf(last + milliwatts), BigInteger::add);
        }
      }
      batches.add(batch);
      if (random.nextInt(10) == 0) {
        // Sent again, as after an answer that was lost.
        batches.add(batch);
      }
    }
    keep(plan(devices), batches);

    Process child =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                WriteHour.class.getName(),
                store().toString(),
                HOUR.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).as(said).isZero();

    byte[] bytes = Files.readAllBytes(new StoreLayout(store()).commitment(HALL, HOUR));
    HourCommitment hour = HourCommitmentJson.read(bytes).accepted().orElseThrow();
    Map<String, BigInteger> energies = energies(hour);
    assertThat(energies.keySet()).containsExactly(devices);
    // One second apart: millijoules are half of the doubled sum, rounded half to even.
    doubled.forEach((device, sum) -> {
      BigInteger half = sum.shiftRight(1);
      boolean up = sum.testBit(0) && half.testBit(0);
      assertThat(energies.get(device)).isEqualTo(up ? half.add(BigInteger.ONE) : half);
    });
    assertThat(hour.duplicates()).isEqualTo((batches.size() - 300L) * 6);
    assertThat(hour.journalReadings()).isEqualTo(300 * 6);
    assertThat(said.strip()).endsWith("hours/hall/2026-11-23T12Z.json");
  }

  @Test
  void theFileIsNamedByItsDigestAndWritingAgainGivesTheSame() throws Exception {
    keep(plan("a", "b"), List.of(batch("a", 1, 5), batch("a", 2, 7), batch("b", 3, 9)));
    HourCommitment first = one();
    assertThat(ReadingsFile.digest(file(first)))
        .isEqualTo(first.readings().map(Digest::hex).orElseThrow());
    assertThat(one()).isEqualTo(first);
    assertThat(HourCommitmentJson.read(HourCommitmentJson.write(first)))
        .isEqualTo(new ReadResult.Read<>(first));
    assertThat(first.points())
        .containsExactly(
            new PointOfHour(
                "a", 2, Optional.of(START.plusSeconds(1)), Optional.of(START.plusSeconds(2))),
            new PointOfHour(
                "b", 1, Optional.of(START.plusSeconds(3)), Optional.of(START.plusSeconds(3))));
  }

  @Test
  void aPointWithoutReadingsIsMissingAndNotZero() throws Exception {
    keep(plan("a", "b"), List.of(batch("a", 1, 5), batch("a", 2, 7)));
    HourCommitment hour = one();
    assertThat(hour.missing()).containsExactly("b");
    assertThat(energies(hour)).containsOnlyKeys("a");
  }

  @Test
  void anHourWithoutAnyReadingHasACommitmentAndNoFile() throws Exception {
    keep(plan("a"), List.of());
    HourCommitment hour = one();
    assertThat(hour.readings()).isEmpty();
    assertThat(hour.missing()).containsExactly("a");
    assertThat(new StoreLayout(store()).telemetry()).doesNotExist();
  }

  @Test
  void ofConflictingReadingsTheFirstIsKeptAndTheOtherShown() throws Exception {
    keep(
        plan("a"), List.of(batch("a", 1, 5), batch("a", 2, 7), batch("a", 1, 6), batch("a", 1, 5)));
    HourCommitment hour = one();
    assertThat(hour.conflicting()).isEqualTo(1);
    assertThat(hour.duplicates()).isEqualTo(1);
    assertThat(hour.conflicts().getFirst().kept()).isEqualTo(5);
    assertThat(hour.conflicts().getFirst().other()).isEqualTo(6);
    assertThat(energies(hour)).containsEntry("a", BigInteger.valueOf(6));
  }

  @Test
  void aClockThatStepsBackStaysVisible() throws Exception {
    keep(plan("a"), List.of(batch("a", 10, 5), batch("a", 5, 7), batch("a", 11, 6)));
    HourCommitment hour = one();
    PointMeasurement point =
        ReadingsAnalysis.measure(file(hour), micros(0), micros(3600), Map.of()).getFirst();
    assertThat(point.backwardSteps()).isEqualTo(1);
    assertThat(hour.duplicates() + hour.conflicting()).isZero();
  }

  @Test
  void anOpenHourIsNotWritten() throws Exception {
    clock.set(START.plusSeconds(60));
    keep(plan("a"), List.of(batch("a", 1, 5)));
    assertThatThrownBy(() -> HourWriter.write(store(), HOUR))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("still takes readings");
    assertThat(new StoreLayout(store()).telemetry()).doesNotExist();
  }

  @Test
  void whatIsNoStoreIsRefusedInOneLine() {
    assertThatThrownBy(() -> HourWriter.write(folder, HOUR))
        .hasMessageContaining("is no store of readings");
  }
}
