package dev.standstill.evidence;

import dev.standstill.core.record.Digest;
import dev.standstill.log.policy.QuorumPolicy;
import java.util.Optional;

/**
 * What a reader brings along and therefore need not take from the source.
 *
 * @param policy whose signatures make a checkpoint
 * @param charter the id of the charter's statement
 */
public record TrustRoot(Optional<QuorumPolicy> policy, Optional<Digest> charter) {

  /** Everything is taken from the source: every conclusion will say so. */
  public static TrustRoot fromSource() {
    return new TrustRoot(Optional.empty(), Optional.empty());
  }

  /**
   * Whether the reader pinned the agreement. The charter names the policy's digest, so pinning the
   * charter pins both; pinning only the policy leaves the charter to the log's operator.
   */
  boolean pinned() {
    return charter.isPresent();
  }
}
