package dev.standstill.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.standstill.log.SampleLog;
import dev.standstill.log.merkle.CompleteSubtrees;
import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SignedNote;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A log in memory whose first entries are the same under every name.
 *
 * @param forkedAt from this entry on its entries are its own
 */
record SampleTree(String view, int forkedAt) {
  static final String ORIGIN = SampleLog.LOG.name();
  static final SampleTree HONEST = new SampleTree("honest", 0);
  private static final CheckpointSigner SIGNER =
      CheckpointSigner.of(SampleLog.LOG, SampleLog.LOG_PQ);

  private CompleteSubtrees subtrees(long size) {
    List<Hash> leaves =
        IntStream.range(0, (int) size)
            .mapToObj(i -> TreeHash.leaf(((i < forkedAt ? "" : view) + i).getBytes(UTF_8)))
            .toList();
    return CompleteSubtrees.ofLeaves(leaves);
  }

  Checkpoint checkpoint(long size) {
    return new Checkpoint(ORIGIN, size, subtrees(size).root(size));
  }

  /** Signed by both keys of the log. */
  SignedNote signed(long size) {
    return SIGNER.sign(checkpoint(size), SampleLog.TIME);
  }

  List<Hash> proof(long from, long to) {
    return ConsistencyProof.generate(from, to, subtrees(to)).path();
  }

  AddCheckpoint request(long from, long to) {
    return new AddCheckpoint(from, proof(from, to), signed(to));
  }

  /** As a log hands it to whoever collects its cosignatures. */
  Cosigners.ConsistencySource consistencyTo(long size) {
    return from -> ConsistencyProof.generate(from, size, subtrees(size));
  }
}
