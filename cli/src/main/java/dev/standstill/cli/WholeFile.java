package dev.standstill.cli;

import dev.standstill.evidence.source.AtomicFile;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that the operator asked for, written whole or not at all. */
final class WholeFile {

  private WholeFile() {}

  static void write(Path file, byte[] bytes) throws IOException {
    Path whole = file.toAbsolutePath().normalize();
    Path folder = whole.getParent();
    Path name = whole.getFileName();
    if (folder == null || name == null || !Files.isDirectory(folder)) {
      throw new FileSystemException(
          file.toString(), null, "its folder does not exist; make it first");
    }
    if (Files.isDirectory(whole)) {
      throw new FileSystemException(file.toString(), null, "is a directory; name the file");
    }
    AtomicFile.write(folder, name.toString(), bytes);
  }
}
