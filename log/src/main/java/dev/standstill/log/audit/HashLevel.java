package dev.standstill.log.audit;

import dev.standstill.log.audit.LogDefect.Code;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHasher;
import dev.standstill.log.tile.TilePath;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One level of tiles above level 0: gathers the roots of the tiles below, 256 at a time, compares
 * them with what is stored, and hands the root of each full tile to the level above.
 */
final class HashLevel {
  private final Path directory;
  private final int level;
  private final long size;
  private final Defects defects;
  private final TreeHasher hasher;
  private final LevelFiles files;
  private final ExpectedFiles expected;
  private final byte[] hashes = new byte[TilePath.WIDTH_FULL * Hash.LENGTH];
  private final boolean[] known = new boolean[TilePath.WIDTH_FULL];
  private final byte[] root = new byte[Hash.LENGTH];
  private long tile;
  private @Nullable HashLevel above;

  HashLevel(Path directory, int level, long size, Defects defects, TreeHasher hasher) {
    this.directory = directory;
    this.level = level;
    this.size = size;
    this.defects = defects;
    this.hasher = hasher;
    TilePath model = new TilePath.Hashes(level, 0, TilePath.WIDTH_FULL);
    this.files = new LevelFiles(directory, model);
    this.expected = new ExpectedFiles(model, TilePath.countAt(level, size), size, defects);
    if (TilePath.countAt(level + 1, size) > 0) {
      this.above = new HashLevel(directory, level + 1, size, defects, hasher);
    }
  }

  /** The root of full tile {@code index} of the level below; indexes only grow. */
  void put(long index, byte[] hash) {
    if (index / TilePath.WIDTH_FULL != tile) {
      closeTile();
      tile = index / TilePath.WIDTH_FULL;
    }
    int at = (int) (index % TilePath.WIDTH_FULL);
    System.arraycopy(hash, 0, hashes, at * Hash.LENGTH, Hash.LENGTH);
    known[at] = true;
  }

  void end() {
    closeTile();
    while (expected.isInTree(files.peek())) {
      checkFiles(files.peek(), new boolean[TilePath.WIDTH_FULL]);
    }
    expected.end();
    if (above != null) {
      above.end();
    }
  }

  private void closeTile() {
    while (files.peek() < tile && expected.isInTree(files.peek())) {
      checkFiles(files.peek(), new boolean[TilePath.WIDTH_FULL]);
    }
    if (files.peek() == tile) {
      checkFiles(tile, known);
    }
    boolean full = true;
    for (boolean one : known) {
      full &= one;
    }
    if (full && above != null) {
      // SPEC: tlog-tiles §Merkle Tree: each hash is that of a full tile at the level below.
      hasher.subtree(hashes, 0, TilePath.WIDTH_FULL, root, 0);
      above.put(tile, root);
    }
    Arrays.fill(known, false);
  }

  private void checkFiles(long index, boolean[] comparable) {
    List<TilePath> found = files.take();
    for (TilePath path : found) {
      if (path.start() > TilePath.countAt(level, size) - path.width()) {
        continue;
      }
      if (expected.isCurrent(path)) {
        expected.found(index);
      }
      defects
          .read(directory, path.path(), TilePath.WIDTH_FULL * Hash.LENGTH)
          .filter(stored -> hasRightLength(path, stored, defects))
          .ifPresent(stored -> compare(path, stored, comparable));
    }
  }

  private void compare(TilePath path, byte[] stored, boolean[] comparable) {
    for (int i = 0; i < path.width(); i++) {
      if (comparable[i] && !equalAt(stored, hashes, i)) {
        reportAltered(path, i, defects);
        return;
      }
    }
  }

  static boolean equalAt(byte[] stored, byte[] hashes, int i) {
    int from = i * Hash.LENGTH;
    int to = from + Hash.LENGTH;
    return Arrays.equals(stored, from, to, hashes, from, to);
  }

  static void reportAltered(TilePath path, int i, Defects defects) {
    String detail = "hash " + i + " of the tile is not that of the tree";
    defects.report(Code.TILE_ALTERED, path, detail);
  }

  /** Whether a tile has the length that its path says; if not, it is reported. */
  static boolean hasRightLength(TilePath path, byte[] bytes, Defects defects) {
    // SPEC: tlog-tiles §Merkle Tree: a full tile is exactly 8,192 bytes; a partial one 32 a hash.
    int length = path.width() * Hash.LENGTH;
    if (bytes.length != length) {
      String detail = bytes.length + " bytes instead of " + length;
      defects.report(Code.WRONG_LENGTH, path, detail);
    }
    return bytes.length == length;
  }
}
