package dev.standstill.log.proof;

import dev.standstill.log.merkle.CompleteSubtrees;
import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.ProofCheck;
import dev.standstill.log.merkle.TreeHead;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Evidence that a log signed two histories, as a file that anyone with a policy can check.
 *
 * <p>The proof shows which root the newer tree has at the size of the older one; if that is not the
 * root the older checkpoint was signed with, no tree has both. For equal sizes the proof is empty
 * and that root is the newer one itself. Cosignatures add nothing: it is the log that contradicts
 * itself.
 *
 * @param older a checkpoint of the log
 * @param newer another one of the same or of a larger size
 * @param rootAtOlderSize the root over the first entries of the newer tree
 * @param path the consistency proof from there to the newer tree
 */
public record SplitView(SignedNote older, SignedNote newer, Hash rootAtOlderSize, List<Hash> path) {
  /** The extension of the files. */
  public static final String EXTENSION = ".split-view";

  /** No larger file is read. */
  public static final int BYTES_MAX = 2 * SignedNote.BYTES_MAX + 8192;

  private static final String HEADER = "standstill split-view v1";
  private static final int HASHES_MAX = 2 * TlogProof.HASHES_MAX;

  public SplitView {
    path = List.copyOf(path);
    if (path.size() > HASHES_MAX) {
      throw new IllegalArgumentException("no consistency proof has so many hashes");
    }
  }

  /** Two notes for the same size. */
  public static SplitView ofEqualSizes(SignedNote one, SignedNote other, Hash rootOfOther) {
    return new SplitView(one, other, rootOfOther, List.of());
  }

  /** Two notes for different sizes, with the newer tree to show what it has at the older size. */
  public static SplitView of(
      SignedNote older, long olderSize, SignedNote newer, long newerSize, CompleteSubtrees tree) {
    List<Hash> path = ConsistencyProof.generate(olderSize, newerSize, tree).path();
    return new SplitView(older, newer, tree.root(olderSize), path);
  }

  public static SplitView parse(byte[] bytes) throws MalformedProofException {
    ProofLines lines = new ProofLines(bytes, BYTES_MAX);
    if (!lines.next().equals(HEADER)) {
      throw new MalformedProofException("the first line is not " + HEADER);
    }
    long olderLength = lines.decimal("older");
    long newerLength = lines.decimal("newer");
    Hash root = ProofLines.hash(lines.field("root"));
    List<Hash> path = lines.hashes(HASHES_MAX);
    boolean fits =
        olderLength <= SignedNote.BYTES_MAX
            && newerLength <= SignedNote.BYTES_MAX
            && olderLength + newerLength == lines.remaining();
    if (!fits) {
      throw new MalformedProofException("the two notes do not have the lengths that it says");
    }
    SignedNote older = lines.note((int) olderLength);
    return new SplitView(older, lines.note((int) newerLength), root, path);
  }

  /** The file: {@code parse(encoded())} gives the same evidence. */
  public byte[] encoded() {
    byte[] first = older.encoded();
    byte[] second = newer.encoded();
    StringBuilder lines = new StringBuilder(HEADER).append('\n');
    lines.append("older ").append(first.length).append('\n');
    lines.append("newer ").append(second.length).append('\n');
    lines.append("root ").append(rootAtOlderSize.base64()).append('\n');
    path.forEach(hash -> lines.append(hash.base64()).append('\n'));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(lines.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(first);
    bytes.writeBytes(second);
    return bytes.toByteArray();
  }

  /** Whether a log of this policy has really contradicted itself. */
  public SplitViewCheck check(QuorumPolicy policy) {
    return switch (policy.check(older.encoded())) {
      case CheckpointCheck.Refused refused -> unsigned("older", refused);
      case CheckpointCheck.Verified one ->
          switch (policy.check(newer.encoded())) {
            case CheckpointCheck.Refused refused -> unsigned("newer", refused);
            case CheckpointCheck.Verified other -> compare(one.checkpoint(), other.checkpoint());
          };
    };
  }

  private SplitViewCheck compare(Checkpoint first, Checkpoint second) {
    if (!first.origin().equals(second.origin())) {
      return refused(
          SplitViewCheck.Reason.OTHER_ORIGIN, "the two checkpoints are of different logs");
    }
    ConsistencyProof proof = new ConsistencyProof(first.size(), second.size(), path);
    TreeHead prefix = new TreeHead(first.size(), rootAtOlderSize);
    ProofCheck check = proof.verify(prefix, second.head());
    if (check != ProofCheck.VALID) {
      return refused(
          SplitViewCheck.Reason.PROOF_INVALID,
          "it does not show what root the newer tree has at size " + first.size());
    }
    if (rootAtOlderSize.equals(first.root())) {
      return refused(SplitViewCheck.Reason.NO_CONTRADICTION, "one tree can have both checkpoints");
    }
    return new SplitViewCheck.Proven(first, second);
  }

  private static SplitViewCheck unsigned(String which, CheckpointCheck.Refused refused) {
    return refused(
        SplitViewCheck.Reason.CHECKPOINT_REFUSED,
        "the " + which + " checkpoint: " + refused.detail());
  }

  private static SplitViewCheck refused(SplitViewCheck.Reason reason, String detail) {
    return new SplitViewCheck.Refused(reason, detail);
  }
}
