package dev.standstill.log.tile;

import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.CompleteSubtrees;
import dev.standstill.log.merkle.Hash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The subtrees of a tree of a given size, read from the tiles in a directory when a proof asks for
 * them. Nothing is verified here: a proof from damaged tiles does not lead to the root. A file that
 * is absent or has a wrong length is an {@link UncheckedIOException}.
 */
public final class StoredTiles implements CompleteSubtrees {
  private static final int LEVELS_PER_TILE = 8;

  private final Path directory;
  private final long size;

  public StoredTiles(Path directory, long size) {
    this.directory = directory;
    this.size = size;
  }

  @Override
  public Hash hash(int level, long index) {
    // Levels between the stored ones are hashed from the stored level below.
    int tileLevel = level / LEVELS_PER_TILE;
    int width = 1 << (level % LEVELS_PER_TILE);
    long first = index * width;
    List<Hash> tile = read(tileLevel, first / TilePath.WIDTH_FULL);
    int offset = (int) (first % TilePath.WIDTH_FULL);
    return CompactRange.rootOf(tile.subList(offset, offset + width));
  }

  private List<Hash> read(int level, long index) {
    int width = TilePath.widthAt(index, TilePath.countAt(level, size));
    Path exact = directory.resolve(new TilePath.Hashes(level, index, width).path());
    Path full = directory.resolve(new TilePath.Hashes(level, index, TilePath.WIDTH_FULL).path());
    // SPEC: tlog-tiles §Partial Tiles: a partial tile may be gone once the full one is there.
    Path file = Files.exists(exact, LinkOption.NOFOLLOW_LINKS) ? exact : full;
    try {
      byte[] bytes = RegularFile.read(file, TilePath.WIDTH_FULL * Hash.LENGTH);
      int expected = (file.equals(full) ? TilePath.WIDTH_FULL : width) * Hash.LENGTH;
      if (bytes.length != expected) {
        throw new FileSystemException(file.toString(), null, "not " + expected + " bytes");
      }
      return split(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hashes in the bytes of a tile whose length was checked. */
  public static List<Hash> split(byte[] tile) {
    List<Hash> hashes = new ArrayList<>();
    for (int i = 0; i < tile.length; i += Hash.LENGTH) {
      hashes.add(Hash.of(Arrays.copyOfRange(tile, i, i + Hash.LENGTH)));
    }
    return hashes;
  }
}
