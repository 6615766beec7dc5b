package dev.standstill.log.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.merkle.CompleteSubtrees;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.QuorumPolicy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SplitViewTest {
  private static final QuorumPolicy POLICY =
      QuorumPolicy.withoutWitnesses(SampleLog.LOG.verifierKey());

  /** A tree whose entries from {@code fork} on are another history. */
  private static CompleteSubtrees tree(int size, int fork) {
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      leaves.add(TreeHash.leaf(i < fork ? SampleLog.entry(i) : ("other" + i).getBytes(UTF_8)));
    }
    return CompleteSubtrees.ofLeaves(leaves);
  }

  private static SignedNote note(int size, int fork) {
    return note(size, tree(size, fork).root(size), SampleLog.LOG);
  }

  private static SignedNote note(int size, Hash root, SigningKey key) {
    return SignedNote.sign(new Checkpoint(key.name(), size, root).text(), key);
  }

  private static SplitView split(int older, int newer, int fork) {
    return SplitView.of(note(older, 99), older, note(newer, fork), newer, tree(newer, fork));
  }

  private static SplitViewCheck.Reason reason(SplitView evidence, QuorumPolicy policy) {
    return switch (evidence.check(policy)) {
      case SplitViewCheck.Refused refused -> refused.reason();
      case SplitViewCheck.Proven proven -> throw new AssertionError("taken: " + proven);
    };
  }

  @Test
  void convictsEveryForkAndNoGrowingTree() throws MalformedProofException {
    for (int newer = 1; newer <= 9; newer++) {
      for (int older = 1; older <= newer; older++) {
        for (int fork = 0; fork < older; fork++) {
          SplitView made = split(older, newer, fork);
          SplitView read = SplitView.parse(made.encoded());
          assertThat(read).isEqualTo(made);
          assertThat(read.check(POLICY))
              .as(older + " " + newer + " " + fork)
              .isInstanceOf(SplitViewCheck.Proven.class);
        }
        for (int fork : new int[] {older, newer, 99}) {
          assertThat(reason(split(older, newer, fork), POLICY))
              .isEqualTo(SplitViewCheck.Reason.NO_CONTRADICTION);
        }
      }
    }
  }

  @Test
  void convictsALogOfTwoRootsAtOneSizeWithoutAnyProof() {
    Hash root = tree(5, 2).root(5);
    SplitView evidence = SplitView.ofEqualSizes(note(5, 99), note(5, 2), root);
    assertThat(evidence.path()).isEmpty();
    assertThat(evidence.check(POLICY)).isInstanceOf(SplitViewCheck.Proven.class);
    SignedNote wrongEmpty = note(0, root, SampleLog.LOG);
    assertThat(new SplitView(wrongEmpty, note(5, 99), TreeHash.empty(), List.of()).check(POLICY))
        .isInstanceOf(SplitViewCheck.Proven.class);
  }

  @Test
  void convictsNobodyOnAFalseProof() {
    SplitView right = split(5, 9, 2);
    Hash other = TreeHash.empty();
    List<SplitView> wrong = new ArrayList<>();
    wrong.add(new SplitView(right.older(), right.newer(), other, right.path()));
    for (int i = 0; i < right.path().size(); i++) {
      List<Hash> path = new ArrayList<>(right.path());
      path.set(i, other);
      wrong.add(new SplitView(right.older(), right.newer(), right.rootAtOlderSize(), path));
    }
    wrong.add(new SplitView(right.older(), right.newer(), right.rootAtOlderSize(), List.of()));
    wrong.add(new SplitView(right.newer(), right.older(), right.rootAtOlderSize(), right.path()));
    assertThat(wrong)
        .allSatisfy(evidence ->
            assertThat(reason(evidence, POLICY)).isEqualTo(SplitViewCheck.Reason.PROOF_INVALID));
    // An honest log cannot be convicted by proofs that merely fail.
    SplitView honest =
        new SplitView(note(5, 99), note(9, 99), tree(5, 2).root(5), split(5, 9, 2).path());
    assertThat(reason(honest, POLICY)).isEqualTo(SplitViewCheck.Reason.PROOF_INVALID);
  }

  @Test
  void takesOnlyCheckpointsOfOneLogOfThePolicy() throws Exception {
    SigningKey stranger = SampleLog.key("stranger.example/log", 5);
    Hash one = tree(5, 99).root(5);
    Hash two = tree(5, 2).root(5);
    SplitView foreign =
        SplitView.ofEqualSizes(note(5, one, stranger), note(5, two, SampleLog.LOG), two);
    assertThat(reason(foreign, POLICY)).isEqualTo(SplitViewCheck.Reason.CHECKPOINT_REFUSED);
    SplitView other =
        SplitView.ofEqualSizes(note(5, one, SampleLog.LOG), note(5, two, stranger), two);
    assertThat(reason(other, POLICY)).isEqualTo(SplitViewCheck.Reason.CHECKPOINT_REFUSED);
    String both =
        "log %s\nlog %s\nquorum none\n"
            .formatted(SampleLog.LOG.verifierKey(), stranger.verifierKey());
    assertThat(reason(other, QuorumPolicy.parse(both.getBytes(UTF_8))))
        .isEqualTo(SplitViewCheck.Reason.OTHER_ORIGIN);
  }

  @Test
  void readsOneSpellingOnly() {
    String right = new String(split(5, 9, 2).encoded(), UTF_8);
    String older = right.lines().skip(1).findFirst().orElseThrow();
    for (String wrong :
        List.of(
            "",
            right.replace("v1", "v2"),
            right.replace(older, older + "0"),
            right.replace(older, "older 0"),
            right.replace(older, "older -1"),
            right.replace(older, "older 9223372036854775807"),
            right.replace("newer ", "newer 0"),
            right.replace("root ", "root  "),
            right.replace("root ", ""),
            right.replace("\n\n", "\n"),
            right + "\n",
            right.substring(1),
            right.substring(0, right.length() - 1))) {
      assertThatThrownBy(() -> SplitView.parse(wrong.getBytes(UTF_8)))
          .as(wrong)
          .isInstanceOf(MalformedProofException.class);
    }
  }
}
