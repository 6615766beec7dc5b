package dev.standstill.cli;

import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.source.LogMirror;
import dev.standstill.evidence.source.OpenLog;
import dev.standstill.evidence.source.Place;
import dev.standstill.log.tile.TileSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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

/** Copies a log and keeps the copy up to date. */
@Command(
    name = "mirror",
    mixinStandardHelpOptions = true,
    description =
        "Copies a log into a directory, or continues a copy. Every file is verified before it is"
            + " kept; the new checkpoint takes its place last, and only if it extends the old one.",
    footer = {
      "",
      "Example: standstill log mirror https://log.example DIR --policy policy",
      "",
      "Exit status: 0 if DIR now has all of the log; 1 if the log is not as signed, was rolled",
      "back or shows another history (the contradiction is kept in DIR); 2 if it cannot be read."
    })
final class LogMirrorCommand implements Callable<Integer> {

  @Spec private @Nullable CommandSpec spec;

  @Parameters(
      index = "0",
      paramLabel = "SOURCE",
      description = "The log: a directory, a bundle, or an http or https URL.")
  private String source = "";

  @Parameters(index = "1", paramLabel = "DIR", description = "Where the copy is, or will be.")
  private @Nullable Path directory;

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "Whose signatures make a checkpoint; default: DIR's policy, else the log's.")
  private @Nullable Path policy;

  @Override
  public Integer call() throws IOException {
    CommandSpec command = Objects.requireNonNull(spec);
    Terminal terminal =
        new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
    Path copy = Objects.requireNonNull(directory);
    try (OpenLog log = OpenLog.open(Place.of(source))) {
      Path own = copy.resolve(SourceLayout.POLICY);
      boolean hasOwn = Files.exists(own, LinkOption.NOFOLLOW_LINKS);
      PolicyFile trusted =
          policy == null && hasOwn ? ownPolicy(copy) : PolicyFile.read(policy, source, log.files());
      LogMirror.Outcome outcome;
      try (Terminal.Progress progress = terminal.progress("copying files")) {
        outcome = new LogMirror(log.files(), copy, trusted.policy()).run(progress::at);
      }
      return switch (outcome) {
        case LogMirror.Outcome.Copied copied -> {
          if (!hasOwn) {
            WholeFile.write(own, trusted.bytes());
          }
          trusted.warn(terminal);
          terminal.line(
              "copied: "
                  + copied.checkpoint().origin()
                  + ", "
                  + copied.checkpoint().size()
                  + " entries; fetched "
                  + copied.filesFetched()
                  + " files, "
                  + copied.bytesFetched()
                  + " bytes");
          yield ExitStatus.OK;
        }
        case LogMirror.Outcome.Refused refused -> {
          terminal.line(
              refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-')
                  + ": "
                  + source
                  + ": "
                  + refused.detail());
          refused.evidence().ifPresent(file -> terminal.line("Evidence: " + file));
          yield ExitStatus.NEGATIVE;
        }
      };
    }
  }

  private static PolicyFile ownPolicy(Path copy) throws IOException {
    PolicyFile found = PolicyFile.read(null, copy.toString(), TileSource.of(copy));
    // The operator's own copy, which an earlier run may have taken from the log: that run said so.
    return new PolicyFile(found.policy(), found.bytes(), false);
  }
}
