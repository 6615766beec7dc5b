package dev.standstill.site.metering.nvml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.MeterSource.Polled;
import dev.standstill.site.metering.Reading;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NvmlTest {
  private static final long NOW = 1_795_435_200_000_000L;

  @TempDir private static Path folder;

  private FakeNvml fake;
  private NvmlSource source;

  @BeforeEach
  void load() throws IOException, InterruptedException {
    fake = new FakeNvml(folder);
    fake.reset(2);
    fake.device(0, "GPU-1", 612_300, 123_456_789_012L);
    fake.device(1, "GPU-2", 70_000, 1);
    source = new NvmlSource(fake.path());
  }

  @AfterEach
  void unload() {
    source.close();
  }

  private static List<Reading> readings(Polled polled) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < polled.readings().size(); i++) {
      readings.add(polled.readings().reading(i));
    }
    return readings;
  }

  private static List<String> words(Polled polled) {
    return readings(polled).stream()
        .map(reading -> reading.series().device() + " " + reading.series().channel())
        .toList();
  }

  @Test
  void everyDeviceGivesEachChannelOnce() {
    Polled polled = source.poll(NOW);
    assertThat(polled.faults()).isEmpty();
    assertThat(readings(polled))
        .extracting(
            reading -> reading.series().device(),
            reading -> reading.series().channel(),
            Reading::value)
        .containsExactly(
            tuple("GPU-1", Channel.POWER, 612_300L),
            tuple("GPU-1", Channel.TOTAL_ENERGY, 123_456_789_012L),
            tuple("GPU-1", Channel.MEMORY_USED, 1L << 30),
            tuple("GPU-2", Channel.POWER, 70_000L),
            tuple("GPU-2", Channel.TOTAL_ENERGY, 1L),
            tuple("GPU-2", Channel.MEMORY_USED, 1L << 30));
    assertThat(readings(polled)).allMatch(reading -> reading.timeMicros() == NOW);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 15, 999})
  void aValueThatComesWithAnotherCodeThanZeroIsAbsent(int code) {
    fake.codes(0, 0, 0, code, 0, 0);
    Polled polled = source.poll(NOW);
    assertThat(words(polled)).hasSize(5).doesNotContain("GPU-1 POWER");
    assertThat(polled.faults()).hasSize(1);
    assertThat(polled.faults().getFirst().reason()).isEqualTo(Fault.Reason.CHANNEL_ABSENT);
    assertThat(polled.faults().getFirst().detail()).startsWith("POWER: " + code);
  }

  @Test
  void aDeviceThatFallsOffTheBusIsMissedUntilItIsBack() {
    assertThat(source.poll(NOW).faults()).isEmpty();
    fake.codes(0, 15, 0, 0, 0, 0);
    for (int second = 1; second <= 3; second++) {
      Polled polled = source.poll(NOW + second * 1_000_000L);
      assertThat(polled.faults())
          .extracting(Fault::reason)
          .containsExactly(Fault.Reason.SOURCE_SILENT, Fault.Reason.DEVICE_VANISHED);
      assertThat(polled.faults().get(1).subject()).isEqualTo("GPU-1");
      assertThat(words(polled))
          .containsOnly("GPU-2 POWER", "GPU-2 TOTAL_ENERGY", "GPU-2 MEMORY_USED");
    }
    fake.codes(0, 0, 0, 0, 0, 0);
    assertThat(source.poll(NOW + 4_000_000).faults()).isEmpty();
  }

  @Test
  void aDeviceThatIsNoLongerCountedIsMissed() {
    assertThat(source.poll(NOW).faults()).isEmpty();
    fake.reset(1);
    fake.device(0, "GPU-2", 70_000, 1);
    Polled polled = source.poll(NOW + 1_000_000);
    assertThat(polled.faults()).extracting(Fault::subject).containsExactly("GPU-1");
    assertThat(words(polled)).allMatch(word -> word.startsWith("GPU-2"));
  }

  @Test
  void ofTwoDevicesWithOneNameNeitherIsRead() {
    fake.reset(3);
    fake.device(0, "GPU-1", 1, 1);
    fake.device(1, "GPU-2", 2, 2);
    fake.device(2, "GPU-1", 3, 3);
    Polled polled = source.poll(NOW);
    assertThat(words(polled)).allMatch(word -> word.startsWith("GPU-2"));
    assertThat(polled.faults())
        .extracting(Fault::reason, Fault::subject)
        .containsExactly(tuple(Fault.Reason.DEVICE_DUPLICATE, "GPU-1"));
  }

  @Test
  void aDeviceWithoutAPlainNameIsNotRead() {
    fake.device(0, "", 1, 1);
    fake.device(1, "a b", 1, 1);
    Polled polled = source.poll(NOW);
    assertThat(polled.readings().size()).isZero();
    assertThat(polled.faults())
        .extracting(Fault::reason)
        .containsExactly(Fault.Reason.DEVICE_UNNAMED, Fault.Reason.DEVICE_UNNAMED);
  }

  @Test
  void aLibraryThatDoesNotAnswerGivesNothingAndIsAskedAgain() {
    fake.libraryCodes(0, 9);
    Polled silent = source.poll(NOW);
    assertThat(silent.readings().size()).isZero();
    assertThat(silent.faults())
        .extracting(Fault::reason)
        .containsExactly(Fault.Reason.SOURCE_SILENT);
    fake.libraryCodes(9, 0);
    Polled absent = source.poll(NOW);
    assertThat(absent.faults())
        .extracting(Fault::reason)
        .containsExactly(Fault.Reason.SOURCE_ABSENT);
    assertThat(absent.faults().getFirst().detail()).contains("9 (driver not loaded)");
    fake.libraryCodes(0, 0);
    assertThat(source.poll(NOW).readings().size()).isEqualTo(6);
  }

  @Test
  void aMachineWithoutTheLibraryHasAFaultAndNoReading() {
    try (NvmlSource none = new NvmlSource(folder.resolve("absent.so").toString())) {
      Polled polled = none.poll(NOW);
      assertThat(polled.readings().size()).isZero();
      assertThat(polled.faults())
          .extracting(Fault::reason)
          .containsExactly(Fault.Reason.SOURCE_ABSENT);
    }
  }

  @Test
  void realDevicesShowPlausiblePower() {
    try (NvmlSource real = new NvmlSource(NvmlSource.LIBRARY)) {
      Polled polled = real.poll(NOW);
      Assumptions.assumeFalse(
          polled.faults().stream().anyMatch(f -> f.reason() == Fault.Reason.SOURCE_ABSENT),
          "no NVIDIA driver here");
      System.out.println("real NVML: " + readings(polled) + " " + polled.faults());
      assertThat(words(polled)).anyMatch(word -> word.endsWith(" POWER"));
      assertThat(readings(polled))
          .filteredOn(reading -> reading.series().channel() == Channel.POWER)
          .allMatch(reading -> reading.value() > 1_000 && reading.value() < 2_000_000);
    }
  }
}
