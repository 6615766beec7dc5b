package dev.standstill.site.metering.wall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.site.metering.Answers;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.MeterSource;
import dev.standstill.site.metering.MeterSource.Polled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WallMetersTest {
  private static final long NOW = 1_795_435_200_000_000L;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"PowerControl\":[{\"PowerConsumedWatts\":6843.5}]}|6843500",
        "{\"PowerControl\":[{\"PowerConsumedWatts\":6000},{\"PowerConsumedWatts\":43}]}|6043000",
        "{\"PowerWatts\":{\"Reading\":612}}|612000",
        "{\"Reading\":70.0005,\"ReadingUnits\":\"W\"}|70000"
      })
  void redfishSaysPowerInThreePlaces(String json, long milliwatts) throws IOException {
    try (Answers answers = new Answers()) {
      answers.say(200, json);
      Polled polled = new RedfishSource(answers.fetch(), "node_6").poll(NOW);
      assertThat(polled.faults()).isEmpty();
      assertThat(polled.readings().reading(0).value()).isEqualTo(milliwatts);
      assertThat(polled.readings().reading(0).series().device()).isEqualTo("node_6");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"PowerControl\":[{\"PowerConsumedWatts\":6000},{\"PowerConsumedWatts\":null}]}"
            + "|CHANNEL_ABSENT",
        "{\"PowerControl\":[]}|CHANNEL_ABSENT",
        "{\"PowerWatts\":{}}|CHANNEL_ABSENT",
        "{\"Reading\":70,\"ReadingUnits\":\"Cel\"}|CHANNEL_ABSENT",
        "{\"Reading\":\"70\",\"ReadingUnits\":\"W\"}|CHANNEL_ABSENT",
        "{\"PowerWatts\":{\"Reading\":-1}}|VALUE_IMPLAUSIBLE",
        "{\"PowerWatts\":{\"Reading\":1e300}}|VALUE_IMPLAUSIBLE",
        "<html>|SOURCE_UNREADABLE",
        "[]|CHANNEL_ABSENT"
      })
  void whatIsNoPowerIsAFaultAndNoZero(String json, Fault.Reason reason) throws IOException {
    try (Answers answers = new Answers()) {
      answers.say(200, json);
      Polled polled = new RedfishSource(answers.fetch(), "node_6").poll(NOW);
      assertThat(polled.readings().size()).isZero();
      assertThat(polled.faults()).extracting(Fault::reason).containsExactly(reason);
    }
  }

  @Test
  void aControllerThatRefusesIsSilent() throws IOException {
    try (Answers answers = new Answers()) {
      answers.say(401, "{}");
      Polled polled = new RedfishSource(answers.fetch(), "node_6").poll(NOW);
      assertThat(polled.faults().getFirst().reason()).isEqualTo(Fault.Reason.SOURCE_SILENT);
    }
  }

  @Test
  void aFileIsFollowedByWholeLines() throws IOException {
    Path file = folder.resolve("power.csv");
    MeterSource source = new dev.standstill.site.metering.wall.CsvSource(file, Instant.EPOCH);
    assertThat(source.poll(NOW).faults())
        .extracting(Fault::reason)
        .containsExactly(Fault.Reason.SOURCE_ABSENT);
    Files.writeString(file, "point,time,watts\nrack-1,2026-11-23T12:00:00Z,6843.5\nrack-1,2026");
    Polled first = source.poll(NOW);
    assertThat(first.faults()).isEmpty();
    assertThat(first.readings().size()).isEqualTo(1);
    assertThat(first.readings().reading(0).value()).isEqualTo(6_843_500);
    assertThat(source.poll(NOW).readings().size()).isZero();
    Files.writeString(file, "-11-23T12:00:01Z,6844\n", StandardOpenOption.APPEND);
    Polled second = source.poll(NOW);
    assertThat(second.readings().size()).isEqualTo(1);
    assertThat(second.readings().reading(0).value()).isEqualTo(6_844_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rack-1,2026-11-23T12:00:00Z",
        "rack 1,2026-11-23T12:00:00Z,5",
        "rack-1,yesterday,5",
        "rack-1,2026-11-23T12:00:00Z,-5",
        "rack-1,2026-11-23T12:00:00Z,5.0001",
        "rack-1,2026-11-23T12:00:00Z,NaN",
        "rack-1,2026-11-23T12:00:00Z,1e20",
        ""
      })
  void aLineThatIsNoneIsReportedAndTheOthersAreRead(String line) throws IOException {
    Path file = folder.resolve("power.csv");
    Files.writeString(file, "point,time,watts\n" + line + "\nrack-1,2026-11-23T12:00:00Z,7\n");
    MeterSource source = new dev.standstill.site.metering.wall.CsvSource(file, Instant.EPOCH);
    Polled polled = source.poll(NOW);
    assertThat(polled.readings().size()).isEqualTo(1);
    assertThat(polled.faults())
        .extracting(Fault::reason)
        .containsExactly(Fault.Reason.SOURCE_UNREADABLE);
  }

  @Test
  void whatTheStoreHasHadIsPassedOver() throws IOException {
    Path file = folder.resolve("power.csv");
    Files.writeString(
        file, "point,time,watts\nrack-1,2026-11-23T11:59:59Z,6\nrack-1,2026-11-23T12:00:00Z,7\n");
    MeterSource source =
        new dev.standstill.site.metering.wall.CsvSource(
            file, Instant.parse("2026-11-23T12:00:00Z"));
    assertThat(source.poll(NOW).readings().size()).isEqualTo(1);
  }
}
