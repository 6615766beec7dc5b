package dev.standstill.site.agent;

import dev.standstill.core.order.Moment;
import dev.standstill.core.order.PresentedOrder;
import dev.standstill.evidence.JobVerdict;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.wire.Draft;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.Statement;
import dev.standstill.wire.json.ReadResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Pauses that somebody brought to the site as files. They bind on presentation: whoever holds back
 * the log cannot hold them back. A file that binds nobody is left where it is, and said so once.
 */
final class PresentedPauses {
  private final Path directory;
  private final Consumer<String> journal;
  private final List<String> told = new ArrayList<>();
  private List<PresentedOrder> last = List.of();

  PresentedPauses(Path directory, Consumer<String> journal) throws IOException {
    this.directory = directory;
    this.journal = journal;
    Files.createDirectories(directory);
  }

  /** What binds of them now. Of a folder that cannot be listed, what was last read binds on. */
  List<PresentedOrder> read(JobVerdict verdicts, Moment moment) {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> listed = Files.list(directory)) {
      files.addAll(listed.filter(Files::isRegularFile).sorted().toList());
    } catch (IOException | UncheckedIOException e) {
      // A broken disk must not keep what else there is from being stopped.
      tell(directory + ": cannot be listed: " + e.getMessage());
      return last;
    }
    List<PresentedOrder> presented = new ArrayList<>();
    for (Path file : files) {
      try {
        presented.addAll(read(file, verdicts, moment));
      } catch (IllegalArgumentException | IOException e) {
        tell(file.getFileName() + ": " + e.getMessage());
      }
    }
    last = List.copyOf(presented);
    return last;
  }

  private static List<PresentedOrder> read(Path file, JobVerdict verdicts, Moment moment)
      throws IOException {
    byte[] bytes = RegularFile.read(file, Envelope.BYTES_MAX);
    if (Draft.read(bytes) instanceof ReadResult.Read<Draft>(Draft draft)
        && draft.statement() instanceof ReadResult.Read<Statement>(Statement statement)) {
      return verdicts.presented(draft, statement, moment).stream().toList();
    }
    throw new IllegalArgumentException("is no signed statement");
  }

  private void tell(String problem) {
    if (!told.contains(problem)) {
      told.add(problem);
      journal.accept("presented: " + problem);
    }
  }
}
