package dev.standstill.log.merkle;

import java.util.ArrayList;
import java.util.List;

/** The hashes that lead from one leaf to the root of a tree, the leaf's sibling first. */
public record InclusionProof(long index, long size, List<Hash> path) {
  public InclusionProof {
    if (index < 0 || size < 0) {
      throw new IllegalArgumentException("index and size are not negative: " + index + ", " + size);
    }
    path = List.copyOf(path);
  }

  /** The proof for one entry of the tree of the first {@code size} entries. */
  public static InclusionProof generate(long index, long size, CompleteSubtrees tree) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no entry " + index + " in a tree of " + size);
    }
    List<Hash> path = new ArrayList<>();
    long start = 0;
    long end = size;
    // SPEC: RFC 9162 §2.1.3.1: PATH(m, D[n]), walked from the root down and then turned round.
    while (end - start > 1) {
      long middle = start + CompleteSubtrees.splitOf(end - start);
      if (index < middle) {
        path.add(tree.range(middle, end));
        end = middle;
      } else {
        path.add(tree.range(start, middle));
        start = middle;
      }
    }
    return new InclusionProof(index, size, path.reversed());
  }

  /** Whether the entry with this leaf hash stands at {@link #index} under this tree head. */
  public ProofCheck verify(Hash leafHash, TreeHead head) {
    if (size != head.size()) {
      return ProofCheck.SIZE_MISMATCH;
    }
    // SPEC: RFC 9162 §2.1.3.2 step 1: leaf_index must be less than tree_size.
    if (index >= size) {
      return ProofCheck.INDEX_BEYOND_SIZE;
    }
    // Exact length before any hashing: it makes steps 4.a and 5 (sn is 0 at the end, never before)
    // hold, and an attacker cannot make us hash a long list.
    if (path.size() != pathLength(index, size)) {
      return ProofCheck.WRONG_LENGTH;
    }
    return rootFrom(leafHash).equals(head.root()) ? ProofCheck.VALID : ProofCheck.ROOT_MISMATCH;
  }

  /** How many hashes the one right proof has. */
  static int pathLength(long index, long size) {
    // Up to where index and last leaf part, every level has a sibling; above, only left ones.
    int inner = Long.SIZE - Long.numberOfLeadingZeros(index ^ (size - 1));
    return inner + (inner == Long.SIZE ? 0 : Long.bitCount(index >>> inner));
  }

  private Hash rootFrom(Hash leafHash) {
    // SPEC: RFC 9162 §2.1.3.2 steps 2 to 4.
    long fn = index;
    long sn = size - 1;
    Hash r = leafHash;
    for (Hash p : path) {
      if ((fn & 1) == 1 || fn == sn) {
        r = TreeHash.node(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        r = TreeHash.node(r, p);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return r;
  }
}
