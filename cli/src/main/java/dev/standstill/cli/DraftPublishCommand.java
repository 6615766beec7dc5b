package dev.standstill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.standstill.evidence.DraftReview;
import dev.standstill.evidence.DraftStanding;
import dev.standstill.evidence.Evidence;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Publication;
import dev.standstill.wire.Draft;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.Statement;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a signed draft into a log. */
@Command(
    name = "publish",
    mixinStandardHelpOptions = true,
    description =
        "Puts a signed draft into a log: one whose keys are here, or one that is served and takes"
            + " entries. Doing it twice logs it once.",
    footer = {
      "",
      "Example: standstill order publish pause.json --log L",
      "Example: standstill order publish pause.json --log https://log.example/",
      "",
      "A draft that would not be adopted is not logged; --proposal logs it all the same. Exit",
      "status: 0 logged; 1 or 3 not logged, as status says; 3 also if it is durable in the log but",
      "too few witnesses cosigned its checkpoint."
    })
final class DraftPublishCommand implements Callable<Integer> {
  private static final Duration DEADLINE = Duration.ofSeconds(60);
  private static final int OK = 200;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "The draft, signed.")
  private @Nullable Path file;

  @Option(
      names = "--log",
      required = true,
      paramLabel = "DIR|URL",
      description = "The log: a directory that log init began, or the URL of a served log.")
  private String log = "";

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "Where the log's private keys are. Default: DIR.keys.")
  private @Nullable Path keyDirectory;

  @Option(
      names = "--proposal",
      description = "Log it although it would not be adopted: for all to see who proposes what.")
  private boolean proposal;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  /** Where it stands now. */
  private record Logged(long index, boolean duplicate, Optional<String> unpublished) {}

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    Path named = Objects.requireNonNull(file);
    Draft draft = DraftFile.read(named);
    Statement statement = DraftFile.statement(named, draft);
    Envelope envelope =
        draft
            .toEnvelope()
            .orElseThrow(
                () -> new IllegalArgumentException(named + ": nobody has signed it; not logged"));
    Evidence evidence = DraftFile.source(terminal, log, TrustOptions.trust(null, null));
    DraftStanding standing = DraftReview.of(draft, statement, Optional.of(evidence), Instant.now());
    boolean known =
        evidence.facts().stream().anyMatch(fact -> fact.id().equals(draft.statementId()))
            || evidence.history().stream()
                .flatMap(history -> history.versions().stream())
                .anyMatch(version -> version.id().equals(draft.statementId()));
    if (!known && !proposal && standing.outcome() != DraftStanding.Outcome.READY) {
      terminal.error(named + ": not logged; it would not be adopted");
      DraftStatusCommand.print(terminal, draft, statement, standing);
      return DraftStatusCommand.exit(standing);
    }
    Logged logged = isUrl() ? post(envelope.encode()) : append(envelope.encode());
    return answer(terminal, draft, logged);
  }

  private boolean isUrl() {
    return log.startsWith("http://") || log.startsWith("https://");
  }

  private Logged append(byte[] entry) throws IOException {
    OwnLog own = OwnLog.at(Path.of(log), keyDirectory);
    CheckpointSigner signer = own.signer();
    try (OwnLog.Witnesses witnesses = OwnLog.witnesses(own.policy(), signer.origin());
        LogWriter writer = LogWriter.open(own.directory(), signer, witnesses.cosigners())) {
      var receipt = writer.append(entry);
      return switch (writer.publish()) {
        case Publication.Published published ->
            new Logged(receipt.index(), receipt.duplicate(), Optional.empty());
        case Publication.NothingNew nothing ->
            new Logged(receipt.index(), receipt.duplicate(), Optional.empty());
        case Publication.BelowQuorum(String detail) ->
            new Logged(receipt.index(), receipt.duplicate(), Optional.of(detail));
      };
    }
  }

  private Logged post(byte[] entry) throws IOException {
    URI add = URI.create(log.endsWith("/") ? log + "add" : log + "/add");
    HttpRequest request =
        HttpRequest.newBuilder(add)
            .timeout(DEADLINE)
            .POST(HttpRequest.BodyPublishers.ofByteArray(entry))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(DEADLINE).build()) {
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      JsonNode answer = new ObjectMapper().readTree(response.body());
      if (response.statusCode() != OK || !answer.path("index").canConvertToLong()) {
        throw new FileSystemException(
            add.toString(),
            null,
            "the log answers "
                + response.statusCode()
                + " "
                + answer.path("reason").asText("with nothing it should"));
      }
      return new Logged(
          answer.path("index").longValue(),
          answer.path("duplicate").booleanValue(),
          Optional.empty());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(add + ": interrupted", e);
    }
  }

  private int answer(Terminal terminal, Draft draft, Logged logged) {
    if (json) {
      terminal.json(
          StrictJson.pretty(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("id", draft.statementId().hex())
                  .put("index", logged.index())
                  .put("duplicate", logged.duplicate())));
    } else {
      String before = logged.duplicate() ? " (stood there already)" : "";
      terminal.line("entry " + logged.index() + " " + draft.statementId() + before);
    }
    if (logged.unpublished().isPresent()) {
      terminal.problem(
          "durable but not published, too few witnesses cosigned: " + logged.unpublished().get());
      return ExitStatus.UNDECIDED;
    }
    return ExitStatus.OK;
  }
}
