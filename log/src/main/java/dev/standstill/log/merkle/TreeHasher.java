package dev.standstill.log.merkle;

import java.security.DigestException;
import java.security.MessageDigest;

/**
 * The hashes of many entries and nodes, without an object for each: whoever rebuilds a tree of
 * millions spends his time in SHA-256 and not in collecting garbage. Each thread needs its own.
 */
public final class TreeHasher {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;

  private final MessageDigest digest = Hash.digest();
  private final byte[] node = new byte[1 + 2 * Hash.LENGTH];
  private byte[] level = new byte[0];

  /** Writes the leaf hash of the entry at {@code from} into {@code target} at {@code at}. */
  public void leaf(byte[] entries, int from, int length, byte[] target, int at) {
    // SPEC: RFC 9162 §2.1.1: MTH({d[0]}) = HASH(0x00 || d[0]).
    digest.update(LEAF);
    digest.update(entries, from, length);
    finish(target, at);
  }

  /**
   * As {@link #leaf}, for an entry with a byte before it: one update of the digest instead of two.
   * That byte is changed while this runs.
   */
  public void leafInPlace(byte[] entries, int from, int length, byte[] target, int at) {
    byte before = entries[from - 1];
    entries[from - 1] = LEAF;
    digest.update(entries, from - 1, length + 1);
    entries[from - 1] = before;
    finish(target, at);
  }

  /** Writes the hash over the two hashes that stand at {@code left} and {@code right}. */
  public void node(byte[] left, int leftAt, byte[] right, int rightAt, byte[] target, int at) {
    // SPEC: RFC 9162 §2.1.1: HASH(0x01 || MTH(D[0:k]) || MTH(D[k:n])).
    node[0] = NODE;
    System.arraycopy(left, leftAt, node, 1, Hash.LENGTH);
    System.arraycopy(right, rightAt, node, 1 + Hash.LENGTH, Hash.LENGTH);
    digest.update(node, 0, node.length);
    finish(target, at);
  }

  /**
   * Writes the root of the complete subtree over {@code count} hashes that stand one after another.
   *
   * @param count a power of two
   */
  public void subtree(byte[] hashes, int from, int count, byte[] target, int at) {
    if (Integer.bitCount(count) != 1) {
      throw new IllegalArgumentException("no complete subtree has " + count + " hashes");
    }
    if (level.length < count * Hash.LENGTH) {
      level = new byte[count * Hash.LENGTH];
    }
    System.arraycopy(hashes, from, level, 0, count * Hash.LENGTH);
    for (int width = count / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        // Each parent is written where a child was that has been read already.
        int left = 2 * i * Hash.LENGTH;
        node(level, left, level, left + Hash.LENGTH, level, i * Hash.LENGTH);
      }
    }
    System.arraycopy(level, 0, target, at, Hash.LENGTH);
  }

  private void finish(byte[] target, int at) {
    try {
      digest.digest(target, at, Hash.LENGTH);
    } catch (DigestException e) {
      throw new IllegalArgumentException("no room for a hash at " + at, e);
    }
  }
}
