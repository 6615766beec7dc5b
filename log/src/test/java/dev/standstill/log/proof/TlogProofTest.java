package dev.standstill.log.proof;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.SharedVectors;
import dev.standstill.log.merkle.CompleteSubtrees;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.tile.EntryBundle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TlogProofTest {
  private static final QuorumPolicy POLICY = SampleLog.policy();

  private static CompleteSubtrees tree(int size) {
    return CompleteSubtrees.ofLeaves(
        LongStream.range(0, size).mapToObj(i -> TreeHash.leaf(SampleLog.entry(i))).toList());
  }

  private static SignedNote cosigned(Checkpoint checkpoint) {
    return SignedNote.sign(checkpoint.text(), SampleLog.LOG)
        .with(Cosignature.sign(SampleLog.NORTH, SampleLog.TIME, checkpoint))
        .with(Cosignature.sign(SampleLog.SOUTH, SampleLog.TIME, checkpoint));
  }

  private static SignedNote checkpoint(int size) {
    return cosigned(new Checkpoint(SampleLog.LOG.name(), size, tree(size).root(size)));
  }

  private static TlogProofCheck.Reason reason(TlogProof proof, byte[] entry, QuorumPolicy policy) {
    return switch (proof.verify(entry, policy)) {
      case TlogProofCheck.Refused refused -> refused.reason();
      case TlogProofCheck.Valid valid -> throw new AssertionError("taken: " + valid);
    };
  }

  @Test
  void provesEveryEntryOfEveryTreeAndNoOther() throws MalformedProofException {
    for (int size : new int[] {1, 2, 3, 4, 5, 7, 8, 9}) {
      SignedNote checkpoint = checkpoint(size);
      for (int i = 0; i < size; i++) {
        TlogProof made = TlogProof.generate(i, checkpoint, tree(size));
        TlogProof read = TlogProof.parse(made.encoded());
        assertThat(read).isEqualTo(made);
        assertThat(read.verify(SampleLog.entry(i), POLICY))
            .isInstanceOfSatisfying(
                TlogProofCheck.Valid.class, valid -> assertThat(valid.cosignatures()).hasSize(2));
        assertThat(reason(read, SampleLog.entry(i + 1), POLICY))
            .isEqualTo(TlogProofCheck.Reason.NOT_INCLUDED);
        for (int other = 0; other < size; other++) {
          TlogProof moved = new TlogProof(Optional.empty(), other, made.path(), checkpoint);
          boolean same = other == i;
          assertThat(moved.verify(SampleLog.entry(i), POLICY) instanceof TlogProofCheck.Valid)
              .isEqualTo(same);
        }
      }
    }
  }

  @Test
  void namesTheReasonOfEveryRefusal() {
    byte[] entry = SampleLog.entry(3);
    SignedNote checkpoint = checkpoint(10);
    TlogProof right = TlogProof.generate(3, checkpoint, tree(10));
    List<Hash> longer = new ArrayList<>(right.path());
    longer.add(TreeHash.empty());
    List<Hash> shorter = right.path().subList(1, right.path().size());
    for (List<Hash> path : List.of(longer, shorter, List.<Hash>of())) {
      assertThat(reason(new TlogProof(Optional.empty(), 3, path, checkpoint), entry, POLICY))
          .isEqualTo(TlogProofCheck.Reason.WRONG_LENGTH);
    }
    for (long index : new long[] {10, 11, Long.MAX_VALUE}) {
      TlogProof beyond = new TlogProof(Optional.empty(), index, right.path(), checkpoint);
      assertThat(reason(beyond, entry, POLICY)).isEqualTo(TlogProofCheck.Reason.INDEX_BEYOND_SIZE);
    }
    TlogProof unsigned =
        new TlogProof(
            Optional.empty(),
            3,
            right.path(),
            SignedNote.sign(checkpoint.text(), SampleLog.key("other", 9)));
    assertThat(reason(unsigned, entry, POLICY)).isEqualTo(TlogProofCheck.Reason.CHECKPOINT_REFUSED);
    TlogProof lonely =
        new TlogProof(
            Optional.empty(), 3, right.path(), SignedNote.sign(checkpoint.text(), SampleLog.LOG));
    assertThat(reason(lonely, entry, POLICY)).isEqualTo(TlogProofCheck.Reason.BELOW_QUORUM);
    TlogProof noCheckpoint =
        new TlogProof(Optional.empty(), 3, right.path(), SignedNote.sign("x\n", SampleLog.LOG));
    assertThat(reason(noCheckpoint, entry, POLICY))
        .isEqualTo(TlogProofCheck.Reason.CHECKPOINT_REFUSED);
  }

  @Test
  void provesNothingInTheEmptyTreeAndOneEntryWithoutAnyHash() {
    TlogProof empty = new TlogProof(Optional.empty(), 0, List.of(), checkpoint(0));
    assertThat(reason(empty, SampleLog.entry(0), POLICY))
        .isEqualTo(TlogProofCheck.Reason.INDEX_BEYOND_SIZE);
    assertThatThrownBy(() -> TlogProof.generate(0, checkpoint(0), tree(0)))
        .isInstanceOf(IllegalArgumentException.class);
    TlogProof one = TlogProof.generate(0, checkpoint(1), tree(1));
    assertThat(one.path()).isEmpty();
    assertThat(one.verify(SampleLog.entry(0), POLICY)).isInstanceOf(TlogProofCheck.Valid.class);
  }

  @Test
  void answersForTheLargestTrees() throws MalformedProofException {
    long size = Long.MAX_VALUE;
    SignedNote note = cosigned(new Checkpoint(SampleLog.LOG.name(), size, TreeHash.empty()));
    List<Hash> sixtyThree = Collections.nCopies(63, TreeHash.empty());
    TlogProof first = new TlogProof(Optional.empty(), 0, sixtyThree, note);
    assertThat(TlogProof.parse(first.encoded())).isEqualTo(first);
    assertThat(reason(first, new byte[0], POLICY)).isEqualTo(TlogProofCheck.Reason.NOT_INCLUDED);
    TlogProof last = new TlogProof(Optional.empty(), size - 1, sixtyThree, note);
    assertThat(reason(last, new byte[0], POLICY)).isEqualTo(TlogProofCheck.Reason.WRONG_LENGTH);
    TlogProof beyond = new TlogProof(Optional.empty(), size, sixtyThree, note);
    assertThat(reason(beyond, new byte[0], POLICY))
        .isEqualTo(TlogProofCheck.Reason.INDEX_BEYOND_SIZE);
  }

  @Test
  void readsOneSpellingOnly() throws MalformedProofException {
    String right = new String(TlogProof.generate(3, checkpoint(10), tree(10)).encoded(), UTF_8);
    assertThat(TlogProof.parse(right.getBytes(UTF_8)).encoded()).isEqualTo(right.getBytes(UTF_8));
    String extra = right.replace("@v1\n", "@v1\nextra AAAA\n");
    assertThat(TlogProof.parse(extra.getBytes(UTF_8)).extra()).hasValue("AAAA");
    assertThat(TlogProof.parse(extra.getBytes(UTF_8)).encoded()).isEqualTo(extra.getBytes(UTF_8));
    String firstHash = right.lines().skip(2).findFirst().orElseThrow();
    for (String wrong :
        List.of(
            "",
            "c2sp.org/tlog-proof@v1",
            right.replace("@v1", "@v2"),
            right.replace("@v1\n", "@v1\r\n"),
            right.replace("@v1\n", "@v1 \n"),
            right.replace("index 3", "index 03"),
            right.replace("index 3", "index +3"),
            right.replace("index 3", "index  3"),
            right.replace("index 3", "index -3"),
            right.replace("index 3", "Index 3"),
            right.replace("index 3", "index 9223372036854775808"),
            right.replace("index 3\n", ""),
            right.replace("index 3\n", "index 3\nindex 3\n"),
            right.replace("@v1\n", "@v1\nextra AB==\n"),
            right.replace("@v1\n", "@v1\nextra AA\n"),
            right.replace("@v1\n", "@v1\nextra AAAA\nextra AAAA\n"),
            right.replace("index 3\n", "index 3\nextra AAAA\n"),
            right.replace(firstHash, firstHash.substring(4)),
            right.replace(firstHash, firstHash + "="),
            right.replace(firstHash, " " + firstHash),
            right.replace(firstHash, "\u00e9"),
            right.replace(firstHash + "\n", (firstHash + "\n").repeat(64)),
            right.substring(0, right.indexOf("\n\n") + 1),
            right + "\n",
            right.substring(0, right.length() - 1))) {
      assertThatThrownBy(() -> TlogProof.parse(wrong.getBytes(UTF_8)))
          .as(wrong)
          .isInstanceOf(MalformedProofException.class);
    }
    assertThatThrownBy(() -> TlogProof.parse(new byte[TlogProof.BYTES_MAX + 1]))
        .isInstanceOf(MalformedProofException.class);
  }

  @Test
  void acceptsTheProofOfAnotherImplementation() throws Exception {
    Path vectors = SharedVectors.directory();
    byte[] file = Files.readAllBytes(vectors.resolve("example.tlog-proof"));
    QuorumPolicy policy = QuorumPolicy.parse(Files.readAllBytes(vectors.resolve("example.policy")));
    TlogProof proof = TlogProof.parse(file);
    assertThat(proof.encoded()).isEqualTo(file);
    byte[] bundle = Files.readAllBytes(vectors.resolve("sample-log/tile/entries/000"));
    byte[] entry = EntryBundle.decode(bundle).entries().get(42);
    assertThat(proof.verify(entry, policy)).isInstanceOf(TlogProofCheck.Valid.class);
    assertThat(reason(proof, "other".getBytes(US_ASCII), policy))
        .isEqualTo(TlogProofCheck.Reason.NOT_INCLUDED);
  }
}
