package dev.standstill.log.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecentLeavesTest {
  private static byte[] hash(int value) {
    return Hash.sha256(Integer.toString(value).getBytes(StandardCharsets.UTF_8)).bytes();
  }

  /** Values are drawn from few, so that most of them return inside or outside the window. */
  @ParameterizedTest
  @CsvSource({"1,1", "2,7", "3,100", "4,1024", "5,1500", "6,3000"})
  void findsExactlyWhatIsInTheWindow(long seed, int window) {
    Random random = new Random(seed);
    long start = random.nextInt(5000);
    RecentLeaves recent = new RecentLeaves(start, window, random.nextLong());
    List<Integer> model = new ArrayList<>();
    for (int i = 0; i < 6 * window + 3000; i++) {
      int value = random.nextInt(3 * window);
      int from = Math.max(0, model.size() - window);
      int place = model.subList(from, model.size()).lastIndexOf(value);
      OptionalLong expected =
          place < 0 ? OptionalLong.empty() : OptionalLong.of(start + from + place);
      assertThat(recent.find(hash(value), 0)).as("at %s", i).isEqualTo(expected);
      if (place < 0) {
        recent.add(hash(value), 0);
        model.add(value);
      }
    }
  }

  @Test
  void takesOnlyTheWholeHashForTheSame() {
    RecentLeaves recent = new RecentLeaves(0, 1000, 7);
    byte[] hash = hash(1);
    recent.add(hash, 0);
    for (int i = 0; i < Hash.LENGTH; i++) {
      byte[] almost = hash.clone();
      almost[i] ^= 1;
      assertThat(recent.find(almost, 0)).isEmpty();
    }
    assertThat(recent.find(hash, 0)).hasValue(0);
  }

  @Test
  void bearsTheSameHashTwice() {
    // A log of another writer may hold it, and a start reads it.
    RecentLeaves recent = new RecentLeaves(0, 3, 7);
    for (int value : new int[] {1, 1, 2, 3, 4}) {
      recent.add(hash(value), 0);
    }
    assertThat(recent.find(hash(1), 0)).isEmpty();
    assertThat(recent.find(hash(4), 0)).hasValue(4);
  }
}
