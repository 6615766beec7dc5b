package dev.standstill.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.wire.Draft;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.Statement;
import dev.standstill.wire.StatementText;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a draft says, all of it. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description =
        "Shows every field of what a draft would have its signers sign, in plain ASCII, and its"
            + " digest. Needs nothing but the file, so it works on a machine without a network.",
    footer = {
      "",
      "Example: standstill order show pause.json",
      "",
      "With --pae the bytes that are signed are written to a file: OpenSSL checks each signature",
      "over them. Exit status: 0 shown; 2 if the file is no draft or is written in any other than",
      "its one spelling."
    })
final class DraftShowCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "FILE", description = "A draft, or a signed statement.")
  private @Nullable Path file;

  @Option(
      names = "--pae",
      paramLabel = "OUT",
      description = "Write the bytes that are signed (DSSE's pre-authentication encoding) here.")
  private @Nullable Path pae;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Path named = Objects.requireNonNull(file);
    Draft draft = DraftFile.read(named);
    Statement statement = DraftFile.statement(named, draft);
    if (pae != null) {
      WholeFile.write(pae, Envelope.signedBytes(draft.payload()));
    }
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    if (json) {
      terminal.json(StrictJson.pretty(node(draft, statement)));
      return ExitStatus.OK;
    }
    print(terminal, statement);
    List<String> keyids = draft.signatures().stream().map(one -> one.keyid()).toList();
    terminal.line("");
    terminal.line(
        keyids.isEmpty()
            ? "Nobody has signed it."
            : "Signatures, not checked here: " + String.join(", ", keyids));
    return ExitStatus.OK;
  }

  /** The text that a signer reads. */
  static void print(Terminal terminal, Statement statement) {
    terminal.exactly(String.join("\n", StatementText.lines(statement)) + "\n");
  }

  private static ObjectNode node(Draft draft, Statement statement) throws IOException {
    JsonNode payload =
        new ObjectMapper().readTree(new String(draft.payload(), StandardCharsets.UTF_8));
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("id", draft.statementId().hex());
    node.set("statement", payload);
    StatementText.lines(statement).forEach(line -> node.withArray("text").add(line));
    node.putArray("keyids");
    draft.signatures().forEach(one -> node.withArray("keyids").add(one.keyid()));
    return node;
  }
}
