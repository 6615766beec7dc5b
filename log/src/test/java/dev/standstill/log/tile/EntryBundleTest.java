package dev.standstill.log.tile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntryBundleTest {
  @Test
  void decodesWhatItEncoded() {
    Random random = new Random(9);
    for (int i = 0; i < 100; i++) {
      List<byte[]> entries = new ArrayList<>();
      for (int n = random.nextInt(257); n > 0; n--) {
        byte[] entry = new byte[random.nextInt(40)];
        random.nextBytes(entry);
        entries.add(entry);
      }
      byte[] bytes = EntryBundle.of(entries).encoded();
      EntryBundle decoded = EntryBundle.decode(bytes);
      assertThat(decoded.isWhole()).isTrue();
      assertThat(decoded.entries()).containsExactlyElementsOf(entries);
      assertThat(decoded.encoded()).isEqualTo(bytes);
    }
  }

  @Test
  void holdsTheLargestEntryAndNoLargerOne() {
    byte[] largest = new byte[65_535];
    largest[65_534] = 1;
    byte[] bytes = EntryBundle.of(List.of(largest)).encoded();
    assertThat(bytes).startsWith(0xff, 0xff).hasSize(65_537);
    assertThat(EntryBundle.decode(bytes).entries().getFirst()).isEqualTo(largest);
    assertThatThrownBy(() -> EntryBundle.of(List.of(new byte[65_536])))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> EntryBundle.of(Collections.nCopies(257, largest)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void givesTheEntriesBeforeTheDamage() {
    byte[] bytes = EntryBundle.of(List.of(new byte[] {1}, new byte[] {2, 3})).encoded();
    for (int cut = 0; cut < bytes.length; cut++) {
      EntryBundle damaged = EntryBundle.decode(Arrays.copyOf(bytes, cut));
      assertThat(damaged.entries()).hasSize(cut < 3 ? 0 : 1);
      assertThat(damaged.isWhole()).isEqualTo(cut == 0 || cut == 3);
      if (!damaged.isWhole()) {
        assertThatThrownBy(damaged::encoded).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void leavesEverythingAfter256EntriesOver() {
    EntryBundle bundle = EntryBundle.decode(new byte[2 * 257]);
    assertThat(bundle.entries()).hasSize(256);
    assertThat(bundle.bytesLeftOver()).isEqualTo(2);
  }
}
