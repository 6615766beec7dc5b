/**
 * Witnesses: whoever sees that a log only ever grows (C2SP tlog-witness, tlog-cosignature).
 *
 * <p><b>What it is.</b> A witness remembers, for each log, the largest tree it has seen, and
 * cosigns a checkpoint only with a proof that it extends that tree. A log publishes a checkpoint
 * only with the cosignatures that its policy asks for, so that no two readers who demand a quorum
 * can be shown different histories without some witness having lied.
 *
 * <p><b>What it may know.</b> Notes, proofs, policies, and the storage of its own state.
 *
 * <p><b>What it never does.</b> It never judges what entries say, and never cosigns before what it
 * cosigns is on its own disk.
 */
@NullMarked
package dev.standstill.log.witness;

import org.jspecify.annotations.NullMarked;
