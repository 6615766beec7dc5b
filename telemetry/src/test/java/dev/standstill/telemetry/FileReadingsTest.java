package dev.standstill.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileReadingsTest {
  @TempDir private Path folder;

  private Path file(String digest) {
    return folder.resolve(digest + ReadingsFile.ENDING);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsReadAndWrittenAgainIsTheSameFile(long seed) throws Exception {
    Random random = new Random(seed);
    List<MeterReading> readings = new ArrayList<>();
    // More than one page, with clocks that step back and stamps that repeat.
    for (int i = 0; i < 300_000; i++) {
      readings.add(
          new MeterReading(
              "node_" + random.nextInt(12), random.nextInt(1_000_000), random.nextInt(1_000)));
    }
    String digest = ReadingsFile.write(folder, readings);
    List<MeterReading> back = new ArrayList<>();
    FileReadings.of(file(digest)).forEach(back::add);
    assertThat(back).hasSize(readings.size());
    assertThat(ReadingsFile.write(folder, back)).isEqualTo(digest);
  }

  @Test
  void whatIsNoReadingsFileIsRefused() throws Exception {
    Path other = Files.writeString(folder.resolve("other.parquet"), "PAR1 not at all");
    assertThatThrownBy(() -> FileReadings.of(other).iterator())
        .isInstanceOf(UnreadableReadings.class);
  }
}
