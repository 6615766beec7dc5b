package dev.standstill.log.sequence;

import dev.standstill.log.merkle.CompleteSubtrees;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.storage.Storage;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The tiles of a tree of one size as the writer finds them in his own storage. */
final class StorageTiles implements CompleteSubtrees {
  private static final int LEVELS_PER_TILE = 8;

  private final Storage storage;
  private final long size;
  private final TreeDigest digest = new TreeDigest();

  StorageTiles(Storage storage, long size) {
    this.storage = storage;
    this.size = size;
  }

  /** The hashes of a tile as far as this tree has them, from the exact file or the full one. */
  byte[] read(int level, long index) throws IOException {
    int width = TilePath.widthAt(index, TilePath.countAt(level, size));
    TilePath exact = new TilePath.Hashes(level, index, width);
    TilePath full = new TilePath.Hashes(level, index, TilePath.WIDTH_FULL);
    int fullBytes = TilePath.WIDTH_FULL * Hash.LENGTH;
    for (TilePath path : new TilePath[] {exact, full}) {
      byte[] bytes = storage.read(path.path(), fullBytes).orElse(null);
      if (bytes == null) {
        continue;
      }
      // SPEC: tlog-tiles §Merkle Tree: a full tile is exactly 8,192 bytes; a partial one 32 a hash.
      if (bytes.length != path.width() * Hash.LENGTH) {
        throw LogDamagedException.altered(path.path(), bytes.length + " bytes long");
      }
      return bytes;
    }
    throw new LogDamagedException(
        LogDamagedException.Reason.MISSING, exact.path(), "the tile is not there");
  }

  @Override
  public Hash hash(int level, long index) {
    int tileLevel = level / LEVELS_PER_TILE;
    int width = 1 << (level % LEVELS_PER_TILE);
    long first = index * width;
    try {
      byte[] tile = read(tileLevel, first / TilePath.WIDTH_FULL);
      byte[] root = new byte[Hash.LENGTH];
      int offset = (int) (first % TilePath.WIDTH_FULL) * Hash.LENGTH;
      digest.subtree(tile, offset, width, root, 0);
      return Hash.of(root);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
