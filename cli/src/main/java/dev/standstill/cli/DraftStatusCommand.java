package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.party.PartyId;
import dev.standstill.evidence.DraftReview;
import dev.standstill.evidence.DraftStanding;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.wire.Draft;
import dev.standstill.wire.Statement;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says how far a draft has come, or where the orders of a log stand. */
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description =
        "Of a draft: who has signed, who is missing, what is refused and why. Of a log: every order"
            + " and where it stands at the log's own time.",
    footer = {
      "",
      "Example: standstill order status pause.json L",
      "Example: standstill order status L --json",
      "",
      "A draft is judged as if it were logged now. Exit status of a draft: 0 it would be adopted;",
      "3 signatures are missing; 1 it would have no effect. Of a log: 0. Always 2 if something",
      "cannot be read."
    })
final class DraftStatusCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      arity = "1..2",
      paramLabel = "FILE|SOURCE",
      description = "A draft and the log it is meant for, or a log alone.")
  private List<String> words = List.of();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint; default: the source's own policy.")
  private @Nullable Path policy;

  @Option(
      names = "--charter",
      paramLabel = "DIGEST",
      description = "The first charter of the agreement, if the source is not to be believed.")
  private @Nullable String charter;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    TrustRoot trust = TrustOptions.trust(policy, charter);
    String first = words.getFirst();
    if (words.size() == 1 && !DraftFile.isDraft(first)) {
      Evidence evidence = DraftFile.source(terminal, first, trust);
      OrdersStatus.print(terminal, evidence, json);
      return ExitStatus.OK;
    }
    Path file = Path.of(first);
    Draft draft = DraftFile.read(file);
    Statement statement = DraftFile.statement(file, draft);
    Optional<Evidence> evidence =
        words.size() == 1
            ? Optional.empty()
            : Optional.of(DraftFile.source(terminal, words.getLast(), trust));
    DraftStanding standing = DraftReview.of(draft, statement, evidence, Instant.now());
    if (json) {
      terminal.json(StrictJson.pretty(node(draft, statement, standing)));
    } else {
      print(terminal, draft, statement, standing);
    }
    return exit(standing);
  }

  static int exit(DraftStanding standing) {
    return switch (standing.outcome()) {
      case READY -> ExitStatus.OK;
      case INCOMPLETE -> ExitStatus.UNDECIDED;
      case REFUSED -> ExitStatus.NEGATIVE;
    };
  }

  static void print(Terminal terminal, Draft draft, Statement statement, DraftStanding standing) {
    terminal.line(Words.of(statement.body().kind()) + " " + draft.statementId());
    terminal.line(
        switch (standing.outcome()) {
          case READY -> "ready: logged now, it would be adopted";
          case INCOMPLETE -> "incomplete: " + String.join("; ", standing.reasons());
          case REFUSED -> "refused: " + String.join("; ", standing.reasons());
        });
    standing
        .signatures()
        .forEach(one ->
            terminal.line(
                "  signed   "
                    + one.party().map(PartyId::name).orElse("?")
                    + "  "
                    + one.keyid()
                    + "  "
                    + Words.of(one.weight())));
    standing.missing().forEach(party -> terminal.line("  missing  " + party));
  }

  private static ObjectNode node(Draft draft, Statement statement, DraftStanding standing) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("id", draft.statementId().hex())
            .put("kind", Words.of(statement.body().kind()))
            .put("outcome", Words.of(standing.outcome()));
    node.putArray("signatures");
    standing
        .signatures()
        .forEach(one -> {
          ObjectNode signature = node.withArray("signatures").addObject();
          signature.put("keyid", one.keyid());
          one.party().ifPresent(party -> signature.put("party", party.name()));
          signature.put("weight", Words.of(one.weight()));
        });
    node.putArray("missing");
    standing.missing().forEach(party -> node.withArray("missing").add(party.name()));
    node.putArray("reasons");
    standing.reasons().forEach(reason -> node.withArray("reasons").add(reason));
    return node;
  }
}
