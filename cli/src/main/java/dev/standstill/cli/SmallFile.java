package dev.standstill.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that the operator named and that cannot be large: a key, a policy. */
final class SmallFile {

  private SmallFile() {}

  /** Its bytes; a pipe will do, as a shell's process substitution makes one. */
  static byte[] read(Path path, int bytesMax) throws IOException {
    if (Files.isDirectory(path)) {
      throw new FileSystemException(path.toString(), null, "is a directory; name the file in it");
    }
    try (InputStream in = Files.newInputStream(path)) {
      byte[] bytes = in.readNBytes(bytesMax + 1);
      if (bytes.length > bytesMax) {
        throw new FileSystemException(
            path.toString(), null, "is larger than " + bytesMax + " bytes; this is another file");
      }
      return bytes;
    }
  }
}
