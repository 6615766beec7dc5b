/**
 * The Merkle tree: how a list of entries becomes one hash, and how to prove things about it.
 *
 * <p><b>What it is.</b> A log of n entries has one root, a hash that changes if any entry, their
 * order or their number changes (RFC 6962 §2.1, RFC 9162 §2.1). Two short proofs make a root useful
 * to somebody who does not hold the entries: an {@link dev.standstill.log.merkle.InclusionProof}
 * shows that one entry stands at one index under a root, a {@link
 * dev.standstill.log.merkle.ConsistencyProof} shows that a larger tree only appended to a smaller
 * one. A {@link dev.standstill.log.merkle.TreeHead} is the pair of size and root. It is always
 * passed as a pair, because a root alone does not say how many entries it covers, and a verifier
 * that takes the size from somewhere else accepts wrong indexes. {@link
 * dev.standstill.log.merkle.TreeHash} makes single hashes, {@link
 * dev.standstill.log.merkle.TreeHasher} millions of them.
 *
 * <p><b>What it may know.</b> Hashes, sizes and indexes. Where hashes are stored is hidden behind
 * {@link dev.standstill.log.merkle.CompleteSubtrees}.
 *
 * <p><b>What it never does.</b> It never reads files, checks signatures or looks inside an entry. A
 * bad proof is never an exception: it is a {@link dev.standstill.log.merkle.ProofCheck}, and only
 * {@code VALID} means yes.
 *
 * <p><b>Example.</b>
 *
 * {@snippet :
 * List<Hash> leaves = Stream.of("a", "b", "c").map(s -> TreeHash.leaf(s.getBytes(UTF_8))).toList();
 * CompleteSubtrees tree = CompleteSubtrees.ofLeaves(leaves);
 * TreeHead head = new TreeHead(3, tree.root(3));
 * InclusionProof proof = InclusionProof.generate(1, 3, tree); // leaf a, then leaf c
 * proof.verify(leaves.get(1), head); // VALID
 * proof.verify(leaves.get(0), head); // ROOT_MISMATCH
 * }
 */
@NullMarked
package dev.standstill.log.merkle;

import org.jspecify.annotations.NullMarked;
