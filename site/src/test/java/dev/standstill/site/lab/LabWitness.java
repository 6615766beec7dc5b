package dev.standstill.site.lab;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.storage.DiskStorage;
import dev.standstill.log.witness.KnownLogs;
import dev.standstill.log.witness.Witness;
import dev.standstill.log.witness.WitnessAnswer;
import dev.standstill.log.witness.WitnessKeys;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A real witness over HTTP, which can be taken off the network and put back. */
public final class LabWitness implements AutoCloseable {
  private final String name;
  private final WitnessKeys keys;
  private final Path directory;
  private final int port;
  private Optional<HttpServer> server = Optional.empty();
  private Optional<Witness> witness = Optional.empty();

  LabWitness(String name, Path directory) throws IOException {
    this.name = name;
    this.directory = Files.createDirectories(directory);
    SecureRandom random = new SecureRandom();
    this.keys =
        new WitnessKeys(
            SigningKey.generate("witness." + name, random),
            SigningKey.generate("witness." + name, SignatureAlgorithm.ML_DSA_44, random));
    try (ServerSocket free = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      this.port = free.getLocalPort();
    }
  }

  /** Its line in a policy. */
  String policyLine() {
    return "witness "
        + name
        + " "
        + keys.ed25519().cosignatureKey()
        + " http://127.0.0.1:"
        + port
        + "\n";
  }

  void watch(List<VerifierKey> logs) throws IOException {
    witness =
        Optional.of(
            Witness.open(
                KnownLogs.of(logs), keys, new DiskStorage(directory), InstantSource.system()));
  }

  /** On the network. */
  public void up() throws IOException {
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    started.createContext("/add-checkpoint", this::add);
    started.createContext("/", exchange -> send(exchange, 404, "text/plain", "nothing here\n"));
    started.start();
    server = Optional.of(started);
  }

  /** Off the network. */
  public void down() {
    server.ifPresent(running -> running.stop(0));
    server = Optional.empty();
  }

  private void add(HttpExchange exchange) throws IOException {
    WitnessAnswer answer =
        witness.orElseThrow().addCheckpoint(exchange.getRequestBody().readAllBytes());
    send(exchange, answer.status(), answer.contentType(), answer.body());
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    down();
  }
}
