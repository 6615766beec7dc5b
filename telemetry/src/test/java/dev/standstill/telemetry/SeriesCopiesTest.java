package dev.standstill.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.telemetry.SeriesCopies.ExactCopies;
import dev.standstill.telemetry.SeriesCopies.NearCopies;
import dev.standstill.telemetry.SeriesCopies.SeriesRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesCopiesTest {
  private static final long START = 1_700_000_000_000_000L;
  private static final long DAY = 86_400_000_000L;

  @TempDir Path folder;

  @Test
  void findsExactCopiesWithinAPeriodAndAcrossPeriods() throws IOException {
    long[] original = noise(1, 300);
    MeteredPeriod first = period(START, Map.of("a", original, "b", original, "c", noise(2, 300)));
    MeteredPeriod second = period(START + DAY, Map.of("a", noise(3, 300), "d", original));

    SeriesCopies copies = SeriesCopies.find(List.of(first, second));

    assertThat(copies.exact())
        .containsExactly(
            new ExactCopies(
                List.of(new SeriesRef(0, "a"), new SeriesRef(0, "b"), new SeriesRef(1, "d"))));
    assertThat(copies.near()).isEmpty();
    assertThat(copies.nearSearched()).isTrue();
  }

  @Test
  void pointsAtCopiesThatWereAlteredInPlaces() throws IOException {
    long[] original = noise(1, 600);
    long[] altered = original.clone();
    for (int i = 0; i < altered.length; i += 100) {
      altered[i]++;
    }
    SeriesCopies copies =
        SeriesCopies.find(
            List.of(period(START, Map.of("a", original, "b", altered, "c", noise(9, 600)))));

    assertThat(copies.exact()).isEmpty();
    assertThat(copies.near()).hasSize(1);
    NearCopies near = copies.near().getFirst();
    assertThat(List.of(near.one().point(), near.other().point())).containsExactly("a", "b");
    assertThat(near.sharePerMille()).isBetween(500L, 900L);
  }

  @Test
  void leavesConstantAndIdleSeriesAlone() throws IOException {
    long[] constant = new long[200];
    long[] flicker = new long[200];
    for (int i = 0; i < 200; i++) {
      constant[i] = 5;
      flicker[i] = i % 2;
    }
    SeriesCopies copies =
        SeriesCopies.find(
            List.of(
                period(START, Map.of("a", constant, "b", constant, "c", flicker, "d", flicker))));

    assertThat(copies.exact()).isEmpty();
    assertThat(copies.near()).isEmpty();
  }

  private MeteredPeriod period(long start, Map<String, long[]> series) throws IOException {
    List<MeterReading> readings = new ArrayList<>();
    series.forEach((point, powers) -> {
      for (int i = 0; i < powers.length; i++) {
        readings.add(new MeterReading(point, start + i * 2_000_000L, powers[i]));
      }
    });
    Path file = folder.resolve(ReadingsFile.write(folder, readings) + ReadingsFile.ENDING);
    long end = start + DAY / 2;
    return new MeteredPeriod(
        file, start, end, ReadingsAnalysis.measure(file, start, end, Map.of()));
  }

  private static long[] noise(long seed, int count) {
    return new Random(seed).longs(count, 6_000_000, 7_000_000).toArray();
  }
}
