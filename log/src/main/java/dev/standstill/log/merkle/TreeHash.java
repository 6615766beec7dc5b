package dev.standstill.log.merkle;

/**
 * The three hashes of the tree. The first byte separates leaves from nodes: without it the two
 * children of a node could be passed off as one entry, and a second tree would have the same root.
 */
public final class TreeHash {
  private static final Hash EMPTY = Hash.sha256(new byte[0]);

  /** Looking up the digest of the platform costs as much as a hash. */
  private static final ThreadLocal<TreeHasher> HASHER = ThreadLocal.withInitial(TreeHasher::new);

  private TreeHash() {}

  /** The root of the tree without entries. */
  public static Hash empty() {
    // SPEC: RFC 9162 §2.1.1: MTH({}) = HASH().
    return EMPTY;
  }

  public static Hash leaf(byte[] entry) {
    byte[] hash = new byte[Hash.LENGTH];
    HASHER.get().leaf(entry, 0, entry.length, hash, 0);
    return Hash.wrapping(hash);
  }

  public static Hash node(Hash left, Hash right) {
    byte[] children = new byte[2 * Hash.LENGTH];
    left.copyTo(children, 0);
    right.copyTo(children, Hash.LENGTH);
    byte[] hash = new byte[Hash.LENGTH];
    HASHER.get().node(children, 0, children, Hash.LENGTH, hash, 0);
    return Hash.wrapping(hash);
  }
}
