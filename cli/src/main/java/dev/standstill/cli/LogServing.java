package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.AppendRefusedException;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Sequencer;
import dev.standstill.log.sequence.SequencerOptions;
import dev.standstill.node.Appender;
import dev.standstill.node.EntryRefusal;
import dev.standstill.node.EntryRule;
import dev.standstill.node.LogService;
import dev.standstill.node.NodeServer;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.json.ReadResult;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** A log from its files to the end of its process; apart, so that help loads no server. */
final class LogServing {

  /** The one reason of this front door: a log of statements takes nothing that is no envelope. */
  private static final EntryRefusal NO_ENVELOPE = new EntryRefusal("malformed-envelope");

  private final OwnLog log;
  private final Terminal terminal;
  private final boolean json;

  LogServing(OwnLog log, Terminal terminal, boolean json) {
    this.log = log;
    this.terminal = terminal;
    this.json = json;
  }

  void readOnly(InetSocketAddress address) throws IOException, InterruptedException {
    if (!Files.exists(log.directory().resolve("checkpoint"))) {
      throw new NoSuchFileException(log.directory().resolve("checkpoint").toString());
    }
    try (ToldToEnd told = new ToldToEnd();
        NodeServer server = NodeServer.start(address, LogService.reading(log.directory()))) {
      announce(server.url(), Optional.empty());
      told.await();
    }
  }

  void appending(InetSocketAddress address) throws IOException, InterruptedException {
    CheckpointSigner signer = log.signer();
    QuorumPolicy policy = log.policy();
    try (ToldToEnd told = new ToldToEnd();
        OwnLog.Witnesses witnesses = OwnLog.witnesses(policy, signer.origin());
        Sequencer sequencer =
            Sequencer.start(
                LogWriter.open(log.directory(), signer, witnesses.cosigners()),
                SequencerOptions.defaults());
        NodeServer server = NodeServer.start(address, service(sequencer))) {
      announce(server.url(), Optional.of(policy));
      told.await();
    }
  }

  private LogService service(Sequencer sequencer) {
    return LogService.appending(log.directory(), entry -> append(sequencer, entry), rule());
  }

  static EntryRule rule() {
    return entry ->
        switch (Envelope.read(entry)) {
          case ReadResult.Read<Envelope> _ -> Optional.empty();
          case ReadResult.Refused<Envelope> _ -> Optional.of(NO_ENVELOPE);
        };
  }

  private static CompletionStage<Appender.Appended> append(Sequencer sequencer, byte[] entry) {
    return sequencer
        .append(entry)
        .handle((receipt, failure) -> {
          if (failure == null) {
            return new Appender.Appended.Durable(
                receipt.index(), receipt.leafHash(), receipt.duplicate());
          }
          Throwable cause = failure instanceof CompletionException c ? c.getCause() : failure;
          if (cause instanceof AppendRefusedException refused
              && refused.reason() == AppendRefusedException.Reason.BUSY) {
            return new Appender.Appended.Overloaded();
          }
          throw new CompletionException(cause);
        });
  }

  private void announce(String url, Optional<QuorumPolicy> policy) {
    if (json) {
      terminal.json(
          StrictJson.pretty(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("url", url)
                  .put("takesEntries", policy.isPresent())));
      return;
    }
    policy
        .filter(QuorumPolicy::isNone)
        .ifPresent(_ ->
            terminal.line(
                "Policy: quorum none: nobody but its operator sees to it that it only grows"));
    terminal.line("Listening on " + url + (policy.isPresent() ? "" : ", read only"));
  }
}
