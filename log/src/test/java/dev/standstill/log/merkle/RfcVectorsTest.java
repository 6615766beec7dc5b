package dev.standstill.log.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The worked example of RFC 6962 §2.1.3: which nodes the proofs of a tree of seven leaves hold,
 * with the names of the RFC's picture (a to h for nodes of two leaves' level and below, i to l
 * above). The hashes themselves follow from the definition in §2.1.
 */
class RfcVectorsTest {
  private static final List<byte[]> ENTRIES =
      List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657").stream()
          .map(HexFormat.of()::parseHex)
          .toList();
  private static final List<Hash> LEAVES = ENTRIES.stream().map(TreeHash::leaf).toList();
  private static final CompleteSubtrees TREE = CompleteSubtrees.ofLeaves(LEAVES);

  // The picture: hash = node(k, l); k = node(g, h); l = node(i, j); g, h, i pairs; j is d6.
  private static final Hash A = LEAVES.get(0);
  private static final Hash B = LEAVES.get(1);
  private static final Hash C = LEAVES.get(2);
  private static final Hash D = LEAVES.get(3);
  private static final Hash E = LEAVES.get(4);
  private static final Hash F = LEAVES.get(5);
  private static final Hash J = LEAVES.get(6);
  private static final Hash G = TreeHash.node(A, B);
  private static final Hash H = TreeHash.node(C, D);
  private static final Hash I = TreeHash.node(E, F);
  private static final Hash K = TreeHash.node(G, H);
  private static final Hash L = TreeHash.node(I, J);

  private static TreeHead head(int size) {
    return new TreeHead(size, TREE.root(size));
  }

  @Test
  void hashesAsThePicture() {
    assertThat(TREE.root(7)).isEqualTo(TreeHash.node(K, L));
    assertThat(TREE.root(3)).isEqualTo(TreeHash.node(G, C));
    assertThat(TREE.root(4)).isEqualTo(K);
    assertThat(TREE.root(6)).isEqualTo(TreeHash.node(K, I));
  }

  @Test
  void provesInclusionAsTheRfc() {
    // "The audit path for d0 is [b, h, l]", for d3 [c, g, l], for d4 [f, j, k], for d6 [i, k].
    assertInclusion(0, B, H, L);
    assertInclusion(3, C, G, L);
    assertInclusion(4, F, J, K);
    assertInclusion(6, I, K);
  }

  private static void assertInclusion(int index, Hash... path) {
    InclusionProof proof = InclusionProof.generate(index, 7, TREE);
    assertThat(proof.path()).containsExactly(path);
    assertThat(proof.verify(LEAVES.get(index), head(7))).isEqualTo(ProofCheck.VALID);
  }

  @Test
  void provesConsistencyAsTheRfc() {
    // PROOF(3, D[7]) = [c, d, g, l], PROOF(4, D[7]) = [l], PROOF(6, D[7]) = [i, j, k].
    assertConsistency(3, C, D, G, L);
    assertConsistency(4, L);
    assertConsistency(6, I, J, K);
  }

  private static void assertConsistency(int older, Hash... path) {
    ConsistencyProof proof = ConsistencyProof.generate(older, 7, TREE);
    assertThat(proof.path()).containsExactly(path);
    assertThat(proof.verify(head(older), head(7))).isEqualTo(ProofCheck.VALID);
  }
}
