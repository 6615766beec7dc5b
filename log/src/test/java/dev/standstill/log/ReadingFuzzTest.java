package dev.standstill.log;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.merkle.CompleteSubtrees;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.proof.MalformedProofException;
import dev.standstill.log.proof.SplitView;
import dev.standstill.log.proof.SplitViewCheck;
import dev.standstill.log.proof.TlogProof;
import dev.standstill.log.proof.TlogProofCheck;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.TilePath;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Every parser of this module's reading side on almost valid inputs: no exception but the closed
 * result, and whatever is taken is written again byte for byte. A million inputs each with {@code
 * ./mvnw -pl log test -Dtest=ReadingFuzzTest -Dfuzz=1000000}.
 */
class ReadingFuzzTest {
  private static final QuorumPolicy POLICY = SampleLog.policy();
  private static final List<Hash> LEAVES =
      LongStream.range(0, 20).mapToObj(i -> TreeHash.leaf(SampleLog.entry(i))).toList();
  private static final CompleteSubtrees TREE = CompleteSubtrees.ofLeaves(LEAVES);

  private final Random random = new Random(Long.getLong("seed", 3));

  private static SignedNote note(long size, Hash root) {
    Checkpoint checkpoint = new Checkpoint(SampleLog.LOG.name(), size, root);
    return SignedNote.sign(checkpoint.text(), SampleLog.LOG)
        .with(Cosignature.sign(SampleLog.NORTH, SampleLog.TIME, checkpoint))
        .with(Cosignature.sign(SampleLog.SOUTH, SampleLog.TIME, checkpoint));
  }

  @Test
  void proofs() {
    SignedNote checkpoint = note(20, TREE.root(20));
    byte[] plain = TlogProof.generate(13, checkpoint, TREE).encoded();
    TlogProof made = TlogProof.generate(7, checkpoint, TREE);
    byte[] extra = new TlogProof(Optional.of("AAEC"), 7, made.path(), checkpoint).encoded();
    int taken = 0;
    for (int i = 0; i < Mutations.inputs(); i++) {
      byte[] valid = i % 2 == 0 ? plain : extra;
      byte[] input = Mutations.of(valid, random);
      try {
        TlogProof proof = TlogProof.parse(input);
        assertThat(proof.encoded()).isEqualTo(input);
        taken++;
        // Signatures cost a thousand times what parsing does.
        if (taken % 16 == 0
            && proof.verify(SampleLog.entry(3), POLICY) instanceof TlogProofCheck.Valid valid2) {
          throw new AssertionError("entry 3 proven by " + valid2);
        }
      } catch (MalformedProofException e) {
        assertThat(e).hasMessageNotContaining("\n");
      }
    }
    assertThat(taken).isPositive();
  }

  @Test
  void splitViews() {
    byte[] valid =
        SplitView.of(note(9, TreeHash.empty()), 9, note(20, TREE.root(20)), 20, TREE).encoded();
    int taken = 0;
    for (int i = 0; i < Mutations.inputs(); i++) {
      byte[] input = Mutations.of(valid, random);
      try {
        SplitView evidence = SplitView.parse(input);
        assertThat(evidence.encoded()).isEqualTo(input);
        taken++;
        if (taken % 16 == 0) {
          assertThat(evidence.check(POLICY)).isInstanceOf(SplitViewCheck.class);
        }
      } catch (MalformedProofException e) {
        assertThat(e).hasMessageNotContaining("\n");
      }
    }
    assertThat(taken).isPositive();
  }

  @Test
  void honestLogsAreNeverConvicted() throws MalformedProofException {
    byte[] honest =
        SplitView.of(note(9, TREE.root(9)), 9, note(20, TREE.root(20)), 20, TREE).encoded();
    for (int i = 0; i < Math.min(Mutations.inputs(), 20_000); i++) {
      byte[] input = Mutations.of(honest, random);
      SplitView evidence;
      try {
        evidence = SplitView.parse(input);
      } catch (MalformedProofException e) {
        continue;
      }
      assertThat(evidence.check(POLICY)).isInstanceOf(SplitViewCheck.Refused.class);
    }
  }

  @Test
  void bundles() {
    List<byte[]> entries = LongStream.range(0, 20).mapToObj(SampleLog::entry).toList();
    byte[] valid = EntryBundle.of(entries).encoded();
    int taken = 0;
    for (int i = 0; i < Mutations.inputs(); i++) {
      byte[] input = Mutations.of(valid, random);
      EntryBundle bundle = EntryBundle.decode(input);
      int bytes = bundle.entries().stream().mapToInt(entry -> 2 + entry.length).sum();
      assertThat(bytes + bundle.bytesLeftOver()).isEqualTo(input.length);
      if (bundle.isWhole()) {
        assertThat(bundle.encoded()).isEqualTo(input);
        taken++;
      }
    }
    assertThat(taken).isPositive();
  }

  @Test
  void paths() {
    List<String> valid =
        List.of(
            "tile/0/000",
            "tile/63/x001/x234/067",
            "tile/entries/x036/x028/x797/x018/x963/966.p/255",
            "tile/1/000.p/1");
    int taken = 0;
    for (int i = 0; i < Mutations.inputs(); i++) {
      byte[] bytes = valid.get(i % valid.size()).getBytes(ISO_8859_1);
      String input = new String(Mutations.of(bytes, random), ISO_8859_1);
      Optional<TilePath> path = TilePath.parse(input);
      if (path.isPresent()) {
        assertThat(path.get().path()).isEqualTo(input);
        taken++;
      }
    }
    assertThat(taken).isPositive();
  }
}
