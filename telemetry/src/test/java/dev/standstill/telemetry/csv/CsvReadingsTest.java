package dev.standstill.telemetry.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.telemetry.MeterReading;
import dev.standstill.telemetry.UnreadableReadings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CsvReadingsTest {
  private static final Instant NOW = Instant.parse("2026-07-01T00:00:00Z");
  private static final String HEADER = "point,time,watts\n";
  private static final String LINE = "a,2026-06-01T00:00:00Z,1.5\n";

  @TempDir Path folder;

  @Test
  void readsWattsToTheMilliwattAndTimesToTheMicrosecond() throws IOException {
    Path file = write("\uFEFFpoint,time,watts\r\nrack 7,2026-06-01T00:00:00.000001Z,0.125\r\n");

    assertThat(CsvReadings.read(file, NOW))
        .containsExactly(new MeterReading("rack 7", 1_780_272_000_000_001L, 125));
  }

  @Test
  void keepsTheOrderOfTheSource() throws IOException {
    Path file =
        write(HEADER + "b,2026-06-01T00:00:02Z,3\na,2026-06-01T00:00:01Z,2\n" + LINE + LINE);

    assertThat(CsvReadings.read(file, NOW))
        .extracting(MeterReading::milliwatts)
        .containsExactly(3000L, 2000L, 1500L, 1500L);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "point,time,watts              | not RFC 3339",
        "a,2026-06-01T00:00:00Z        | 2 columns instead of 3",
        "a,2026-06-01T00:00:00Z,1,2    | 4 columns instead of 3",
        "a,2026-06-01T00:00:00+02:00,1 | not RFC 3339 in UTC",
        "a,2026-06-01 00:00:00Z,1      | not RFC 3339 in UTC",
        "a,2026-06-31T00:00:00Z,1      | does not exist",
        "a,2026-08-01T00:00:00Z,1      | dated in the future",
        "a,1960-08-01T00:00:00Z,1      | outside 1970 to 2200",
        "a,2026-06-01T00:00:00Z,-1     | is negative",
        "a,2026-06-01T00:00:00Z,1e3    | not a number",
        "a,2026-06-01T00:00:00Z,NaN    | not a number",
        "a,2026-06-01T00:00:00Z,1.2345 | more than 3 decimal places",
        "a,2026-06-01T00:00:00Z,200000000000 | absurd",
        "\"a\",2026-06-01T00:00:00Z,1  | not a plain name",
        ",2026-06-01T00:00:00Z,1       | not a plain name"
      })
  void refusesABrokenLineWithFileAndLine(String line, String problem) throws IOException {
    Path file = write(HEADER + LINE + line.strip() + "\n" + LINE);

    assertThatThrownBy(() -> CsvReadings.read(file, NOW).forEach(r -> assertThat(r).isNotNull()))
        .isInstanceOf(UnreadableReadings.class)
        .hasMessageStartingWith(file + ":3: ")
        .hasMessageContaining(problem)
        .message()
        .hasLineCount(1);
  }

  @Test
  void refusesOtherHeadersEmptyBodiesAndLinesThatMayBeCut() throws IOException {
    assertRefused("point,watts,time\n" + LINE, ":1: header is 'point,watts,time'");
    assertRefused("point,time,watts,point\n" + LINE, ":1: header is");
    assertRefused(HEADER, ": holds a header but no reading");
    assertRefused(HEADER + LINE.strip(), ":2: is the last line and has no line break");
    assertRefused(HEADER + "\n", ":2: has 0 columns");
  }

  @Test
  void refusesMixedEncodings() throws IOException {
    Path file = folder.resolve("mixed.csv");
    Files.write(file, (HEADER + "caf\u00e9" + LINE).getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> CsvReadings.read(file, NOW)).hasMessageContaining(":2: is not UTF-8");
  }

  private void assertRefused(String text, String problem) throws IOException {
    Path file = write(text);
    assertThatThrownBy(() -> CsvReadings.read(file, NOW))
        .isInstanceOf(UnreadableReadings.class)
        .hasMessageStartingWith(file + problem);
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("readings.csv"), text);
  }
}
