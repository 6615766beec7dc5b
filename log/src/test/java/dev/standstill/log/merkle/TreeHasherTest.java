package dev.standstill.log.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TreeHasherTest {
  private final TreeHasher hasher = new TreeHasher();
  private final Random random = new Random(162);

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  @Test
  void hashesEntriesOfEveryLengthWhereverTheyStandAndLeavesTheBytesAsTheyWere() {
    for (int length = 0; length < 300; length++) {
      byte[] around = bytes(length + 7);
      byte[] before = around.clone();
      Hash expected = TreeHash.leaf(Arrays.copyOfRange(around, 3, 3 + length));
      byte[] hash = new byte[40];
      hasher.leaf(around, 3, length, hash, 5);
      assertThat(Hash.at(hash, 5)).isEqualTo(expected);
      hasher.leafInPlace(around, 3, length, hash, 8);
      assertThat(Hash.at(hash, 8)).isEqualTo(expected);
      assertThat(around).isEqualTo(before);
    }
  }

  @Test
  void hashesCompleteSubtreesAsATreeDoesAndLeavesTheHashesAsTheyWere() {
    for (int count = 1; count <= 256; count *= 2) {
      byte[] hashes = bytes(count * Hash.LENGTH + 1);
      byte[] before = hashes.clone();
      List<Hash> leaves = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        leaves.add(Hash.at(hashes, 1 + i * Hash.LENGTH));
      }
      byte[] root = new byte[Hash.LENGTH];
      hasher.subtree(hashes, 1, count, root, 0);
      assertThat(Hash.of(root)).isEqualTo(CompactRange.rootOf(leaves));
      assertThat(Hash.of(root)).isEqualTo(CompleteSubtrees.ofLeaves(leaves).root(count));
      assertThat(hashes).isEqualTo(before);
    }
    byte[] three = bytes(96);
    assertThatThrownBy(() -> hasher.subtree(three, 0, 3, new byte[32], 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> hasher.leaf(three, 0, 96, new byte[31], 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hash.at(three, 65)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void appendsWholeSubtreesAsIfLeafByLeaf() {
    CompactRange leafByLeaf = new CompactRange();
    CompactRange bySubtrees = new CompactRange();
    byte[] hashes = bytes(1000 * Hash.LENGTH);
    byte[] root = new byte[Hash.LENGTH];
    int size = 0;
    while (size < 1000) {
      int level = Math.min(8, Integer.numberOfTrailingZeros(size == 0 ? 256 : size));
      int width = 1 << random.nextInt(level + 1);
      width = size + width > 1000 ? 1 : width;
      for (int i = size; i < size + width; i++) {
        leafByLeaf.append(hashes, i * Hash.LENGTH);
      }
      hasher.subtree(hashes, size * Hash.LENGTH, width, root, 0);
      bySubtrees.append(root, 0, Integer.numberOfTrailingZeros(width));
      size += width;
      assertThat(bySubtrees.head()).isEqualTo(leafByLeaf.head());
    }
    assertThatThrownBy(() -> bySubtrees.append(root, 0, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
