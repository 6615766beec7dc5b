package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.evidence.source.Bundle;
import dev.standstill.evidence.source.BundleWriter;
import dev.standstill.wire.json.StrictJson;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Bundles. */
@Command(
    name = "bundle",
    mixinStandardHelpOptions = true,
    description = "Packs evidence into one file, and shows what such a file holds.",
    footer = {"", "Example: standstill bundle create EVIDENCE OUT.standstill"},
    subcommands = {BundleCommand.Create.class, BundleCommand.Show.class})
final class BundleCommand implements Runnable {

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name a command: create or show");
  }

  /** Packs a source. */
  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description =
          "Packs the files of an evidence directory into one zip file; the same files give the"
              + " same bytes.",
      footer = {
        "",
        "Example: standstill bundle create EVIDENCE OUT.standstill",
        "",
        "Exit status: 0 once it is written, whether or not the evidence is sound (it says so);",
        "2 if there is nothing to pack."
      })
  static final class Create implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "EVIDENCE", description = "The directory to pack.")
    private @Nullable Path evidence;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    private @Nullable Path bundle;

    @Override
    public Integer call() throws IOException {
      CommandSpec command = Objects.requireNonNull(spec);
      Terminal terminal =
          new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
      Path source = Objects.requireNonNull(evidence);
      Path out = Objects.requireNonNull(bundle);
      requirePlace(source, out);
      Evidence read = EvidenceReader.read(source, TrustRoot.fromSource());
      BundleWriter.Written written = BundleWriter.write(source, out);
      terminal.line(
          "Bundle: " + out + ", " + written.files() + " files, " + written.bytes() + " bytes");
      if (!written.leftOut().isEmpty()) {
        terminal.line("left out, no part of a source: " + String.join(", ", written.leftOut()));
      }
      if (!read.defects().isEmpty()) {
        terminal.line("not sound: " + read.defects().size() + " defects; verify names them");
      }
      return ExitStatus.OK;
    }

    private static void requirePlace(Path source, Path out) throws IOException {
      Path whole = out.toAbsolutePath().normalize();
      Path folder = whole.getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new FileSystemException(
            out.toString(), null, "its folder does not exist; make it first");
      }
      if (Files.isDirectory(whole)) {
        throw new FileSystemException(out.toString(), null, "is a directory; name the file");
      }
      if (whole.startsWith(source.toAbsolutePath().normalize())) {
        throw new FileSystemException(
            out.toString(), null, "would lie within the evidence; name another place");
      }
    }
  }

  /** Lists a bundle. */
  @Command(
      name = "show",
      mixinStandardHelpOptions = true,
      description = "Shows what a bundle holds. Nothing of it is verified: that is verify's.",
      footer = {
        "",
        "Example: standstill bundle show OUT.standstill --json",
        "",
        "Exit status: 0, or 2 if it is no readable bundle."
      })
  static final class Show implements Callable<Integer> {

    @Spec private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The bundle.")
    private @Nullable Path bundle;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
      CommandSpec command = Objects.requireNonNull(spec);
      Terminal terminal =
          new Terminal(command.commandLine().getOut(), command.commandLine().getErr());
      Path file = Objects.requireNonNull(bundle);
      List<Bundle.Listed> files = Bundle.list(file);
      Optional<Bundle.Claim> claim = Bundle.claim(file);
      long bytes = files.stream().mapToLong(Bundle.Listed::bytes).sum();
      if (json) {
        terminal.json(StrictJson.pretty(json(files, claim, bytes)));
        return ExitStatus.OK;
      }
      terminal.line(
          claim
              .map(c -> "Says it is " + c.origin() + ", " + c.size() + " entries (not verified)")
              .orElse("Has no readable checkpoint"));
      files.forEach(f -> terminal.line(String.format("%12d  %s", f.bytes(), f.name())));
      terminal.line(files.size() + " files, " + bytes + " bytes");
      return ExitStatus.OK;
    }

    private static ObjectNode json(
        List<Bundle.Listed> files, Optional<Bundle.Claim> claim, long bytes) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      if (claim.isPresent()) {
        node.put("origin", claim.get().origin()).put("size", claim.get().size());
      } else {
        node.putNull("origin").putNull("size");
      }
      node.put("bytes", bytes);
      ArrayNode list = node.putArray("files");
      files.forEach(f -> list.addObject().put("name", f.name()).put("bytes", f.bytes()));
      return node;
    }
  }
}
