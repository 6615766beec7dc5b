/**
 * Witnesses: whoever sees that a log only ever grows (C2SP tlog-witness, tlog-cosignature).
 *
 * <p><b>What it is.</b> A {@link dev.standstill.log.witness.Witness} remembers, for each log, the
 * largest tree it has seen, and cosigns a checkpoint only with a proof that it extends that tree. A
 * log publishes a checkpoint only with the cosignatures that its policy asks for, which {@link
 * dev.standstill.log.witness.Cosigners} collects, so that no two readers who demand a quorum can be
 * shown different histories without some witness having lied.
 *
 * <p><b>The witness's side.</b> The rules are one function of what is recorded and what is asked,
 * in the order of the specification. What it records is the last cosigned checkpoint itself, bound
 * by its own signature: a damaged record stops it from starting, and is never taken for no record.
 * It signs with an Ed25519 and an ML-DSA-44 key of one name. Its times never go back for a log.
 * Checkpoints that a log really signed and that contradict each other are kept as files, so many
 * and no more; only {@code .split-view} files prove something by themselves.
 *
 * <p><b>The log's side.</b> {@link dev.standstill.log.witness.HttpCosigners} asks all witnesses of
 * a policy at once and believes none of them: a cosignature counts if the key in the policy
 * verifies it, and lines of other keys are dropped, so name a witness's ML-DSA-44 key in a line of
 * its own to have that line published. A cosignature with a time far from our clock counts, for
 * ours may be the wrong one; {@link dev.standstill.log.witness.WitnessStanding} says how far off it
 * is.
 *
 * <p><b>What it may know.</b> Notes, proofs, policies, the storage of its own state, and as a
 * client HTTP. The HTTP server of a witness is in the module {@code node}.
 *
 * <p><b>What it never does.</b> It never judges what entries say, and never cosigns before what it
 * cosigns is on its own disk. It takes no checkpoints with extension lines.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * Witness witness = Witness.open(logs, keys, new DiskStorage(directory), InstantSource.system());
 * WitnessAnswer answer = witness.addCheckpoint(body);
 * answer.status(); // 200, and answer.body() holds two signature lines
 * }
 */
@NullMarked
package dev.standstill.log.witness;

import org.jspecify.annotations.NullMarked;
