package dev.standstill.cli;

import dev.standstill.evidence.SourceLayout;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Sequencer;
import dev.standstill.log.sequence.SequencerOptions;
import dev.standstill.log.witness.HttpCosigners;
import dev.standstill.node.NodeServer;
import dev.standstill.node.projection.Database;
import dev.standstill.node.register.Register;
import dev.standstill.node.register.RegisterParts;
import dev.standstill.node.register.RegisterService;
import dev.standstill.node.register.RegisterTime;
import dev.standstill.wire.PartySigner;
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

/**
 * A register that runs: its log, the writer, the projection and the server, opened in this order
 * and closed in the reverse one.
 */
final class OpenedRegister implements AutoCloseable {

  /** What only the first start asks. */
  record FirstStart(@Nullable String origin, @Nullable Path policy) {}

  /**
   * Where it is.
   *
   * @param data the log in {@code log/}, its keys in {@code keys/}
   * @param projection where the projection lies
   * @param listen where it listens
   * @param address where readers find it
   */
  record Whereabouts(Path data, Database projection, InetSocketAddress listen, String address) {
    OwnLog log() {
      return new OwnLog(data.resolve("log"), data.resolve("keys"));
    }
  }

  private final ClosedInReverse parts;
  private final NodeServer server;
  private final CheckpointSigner signer;
  private final QuorumPolicy policy;
  private final boolean begun;

  private OpenedRegister(
      ClosedInReverse parts, Whereabouts where, FirstStart first, Optional<PartySigner> signing)
      throws IOException {
    this.parts = parts;
    OwnLog log = where.log();
    this.begun = begin(where.data(), log, first);
    this.signer = log.signer();
    this.policy = log.policy();
    RegisterTime time = new RegisterTime(signing);
    OwnLog.Witnesses witnesses = OwnLog.witnesses(policy, signer.origin());
    parts.opened(witnesses::close);
    Sequencer sequencer =
        Sequencer.start(
            LogWriter.open(log.directory(), signer, witnesses.cosigners()),
            SequencerOptions.defaults().loggingTime(time));
    parts.opened(sequencer::close);
    Register register =
        Register.open(
            new RegisterParts(
                log.directory(),
                policy,
                sequencer,
                () -> witnesses.connections().map(HttpCosigners::standings).orElse(List.of()),
                where.projection(),
                InstantSource.system()));
    parts.opened(register::close);
    time.follow(register);
    RegisterService service = new RegisterService(register, where.address());
    this.server = NodeServer.start(where.listen(), service);
    parts.opened(server::close);
    // Whoever listens to events would hold up the end.
    parts.opened(service::sendAway);
  }

  /**
   * Starts it; the first time it makes the log.
   *
   * @param signing signs the log's times
   */
  static OpenedRegister open(Whereabouts where, FirstStart first, Optional<PartySigner> signing)
      throws IOException {
    ClosedInReverse parts = new ClosedInReverse();
    try {
      return new OpenedRegister(parts, where, first, signing);
    } catch (IOException | RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  /** Where it listens. */
  String url() {
    return server.url();
  }

  CheckpointSigner signer() {
    return signer;
  }

  QuorumPolicy policy() {
    return policy;
  }

  /** Whether this start made the log. */
  boolean begun() {
    return begun;
  }

  /** Makes the log if there is none; whether it did. */
  private static boolean begin(Path data, OwnLog log, FirstStart first) throws IOException {
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
    Files.createDirectories(data);
    String origin = Optional.ofNullable(first.origin()).orElseGet(OpenedRegister::madeUp);
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

  @Override
  public void close() throws IOException {
    parts.close();
  }
}
