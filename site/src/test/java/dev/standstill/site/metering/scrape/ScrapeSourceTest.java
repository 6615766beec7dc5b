package dev.standstill.site.metering.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.standstill.site.metering.Answers;
import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.MeterSource.Polled;
import dev.standstill.site.metering.Reading;
import dev.standstill.site.metering.metric.MetricRule;
import dev.standstill.site.metering.metric.MetricRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScrapeSourceTest {
  private static final long NOW = 1_795_435_200_000_000L;
  private static final String TWO_DEVICES =
      """
      # HELP DCGM_FI_DEV_POWER_USAGE Power draw (in W).
      # TYPE DCGM_FI_DEV_POWER_USAGE gauge
      DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-1",modelName="NVIDIA \\"L4\\" {x}"} 16.365000
      DCGM_FI_DEV_POWER_USAGE{gpu="1",UUID="GPU-2"} 612.3 1795435199500

      DCGM_FI_DEV_GPU_UTIL{gpu="0",UUID="GPU-1"} 97
      DCGM_FI_PROF_DRAM_ACTIVE{gpu="0",UUID="GPU-1"} 1e-1
      up 1
      """;

  private Answers answers;
  private ScrapeSource source;

  @BeforeEach
  void open() throws IOException {
    answers = new Answers();
    source = new ScrapeSource(answers.fetch(), MetricRules.dcgm());
  }

  @AfterEach
  void close() {
    answers.close();
  }

  private Polled poll(String text) {
    answers.say(200, text);
    return source.poll(NOW);
  }

  /** Lines are known again by where they stand: other ones there must not be taken for them. */
  @Test
  void linesThatMoveOrChangeAreReadForWhatTheyAre() {
    String one = "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\"} 1\n";
    String two = "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-2\"} 2\n";
    String longer = "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\",a=\"}\"} 3\n";
    String hint = "# HELP DCGM_FI_DEV_POWER_USAGE in W\n";
    List<Reading> both = readings(poll(hint + one + two));
    assertThat(readings(poll(one + two))).isEqualTo(both);
    assertThat(readings(poll(two + hint + one))).containsExactlyInAnyOrderElementsOf(both);
    assertThat(readings(poll(longer + two)))
        .extracting(reading -> reading.series().device(), Reading::value)
        .containsExactly(tuple("GPU-1", 3_000L), tuple("GPU-2", 2_000L));
    assertThat(readings(poll(one + two))).isEqualTo(both);
    assertThat(readings(poll("  " + one + two.replace("} ", "}\t")))).isEqualTo(both);
    assertThat(poll(one + two.replace("} 2", "}")).faults())
        .singleElement()
        .satisfies(fault ->
            assertThat(fault.detail()).isEqualTo("line 2 is not: name{labels} value [time]"));
    assertThat(poll(one.strip()).faults().getFirst().detail()).contains("the answer is cut");
  }

  private static List<Reading> readings(Polled polled) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < polled.readings().size(); i++) {
      readings.add(polled.readings().reading(i));
    }
    return readings;
  }

  @Test
  void readingsAreInWholeUnitsAtTheTimeTheyName() {
    Polled polled = poll(TWO_DEVICES);
    assertThat(polled.faults()).isEmpty();
    assertThat(readings(polled))
        .extracting(
            reading -> reading.series().device(),
            reading -> reading.series().channel(),
            Reading::timeMicros,
            Reading::value)
        .containsExactly(
            tuple("GPU-1", Channel.POWER, NOW, 16_365L),
            tuple("GPU-2", Channel.POWER, NOW - 500_000, 612_300L),
            tuple("GPU-1", Channel.DRAM_ACTIVE, NOW, 100_000L));
  }

  @Test
  void aRenamedCounterIsReportedTwiceOver() {
    var _ = poll(TWO_DEVICES);
    Polled renamed = poll(TWO_DEVICES.replace("POWER_USAGE", "POWER_USAGE_W"));
    assertThat(renamed.faults())
        .extracting(Fault::reason, Fault::subject)
        .containsExactlyInAnyOrder(
            tuple(Fault.Reason.METRIC_UNKNOWN, "DCGM_FI_DEV_POWER_USAGE_W"),
            tuple(Fault.Reason.CHANNEL_ABSENT, "GPU-1"),
            tuple(Fault.Reason.DEVICE_VANISHED, "GPU-2"));
    assertThat(readings(renamed)).noneMatch(r -> r.series().channel() == Channel.POWER);
  }

  @Test
  void aDeviceThatVanishesIsMissedEveryTime() {
    var _ = poll(TWO_DEVICES);
    String one = TWO_DEVICES.replaceAll("(?m)^.*GPU-2.*\n", "");
    for (int i = 0; i < 3; i++) {
      assertThat(poll(one).faults())
          .extracting(Fault::reason, Fault::subject)
          .containsExactly(tuple(Fault.Reason.DEVICE_VANISHED, "GPU-2"));
    }
    assertThat(poll(TWO_DEVICES).faults()).isEmpty();
  }

  @Test
  void aDeviceShownTwiceIsNotRead() {
    Polled polled = poll(TWO_DEVICES.replace("GPU-2", "GPU-1"));
    assertThat(readings(polled))
        .extracting(reading -> reading.series().channel())
        .containsExactly(Channel.DRAM_ACTIVE);
    assertThat(polled.faults())
        .extracting(Fault::reason, Fault::subject)
        .contains(tuple(Fault.Reason.DEVICE_DUPLICATE, "GPU-1"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\"} 5",
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\"} five\n",
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\"} 0x5p1\n",
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\"} 5d\n",
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\"}\n",
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\"} 5 6 7\n",
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\"} 5 now\n",
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1} 5\n",
        "DCGM_FI_DEV_POWER_USAGE{UUID=GPU-1} 5\n",
        "DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\",UUID=\"GPU-2\"} 5\n",
        "{UUID=\"GPU-1\"} 5\n",
        "<html>\n"
      })
  void oneLineThatIsNotInTheFormatSpoilsTheAnswer(String line) {
    Polled polled = poll(TWO_DEVICES + line);
    assertThat(polled.readings().size()).isZero();
    assertThat(polled.faults())
        .extracting(Fault::reason)
        .containsExactly(Fault.Reason.SOURCE_UNREADABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-5", "+Inf", "-Inf", "1e15"})
  void valuesThatNoMeterShowsAreReportedAndNotKept(String value) {
    Polled polled = poll("DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\"} " + value + "\n");
    assertThat(polled.readings().size()).isZero();
    assertThat(polled.faults())
        .extracting(Fault::reason)
        .containsExactly(Fault.Reason.VALUE_IMPLAUSIBLE);
  }

  @Test
  void notANumberIsNoReading() {
    assertThat(poll("DCGM_FI_DEV_POWER_USAGE{UUID=\"GPU-1\"} NaN\n").readings().size()).isZero();
  }

  @Test
  void anEndpointThatFailsOrPointsElsewhereIsSilent() {
    answers.say(500, TWO_DEVICES);
    assertThat(source.poll(NOW).faults().getFirst().detail()).contains("status 500");
    answers.say(302, "");
    assertThat(source.poll(NOW).faults().getFirst().reason()).isEqualTo(Fault.Reason.SOURCE_SILENT);
    answers.say(200, "#".repeat(1 << 17));
    assertThat(source.poll(NOW).faults().getFirst().detail()).contains("more than 65536 bytes");
    answers.close();
    Polled gone = source.poll(NOW);
    assertThat(gone.readings().size()).isZero();
    assertThat(gone.faults().getFirst().reason()).isEqualTo(Fault.Reason.SOURCE_SILENT);
  }

  @Test
  void metersBehindAnSnmpExporterAreReadByARuleOfTheirOwn() {
    ScrapeSource meters =
        new ScrapeSource(
            answers.fetch(),
            MetricRules.of(
                List.of(
                    new MetricRule(
                        "rPDU2OutletMeteredStatusPower",
                        Channel.POWER,
                        1_000,
                        List.of("pdu", "outlet")))));
    answers.say(200, "rPDU2OutletMeteredStatusPower{pdu=\"rack-7\",outlet=\"3\"} 612\nother 1\n");
    assertThat(readings(meters.poll(NOW)))
        .extracting(reading -> reading.series().device(), Reading::value)
        .containsExactly(tuple("rack-7:3", 612_000L));
  }

  @Test
  void aRealScrapeIsRead() throws IOException {
    Path real =
        Path.of(
            Objects.requireNonNullElse(System.getProperty("repositoryRoot"), ".."),
            "../shared/data/dcgm/dcgm-exporter-L4-real-scrape.excerpt.prom");
    org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(real), "public data not here");
    Polled polled = poll(Files.readString(real));
    assertThat(polled.faults()).isEmpty();
    assertThat(readings(polled))
        .extracting(reading -> reading.series().channel(), Reading::value)
        .contains(
            tuple(Channel.POWER, 16_365L),
            tuple(Channel.TOTAL_ENERGY, 4_742_776L),
            tuple(Channel.TENSOR_ACTIVE, 0L));
  }
}
