package dev.standstill.cli;

import dev.standstill.core.party.PartyId;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SignatureAlgorithm;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.note.VerifierKey;
import dev.standstill.node.projection.Database;
import dev.standstill.simulation.live.LiveLoop;
import dev.standstill.simulation.live.LivePlaces;
import dev.standstill.simulation.live.LivePlan;
import dev.standstill.wire.Binding;
import dev.standstill.wire.PartySigner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A register and two witnesses of this process, and the live loop that speaks to them over HTTP.
 * The parties' keys are made for it and are never written down.
 */
final class LiveDemo {
  private static final String ORIGIN = "live-demo.invalid/log";
  private static final List<String> WITNESSES = List.of("w1", "w2");

  private final LivePlan plan;
  private final Path folder;
  private final Terminal terminal;

  /**
   * Prepares it.
   *
   * @param folder where everything goes; must be empty or not exist
   */
  LiveDemo(LivePlan plan, Path folder, Terminal terminal) {
    this.plan = plan;
    this.folder = folder;
    this.terminal = terminal;
  }

  /**
   * Lets it happen.
   *
   * @param port of the register on the loopback; 0 takes any
   * @param stay whether the register goes on at the end until the process is told to end
   * @return where it did not come out as planned, a line each
   */
  List<String> run(int port, boolean stay) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Map<PartyId, PartySigner> keys = partyKeys();
    Path data = folder.resolve("register");
    CheckpointSigner log = logKeys(data);
    try (ClosedInReverse parts = new ClosedInReverse()) {
      Path policy = witnessed(log, parts);
      InetSocketAddress listen =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port == 0 ? free() : port);
      String address = "http://127.0.0.1:" + listen.getPort() + "/";
      Database projection = Database.sqlite(data.resolve("projection.sqlite"));
      OpenedRegister register =
          OpenedRegister.open(
              new OpenedRegister.Whereabouts(data, projection, listen, address),
              new OpenedRegister.FirstStart(ORIGIN, policy),
              Optional.ofNullable(keys.get(LivePlan.PARTIES.getFirst())));
      parts.opened(register::close);
      List<String> differences = loop(keys, data.resolve("log"), address);
      if (stay) {
        stay(address);
      }
      return differences;
    }
  }

  private List<String> loop(Map<PartyId, PartySigner> keys, Path log, String address)
      throws IOException, InterruptedException {
    Path mirror = folder.resolve("mirror");
    terminal.line(
        "Register: " + address + " (follow it in a browser; the page keeps up by itself)");
    terminal.line("Folder:   " + folder);
    terminal.line(
        "Readings do not travel over HTTP: sites put them beside the log, and show them to");
    terminal.line("an independent reader, who keeps a mirror of the log and refutes or upholds.");
    terminal.line(
        "There is no reading of an indicator yet: the parties order the pause unprompted.");
    terminal.line("");
    byte[] policy = Files.readAllBytes(log.resolve(SourceLayout.POLICY));
    LiveLoop loop =
        new LiveLoop(
            plan,
            keys,
            Binding.ToLogKey.of(logKeys(folder.resolve("register")).verifierKeys().getFirst()),
            policy,
            new LivePlaces(URI.create(address), log.resolve(SourceLayout.TELEMETRY), mirror),
            this::tell);
    List<String> differences = loop.run();
    terminal.line("");
    terminal.line("Mirror:   standstill verify " + mirror);
    terminal.line("Pages:    standstill pages " + mirror + " --to DIR");
    return differences;
  }

  private void tell(Optional<Instant> logTime, String what, Optional<String> page) {
    String time =
        logTime
            .map(known -> known.truncatedTo(ChronoUnit.SECONDS).toString())
            .orElse("(no log time yet)   ");
    terminal.line(time + "  " + what + page.map(where -> "  " + where).orElse(""));
  }

  private void stay(String address) throws InterruptedException {
    try (ToldToEnd told = new ToldToEnd()) {
      terminal.line("The register stays at " + address + " until you end it (Ctrl-C).");
      told.await();
    }
  }

  /** Two witnesses, both of which must cosign; the policy that says so. */
  private Path witnessed(CheckpointSigner log, ClosedInReverse parts) throws IOException {
    Path logs = folder.resolve("logs.txt");
    StringBuilder known = new StringBuilder();
    for (VerifierKey key : log.verifierKeys()) {
      known.append("log ").append(key).append('\n');
    }
    Files.writeString(logs, known);
    StringBuilder policy = new StringBuilder();
    for (String name : WITNESSES) {
      Path directory = folder.resolve(name);
      OpenedWitness witness =
          OpenedWitness.open(
              new OpenedWitness.Whereabouts(
                  directory, directory.resolve("keys"), logs, name + ".live-demo.invalid"),
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      parts.opened(witness::close);
      policy.append(
          "witness %s %s %s\n".formatted(name, witness.verifierKeys().getFirst(), witness.url()));
    }
    policy.append("group pact 2 " + String.join(" ", WITNESSES) + "\nquorum pact\n");
    Path file = folder.resolve("policy");
    Files.writeString(file, policy);
    return file;
  }

  /** The log's keys come before its witnesses, who must know them, and these before its policy. */
  private static CheckpointSigner logKeys(Path data) throws IOException {
    Files.createDirectories(data);
    try (KeyDirectory keys = new KeyDirectory(data.resolve("keys"))) {
      CheckpointSigner signer = OwnLog.signer(keys, ORIGIN);
      keys.keep();
      return signer;
    }
  }

  private static Map<PartyId, PartySigner> partyKeys() {
    SecureRandom random = new SecureRandom();
    Map<PartyId, PartySigner> keys = new LinkedHashMap<>();
    for (PartyId party : LivePlan.PARTIES) {
      String name = "live-demo.invalid/" + party;
      keys.put(
          party, PartySigner.of(SigningKey.generate(name, SignatureAlgorithm.ED25519, random)));
    }
    return keys;
  }

  /** A free port, known before the register listens: its pages name it. */
  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
