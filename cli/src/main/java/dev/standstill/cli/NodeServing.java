package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Sequencer;
import dev.standstill.log.sequence.SequencerOptions;
import dev.standstill.log.witness.HttpCosigners;
import dev.standstill.node.NodeServer;
import dev.standstill.node.register.Register;
import dev.standstill.node.register.RegisterParts;
import dev.standstill.node.register.RegisterService;
import dev.standstill.node.register.RegisterTime;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A register from its files to the end of its process; apart, so that help loads no server. */
final class NodeServing {

  /** What only the first start asks. */
  record FirstStart(@Nullable String origin, @Nullable Path policy) {}

  private final NodeOptions options;
  private final Terminal terminal;
  private final boolean json;

  NodeServing(NodeOptions options, Terminal terminal, boolean json) {
    this.options = options;
    this.terminal = terminal;
    this.json = json;
  }

  /**
   * Serves until the process is told to end.
   *
   * @param listen where it listens
   * @param address where readers find it
   * @param signing signs the log's times
   */
  void serve(
      InetSocketAddress listen, String address, FirstStart first, Optional<PartySigner> signing)
      throws IOException, InterruptedException {
    OwnLog log = options.log();
    boolean begun = begin(log, first);
    CheckpointSigner signer = log.signer();
    QuorumPolicy policy = log.policy();
    RegisterTime time = new RegisterTime(signing);
    try (ToldToEnd told = new ToldToEnd();
        OwnLog.Witnesses witnesses = OwnLog.witnesses(policy, signer.origin());
        Sequencer sequencer =
            Sequencer.start(
                LogWriter.open(log.directory(), signer, witnesses.cosigners()),
                SequencerOptions.defaults().loggingTime(time));
        Register register =
            Register.open(
                new RegisterParts(
                    log.directory(),
                    policy,
                    sequencer,
                    () -> witnesses.connections().map(HttpCosigners::standings).orElse(List.of()),
                    options.projection(),
                    InstantSource.system()))) {
      time.follow(register);
      RegisterService service = new RegisterService(register, address);
      try (NodeServer server = NodeServer.start(listen, service)) {
        announce(server.url(), signer, policy, begun);
        told.await();
        // Whoever listens to events would hold up the end.
        service.sendAway();
      }
    }
  }

  /** Makes the log if there is none; whether it did. */
  private boolean begin(OwnLog log, FirstStart first) throws IOException {
    Path begun = log.keyDirectory().resolve("log.begun");
    boolean there = Files.exists(log.directory().resolve(".writer"));
    if (there) {
      if (first.policy() != null) {
        throw new IllegalArgumentException(
            "--policy: the log in " + log.directory() + " has its policy, which never changes");
      }
      return false;
    }
    if (Files.exists(begun)) {
      // Beginning anew under a key that has signed before would be a second history.
      throw new FileSystemException(
          log.directory().toString(),
          null,
          "the log that the keys in " + log.keyDirectory() + " began is gone; restore it");
    }
    Files.createDirectories(options.data());
    String origin = Optional.ofNullable(first.origin()).orElseGet(NodeServing::madeUp);
    try (KeyDirectory keys = new KeyDirectory(log.keyDirectory())) {
      CheckpointSigner signer = OwnLog.signer(keys, origin);
      PolicyFile own = PolicyFile.ofOwnLog(first.policy(), signer);
      Files.createDirectories(log.directory());
      Files.write(log.directory().resolve(SourceLayout.POLICY), own.bytes());
      try (OwnLog.Witnesses witnesses = OwnLog.witnesses(own.policy(), signer.origin());
          LogWriter _ = LogWriter.create(log.directory(), signer, witnesses.cosigners())) {
        Files.writeString(begun, log.directory().toAbsolutePath() + "\n");
        keys.keep();
      }
    }
    return true;
  }

  /** SPEC: RFC 2606 §2: ".invalid" is for names that it is obvious at a glance are invalid. */
  private static String madeUp() {
    byte[] random = new byte[4];
    new SecureRandom().nextBytes(random);
    return "register-" + HexFormat.of().formatHex(random) + ".invalid/log";
  }

  private void announce(String url, CheckpointSigner signer, QuorumPolicy policy, boolean begun) {
    if (json) {
      terminal.json(
          StrictJson.pretty(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("url", url)
                  .put("origin", signer.origin())
                  .put("data", options.data().toString())
                  .put("quorum", policy.isNone() ? "none" : "witnesses")
                  .put("begun", begun)));
      return;
    }
    terminal.line("Log:    " + signer.origin() + (begun ? ", begun now" : ""));
    terminal.line("Data:   " + options.data() + " (keys/ is private; never serve it)");
    terminal.line(
        policy.isNone()
            ? "Policy: quorum none: nobody but its operator sees to it that it only grows"
            : "Policy: " + policy.witnesses().size() + " witnesses");
    terminal.line("Listening on " + url);
  }
}
