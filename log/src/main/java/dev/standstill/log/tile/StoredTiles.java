package dev.standstill.log.tile;

import dev.standstill.log.merkle.CompleteSubtrees;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHasher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The subtrees of a tree of a given size, read from tiles when a proof asks for them. Nothing is
 * verified here: a proof from damaged tiles does not lead to the root. A file that is absent or has
 * a wrong length is an {@link UncheckedIOException}. Not for several threads.
 */
public final class StoredTiles implements CompleteSubtrees {
  private static final int LEVELS_PER_TILE = 8;

  /** A proof asks for up to eight hashes of each tile on its way; this holds the tiles of one. */
  private static final int TILES_KEPT = 32;

  private final TileSource source;
  private final long size;
  private final TreeHasher hasher = new TreeHasher();
  private final Map<TilePath, byte[]> kept = new LinkedHashMap<>();

  public StoredTiles(Path directory, long size) {
    this(TileSource.of(directory), size);
  }

  public StoredTiles(TileSource source, long size) {
    this.source = source;
    this.size = size;
  }

  @Override
  public Hash hash(int level, long index) {
    // Levels between the stored ones are hashed from the stored level below.
    int tileLevel = level / LEVELS_PER_TILE;
    int width = 1 << (level % LEVELS_PER_TILE);
    long first = index * width;
    byte[] tile = tile(tileLevel, first / TilePath.WIDTH_FULL);
    byte[] hash = new byte[Hash.LENGTH];
    hasher.subtree(tile, (int) (first % TilePath.WIDTH_FULL) * Hash.LENGTH, width, hash, 0);
    return Hash.of(hash);
  }

  private byte[] tile(int level, long index) {
    int width = TilePath.widthAt(index, TilePath.countAt(level, size));
    TilePath path = new TilePath.Hashes(level, index, width);
    byte[] known = kept.get(path);
    if (known != null) {
      return known;
    }
    try {
      byte[] read = read(path);
      if (kept.size() == TILES_KEPT) {
        kept.remove(kept.keySet().iterator().next());
      }
      kept.put(path, read);
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] read(TilePath path) throws IOException {
    Optional<byte[]> exact = bytes(path.path(), path.width());
    if (exact.isPresent()) {
      return exact.get();
    }
    // SPEC: tlog-tiles §Partial Tiles: a partial tile may be gone once the full one is there.
    String full = path.at(path.index(), TilePath.WIDTH_FULL).path();
    return bytes(full, TilePath.WIDTH_FULL).orElseThrow(() -> new NoSuchFileException(path.path()));
  }

  private Optional<byte[]> bytes(String path, int width) throws IOException {
    int expected = width * Hash.LENGTH;
    Optional<byte[]> bytes = source.read(path, TilePath.WIDTH_FULL * Hash.LENGTH);
    if (bytes.isPresent() && bytes.get().length != expected) {
      throw new FileSystemException(path, null, "not " + expected + " bytes");
    }
    return bytes;
  }

  /** The hashes in the bytes of a tile whose length was checked. */
  public static List<Hash> split(byte[] tile) {
    List<Hash> hashes = new ArrayList<>();
    for (int i = 0; i < tile.length; i += Hash.LENGTH) {
      hashes.add(Hash.at(tile, i));
    }
    return hashes;
  }
}
