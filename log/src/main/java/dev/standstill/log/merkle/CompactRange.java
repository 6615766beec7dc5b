package dev.standstill.log.merkle;

import java.util.ArrayList;
import java.util.List;

/**
 * A growing tree that remembers only what the next root needs: one hash for each bit set in its
 * size, the largest complete subtree first. Appending costs one leaf and on average one node.
 */
public final class CompactRange {
  private final List<Hash> subtrees = new ArrayList<>();
  private long size;

  /** The root over a list of leaf hashes, or of the hashes of equally large complete subtrees. */
  public static Hash rootOf(List<Hash> leafHashes) {
    CompactRange range = new CompactRange();
    leafHashes.forEach(range::append);
    return range.root();
  }

  public void append(Hash leafHash) {
    Hash merged = leafHash;
    // Each low one-bit of the size is a complete subtree that the new one closes.
    for (long bits = size; (bits & 1) == 1; bits >>>= 1) {
      merged = TreeHash.node(subtrees.removeLast(), merged);
    }
    subtrees.add(merged);
    size++;
  }

  public long size() {
    return size;
  }

  public Hash root() {
    if (subtrees.isEmpty()) {
      return TreeHash.empty();
    }
    Hash root = subtrees.getLast();
    for (int i = subtrees.size() - 2; i >= 0; i--) {
      root = TreeHash.node(subtrees.get(i), root);
    }
    return root;
  }

  public TreeHead head() {
    return new TreeHead(size, root());
  }
}
