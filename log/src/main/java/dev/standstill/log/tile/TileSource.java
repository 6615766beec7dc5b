package dev.standstill.log.tile;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the files of a log are read from: a directory, a web server. Nothing it gives is true. */
@FunctionalInterface
public interface TileSource {
  /**
   * The bytes at a relative path with slashes, or empty if there is no such file.
   *
   * @throws IOException if the file is larger than {@code bytesMax} or cannot be read
   */
  Optional<byte[]> read(String path, int bytesMax) throws IOException;

  /** The regular files below a directory. */
  static TileSource of(Path directory) {
    return (path, bytesMax) -> {
      try {
        return Optional.of(RegularFile.read(directory.resolve(path), bytesMax));
      } catch (NoSuchFileException e) {
        return Optional.empty();
      }
    };
  }
}
