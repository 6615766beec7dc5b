/**
 * Proofs as files: what somebody keeps, or sends on, instead of a whole log.
 *
 * <p><b>What it is.</b> A {@link dev.standstill.log.proof.TlogProof} (C2SP tlog-proof) shows
 * offline, with nothing but the entry and a policy, that the entry is in a log and that witnesses
 * saw it there. A {@link dev.standstill.log.proof.SplitView} shows, with nothing but a policy, that
 * a log signed two histories: two of its checkpoints, and where they differ in size the hashes that
 * show what root the larger tree has at the smaller size.
 *
 * <p>The file of a split view is ours, as no standard has one. Its lines end in a newline:
 *
 * <pre>
 * standstill split-view v1
 * older 254                 bytes of the first of the two notes
 * newer 254                 bytes of the second
 * root pnfq...=             root of the newer tree at the size of the older one
 * Xgw3...=                  consistency proof from there to the newer checkpoint, a hash a line
 *                           an empty line, then both notes, byte for byte
 * </pre>
 *
 * <p><b>What it may know.</b> Trees, notes, policies; where tiles are read from is the caller's.
 *
 * <p><b>What it never does.</b> It never reads files or the network, and never takes a second
 * spelling of a proof. A bad proof is never an exception: parsing answers with the checked {@link
 * dev.standstill.log.proof.MalformedProofException}, checking with a closed result.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * TlogProof proof = TlogProof.parse(Files.readAllBytes(receipt));
 * switch (proof.verify(entry, policy)) {
 *   case TlogProofCheck.Valid valid -> System.out.println("entry " + valid.index());
 *   case TlogProofCheck.Refused refused -> System.err.println(refused.detail());
 * }
 * }
 */
@NullMarked
package dev.standstill.log.proof;

import org.jspecify.annotations.NullMarked;
