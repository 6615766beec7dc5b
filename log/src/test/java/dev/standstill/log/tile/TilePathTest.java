package dev.standstill.log.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SharedVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0, 256, tile/0/000",
    "0, 0, 1, tile/0/000.p/1",
    "0, 999, 256, tile/0/999",
    "0, 1000, 256, tile/0/x001/000",
    "1, 1234067, 256, tile/1/x001/x234/067",
    "0, 1234067, 255, tile/0/x001/x234/067.p/255",
    "63, 5, 2, tile/63/005.p/2",
    "3, 123456789012, 256, tile/3/x123/x456/x789/012"
  })
  void namesTilesAsTheSpecificationDoes(int level, long index, int width, String path) {
    TilePath tile = new TilePath.Hashes(level, index, width);
    assertThat(tile.path()).isEqualTo(path);
    assertThat(TilePath.parse(path)).hasValue(tile);
    String bundle = path.replaceFirst("tile/\\d+", "tile/entries");
    assertThat(new TilePath.Entries(index, width).path()).isEqualTo(bundle);
    assertThat(TilePath.parse(bundle)).hasValue(new TilePath.Entries(index, width));
  }

  @Test
  void readsWhatItWrites() {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      long index = random.nextLong() >>> (9 + random.nextInt(54));
      int width = 1 + random.nextInt(256);
      TilePath path = new TilePath.Hashes(random.nextInt(64), index, width);
      assertThat(TilePath.parse(path.path())).hasValue(path);
    }
    TilePath last = new TilePath.Entries(Long.MAX_VALUE / 256, 256);
    assertThat(TilePath.parse(last.path())).hasValue(last);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "/tile/0/000",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/64/000",
        "tile/-1/000",
        "tile/x/000",
        "tile/0/x000",
        "tile/0/x000/000",
        "tile/0/001/000",
        "tile/0/x001/x000",
        "tile/0/000.p",
        "tile/0/000.p/",
        "tile/0/000.p/0",
        "tile/0/000.p/01",
        "tile/0/000.p/256",
        "tile/0/000.p/257",
        "tile/0/000.p/4294967297",
        "tile/0/000.p/1/1",
        "tile/0/.p/1",
        "tile/0/.p",
        "tile/0/000.q/1",
        "tile/entries/00a",
        "tile/0/../0/000",
        "tile/0/x036/x028/x797/x018/x963/968",
        "tile/0/xx01/000",
        "tiles/0/000",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
        "tile/0/x001.p/1"
      })
  void refusesEveryOtherPath(String path) {
    assertThat(TilePath.parse(path)).isEmpty();
  }

  @Test
  void listsTheFilesOfATree() {
    assertThat(TilePath.forSize(0)).isEmpty();
    assertThat(TilePath.forSize(256).stream().map(TilePath::path))
        .containsExactly("tile/entries/000", "tile/0/000", "tile/1/000.p/1");
    assertThat(TilePath.forSize(300).stream().map(TilePath::path))
        .containsExactly(
            "tile/entries/000",
            "tile/entries/001.p/44",
            "tile/0/000",
            "tile/0/001.p/44",
            "tile/1/000.p/1");
    List<TilePath> large = TilePath.forSize(70_000);
    assertThat(large).hasSize(274 + 274 + 2 + 1);
    assertThat(large.getLast().path()).isEqualTo("tile/2/000.p/1");
  }

  @Test
  void refusesABrokenCallerAtOnce() {
    assertThatThrownBy(() -> new TilePath.Hashes(64, 0, 256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath.Hashes(0, -1, 256))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath.Entries(0, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TilePath.Entries(0, 257))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void agreesWithThePathsOfAnotherImplementation() throws IOException {
    String json = Files.readString(SharedVectors.directory().resolve("paths.json"));
    List<MatchResult> paths =
        Pattern.compile(
                "\"Level\": (\\d+),\\s+\"Index\": (\\d+),\\s+\"Width\": (\\d+),"
                    + "\\s+\"Path\": \"([^\"]+)\"")
            .matcher(json)
            .results()
            .toList();
    assertThat(paths).hasSizeGreaterThan(5);
    for (MatchResult path : paths) {
      int level = Integer.parseInt(path.group(1));
      int width = Integer.parseInt(path.group(3));
      TilePath tile = new TilePath.Hashes(level, Long.parseLong(path.group(2)), width);
      assertThat(tile.path()).isEqualTo(path.group(4));
    }
  }
}
