package dev.standstill.log.merkle;

import java.util.ArrayList;
import java.util.List;

/** The hashes that show that a tree only appended to an older one. */
public record ConsistencyProof(long fromSize, long toSize, List<Hash> path) {
  public ConsistencyProof {
    if (fromSize < 0 || toSize < 0) {
      throw new IllegalArgumentException("sizes are not negative: " + fromSize + ", " + toSize);
    }
    path = List.copyOf(path);
  }

  /** The proof from the first {@code fromSize} entries to the first {@code toSize}. */
  public static ConsistencyProof generate(long fromSize, long toSize, CompleteSubtrees tree) {
    if (fromSize < 0 || fromSize > toSize) {
      throw new IllegalArgumentException("no proof from " + fromSize + " to " + toSize);
    }
    List<Hash> path = new ArrayList<>();
    long start = 0;
    long end = fromSize == 0 ? 0 : toSize;
    // SPEC: RFC 9162 §2.1.4.1: SUBPROOF(m, D[n], b), walked from the root down; b is start == 0.
    while (fromSize < end) {
      long middle = start + CompleteSubtrees.splitOf(end - start);
      if (fromSize <= middle) {
        path.add(tree.range(middle, end));
        end = middle;
      } else {
        path.add(tree.range(start, middle));
        start = middle;
      }
    }
    if (start > 0) {
      path.add(tree.range(start, end));
    }
    return new ConsistencyProof(fromSize, toSize, path.reversed());
  }

  /** Whether the tree of {@code to} begins with the tree of {@code from}. */
  public ProofCheck verify(TreeHead from, TreeHead to) {
    if (fromSize != from.size() || toSize != to.size()) {
      return ProofCheck.SIZE_MISMATCH;
    }
    if (fromSize > toSize) {
      return ProofCheck.SIZES_REVERSED;
    }
    if (path.size() != pathLength(fromSize, toSize)) {
      return ProofCheck.WRONG_LENGTH;
    }
    return rootsMatch(from.root(), to.root()) ? ProofCheck.VALID : ProofCheck.ROOT_MISMATCH;
  }

  /** How many hashes the one right proof has. */
  static int pathLength(long fromSize, long toSize) {
    if (fromSize == 0 || fromSize == toSize) {
      return 0;
    }
    int level = Long.numberOfTrailingZeros(fromSize);
    // The path climbs from the last complete subtree of the old tree, which is itself the first
    // hash unless it is the whole old tree (whose root the verifier has).
    int climb = InclusionProof.pathLength((fromSize - 1) >>> level, ((toSize - 1) >>> level) + 1);
    return Long.bitCount(fromSize) == 1 ? climb : climb + 1;
  }

  private boolean rootsMatch(Hash fromRoot, Hash toRoot) {
    // A tree of size 0 has one root, whoever claims it.
    if (fromSize == 0) {
      boolean emptyTo = toSize > 0 || toRoot.equals(TreeHash.empty());
      return fromRoot.equals(TreeHash.empty()) && emptyTo;
    }
    if (fromSize == toSize) {
      return fromRoot.equals(toRoot);
    }
    // SPEC: RFC 9162 §2.1.4.2 steps 1 to 6.
    List<Hash> hashes = new ArrayList<>(path);
    if (Long.bitCount(fromSize) == 1) {
      hashes.addFirst(fromRoot);
    }
    int level = Long.numberOfTrailingZeros(fromSize);
    long fn = (fromSize - 1) >>> level;
    long sn = (toSize - 1) >>> level;
    Hash fr = hashes.getFirst();
    Hash sr = hashes.getFirst();
    for (Hash c : hashes.subList(1, hashes.size())) {
      if ((fn & 1) == 1 || fn == sn) {
        fr = TreeHash.node(c, fr);
        sr = TreeHash.node(c, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>>= 1;
          sn >>>= 1;
        }
      } else {
        sr = TreeHash.node(sr, c);
      }
      fn >>>= 1;
      sn >>>= 1;
    }
    return fr.equals(fromRoot) && sr.equals(toRoot);
  }
}
