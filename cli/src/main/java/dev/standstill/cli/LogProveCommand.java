package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.evidence.source.OpenLog;
import dev.standstill.evidence.source.Place;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.proof.TlogProof;
import dev.standstill.log.proof.TlogProofCheck;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes proofs from the tiles of a log. */
@Command(
    name = "prove",
    mixinStandardHelpOptions = true,
    description =
        "Makes the offline proof (C2SP tlog-proof) that an entry is in a log, or the consistency"
            + " proof from an older size; from a few tiles, verified before it is printed.",
    footer = {
      "",
      "Example: standstill log prove https://log.example 42 --policy policy --out 42.tlog-proof",
      "",
      "A consistency proof is printed as witnesses take it: a line \"old SIZE\", a hash a line, an",
      "empty line, the checkpoint.",
      "",
      "Exit status: 0 if the proof holds; 1 if the log's files lead to none; 2 if there is no log",
      "or no such entry."
    })
final class LogProveCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      description = "The log: a directory, a bundle, or an http or https URL.")
  private String source = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "INDEX",
      description = "Which entry, from 0.")
  private @Nullable Long index;

  @Option(
      names = "--consistency",
      paramLabel = "OLD",
      description = "Prove that the log extends its own first OLD entries.")
  private @Nullable Long older;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint; default: the log's own policy.")
  private @Nullable Path policy;

  @Option(names = "--out", paramLabel = "FILE", description = "Write the proof to this file.")
  private @Nullable Path out;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    if ((index == null) == (older == null)) {
      throw new ParameterException(
          command.commandLine(), "name either an INDEX or --consistency OLD");
    }
    PrintWriter err = command.commandLine().getErr();
    Terminal terminal = new Terminal(command.commandLine().getOut(), err);
    try (OpenLog log = OpenLog.open(Place.of(source))) {
      PolicyFile trusted = PolicyFile.read(policy, source, log.files());
      VerifiedLog verified = VerifiedLog.read(source, log.files(), trusted.policy());
      int status =
          index == null
              ? consistency(terminal, verified, Objects.requireNonNull(older))
              : inclusion(terminal, verified, index, trusted);
      // Not on standard output: that is the proof.
      trusted.warn(new Terminal(err, err));
      return status;
    }
  }

  private int inclusion(Terminal terminal, VerifiedLog log, long entry, PolicyFile trusted)
      throws IOException {
    long size = log.checkpoint().size();
    if (entry < 0 || entry >= size) {
      throw new SourceUnreadableException(source + ": has no entry " + entry + "; it has " + size);
    }
    TlogProof proof = log.proof(entry);
    return switch (proof.verify(log.entry(entry), trusted.policy())) {
      case TlogProofCheck.Refused refused -> {
        terminal.error(source + ": its files prove nothing: " + refused.detail());
        yield ExitStatus.NEGATIVE;
      }
      case TlogProofCheck.Valid valid -> {
        String text = new String(proof.encoded(), StandardCharsets.UTF_8);
        ObjectNode node = checkpointJson(log).put("index", entry);
        put(terminal, text, hashes(node, proof.path()));
        yield ExitStatus.OK;
      }
    };
  }

  private int consistency(Terminal terminal, VerifiedLog log, long from) throws IOException {
    long size = log.checkpoint().size();
    if (from < 0 || from > size) {
      throw new SourceUnreadableException(
          source + ": has " + size + " entries, not " + from + " or more");
    }
    List<Hash> path = log.consistencyFrom(from);
    StringBuilder text = new StringBuilder("old ").append(from).append('\n');
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    text.append('\n').append(new String(log.note().encoded(), StandardCharsets.UTF_8));
    put(terminal, text.toString(), hashes(checkpointJson(log).put("old", from), path));
    return ExitStatus.OK;
  }

  private static ObjectNode checkpointJson(VerifiedLog log) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    return node.put("origin", log.checkpoint().origin())
        .put("size", log.checkpoint().size())
        .put("root", log.checkpoint().root().base64())
        .put("checkpoint", new String(log.note().encoded(), StandardCharsets.UTF_8));
  }

  private static ObjectNode hashes(ObjectNode node, List<Hash> path) {
    ArrayNode hashes = node.putArray("path");
    path.forEach(hash -> hashes.add(hash.base64()));
    return node;
  }

  private void put(Terminal terminal, String text, ObjectNode node) throws IOException {
    if (out != null) {
      WholeFile.write(out, text.getBytes(StandardCharsets.UTF_8));
    }
    if (json) {
      terminal.json(StrictJson.pretty(node));
    } else if (out == null) {
      terminal.exactly(text);
    } else {
      terminal.line("Proof: " + out);
    }
  }
}
