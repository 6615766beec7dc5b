package dev.standstill.evidence;

import dev.standstill.core.record.Digest;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.witness.Cosigners;
import java.nio.charset.StandardCharsets;

/**
 * What a new source needs of its log: who signs it, and under which policy it is published.
 *
 * @param signer signs its checkpoints
 * @param policy the policy file, which names a key of the signer
 * @param cosigners the witnesses of that policy
 */
@SuppressWarnings("ArrayRecordComponent") // Carried to a file, never compared.
public record SourceLog(CheckpointSigner signer, byte[] policy, Cosigners cosigners) {

  public SourceLog {
    policy = policy.clone();
  }

  /** A log that nobody but its own key vouches for. */
  public static SourceLog unwitnessed(CheckpointSigner signer) {
    String policy = QuorumPolicy.textWithoutWitnesses(signer.verifierKeys().getFirst());
    return new SourceLog(signer, policy.getBytes(StandardCharsets.UTF_8), Cosigners.none());
  }

  @Override
  public byte[] policy() {
    return policy.clone();
  }

  /** What the charter of the source names. */
  public Digest policyDigest() {
    return new Digest(Hash.sha256(policy).hex());
  }
}
