package dev.standstill.cli;

import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.tile.TileSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
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

  /**
   * The policy under which a log of this machine publishes: the operator's file, with the log's key
   * in front where it names no log, or without a file one that asks for no witness.
   */
  static PolicyFile ofOwnLog(@Nullable Path file, CheckpointSigner signer) throws IOException {
    VerifierKey first = signer.verifierKeys().getFirst();
    if (file == null) {
      byte[] none = QuorumPolicy.textWithoutWitnesses(first).getBytes(StandardCharsets.UTF_8);
      return parsed("quorum none", none, false);
    }
    PolicyFile written = read(file);
    List<VerifierKey> logs = written.policy.logKeys();
    if (logs.stream().anyMatch(signer.verifierKeys()::contains)) {
      return written;
    }
    if (!logs.isEmpty()) {
      throw new IllegalArgumentException(
          file + ": names other logs only; add: log " + first + ", or leave out its log lines");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(("log " + first + "\n").getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(written.bytes);
    return parsed(file.toString(), bytes.toByteArray(), false);
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
