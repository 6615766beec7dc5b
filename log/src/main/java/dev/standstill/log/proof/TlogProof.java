package dev.standstill.log.proof;

import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.merkle.CompleteSubtrees;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.InclusionProof;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * That an entry stands at an index of a witnessed log, as one file.
 *
 * @param extra base64 of data that nobody vouches for; carried, never believed
 * @param index where the entry stands
 * @param path the inclusion proof, the leaf's sibling first
 * @param checkpoint the signed checkpoint of the tree
 */
public record TlogProof(
    Optional<String> extra, long index, List<Hash> path, SignedNote checkpoint) {
  /** The extension of the files. */
  public static final String EXTENSION = ".tlog-proof";

  /** No larger file is read: a checkpoint, 63 hashes, and as much extra data as a checkpoint. */
  public static final int BYTES_MAX = 2 * SignedNote.BYTES_MAX + 4096;

  private static final String HEADER = "c2sp.org/tlog-proof@v1";

  /** Trees have fewer than 2^63 leaves. */
  static final int HASHES_MAX = 63;

  public TlogProof {
    path = List.copyOf(path);
    boolean strange = extra.isPresent() && StrictBase64.decode(extra.get()).isEmpty();
    if (index < 0 || path.size() > HASHES_MAX || strange) {
      throw new IllegalArgumentException("no such proof: index " + index);
    }
  }

  /**
   * Makes the proof for an entry of a checkpoint's tree.
   *
   * @throws IllegalArgumentException if the text of the note is no checkpoint, or if its tree does
   *     not reach to this index
   */
  public static TlogProof generate(long index, SignedNote checkpoint, CompleteSubtrees tree) {
    try {
      long size = Checkpoint.parse(checkpoint.text()).size();
      InclusionProof proof = InclusionProof.generate(index, size, tree);
      return new TlogProof(Optional.empty(), index, proof.path(), checkpoint);
    } catch (MalformedNoteException e) {
      throw new IllegalArgumentException(e.reason(), e);
    }
  }

  public static TlogProof parse(byte[] bytes) throws MalformedProofException {
    ProofLines lines = new ProofLines(bytes, BYTES_MAX);
    // SPEC: tlog-proof §Format: the first line MUST be this string.
    if (!lines.next().equals(HEADER)) {
      throw new MalformedProofException("the first line is not " + HEADER);
    }
    String second = lines.next();
    Optional<String> extra = Optional.empty();
    // SPEC: tlog-proof §Format: the second line MAY be extra data in base64.
    if (second.startsWith("extra ")) {
      extra = Optional.of(second.substring("extra ".length()));
      if (StrictBase64.decode(extra.get()).isEmpty()) {
        throw new MalformedProofException("the extra data is no base64");
      }
      second = lines.next();
    }
    // SPEC: tlog-proof §Format: the next line MUST be the index, a decimal without leading zeroes.
    if (!second.startsWith("index ")) {
      throw new MalformedProofException("the line \"index …\" is missing");
    }
    long index = ProofLines.decimalOf("index", second.substring("index ".length()));
    // SPEC: tlog-proof §Format: one hash a line, an empty line, the checkpoint verbatim.
    List<Hash> path = lines.hashes(HASHES_MAX);
    return new TlogProof(extra, index, path, lines.note(lines.remaining()));
  }

  /** The file: {@code parse(encoded())} gives the same proof. */
  public byte[] encoded() {
    StringBuilder lines = new StringBuilder(HEADER).append('\n');
    extra.ifPresent(base64 -> lines.append("extra ").append(base64).append('\n'));
    lines.append("index ").append(index).append('\n');
    path.forEach(hash -> lines.append(hash.base64()).append('\n'));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(lines.append('\n').toString().getBytes(StandardCharsets.US_ASCII));
    bytes.writeBytes(checkpoint.encoded());
    return bytes.toByteArray();
  }

  /** Checks everything that can be known without the log: signatures, quorum, inclusion. */
  public TlogProofCheck verify(byte[] entry, QuorumPolicy policy) {
    return switch (policy.check(checkpoint.encoded())) {
      case CheckpointCheck.Refused refused ->
          refused(TlogProofCheck.Reason.CHECKPOINT_REFUSED, refused.detail());
      case CheckpointCheck.Verified verified -> verify(entry, verified);
    };
  }

  private TlogProofCheck verify(byte[] entry, CheckpointCheck.Verified verified) {
    if (!verified.quorumSatisfied()) {
      return refused(TlogProofCheck.Reason.BELOW_QUORUM, "its cosignatures are below the quorum");
    }
    Checkpoint signed = verified.checkpoint();
    InclusionProof proof = new InclusionProof(index, signed.size(), path);
    return switch (proof.verify(TreeHash.leaf(entry), signed.head())) {
      case VALID -> new TlogProofCheck.Valid(index, signed, verified.cosignatures());
      case INDEX_BEYOND_SIZE ->
          refused(
              TlogProofCheck.Reason.INDEX_BEYOND_SIZE,
              "the tree has only " + signed.size() + " entries, none at index " + index);
      case WRONG_LENGTH ->
          refused(
              TlogProofCheck.Reason.WRONG_LENGTH,
              "no proof of entry "
                  + index
                  + " of "
                  + signed.size()
                  + " has "
                  + path.size()
                  + " hashes");
      case ROOT_MISMATCH, SIZE_MISMATCH, SIZES_REVERSED ->
          refused(
              TlogProofCheck.Reason.NOT_INCLUDED,
              "this entry does not stand at index " + index + " of the tree");
    };
  }

  private static TlogProofCheck refused(TlogProofCheck.Reason reason, String detail) {
    return new TlogProofCheck.Refused(reason, detail);
  }
}
