package dev.standstill.log.sequence;

import dev.standstill.log.tile.TilePath;
import java.util.ArrayList;
import java.util.List;

/**
 * The right end of a row of hashes or entries: everything from the first item of the tile that was
 * partial when the row was last written.
 */
final class Row<T> {
  private final List<T> items = new ArrayList<>();
  private long start;
  private long written;

  void append(T item) {
    items.add(item);
  }

  long count() {
    return start + items.size();
  }

  /** The indexes of the tiles that have grown since {@link #markWritten}. */
  List<Long> grownTiles() {
    List<Long> tiles = new ArrayList<>();
    for (long i = written / TilePath.WIDTH_FULL; i < TilePath.fileCount(count()); i++) {
      tiles.add(i);
    }
    return tiles;
  }

  List<T> tile(long index) {
    int from = (int) (index * TilePath.WIDTH_FULL - start);
    return List.copyOf(items.subList(from, from + TilePath.widthAt(index, count())));
  }

  /** Everything so far is on the disk; full tiles need not be remembered. */
  void markWritten() {
    written = count();
    long keepFrom = written - written % TilePath.WIDTH_FULL;
    items.subList(0, (int) (keepFrom - start)).clear();
    start = keepFrom;
  }
}
