package dev.standstill.log.audit;

import dev.standstill.log.audit.LogDefect.Code;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Counts defects on their way to the listener. */
final class Defects {
  private final AuditListener listener;
  private long count;

  Defects(AuditListener listener) {
    this.listener = listener;
  }

  void report(Code code, String place, String detail) {
    count++;
    listener.defect(new LogDefect(code, place, detail));
  }

  void report(Code code, TilePath path, String detail) {
    report(code, path.path(), detail);
  }

  long count() {
    return count;
  }

  /** The bytes of a file of the log, or empty and a defect. */
  Optional<byte[]> read(Path directory, String path, int bytesMax) {
    try {
      return Optional.of(RegularFile.read(directory.resolve(path), bytesMax));
    } catch (NoSuchFileException e) {
      report(Code.FILE_MISSING, path, "there is no such file");
    } catch (IOException e) {
      report(Code.FILE_UNREADABLE, path, reason(e));
    }
    return Optional.empty();
  }

  static String reason(IOException e) {
    // Only the reason: the message would repeat the absolute path of the reader's machine.
    String reason = e instanceof FileSystemException file ? file.getReason() : null;
    return reason == null ? e.getClass().getSimpleName() : reason;
  }
}
