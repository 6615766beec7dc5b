package dev.standstill.log.tile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads a file that somebody else may have put there. */
public final class RegularFile {
  private RegularFile() {}

  /**
   * The bytes of a regular file of at most {@code bytesMax} bytes. A link, a pipe, a device, a
   * directory or a larger file is refused before its content is read.
   */
  public static byte[] read(Path file, int bytesMax) throws IOException {
    BasicFileAttributes attributes =
        Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    if (!attributes.isRegularFile()) {
      throw new FileSystemException(file.toString(), null, "not a regular file");
    }
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      // One byte more than allowed, because the file may have grown since we asked.
      byte[] bytes = in.readNBytes(bytesMax + 1);
      if (bytes.length > bytesMax) {
        throw new FileSystemException(file.toString(), null, "larger than " + bytesMax + " bytes");
      }
      return bytes;
    }
  }
}
