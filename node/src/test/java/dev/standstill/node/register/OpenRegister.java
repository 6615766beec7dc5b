package dev.standstill.node.register;

import dev.standstill.evidence.SourceLog;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Sequencer;
import dev.standstill.log.sequence.SequencerOptions;
import dev.standstill.node.Http;
import dev.standstill.node.NodeServer;
import dev.standstill.node.projection.Database;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** A register on a free port of this machine, with all that it needs. */
final class OpenRegister implements AutoCloseable {
  /** Later than everything that the worlds say. */
  static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2030-01-01T00:00:00Z"));

  private final Sequencer sequencer;
  private final Register register;
  private final RegisterService service;
  private final NodeServer server;
  private final Http http;

  private OpenRegister(
      Sequencer sequencer, Register register, NodeServer server, RegisterService s) {
    this.sequencer = sequencer;
    this.register = register;
    this.service = s;
    this.server = server;
    this.http = new Http(server);
  }

  /** Begins the log if there is none. */
  static OpenRegister at(Path data, SourceLog log, QuorumPolicy policy, Database database)
      throws IOException {
    Path directory = data.resolve("log");
    boolean begun = Files.exists(directory.resolve(".writer"));
    Files.createDirectories(directory);
    Files.write(directory.resolve("policy"), log.policy());
    LogWriter writer =
        begun
            ? LogWriter.open(directory, log.signer(), log.cosigners())
            : LogWriter.create(directory, log.signer(), log.cosigners());
    Sequencer sequencer =
        Sequencer.start(writer, SequencerOptions.defaults().publishingEvery(Duration.ofMillis(50)));
    Register register =
        Register.open(new RegisterParts(directory, policy, sequencer, List::of, database, CLOCK));
    RegisterService service = new RegisterService(register, "http://register.example/");
    return new OpenRegister(sequencer, register, NodeServer.start(Http.ANY_PORT, service), service);
  }

  Http http() {
    return http;
  }

  String url() {
    return server.url();
  }

  Register register() {
    return register;
  }

  HttpResponse<byte[]> post(byte[] entry) {
    return http.post("statements", entry);
  }

  /** Waits until what is answered covers so many entries. */
  void awaitAnswered(long size) throws InterruptedException {
    while (register.follower().foldedSize() < size) {
      Thread.sleep(20);
    }
  }

  @Override
  public void close() {
    http.close();
    service.sendAway();
    server.close();
    register.close();
    sequencer.close();
  }
}
