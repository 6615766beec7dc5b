package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.record.LogTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.evidence.DraftReview;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.SourceLayout;
import dev.standstill.log.encoding.StrictBase64;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Publication;
import dev.standstill.log.sequence.Receipt;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Draft;
import dev.standstill.wire.PartySigner;
import dev.standstill.wire.Statement;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lets a log tell the time. */
@Command(
    name = "time",
    mixinStandardHelpOptions = true,
    description =
        "Appends the log's newest cosigned checkpoint as a log-time statement, and publishes. From"
            + " the cosignatures readers learn when the entries before it were logged at the"
            + " latest, and those after it at the earliest.",
    footer = {
      "",
      "Example: standstill log time L --key register.key",
      "",
      "Who signs must hold the role register. A resume takes effect only in a log that tells the",
      "time. Exit status: 0 logged; 2 not; 3 if it is durable but too few witnesses cosigned."
    })
final class LogTimeCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A log that log init began.")
  private @Nullable Path directory;

  @Mixin private final SignerOptions signing = new SignerOptions();

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "Where the log's private keys are. Default: DIR.keys.")
  private @Nullable Path keyDirectory;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    Path log = Objects.requireNonNull(directory);
    OwnLog own = OwnLog.at(log, keyDirectory);
    CheckpointSigner checkpoints = own.signer();
    Evidence evidence = DraftFile.source(terminal, log.toString(), TrustOptions.trust(null, null));
    if (!evidence.witnessed()) {
      throw new IllegalArgumentException(
          log + ": no quorum of witnesses cosigned its checkpoint, so it tells no time");
    }
    PublishedFact<Charter> charter = CharterShowCommand.latest(log.toString(), evidence);
    byte[] note = SmallFile.read(log.resolve(SourceLayout.CHECKPOINT), SignedNote.BYTES_MAX);
    Statement statement =
        new Statement(new Binding.ToCharter(charter.id()), new LogTime(StrictBase64.encode(note)));
    PartySigner signer = signing.signer();
    requireRegister(statement, evidence, charter.body(), signer);
    byte[] entry = Draft.of(statement).sign(signer).toEnvelope().orElseThrow().encode();
    try (OwnLog.Witnesses witnesses = OwnLog.witnesses(own.policy(), checkpoints.origin());
        LogWriter writer = LogWriter.open(own.directory(), checkpoints, witnesses.cosigners())) {
      Receipt receipt = writer.append(entry);
      Publication publication = writer.publish();
      return answer(terminal, receipt, publication);
    }
  }

  private static void requireRegister(
      Statement statement, Evidence evidence, Charter charter, PartySigner signer) {
    Optional<PartyId> party =
        Optional.ofNullable(DraftReview.keys(statement, Optional.of(evidence)).get(signer.key()));
    Optional<Party> register =
        party.flatMap(charter::party).filter(one -> one.holds(Role.REGISTER));
    if (register.isEmpty()) {
      throw new IllegalArgumentException(
          signer.key().keyid()
              + " is no key of a party with the role register; nothing was logged");
    }
  }

  private int answer(Terminal terminal, Receipt receipt, Publication publication) {
    if (json) {
      terminal.json(
          StrictJson.pretty(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("index", receipt.index())
                  .put("duplicate", receipt.duplicate())));
    } else {
      terminal.line("entry " + receipt.index() + " log-time");
    }
    if (publication instanceof Publication.BelowQuorum(String detail)) {
      terminal.problem("durable but not published, too few witnesses cosigned: " + detail);
      return ExitStatus.UNDECIDED;
    }
    return ExitStatus.OK;
  }
}
