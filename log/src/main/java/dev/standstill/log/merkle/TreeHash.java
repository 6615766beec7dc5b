package dev.standstill.log.merkle;

import java.security.MessageDigest;

/**
 * The three hashes of the tree. The first byte separates leaves from nodes: without it the two
 * children of a node could be passed off as one entry, and a second tree would have the same root.
 */
public final class TreeHash {
  private static final byte LEAF = 0;
  private static final byte NODE = 1;
  private static final Hash EMPTY = Hash.sha256(new byte[0]);

  private TreeHash() {}

  /** The root of the tree without entries. */
  public static Hash empty() {
    // SPEC: RFC 9162 §2.1.1: MTH({}) = HASH().
    return EMPTY;
  }

  public static Hash leaf(byte[] entry) {
    // SPEC: RFC 9162 §2.1.1: MTH({d[0]}) = HASH(0x00 || d[0]).
    MessageDigest digest = Hash.digest();
    digest.update(LEAF);
    digest.update(entry);
    return Hash.finish(digest);
  }

  public static Hash node(Hash left, Hash right) {
    // SPEC: RFC 9162 §2.1.1: HASH(0x01 || MTH(D[0:k]) || MTH(D[k:n])).
    MessageDigest digest = Hash.digest();
    digest.update(NODE);
    left.addTo(digest);
    right.addTo(digest);
    return Hash.finish(digest);
  }
}
