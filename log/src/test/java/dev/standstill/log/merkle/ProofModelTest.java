package dev.standstill.log.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProofModelTest {
  @ParameterizedTest
  @ValueSource(longs = {11, 22, 33})
  void agreesWithTheNaiveTreeAndRefusesEveryTamperedProof(long seed) {
    Random random = new Random(seed);
    List<byte[]> entries = new ArrayList<>();
    List<Hash> leaves = new ArrayList<>();
    List<TreeHead> heads = new ArrayList<>();
    CompactRange range = new CompactRange();
    heads.add(range.head());
    for (int size = 1; size <= 40; size++) {
      byte[] entry = new byte[random.nextInt(20)];
      random.nextBytes(entry);
      entries.add(entry);
      leaves.add(TreeHash.leaf(entry));
      range.append(leaves.getLast());
      assertThat(range.root()).isEqualTo(NaiveTree.root(entries));
      heads.add(range.head());
      CompleteSubtrees tree = CompleteSubtrees.ofLeaves(leaves);
      assertThat(tree.root(size)).isEqualTo(range.root());
      for (int i = 0; i < size; i++) {
        checkInclusion(InclusionProof.generate(i, size, tree), leaves.get(i), heads.get(size));
      }
      for (int from = 0; from <= size; from++) {
        checkConsistency(
            ConsistencyProof.generate(from, size, tree), heads.get(from), heads.get(size));
      }
    }
  }

  private static void checkInclusion(InclusionProof proof, Hash leaf, TreeHead head) {
    assertThat(proof.verify(leaf, head)).isEqualTo(ProofCheck.VALID);
    for (List<Hash> path : tampered(proof.path())) {
      InclusionProof wrong = new InclusionProof(proof.index(), proof.size(), path);
      assertThat(wrong.verify(leaf, head)).isNotEqualTo(ProofCheck.VALID);
    }
    for (long index = 0; index < head.size() + 3; index++) {
      if (index != proof.index()) {
        InclusionProof wrong = new InclusionProof(index, proof.size(), proof.path());
        assertThat(wrong.verify(leaf, head)).isNotEqualTo(ProofCheck.VALID);
      }
    }
    assertThat(proof.verify(other(leaf), head)).isEqualTo(ProofCheck.ROOT_MISMATCH);
    assertThat(proof.verify(leaf, new TreeHead(head.size(), other(head.root()))))
        .isEqualTo(ProofCheck.ROOT_MISMATCH);
  }

  private static void checkConsistency(ConsistencyProof proof, TreeHead from, TreeHead to) {
    assertThat(proof.verify(from, to)).isEqualTo(ProofCheck.VALID);
    for (List<Hash> path : tampered(proof.path())) {
      ConsistencyProof wrong = new ConsistencyProof(proof.fromSize(), proof.toSize(), path);
      assertThat(wrong.verify(from, to)).isNotEqualTo(ProofCheck.VALID);
    }
    TreeHead otherFrom = new TreeHead(from.size(), other(from.root()));
    assertThat(proof.verify(otherFrom, to)).isEqualTo(ProofCheck.ROOT_MISMATCH);
    // Nothing is inconsistent with the empty tree, whatever the new root.
    if (from.size() > 0) {
      TreeHead otherTo = new TreeHead(to.size(), other(to.root()));
      assertThat(proof.verify(from, otherTo)).isEqualTo(ProofCheck.ROOT_MISMATCH);
    }
  }

  /** One hash dropped, added, exchanged with its neighbour, or changed, at every place. */
  private static List<List<Hash>> tampered(List<Hash> path) {
    List<List<Hash>> all = new ArrayList<>();
    for (int i = 0; i <= path.size(); i++) {
      List<Hash> added = new ArrayList<>(path);
      added.add(i, TreeHash.empty());
      all.add(added);
    }
    for (int i = 0; i < path.size(); i++) {
      List<Hash> dropped = new ArrayList<>(path);
      dropped.remove(i);
      List<Hash> changed = new ArrayList<>(path);
      changed.set(i, other(path.get(i)));
      all.addAll(List.of(dropped, changed));
      if (i > 0 && !path.get(i).equals(path.get(i - 1))) {
        List<Hash> swapped = new ArrayList<>(path);
        swapped.set(i, path.get(i - 1));
        swapped.set(i - 1, path.get(i));
        all.add(swapped);
      }
    }
    return all;
  }

  private static Hash other(Hash hash) {
    byte[] bytes = hash.bytes();
    bytes[31] ^= 1;
    return Hash.of(bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {255, 256, 257, 65_535, 65_536, 65_537})
  void provesAtTheEdgesOfTiles(int size) {
    List<Hash> leaves =
        Stream.iterate(0, i -> i + 1)
            .limit(size)
            .map(i -> TreeHash.leaf(new byte[] {(byte) (i >> 16), (byte) (i >> 8), i.byteValue()}))
            .toList();
    CompleteSubtrees tree = CompleteSubtrees.ofLeaves(leaves);
    TreeHead head = new TreeHead(size, CompactRange.rootOf(leaves));
    for (int index : new int[] {0, 1, 254, size / 2, size - 2, size - 1}) {
      checkInclusion(tree, leaves, index, head);
    }
    for (int from : new int[] {0, 1, 128, 254, size / 2, size - 1, size}) {
      TreeHead old = new TreeHead(from, tree.root(from));
      checkConsistency(ConsistencyProof.generate(from, size, tree), old, head);
    }
  }

  private static void checkInclusion(
      CompleteSubtrees tree, List<Hash> leaves, int index, TreeHead head) {
    InclusionProof proof = InclusionProof.generate(index, head.size(), tree);
    assertThat(proof.verify(leaves.get(index), head)).isEqualTo(ProofCheck.VALID);
    for (List<Hash> path : tampered(proof.path())) {
      InclusionProof wrong = new InclusionProof(index, head.size(), path);
      assertThat(wrong.verify(leaves.get(index), head)).isNotEqualTo(ProofCheck.VALID);
    }
  }

  @Test
  void computesTheLengthBeforeHashingEvenForAbsurdSizes() {
    TreeHead head = new TreeHead(Long.MAX_VALUE, TreeHash.empty());
    InclusionProof last = new InclusionProof(Long.MAX_VALUE - 1, Long.MAX_VALUE, List.of());
    assertThat(last.verify(TreeHash.empty(), head)).isEqualTo(ProofCheck.WRONG_LENGTH);
    assertThat(InclusionProof.pathLength(0, Long.MAX_VALUE)).isEqualTo(63);
    assertThat(InclusionProof.pathLength(0, 1)).isZero();
  }

  @Test
  void refusesAnIndexThatIsNotInTheTree() {
    Hash leaf = TreeHash.leaf(new byte[0]);
    InclusionProof proof = new InclusionProof(1, 1, List.of());
    assertThat(proof.verify(leaf, new TreeHead(1, leaf))).isEqualTo(ProofCheck.INDEX_BEYOND_SIZE);
    InclusionProof none = new InclusionProof(0, 0, List.of());
    assertThat(none.verify(leaf, new TreeHead(0, leaf))).isEqualTo(ProofCheck.INDEX_BEYOND_SIZE);
  }

  @Test
  void takesTheSizeFromTheTreeHeadOnly() {
    Hash leaf = TreeHash.leaf(new byte[0]);
    InclusionProof proof = new InclusionProof(0, 1, List.of());
    assertThat(proof.verify(leaf, new TreeHead(2, leaf))).isEqualTo(ProofCheck.SIZE_MISMATCH);
    ConsistencyProof shrunk = new ConsistencyProof(2, 1, List.of());
    assertThat(shrunk.verify(new TreeHead(2, leaf), new TreeHead(1, leaf)))
        .isEqualTo(ProofCheck.SIZES_REVERSED);
    assertThat(shrunk.verify(new TreeHead(1, leaf), new TreeHead(1, leaf)))
        .isEqualTo(ProofCheck.SIZE_MISMATCH);
  }

  @Test
  void refusesAWrongRootOfTheEmptyTree() {
    Hash leaf = TreeHash.leaf(new byte[0]);
    ConsistencyProof proof = new ConsistencyProof(0, 1, List.of());
    assertThat(proof.verify(new TreeHead(0, leaf), new TreeHead(1, leaf)))
        .isEqualTo(ProofCheck.ROOT_MISMATCH);
    ConsistencyProof same = new ConsistencyProof(0, 0, List.of());
    assertThat(same.verify(new TreeHead(0, leaf), new TreeHead(0, leaf)))
        .isEqualTo(ProofCheck.ROOT_MISMATCH);
  }

  @Test
  void refusesABrokenCallerAtOnce() {
    CompleteSubtrees tree = CompleteSubtrees.ofLeaves(List.of());
    assertThatThrownBy(() -> InclusionProof.generate(0, 0, tree))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ConsistencyProof.generate(2, 1, tree))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new InclusionProof(-1, 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConsistencyProof(0, -1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new TreeHead(-1, TreeHash.empty()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
