package dev.standstill.log.sequence;

import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.storage.Storage;
import java.io.IOException;

/** Where a writer keeps what is his alone, and how he replaces a small file. */
final class WriterFiles {
  static final String CHECKPOINT = "checkpoint";
  static final String TILES = "tile";

  /** Everything below it is no part of the log. */
  static final String DIRECTORY = LogAudit.WRITER;

  static final String LOCK = DIRECTORY + "/lock";
  static final String INTENT = DIRECTORY + "/intent";
  static final String SEGMENT_PREFIX = "wal-";

  /** Every unfinished file ends so; whatever a crash leaves of it means nothing. */
  static final String UNFINISHED = ".unfinished";

  private WriterFiles() {}

  /** On return the file holds these bytes; after a crash before, the old ones or these. */
  static void replace(Storage storage, String path, byte[] bytes) throws IOException {
    String name = path.substring(path.lastIndexOf('/') + 1);
    String unfinished = DIRECTORY + "/" + name + UNFINISHED;
    storage.delete(unfinished);
    try (Storage.OutputFile file = storage.create(unfinished)) {
      file.write(bytes, 0, bytes.length);
      file.sync();
    }
    storage.rename(unfinished, path);
    storage.syncDirectory(path.contains("/") ? DIRECTORY : "");
  }
}
