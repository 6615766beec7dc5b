package dev.standstill.log.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.SharedVectors;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every proof to size 20 that another implementation made; the same paths as ProofModelTest. */
class SharedMerkleVectorsTest {
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

  @Test
  void agreesWithEveryRootAndProofOfAnotherImplementation() throws IOException {
    String json = Files.readString(SharedVectors.directory().resolve("merkle.json"));
    List<Hash> leaves = hashes(section(json, "leafHashes"));
    List<Hash> roots = hashes(section(json, "roots"));
    assertThat(leaves).hasSize(20);
    assertThat(roots).hasSize(21);
    for (int i = 0; i < leaves.size(); i++) {
      byte[] entry = new byte[i];
      for (int b = 0; b < i; b++) {
        entry[b] = (byte) b;
      }
      assertThat(TreeHash.leaf(entry)).isEqualTo(leaves.get(i));
    }
    CompleteSubtrees tree = CompleteSubtrees.ofLeaves(leaves);
    for (int size = 0; size <= 20; size++) {
      assertThat(tree.root(size)).isEqualTo(roots.get(size));
    }
    assertThat(checkInclusion(json, tree, leaves, roots)).isEqualTo(210);
    assertThat(checkConsistency(json, tree, roots)).isEqualTo(210);
  }

  private static int checkInclusion(
      String json, CompleteSubtrees tree, List<Hash> leaves, List<Hash> roots) {
    int count = 0;
    for (MatchResult proof : proofs(json, "Index", "Size")) {
      int index = Integer.parseInt(proof.group(1));
      int size = Integer.parseInt(proof.group(2));
      InclusionProof theirs = new InclusionProof(index, size, hashes(proof.group(3)));
      assertThat(theirs.verify(leaves.get(index), new TreeHead(size, roots.get(size))))
          .isEqualTo(ProofCheck.VALID);
      assertThat(InclusionProof.generate(index, size, tree)).isEqualTo(theirs);
      count++;
    }
    return count;
  }

  private static int checkConsistency(String json, CompleteSubtrees tree, List<Hash> roots) {
    int count = 0;
    for (MatchResult proof : proofs(json, "Old", "New")) {
      int from = Integer.parseInt(proof.group(1));
      int to = Integer.parseInt(proof.group(2));
      ConsistencyProof theirs = new ConsistencyProof(from, to, hashes(proof.group(3)));
      TreeHead old = new TreeHead(from, roots.get(from));
      assertThat(theirs.verify(old, new TreeHead(to, roots.get(to)))).isEqualTo(ProofCheck.VALID);
      assertThat(ConsistencyProof.generate(from, to, tree)).isEqualTo(theirs);
      count++;
    }
    return count;
  }

  private static List<MatchResult> proofs(String json, String first, String second) {
    String sizes = "\"" + first + "\":\\s*(\\d+),\\s*\"" + second + "\":\\s*(\\d+)";
    String path = ",\\s*\"Proof\":\\s*(null|\\[[^]]*])";
    return Pattern.compile(sizes + path).matcher(json).results().toList();
  }

  private static String section(String json, String name) {
    int start = json.indexOf("\"" + name + "\"");
    return json.substring(start, json.indexOf(']', start));
  }

  private static List<Hash> hashes(String json) {
    return HEX.matcher(json).results().map(m -> Hash.parseHex(m.group()).orElseThrow()).toList();
  }
}
