package dev.standstill.cli;

import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.ProofCheck;
import dev.standstill.log.merkle.TreeHead;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.proof.TlogProof;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.StoredTiles;
import dev.standstill.log.tile.TilePath;
import dev.standstill.log.tile.TileSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A log whose checkpoint a policy takes, and whose tiles are read as proofs need them.
 *
 * @param place what the operator called it
 * @param note the checkpoint with its signatures
 * @param checkpoint what it says
 * @param files where the tiles are
 */
record VerifiedLog(String place, SignedNote note, Checkpoint checkpoint, TileSource files) {

  /** A checkpoint that is there but not believed: a negative conclusion. */
  static final class NotBelievedException extends IOException {
    private static final long serialVersionUID = 1L;

    NotBelievedException(String oneLine) {
      super(oneLine);
    }
  }

  static VerifiedLog read(String place, TileSource files, QuorumPolicy policy) throws IOException {
    byte[] bytes =
        files
            .read("checkpoint", SignedNote.BYTES_MAX)
            .orElseThrow(() -> new SourceUnreadableException(place + ": has no checkpoint"));
    return of(place, bytes, files, policy, true);
  }

  /** A checkpoint that was kept: the log's own signature binds the log, with or without others. */
  static VerifiedLog kept(String place, byte[] bytes, TileSource files, QuorumPolicy policy)
      throws IOException {
    return of(place, bytes, files, policy, false);
  }

  private static VerifiedLog of(
      String place, byte[] bytes, TileSource files, QuorumPolicy policy, boolean quorum)
      throws IOException {
    return switch (policy.check(bytes)) {
      case CheckpointCheck.Refused refused ->
          throw new NotBelievedException(place + ": its checkpoint: " + refused.detail());
      case CheckpointCheck.Verified verified -> {
        if (quorum && !verified.quorumSatisfied()) {
          throw new NotBelievedException(place + ": its cosignatures are below the quorum");
        }
        yield new VerifiedLog(place, note(bytes), verified.checkpoint(), files);
      }
    };
  }

  private static SignedNote note(byte[] bytes) {
    try {
      return SignedNote.parse(bytes);
    } catch (MalformedNoteException e) {
      throw new IllegalStateException("a verified note is a note", e);
    }
  }

  /** Subtrees for several proofs. */
  StoredTiles tree() {
    return new StoredTiles(files, checkpoint.size());
  }

  TlogProof proof(long index) throws IOException {
    return fromTiles(tree -> TlogProof.generate(index, note, tree));
  }

  /** The hashes of the proof from the first {@code size} entries, checked. */
  List<Hash> consistencyFrom(long size) throws IOException {
    ConsistencyProof proof =
        fromTiles(tree -> ConsistencyProof.generate(size, checkpoint.size(), tree));
    Hash root = fromTiles(tree -> tree.root(size));
    if (proof.verify(new TreeHead(size, root), checkpoint.head()) != ProofCheck.VALID) {
      throw new NotBelievedException(place + ": its tiles do not lead to its checkpoint");
    }
    return proof.path();
  }

  /** What the tiles give, or that they are not there. */
  <T> T fromTiles(Function<StoredTiles, T> proof) throws IOException {
    try {
      return proof.apply(tree());
    } catch (UncheckedIOException e) {
      throw new NotBelievedException(place + ": its tiles lead to no proof: " + e.getMessage());
    }
  }

  /** The bytes of an entry, not yet verified. */
  byte[] entry(long index) throws IOException {
    long number = index / TilePath.WIDTH_FULL;
    TilePath path = new TilePath.Entries(number, TilePath.widthAt(number, checkpoint.size()));
    Optional<byte[]> bundle = files.read(path.path(), EntryBundle.BYTES_MAX);
    if (bundle.isEmpty()) {
      bundle = files.read(path.at(number, TilePath.WIDTH_FULL).path(), EntryBundle.BYTES_MAX);
    }
    List<byte[]> entries = EntryBundle.decode(bundle.orElse(new byte[0])).entries();
    int at = (int) (index % TilePath.WIDTH_FULL);
    if (at >= entries.size()) {
      throw new NotBelievedException(place + ": " + path.path() + " does not hold the entry");
    }
    return entries.get(at);
  }
}
