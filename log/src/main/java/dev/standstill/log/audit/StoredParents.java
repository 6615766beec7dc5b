package dev.standstill.log.audit;

import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHasher;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** What the stored tiles of level 1 say of the tiles below; one of them is held at a time. */
final class StoredParents {
  private final Path directory;
  private final long size;
  private final TreeHasher hasher;
  private final byte[] root = new byte[Hash.LENGTH];
  private long held = -1;
  private byte[] tile = new byte[0];

  StoredParents(Path directory, long size, TreeHasher hasher) {
    this.directory = directory;
    this.size = size;
    this.hasher = hasher;
  }

  /** Whether these are the leaves of full tile {@code index} as its stored parent says. */
  boolean fits(long index, TreePass.Leaves leaves) {
    if (leaves.count != TilePath.WIDTH_FULL) {
      return false;
    }
    hold(index / TilePath.WIDTH_FULL);
    int from = (int) (index % TilePath.WIDTH_FULL) * Hash.LENGTH;
    hasher.subtree(leaves.hashes, 0, TilePath.WIDTH_FULL, root, 0);
    return tile.length >= from + Hash.LENGTH
        && Arrays.equals(tile, from, from + Hash.LENGTH, root, 0, Hash.LENGTH);
  }

  private void hold(long number) {
    if (held == number) {
      return;
    }
    held = number;
    tile = new byte[0];
    int width = TilePath.widthAt(number, TilePath.countAt(1, size));
    if (width <= 0) {
      return;
    }
    try {
      String path = new TilePath.Hashes(1, number, width).path();
      byte[] bytes = RegularFile.read(directory.resolve(path), TilePath.WIDTH_FULL * Hash.LENGTH);
      if (bytes.length == width * Hash.LENGTH) {
        tile = bytes;
      }
    } catch (IOException e) {
      // Comparing the levels reports the file; here it only says nothing.
      tile = new byte[0];
    }
  }
}
