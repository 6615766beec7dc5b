package dev.standstill.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingsFileTest {
  private static final long START = 1_700_000_000_000_000L;

  @TempDir Path folder;

  @Test
  void givesTheSameBytesForTheSameReadings() throws IOException {
    Path other = folder.resolve("other");
    String digest = ReadingsFile.write(folder, readings(3_000));

    assertThat(ReadingsFile.write(other, readings(3_000))).isEqualTo(digest);
    assertThat(digest).matches("[0-9a-f]{64}");
    assertThat(ReadingsFile.digest(folder.resolve(digest + ".parquet"))).isEqualTo(digest);
    assertThat(other.toFile().list()).hasSize(1);
  }

  @Test
  void leavesNothingBehindWhenTheSourceBreaks() {
    Iterable<MeterReading> broken =
        () -> {
          throw new UnreadableReadings(folder, 7, "broke", "mend it");
        };
    assertThatThrownBy(() -> ReadingsFile.write(folder, broken))
        .isInstanceOf(UnreadableReadings.class)
        .hasMessage(folder + ":7: broke; mend it");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void saysInOneLineThatItCannotWrite() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "x");
    assertThatThrownBy(() -> ReadingsFile.write(file.resolve("under"), readings(5)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("readings could not be written")
        .message()
        .hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"it's", "a [x] b", "key=value", "star*", "what?"})
  void readsItsFilesUnderAnyFolderName(String name) throws IOException {
    Path odd = folder.resolve(name);
    Path file = odd.resolve(ReadingsFile.write(odd, readings(2_000)) + ".parquet");

    assertThat(measure(file)).hasSize(3);
    assertThat(HourlyEnergy.find(file).streamed()).isTrue();
  }

  @Test
  void refusesFilesThatAreNoParquet() throws IOException {
    Path text = Files.writeString(folder.resolve("text.parquet"), "point,time,watts\n");
    Path empty = Files.createFile(folder.resolve("empty.parquet"));
    for (Path file : List.of(text, empty, folder, folder.resolve("missing.parquet"))) {
      assertThatThrownBy(() -> measure(file))
          .isInstanceOf(UnreadableReadings.class)
          .hasMessageStartingWith(file.toString())
          .message()
          .hasLineCount(1);
    }
  }

  @Test
  void eitherReadsOrRefusesAFileWhoseBytesWereFlipped() throws IOException {
    Path file = folder.resolve(ReadingsFile.write(folder, readings(400)) + ".parquet");
    byte[] sound = Files.readAllBytes(file);
    String digest = ReadingsFile.digest(file);
    Random random = new Random(1);
    int refused = 0;
    for (int i = 0; i < 120; i++) {
      byte[] bytes = sound.clone();
      bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      Path flipped = Files.write(folder.resolve("flipped.parquet"), bytes);
      assertThat(ReadingsFile.digest(flipped)).isNotEqualTo(digest);
      try {
        measure(flipped);
      } catch (UnreadableReadings e) {
        assertThat(e.getMessage()).hasLineCount(1);
        refused++;
      }
    }
    assertThat(refused).isPositive();
  }

  @Test
  void refusesATruncatedFile() throws IOException {
    Path file = folder.resolve(ReadingsFile.write(folder, readings(400)) + ".parquet");
    byte[] sound = Files.readAllBytes(file);
    for (int keep : new int[] {1, 4, 8, sound.length / 2, sound.length - 1}) {
      Path cut = Files.write(folder.resolve("cut.parquet"), java.util.Arrays.copyOf(sound, keep));
      assertThatThrownBy(() -> measure(cut)).isInstanceOf(UnreadableReadings.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'a', 0::INTEGER, 1::BIGINT, 1::BIGINT",
        "'a', 0::BIGINT, 1.5::DOUBLE, 1::BIGINT",
        "'a', 0::BIGINT, 1::BIGINT, -1::BIGINT",
        "'a', 0::BIGINT, 1::BIGINT, 9000000000000000::BIGINT",
        "'a', 0::BIGINT, -1::BIGINT, 1::BIGINT",
        "'a', 0::BIGINT, 9000000000000000000::BIGINT, 1::BIGINT",
        "' ', 0::BIGINT, 1::BIGINT, 1::BIGINT",
        "NULL::VARCHAR, 0::BIGINT, 1::BIGINT, 1::BIGINT",
        "'a', 0::BIGINT, NULL::BIGINT, 1::BIGINT",
        "'a', 0::BIGINT, 1::BIGINT, NULL::BIGINT",
        "'a', 0::BIGINT, 1::BIGINT, 1::BIGINT, 1::BIGINT"
      })
  void refusesContentsThatNoWriterOfReadingsProduces(String row) throws SQLException {
    String extra = row.chars().filter(c -> c == ',').count() > 3 ? ", extra" : "";
    Path file =
        forge(
            "SELECT * FROM (VALUES (%s)) t(point, sequence, time_micros, power_milliwatts%s)"
                .formatted(row, extra));
    assertThatThrownBy(() -> measure(file)).isInstanceOf(UnreadableReadings.class);
    assertThatThrownBy(() -> HourlyEnergy.of(file)).isInstanceOf(UnreadableReadings.class);
  }

  @Test
  void refusesSequencesThatDoNotCountAndFilesWithoutReadings() throws SQLException {
    String columns =
        "'a' AS point, %s AS sequence,"
            + " 1::BIGINT AS time_micros, 1::BIGINT AS power_milliwatts";
    Path skipping = forge("SELECT " + columns.formatted("1::BIGINT"));
    assertThatThrownBy(() -> measure(skipping))
        .isInstanceOf(UnreadableReadings.class)
        .hasMessageContaining("breaks in a point's sequence");
    Path none = forge("SELECT " + columns.formatted("0::BIGINT") + " WHERE false");
    assertThatThrownBy(() -> measure(none))
        .isInstanceOf(UnreadableReadings.class)
        .hasMessageContaining("holds no reading");
  }

  private Path forge(String rows) throws SQLException {
    Path file = folder.resolve("forged.parquet");
    try (Connection engine = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = engine.createStatement()) {
      statement.execute("COPY (" + rows + ") TO '" + file + "' (FORMAT parquet)");
    }
    return file;
  }

  private static List<PointMeasurement> measure(Path file) {
    return ReadingsAnalysis.measure(file, START, START + 3_600_000_000L, Map.of());
  }

  private static List<MeterReading> readings(int count) {
    Random random = new Random(5);
    List<MeterReading> readings = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      for (String point : List.of("node_10", "node_2", "node_1")) {
        readings.add(new MeterReading(point, START + i * 2_000_000L, random.nextLong(7_000_000)));
      }
    }
    return readings;
  }
}
