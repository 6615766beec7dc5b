package dev.standstill.node;

import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One of the files that make a log public, with what HTTP says of it.
 *
 * @param bytesMax larger files are none of a log's
 * @param isText whether it is for people as well
 * @param cacheControl how long others may keep it
 * @param compressible whether compression is worth its time
 */
record LogFile(
    String path, int bytesMax, boolean isText, String cacheControl, boolean compressible) {
  private static final int POLICY_BYTES_MAX = 1024 * 1024;

  /** SPEC: tlog-tiles §Parameters: tiles and entry bundles are immutable. */
  private static final String FOREVER = "public, max-age=31536000, immutable";

  /** The file with this path, or empty if no log has such a file. */
  static Optional<LogFile> at(String path) {
    if (path.equals("checkpoint")) {
      // SPEC: tlog-tiles §Checkpoints: clients should see new ones within seconds.
      return Optional.of(new LogFile(path, SignedNote.BYTES_MAX, true, "public, max-age=1", false));
    }
    if (path.equals("policy")) {
      return Optional.of(new LogFile(path, POLICY_BYTES_MAX, true, "public, max-age=60", false));
    }
    return TilePath.parse(path)
        .map(tile ->
            switch (tile) {
              case TilePath.Hashes hashes ->
                  new LogFile(path, hashes.width() * Hash.LENGTH, false, FOREVER, false);
              case TilePath.Entries _ ->
                  new LogFile(path, EntryBundle.BYTES_MAX, false, FOREVER, true);
            });
  }

  String contentType() {
    return isText ? "text/plain; charset=utf-8" : "application/octet-stream";
  }

  /**
   * Its bytes, or empty if the log does not have it.
   *
   * @throws IOException if there is something under its name that is not it: what is served here is
   *     kept by others for a year
   */
  Optional<byte[]> read(Path directory) throws IOException {
    try {
      Path file = directory.resolve(path);
      // A link in any directory on the way would lead out of the log.
      if (!file.toRealPath().equals(directory.toRealPath().resolve(path))) {
        return Optional.empty();
      }
      byte[] bytes = RegularFile.read(file, bytesMax);
      // SPEC: tlog-tiles §Merkle Tree: a tile of hashes has exactly its width.
      boolean whole =
          TilePath.parse(path)
              .map(tile -> !(tile instanceof TilePath.Hashes) || bytes.length == bytesMax)
              .orElse(true);
      if (!whole) {
        throw new IOException(path + ": has " + bytes.length + " bytes, not " + bytesMax);
      }
      return Optional.of(bytes);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
