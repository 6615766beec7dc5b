package dev.standstill.node.register;

import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** One entry of a log, from the file in which readers find it. */
final class EntryFile {
  private EntryFile() {}

  /**
   * The bytes of an entry.
   *
   * @param size of the newest published checkpoint: older partial files may be gone
   */
  static byte[] read(Path directory, long index, long size) throws IOException {
    long bundle = index / TilePath.WIDTH_FULL;
    TilePath path = new TilePath.Entries(bundle, TilePath.widthAt(bundle, size));
    List<byte[]> entries;
    try {
      entries = entries(directory, path);
    } catch (NoSuchFileException e) {
      entries = entries(directory, path.at(bundle, TilePath.WIDTH_FULL));
    }
    return entries.get((int) (index % TilePath.WIDTH_FULL));
  }

  private static List<byte[]> entries(Path directory, TilePath path) throws IOException {
    return EntryBundle.decode(
            RegularFile.read(directory.resolve(path.path()), EntryBundle.BYTES_MAX))
        .entries();
  }
}
