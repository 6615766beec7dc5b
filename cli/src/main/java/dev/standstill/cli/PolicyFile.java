package dev.standstill.cli;

import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.tile.TileSource;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A quorum policy and where it came from.
 *
 * @param policy the policy
 * @param bytes the file, as it was
 * @param fromSource whether the log itself said whom to believe
 */
@SuppressWarnings("ArrayRecordComponent") // Carried to a file, never compared.
record PolicyFile(QuorumPolicy policy, byte[] bytes, boolean fromSource) {

  private static final int BYTES_MAX = SourceLayout.POLICY_BYTES_MAX;

  /** The operator's own file. */
  static PolicyFile read(Path file) throws IOException {
    return parsed(file.toString(), SmallFile.read(file, BYTES_MAX), false);
  }

  /** The operator's own file if he named one, else the log's. */
  static PolicyFile read(@Nullable Path file, String place, TileSource source) throws IOException {
    if (file != null) {
      return read(file);
    }
    byte[] bytes =
        source
            .read(SourceLayout.POLICY, BYTES_MAX)
            .orElseThrow(() ->
                new SourceUnreadableException(
                    place + ": has no policy; name one with --policy FILE"));
    return parsed(place + ": its policy", bytes, true);
  }

  private static PolicyFile parsed(String name, byte[] bytes, boolean fromSource) {
    try {
      return new PolicyFile(QuorumPolicy.parse(bytes), bytes, fromSource);
    } catch (PolicyRefusedException e) {
      throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
    }
  }

  /** Says so if the log vouches for itself. */
  void warn(Terminal terminal) {
    if (fromSource) {
      terminal.line("trust-root-from-source: the policy was taken from the log itself");
    }
  }
}
