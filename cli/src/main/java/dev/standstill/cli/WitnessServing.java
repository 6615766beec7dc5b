package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.witness.KnownLogs;
import dev.standstill.log.witness.MalformedRequestException;
import dev.standstill.log.witness.WitnessKeys;
import dev.standstill.node.NodeServer;
import dev.standstill.node.WitnessDirectory;
import dev.standstill.node.WitnessService;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A witness from its files to the end of its process; apart, so that help loads no server. */
final class WitnessServing {

  private static final String ED25519 = "witness.key";
  private static final String ML_DSA_44 = "witness-ml-dsa-44.key";
  private static final int LOGS_BYTES_MAX = 1024 * 1024;

  private final Path directory;
  private final Path keyDirectory;
  private final Path logs;
  private final @Nullable String name;

  WitnessServing(Path directory, Path keyDirectory, Path logs, @Nullable String name) {
    this.directory = directory;
    this.keyDirectory = keyDirectory;
    this.logs = logs;
    this.name = name;
  }

  /** Serves until the process is told to end. */
  void run(String host, int port, Terminal terminal, boolean json)
      throws IOException, InterruptedException {
    KnownLogs known = knownLogs();
    try (ToldToEnd told = new ToldToEnd();
        KeyDirectory keys = new KeyDirectory(keyDirectory);
        WitnessDirectory opened =
            WitnessDirectory.open(directory, known, keys(keys), InstantSource.system());
        NodeServer server =
            NodeServer.start(
                new InetSocketAddress(host, port), new WitnessService(opened.witness()))) {
      keys.keep();
      announce(terminal, opened, known, server.url(), json);
      told.await();
    }
  }

  private KnownLogs knownLogs() throws IOException {
    try {
      return KnownLogs.parse(SmallFile.read(logs, LOGS_BYTES_MAX));
    } catch (MalformedRequestException e) {
      throw new IllegalArgumentException(logs + ": " + e.getMessage(), e);
    }
  }

  private WitnessKeys keys(KeyDirectory keys) throws IOException {
    Optional<String> present = keys.nameOf(ED25519);
    // Beginning anew under a key that has cosigned before could cosign a second history.
    if (present.isPresent() && !Files.exists(directory.resolve(WitnessDirectory.VERIFIER_KEYS))) {
      throw new IllegalArgumentException(
          directory + ": holds no state of " + present.get() + "; restore it, or make new keys");
    }
    String wanted =
        Optional.ofNullable(name)
            .or(() -> present)
            .orElseThrow(() -> new IllegalArgumentException("a first start needs --name"));
    return new WitnessKeys(
        keys.openOrGenerate(ED25519, wanted, SignatureAlgorithm.ED25519),
        keys.openOrGenerate(ML_DSA_44, wanted, SignatureAlgorithm.ML_DSA_44));
  }

  private static void announce(
      Terminal terminal, WitnessDirectory opened, KnownLogs known, String url, boolean json) {
    VerifierKey first = opened.witness().verifierKeys().getFirst();
    if (json) {
      ObjectNode node =
          JsonNodeFactory.instance.objectNode().put("name", first.name()).put("url", url);
      opened
          .witness()
          .verifierKeys()
          .forEach(key -> node.withArray("verifierKeys").add(key.toString()));
      known.origins().forEach(origin -> node.withArray("logs").add(origin));
      terminal.json(StrictJson.pretty(node));
      return;
    }
    terminal.line("Witness " + first.name() + " of " + known.origins().size() + " logs");
    for (VerifierKey key : opened.witness().verifierKeys()) {
      terminal.line("Key of type 0%d: %s".formatted(key.type().code(), key));
    }
    terminal.line("A log's policy names it so: witness NAME " + first + " " + url);
    terminal.line("Listening on " + url);
  }
}
