package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.log.audit.AuditListener;
import dev.standstill.log.audit.AuditOutcome;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogDefect;
import dev.standstill.log.tile.TileSource;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Checks every byte of a log. */
@Command(
    name = "fsck",
    mixinStandardHelpOptions = true,
    description =
        "Verifies the checkpoint of a log, rebuilds its whole tree from the entries, and compares"
            + " every stored byte. Says what is wrong and where.",
    footer = {
      "",
      "Example: standstill log fsck DIR --policy policy",
      "",
      "Exit status: 0 only if the log is complete, right, signed and cosigned by a quorum; 1 if",
      "not; 2 if there is no log to read; 3 if it was being written, so that nothing is certain."
    })
final class LogFsckCommand implements Callable<Integer> {

  /** In JSON; the count is always exact. */
  private static final int DEFECTS_LISTED_MAX = 10_000;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "A directory with checkpoint and tile/.")
  private @Nullable Path directory;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint; default: the log's own policy.")
  private @Nullable Path policy;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    Path log = Objects.requireNonNull(directory);
    if (!Files.isDirectory(log)) {
      throw new SourceUnreadableException(log + ": no such directory; name a log");
    }
    if (!Files.exists(log.resolve("checkpoint")) && !Files.exists(log.resolve("tile"))) {
      throw new SourceUnreadableException(log + ": no log: it has neither checkpoint nor tile/");
    }
    PolicyFile trusted = PolicyFile.read(policy, log.toString(), TileSource.of(log));
    ArrayNode listed = JsonNodeFactory.instance.arrayNode();
    AuditOutcome outcome;
    try (Terminal.Progress progress = terminal.progress("checking entries")) {
      Listener listener = new Listener(terminal, progress, listed);
      outcome = LogAudit.check(log, trusted.policy(), listener);
    }
    if (json) {
      terminal.json(StrictJson.pretty(json(outcome, trusted, listed)));
    } else {
      print(terminal, outcome, trusted);
    }
    if (outcome.isSound()) {
      return ExitStatus.OK;
    }
    return outcome.rewritten() ? ExitStatus.UNDECIDED : ExitStatus.NEGATIVE;
  }

  /** Prints defects as they are found, or lists them. */
  private final class Listener implements AuditListener {
    private final Terminal terminal;
    private final Terminal.Progress progress;
    private final ArrayNode listed;

    Listener(Terminal terminal, Terminal.Progress progress, ArrayNode listed) {
      this.terminal = terminal;
      this.progress = progress;
      this.listed = listed;
    }

    @Override
    public void defect(LogDefect defect) {
      if (!json) {
        terminal.line(code(defect) + " " + defect.place() + ": " + defect.detail());
      } else if (listed.size() < DEFECTS_LISTED_MAX) {
        listed
            .addObject()
            .put("code", code(defect))
            .put("place", defect.place())
            .put("detail", defect.detail());
      }
    }

    @Override
    public void progress(long done, long of) {
      progress.at(done, of);
    }
  }

  private static String code(LogDefect defect) {
    return defect.code().name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void print(Terminal terminal, AuditOutcome outcome, PolicyFile trusted) {
    outcome
        .checkpoint()
        .ifPresent(c ->
            terminal.line(
                "Checkpoint "
                    + c.origin()
                    + ", "
                    + c.size()
                    + " entries, root "
                    + c.root().base64()));
    trusted.warn(terminal);
    if (outcome.checkpoint().isPresent() && !outcome.quorumSatisfied()) {
      terminal.line("below-quorum checkpoint: too few witnesses of the policy cosigned");
    }
    int witnesses = outcome.cosignatures().size();
    if (outcome.isSound()) {
      terminal.line("sound: complete and right, " + witnesses + " cosignatures");
    } else if (outcome.rewritten()) {
      terminal.line("the log was written while it was read: run it again");
    } else {
      terminal.line("not sound: " + outcome.defects() + " defects");
    }
  }

  private static ObjectNode json(AuditOutcome outcome, PolicyFile trusted, ArrayNode listed) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("sound", outcome.isSound());
    ObjectNode checkpoint = node.putObject("checkpoint");
    outcome
        .checkpoint()
        .ifPresentOrElse(
            c ->
                checkpoint
                    .put("origin", c.origin())
                    .put("size", c.size())
                    .put("root", c.root().base64()),
            () -> node.putNull("checkpoint"));
    node.put("quorum", outcome.quorumSatisfied());
    node.put("cosignatures", outcome.cosignatures().size());
    node.put("policyFromSource", trusted.fromSource());
    node.put("rewritten", outcome.rewritten());
    node.put("defectCount", outcome.defects());
    node.set("defects", listed);
    return node;
  }
}
