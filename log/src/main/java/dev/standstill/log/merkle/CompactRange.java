package dev.standstill.log.merkle;

import java.util.Arrays;
import java.util.List;

/**
 * A growing tree that remembers only what the next root needs: one hash for each bit set in its
 * size, the largest complete subtree first. Appending costs one leaf and on average one node.
 */
public final class CompactRange {
  private final TreeHasher hasher = new TreeHasher();
  private byte[] subtrees = new byte[16 * Hash.LENGTH];
  private long size;

  /** The root over a list of leaf hashes, or of the hashes of equally large complete subtrees. */
  public static Hash rootOf(List<Hash> leafHashes) {
    CompactRange range = new CompactRange();
    leafHashes.forEach(range::append);
    return range.root();
  }

  public void append(Hash leafHash) {
    leafHash.copyTo(push(0), offset());
    merge(0);
  }

  /** Appends the leaf hash that stands at {@code from}. */
  public void append(byte[] hashes, int from) {
    append(hashes, from, 0);
  }

  /**
   * Appends a complete subtree of 2^level leaves whose hash stands at {@code from}.
   *
   * @throws IllegalArgumentException if such a subtree cannot begin at the present size
   */
  public void append(byte[] hashes, int from, int level) {
    System.arraycopy(hashes, from, push(level), offset(), Hash.LENGTH);
    merge(level);
  }

  /** Where the hash of the subtree that is now being appended goes. */
  private int offset() {
    return Long.bitCount(size) * Hash.LENGTH;
  }

  private byte[] push(int level) {
    if (Long.numberOfTrailingZeros(size) < level) {
      throw new IllegalArgumentException("no subtree of level " + level + " begins at " + size);
    }
    if (subtrees.length < offset() + Hash.LENGTH) {
      subtrees = Arrays.copyOf(subtrees, 2 * subtrees.length);
    }
    return subtrees;
  }

  private void merge(int level) {
    int at = offset();
    // Each low one-bit of the size is a complete subtree that the new one closes.
    for (long bits = size >>> level; (bits & 1) == 1; bits >>>= 1) {
      int left = at - Hash.LENGTH;
      hasher.node(subtrees, left, subtrees, at, subtrees, left);
      at = left;
    }
    size += 1L << level;
  }

  public long size() {
    return size;
  }

  public Hash root() {
    int count = Long.bitCount(size);
    if (count == 0) {
      return TreeHash.empty();
    }
    byte[] root = Arrays.copyOfRange(subtrees, (count - 1) * Hash.LENGTH, count * Hash.LENGTH);
    for (int i = count - 2; i >= 0; i--) {
      hasher.node(subtrees, i * Hash.LENGTH, root, 0, root, 0);
    }
    return Hash.of(root);
  }

  public TreeHead head() {
    return new TreeHead(size, root());
  }
}
