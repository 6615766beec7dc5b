package dev.standstill.cli;

import dev.standstill.evidence.source.OpenLog;
import dev.standstill.evidence.source.Place;
import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.merkle.ProofCheck;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.proof.MalformedProofException;
import dev.standstill.log.proof.SplitView;
import dev.standstill.log.proof.SplitViewCheck;
import dev.standstill.log.proof.TlogProof;
import dev.standstill.log.proof.TlogProofCheck;
import dev.standstill.log.tile.EntryBundle;
import java.io.IOException;
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

/** Checks proofs. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    customSynopsis = {
      "standstill log check PROOF ENTRYFILE --policy FILE",
      "standstill log check --older CHECKPOINT SOURCE [--policy FILE] [--evidence FILE]",
      "standstill log check --split-view FILE --policy FILE"
    },
    description =
        "Checks that an entry is in a log, that a log extends an older checkpoint of it, or that"
            + " a log contradicted itself.",
    footer = {
      "",
      "Example: standstill log check 42.tlog-proof entry --policy policy",
      "",
      "Exit status: 0 if it is so; 1 if not, with the reason; 2 if a file cannot be read."
    })
final class LogCheckCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(arity = "0..2", paramLabel = "FILE", description = "As above.")
  private List<String> places = List.of();

  @Option(
      names = "--older",
      paramLabel = "CHECKPOINT",
      description = "A checkpoint that was kept; SOURCE must extend it.")
  private @Nullable Path older;

  @Option(
      names = "--split-view",
      paramLabel = "FILE",
      description = "Evidence that a log signed two histories.")
  private @Nullable Path splitView;

  @Option(
      names = "--evidence",
      paramLabel = "FILE",
      description = "With --older: where to write a contradiction, for others to check.")
  private @Nullable Path evidence;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint.")
  private @Nullable Path policy;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    if (splitView != null && older == null && places.isEmpty()) {
      return checkSplitView(terminal, splitView, own());
    }
    if (older != null && splitView == null && places.size() == 1) {
      return checkExtension(terminal, older, places.getFirst());
    }
    if (older == null && splitView == null && places.size() == 2) {
      return checkProof(terminal, Path.of(places.get(0)), Path.of(places.get(1)), own());
    }
    throw new ParameterException(
        command.commandLine(),
        "name PROOF and ENTRYFILE, or --older CHECKPOINT and SOURCE, or --split-view FILE");
  }

  private PolicyFile own() throws IOException {
    if (policy == null) {
      throw new ParameterException(
          Objects.requireNonNull(spec).commandLine(),
          "name the policy to check by with --policy FILE");
    }
    return PolicyFile.read(policy);
  }

  private static int checkProof(Terminal terminal, Path file, Path entryFile, PolicyFile trusted)
      throws IOException {
    TlogProof proof;
    try {
      proof = TlogProof.parse(SmallFile.read(file, TlogProof.BYTES_MAX));
    } catch (MalformedProofException e) {
      throw new IOException(file + ": no proof: " + e.getMessage(), e);
    }
    byte[] entry = SmallFile.read(entryFile, EntryBundle.ENTRY_BYTES_MAX);
    return switch (proof.verify(entry, trusted.policy())) {
      case TlogProofCheck.Valid valid -> {
        terminal.line(
            "proven: entry "
                + valid.index()
                + " of "
                + describe(valid.checkpoint())
                + ", "
                + valid.cosignatures().size()
                + " cosignatures");
        yield ExitStatus.OK;
      }
      case TlogProofCheck.Refused refused -> {
        terminal.line("not proven: " + refused.detail());
        yield ExitStatus.NEGATIVE;
      }
    };
  }

  private static int checkSplitView(Terminal terminal, Path file, PolicyFile trusted)
      throws IOException {
    SplitView split;
    try {
      split = SplitView.parse(SmallFile.read(file, SplitView.BYTES_MAX));
    } catch (MalformedProofException e) {
      throw new IOException(file + ": no evidence: " + e.getMessage(), e);
    }
    return switch (split.check(trusted.policy())) {
      case SplitViewCheck.Proven proven -> {
        terminal.line(
            "proven: "
                + proven.older().origin()
                + " signed two histories, of "
                + proven.older().size()
                + " and of "
                + proven.newer().size()
                + " entries");
        yield ExitStatus.OK;
      }
      case SplitViewCheck.Refused refused -> {
        terminal.line("not proven: " + refused.detail());
        yield ExitStatus.NEGATIVE;
      }
    };
  }

  private int checkExtension(Terminal terminal, Path kept, String source) throws IOException {
    byte[] bytes = SmallFile.read(kept, SignedNote.BYTES_MAX);
    try (OpenLog log = OpenLog.open(Place.of(source))) {
      PolicyFile trusted = PolicyFile.read(policy, source, log.files());
      VerifiedLog old = VerifiedLog.kept(kept.toString(), bytes, log.files(), trusted.policy());
      VerifiedLog now = VerifiedLog.read(source, log.files(), trusted.policy());
      trusted.warn(terminal);
      if (!old.checkpoint().origin().equals(now.checkpoint().origin())) {
        terminal.line(
            "not of one log: " + describe(old.checkpoint()) + " and " + describe(now.checkpoint()));
        return ExitStatus.NEGATIVE;
      }
      if (now.checkpoint().size() < old.checkpoint().size()) {
        terminal.line(
            "rolled back: "
                + describe(now.checkpoint())
                + ", but "
                + old.checkpoint().size()
                + " were signed");
        return ExitStatus.NEGATIVE;
      }
      return compare(terminal, old, now, trusted);
    }
  }

  private int compare(Terminal terminal, VerifiedLog old, VerifiedLog now, PolicyFile trusted)
      throws IOException {
    long from = old.checkpoint().size();
    long to = now.checkpoint().size();
    ConsistencyProof proof = now.fromTiles(tree -> ConsistencyProof.generate(from, to, tree));
    if (proof.verify(old.checkpoint().head(), now.checkpoint().head()) == ProofCheck.VALID) {
      terminal.line(
          "extends: "
              + describe(now.checkpoint())
              + " begins with the "
              + from
              + " entries of the older checkpoint");
      return ExitStatus.OK;
    }
    SplitView split =
        from == to
            ? SplitView.ofEqualSizes(old.note(), now.note(), now.checkpoint().root())
            : now.fromTiles(tree -> SplitView.of(old.note(), from, now.note(), to, tree));
    if (split.check(trusted.policy()) instanceof SplitViewCheck.Proven) {
      terminal.line(
          "split view: "
              + describe(now.checkpoint())
              + " contradicts the older"
              + " checkpoint of "
              + from
              + " entries; the log signed both");
      if (evidence != null) {
        WholeFile.write(evidence, split.encoded());
        terminal.line("Evidence: " + evidence);
      }
    } else {
      terminal.line(now.place() + ": its tiles do not lead to its checkpoint");
    }
    return ExitStatus.NEGATIVE;
  }

  private static String describe(Checkpoint checkpoint) {
    return checkpoint.origin() + " with " + checkpoint.size() + " entries";
  }
}
