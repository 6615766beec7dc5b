package dev.standstill.log.sequence;

import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.merkle.TreeHead;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.TilePath;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entries and hashes that are not yet in full files, and the files that they give. */
final class GrowingTree {
  private final CompactRange range = new CompactRange();
  private final Row<byte[]> entries = new Row<>();
  private final List<Row<Hash>> levels = new ArrayList<>();

  /** Adds an entry and answers with its index. */
  long append(byte[] entry) {
    Hash leaf = TreeHash.leaf(entry);
    entries.append(entry.clone());
    range.append(leaf);
    appendHash(0, leaf);
    return range.size() - 1;
  }

  private void appendHash(int level, Hash hash) {
    if (level == levels.size()) {
      levels.add(new Row<>());
    }
    Row<Hash> row = levels.get(level);
    row.append(hash);
    // SPEC: tlog-tiles §Partial Tiles: only a full tile is hashed into the level above.
    if (row.count() % TilePath.WIDTH_FULL == 0) {
      long full = row.count() / TilePath.WIDTH_FULL - 1;
      appendHash(level + 1, CompactRange.rootOf(row.tile(full)));
    }
  }

  TreeHead head() {
    return range.head();
  }

  /** The files that have grown since {@link #markWritten}, entries first. */
  Map<TilePath, byte[]> grownFiles() {
    Map<TilePath, byte[]> files = new LinkedHashMap<>();
    for (long i : entries.grownTiles()) {
      List<byte[]> bundle = entries.tile(i);
      files.put(new TilePath.Entries(i, bundle.size()), EntryBundle.of(bundle).encoded());
    }
    for (int level = 0; level < levels.size(); level++) {
      for (long i : levels.get(level).grownTiles()) {
        List<Hash> tile = levels.get(level).tile(i);
        files.put(new TilePath.Hashes(level, i, tile.size()), concatenate(tile));
      }
    }
    return files;
  }

  private static byte[] concatenate(List<Hash> tile) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(tile.size() * Hash.LENGTH);
    tile.forEach(hash -> bytes.writeBytes(hash.bytes()));
    return bytes.toByteArray();
  }

  void markWritten() {
    entries.markWritten();
    levels.forEach(Row::markWritten);
  }
}
