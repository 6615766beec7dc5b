package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Publication;
import dev.standstill.log.sequence.Receipt;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.wire.json.StrictJson;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
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

/** Appends to a log. */
@Command(
    name = "append",
    mixinStandardHelpOptions = true,
    description =
        "Appends entries and publishes a checkpoint that covers them before it returns. An entry"
            + " that stands among the last million is not logged again.",
    footer = {
      "",
      "Example: standstill log append L statement.json",
      "",
      "From standard input (-): each entry as a big-endian 16-bit length and that many bytes.",
      "Exit status: 2 if any entry is unreadable, and then none is logged; 3 if all are durable",
      "in the log but too few witnesses cosigned its checkpoint."
    })
final class LogAppendCommand implements Callable<Integer> {

  /** Synced past this: memory stays small however long the input is. */
  private static final long STAGED_BYTES = 16L << 20;

  @Spec private @Nullable CommandSpec spec;

  @Parameters(index = "0", paramLabel = "DIR", description = "A log that log init began.")
  private @Nullable Path directory;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE|-",
      description = "One entry a file, or - for entries on standard input.")
  private List<String> files = List.of();

  @Option(
      names = "--keys",
      paramLabel = "DIR",
      description = "Where the log's private keys are. Default: DIR.keys.")
  private @Nullable Path keyDirectory;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  private final List<Logged> logged = new ArrayList<>();

  private record Logged(String file, Receipt receipt) {}

  @Override
  public Integer call() throws IOException {
    OwnLog log = OwnLog.at(Objects.requireNonNull(directory), keyDirectory);
    CheckpointSigner signer = log.signer();
    // Read before anything is logged: a name mistyped must not leave half of them in the log.
    List<byte[]> entries = new ArrayList<>();
    for (String file : files) {
      entries.add(file.equals("-") ? new byte[0] : entry(Path.of(file)));
    }
    Optional<Path> standardInput = files.contains("-") ? Optional.of(spooled()) : Optional.empty();
    try {
      return append(log, signer, entries, standardInput);
    } finally {
      if (standardInput.isPresent()) {
        Files.deleteIfExists(standardInput.get());
      }
    }
  }

  private int append(
      OwnLog log, CheckpointSigner signer, List<byte[]> entries, Optional<Path> standardInput)
      throws IOException {
    try (OwnLog.Witnesses witnesses = OwnLog.witnesses(log.policy(), signer.origin());
        LogWriter writer = LogWriter.open(log.directory(), signer, witnesses.cosigners())) {
      for (int i = 0; i < files.size(); i++) {
        if (files.get(i).equals("-")) {
          forEachEntry(standardInput.orElseThrow(), entry -> append(writer, "-", entry));
        } else {
          append(writer, files.get(i), entries.get(i));
        }
      }
      return answer(writer.publish());
    }
  }

  private static byte[] entry(Path file) throws IOException {
    return SmallFile.read(file, EntryBundle.ENTRY_BYTES_MAX);
  }

  private void append(LogWriter writer, String file, byte[] entry) throws IOException {
    logged.add(new Logged(file, writer.append(entry)));
    if (writer.stagedBytes() > STAGED_BYTES) {
      writer.sync();
    }
  }

  /** All of standard input in a file, once it is sure that it ends where an entry ends. */
  private static Path spooled() throws IOException {
    Path file = Files.createTempFile("standstill-entries-", null);
    try {
      Files.copy(System.in, file, StandardCopyOption.REPLACE_EXISTING);
      forEachEntry(file, entry -> {});
      return file;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  private interface EntryTaker {
    void take(byte[] entry) throws IOException;
  }

  private static void forEachEntry(Path file, EntryTaker taker) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      int number = 1;
      for (int high = in.read(); high >= 0; high = in.read(), number++) {
        int low = in.read();
        int length = high << 8 | low;
        byte[] entry = low < 0 ? new byte[0] : in.readNBytes(length);
        if (low < 0 || entry.length < length) {
          throw new FileSystemException(
              "standard input", null, "ends inside entry " + number + "; none of it is logged");
        }
        taker.take(entry);
      }
    }
  }

  private int answer(Publication publication) {
    Terminal terminal = Terminal.of(Objects.requireNonNull(spec));
    return switch (publication) {
      case Publication.Published(var note, Checkpoint checkpoint) -> print(terminal, checkpoint);
      case Publication.NothingNew(var note, Checkpoint checkpoint) -> print(terminal, checkpoint);
      case Publication.BelowQuorum(String detail) -> {
        terminal.problem("durable but not published, too few witnesses cosigned: " + detail);
        yield ExitStatus.UNDECIDED;
      }
    };
  }

  private int print(Terminal terminal, Checkpoint checkpoint) {
    if (json) {
      ObjectNode node = JsonNodeFactory.instance.objectNode();
      ArrayNode entries = node.putArray("entries");
      for (Logged each : logged) {
        entries
            .addObject()
            .put("file", each.file())
            .put("index", each.receipt().index())
            .put("leafHash", each.receipt().leafHash().hex())
            .put("duplicate", each.receipt().duplicate());
      }
      terminal.json(StrictJson.pretty(node.put("checkpointSize", checkpoint.size())));
    } else {
      for (Logged each : logged) {
        String duplicate = each.receipt().duplicate() ? " (stood there already)" : "";
        terminal.line("entry " + each.receipt().index() + " " + each.file() + duplicate);
      }
      terminal.line("checkpoint of " + checkpoint.size() + " entries");
    }
    return ExitStatus.OK;
  }
}
