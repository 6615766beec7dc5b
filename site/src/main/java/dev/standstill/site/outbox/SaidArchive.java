package dev.standstill.site.outbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What a site said, for whoever only looks: also while its agent runs, or does not. */
public final class SaidArchive {

  private SaidArchive() {}

  /** Everything in the directory of an outbox, in order; nothing if there is none. */
  public static List<Said> read(Path directory) throws IOException {
    return Files.isDirectory(directory)
        ? List.copyOf(new SaidFiles(directory).read().values())
        : List.of();
  }
}
