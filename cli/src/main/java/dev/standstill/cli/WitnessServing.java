package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A witness from its files to the end of its process; apart, so that help loads no server. */
final class WitnessServing {

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
    OpenedWitness.Whereabouts where =
        new OpenedWitness.Whereabouts(directory, keyDirectory, logs, name);
    try (ToldToEnd told = new ToldToEnd();
        OpenedWitness witness = OpenedWitness.open(where, new InetSocketAddress(host, port))) {
      announce(terminal, witness, json);
      told.await();
    }
  }

  private static void announce(Terminal terminal, OpenedWitness witness, boolean json) {
    String url = witness.url();
    VerifierKey first = witness.verifierKeys().getFirst();
    if (json) {
      ObjectNode node =
          JsonNodeFactory.instance.objectNode().put("name", first.name()).put("url", url);
      witness.verifierKeys().forEach(key -> node.withArray("verifierKeys").add(key.toString()));
      witness.known().origins().forEach(origin -> node.withArray("logs").add(origin));
      terminal.json(StrictJson.pretty(node));
      return;
    }
    terminal.line("Witness " + first.name() + " of " + witness.known().origins().size() + " logs");
    for (VerifierKey key : witness.verifierKeys()) {
      terminal.line("Key of type 0%d: %s".formatted(key.type().code(), key));
    }
    terminal.line("A log's policy names it so: witness NAME " + first + " " + url);
    terminal.line("Listening on " + url);
  }
}
