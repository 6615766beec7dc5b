package dev.standstill.cli;

import dev.standstill.evidence.SourceLayout;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.witness.Cosigners;
import dev.standstill.log.witness.HttpCosigners;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A log of which this machine holds the keys: its directory, and where its keys are.
 *
 * @param directory what readers see
 * @param keyDirectory what they must not
 */
record OwnLog(Path directory, Path keyDirectory) {

  private static final String ED25519 = "log.key";
  private static final String ML_DSA_44 = "log-ml-dsa-44.key";

  /** The log in {@code directory}; keys lie beside it unless somebody says where. */
  static OwnLog at(Path directory, @Nullable Path keys) {
    Path whole = directory.toAbsolutePath().normalize();
    Path beside = directory.resolveSibling(whole.getFileName() + ".keys");
    OwnLog log = new OwnLog(directory, keys == null ? beside : keys);
    if (log.keyDirectory.toAbsolutePath().normalize().startsWith(whole)) {
      throw new IllegalArgumentException(
          "--keys must not lie inside " + directory + ": all of a log is there to be read");
    }
    return log;
  }

  /** Both keys of the log; made now if there are none. */
  static CheckpointSigner signer(KeyDirectory keys, String origin) throws IOException {
    return CheckpointSigner.of(
        keys.openOrGenerate(ED25519, origin, SignatureAlgorithm.ED25519),
        keys.openOrGenerate(ML_DSA_44, origin, SignatureAlgorithm.ML_DSA_44));
  }

  /** Both keys of a log that was begun here. */
  CheckpointSigner signer() throws IOException {
    return CheckpointSigner.of(key(ED25519), key(ML_DSA_44));
  }

  private SigningKey key(String file) throws IOException {
    Path path = keyDirectory.resolve(file);
    if (!Files.exists(path)) {
      throw new FileSystemException(
          path.toString(), null, "no such key: name the --keys that log init made");
    }
    return KeyDirectory.read(path);
  }

  boolean hasKeys() {
    return Files.exists(keyDirectory.resolve(ED25519));
  }

  /** Whose cosignatures the log publishes under. */
  QuorumPolicy policy() throws IOException {
    return PolicyFile.read(directory.resolve(SourceLayout.POLICY)).policy();
  }

  /** The witnesses of the policy, asked over HTTP; to be closed with the log. */
  static Witnesses witnesses(QuorumPolicy policy, String origin) {
    return policy.isNone()
        ? new Witnesses(Cosigners.none(), Optional.empty())
        : Witnesses.of(
            new HttpCosigners(
                policy, origin, HttpCosigners.Patience.USUAL, InstantSource.system()));
  }

  /** Cosigners with the connections that they hold. */
  record Witnesses(Cosigners cosigners, Optional<HttpCosigners> connections)
      implements AutoCloseable {
    static Witnesses of(HttpCosigners cosigners) {
      return new Witnesses(cosigners, Optional.of(cosigners));
    }

    @Override
    public void close() {
      connections.ifPresent(HttpCosigners::close);
    }
  }
}
