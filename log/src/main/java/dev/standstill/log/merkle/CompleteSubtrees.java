package dev.standstill.log.merkle;

import java.util.List;

/**
 * Where proofs take hashes from. Level 0 holds the leaf hashes, a hash of level L covers 2^L of
 * them, and every root and proof is folded from such complete subtrees.
 */
@FunctionalInterface
public interface CompleteSubtrees {
  /** MTH(D[index * 2^level : (index + 1) * 2^level]), asked only for subtrees inside the tree. */
  Hash hash(int level, long index);

  /** The root of the tree of the first {@code size} entries. */
  default Hash root(long size) {
    return size == 0 ? TreeHash.empty() : range(0, size);
  }

  /**
   * MTH(D[start : end]) for a range that the splitting rule of the tree itself reaches, so that its
   * start is a multiple of the largest subtree in it.
   */
  default Hash range(long start, long end) {
    long width = end - start;
    if (Long.bitCount(width) == 1) {
      return hash(Long.numberOfTrailingZeros(width), start / width);
    }
    long middle = start + splitOf(width);
    return TreeHash.node(range(start, middle), range(middle, end));
  }

  /** Subtrees computed on demand from leaf hashes in memory. */
  static CompleteSubtrees ofLeaves(List<Hash> leafHashes) {
    return (level, index) -> {
      int width = 1 << level;
      int start = Math.toIntExact(index * width);
      return CompactRange.rootOf(leafHashes.subList(start, start + width));
    };
  }

  /** SPEC: RFC 9162 §2.1.1: k is the largest power of two smaller than n. */
  static long splitOf(long width) {
    return Long.highestOneBit(width - 1);
  }
}
