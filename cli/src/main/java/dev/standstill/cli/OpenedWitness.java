package dev.standstill.cli;

import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.witness.KnownLogs;
import dev.standstill.log.witness.MalformedRequestException;
import dev.standstill.log.witness.WitnessKeys;
import dev.standstill.node.NodeServer;
import dev.standstill.node.WitnessDirectory;
import dev.standstill.node.WitnessService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A witness that runs: its state, its keys and the server. */
final class OpenedWitness implements AutoCloseable {

  private static final String ED25519 = "witness.key";
  private static final String ML_DSA_44 = "witness-ml-dsa-44.key";
  private static final int LOGS_BYTES_MAX = 1024 * 1024;

  /**
   * Where it is.
   *
   * @param directory its state; made if it is not there
   * @param keyDirectory where its private keys are, or will be made
   * @param logs for which logs it cosigns
   * @param name of its keys; asked at the first start only
   */
  record Whereabouts(Path directory, Path keyDirectory, Path logs, @Nullable String name) {}

  private final ClosedInReverse parts;
  private final KnownLogs known;
  private final WitnessDirectory opened;
  private final NodeServer server;

  private OpenedWitness(ClosedInReverse parts, Whereabouts where, InetSocketAddress listen)
      throws IOException {
    this.parts = parts;
    this.known = knownLogs(where.logs());
    KeyDirectory keys = new KeyDirectory(where.keyDirectory());
    parts.opened(keys::close);
    this.opened =
        WitnessDirectory.open(where.directory(), known, keys(where, keys), InstantSource.system());
    parts.opened(opened::close);
    this.server = NodeServer.start(listen, new WitnessService(opened.witness()));
    parts.opened(server::close);
    keys.keep();
  }

  /** Starts it; the first time it makes its keys. */
  static OpenedWitness open(Whereabouts where, InetSocketAddress listen) throws IOException {
    ClosedInReverse parts = new ClosedInReverse();
    try {
      return new OpenedWitness(parts, where, listen);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** Where it listens. */
  String url() {
    return server.url();
  }

  KnownLogs known() {
    return known;
  }

  List<VerifierKey> verifierKeys() {
    return opened.witness().verifierKeys();
  }

  private static KnownLogs knownLogs(Path logs) throws IOException {
    try {
      return KnownLogs.parse(SmallFile.read(logs, LOGS_BYTES_MAX));
    } catch (MalformedRequestException e) {
      throw new IllegalArgumentException(logs + ": " + e.getMessage(), e);
    }
  }

  private static WitnessKeys keys(Whereabouts where, KeyDirectory keys) throws IOException {
    Optional<String> present = keys.nameOf(ED25519);
    // Beginning anew under a key that has cosigned before could cosign a second history.
    if (present.isPresent()
        && !Files.exists(where.directory().resolve(WitnessDirectory.VERIFIER_KEYS))) {
      throw new IllegalArgumentException(
          where.directory()
              + ": holds no state of "
              + present.get()
              + "; restore it, or make new keys");
    }
    String wanted =
        Optional.ofNullable(where.name())
            .or(() -> present)
            .orElseThrow(() -> new IllegalArgumentException("a first start needs --name"));
    return new WitnessKeys(
        keys.openOrGenerate(ED25519, wanted, SignatureAlgorithm.ED25519),
        keys.openOrGenerate(ML_DSA_44, wanted, SignatureAlgorithm.ML_DSA_44));
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
