/**
 * Quorum policies: which logs and witnesses a reader believes, and how many of them (C2SP
 * tlog-policy).
 *
 * <p><b>What it is.</b> One small text file names the keys of the log, the keys of the witnesses
 * and the quorum: which sets of witnesses must have cosigned a checkpoint before it counts. Groups
 * nest, so that "two of ours and one of theirs" can be said. A {@link
 * dev.standstill.log.policy.QuorumPolicy} reads it and answers the one question that it exists for:
 * is this checkpoint verified, and does its quorum stand? The answer is a {@link
 * dev.standstill.log.policy.CheckpointCheck}.
 *
 * <p><b>Two keys of one signer.</b> Logs and witnesses have an Ed25519 and an ML-DSA-44 key, and a
 * line names one key. A {@code log} line for each of a log's keys believes either signature. A
 * witness counts once, by the key of its line: name its type 04 key, which other people's tools
 * read, or its type 06 key to hold against quantum computers; to demand both, give it two lines and
 * a group {@code all} of them. A key that is in a {@code log} line never counts as a witness.
 *
 * <p><b>What it may know.</b> Notes, keys, checkpoints. The names of witnesses and groups are
 * octets without meaning outside their file; here each character of a name is one octet.
 *
 * <p><b>What it never does.</b> It never reads files or the network, keeps no state between
 * checkpoints, and does not judge whether the times of cosignatures are fresh.
 *
 * <p><b>Example.</b> Half of this policy's witnesses suffice:
 *
 * <pre>
 * log example.org/log+3b9a4c1e+AT...
 * witness north north.example/w+00c3b8d1+BM...
 * witness south south.example/w+5f0e2d77+BB...
 * group hemispheres any north south
 * quorum hemispheres
 * </pre>
 *
 * {@snippet :
 * QuorumPolicy policy = QuorumPolicy.parse(Files.readAllBytes(file));
 * policy.satisfiedBy(Set.of("south")); // true
 * policy.satisfiedBy(Set.of()); // false
 * }
 */
@NullMarked
package dev.standstill.log.policy;

import org.jspecify.annotations.NullMarked;
