package dev.standstill.log.sequence;

import static dev.standstill.log.sequence.LogDamagedException.altered;

import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHead;
import dev.standstill.log.sequence.LogDamagedException.Reason;
import dev.standstill.log.storage.Storage;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the right edge of a tree whose tiles are durable and whose root is known. */
final class DurableEdge {
  private final Storage storage;
  private final StorageTiles stored;
  private final TreeHead head;
  private final TreeDigest digest = new TreeDigest();

  /** The last verified tile of each level, while leaf hashes are read in order. */
  private final Map<Integer, VerifiedTile> verified = new HashMap<>();

  private static final class VerifiedTile {
    private final long index;
    private final byte[] hashes;

    VerifiedTile(long index, byte[] hashes) {
      this.index = index;
      this.hashes = hashes;
    }
  }

  DurableEdge(Storage storage, StorageTiles stored, TreeHead head) {
    this.storage = storage;
    this.stored = stored;
    this.head = head;
  }

  /** The unfinished tiles and bundle, if they lead to the root. */
  RightEdge read() throws IOException {
    List<byte[]> tiles = new ArrayList<>();
    for (int level = 0; TilePath.countAt(level, head.size()) > 0; level++) {
      long count = TilePath.countAt(level, head.size());
      int width = (int) (count % TilePath.WIDTH_FULL);
      byte[] tile = width == 0 ? new byte[0] : stored.read(level, count / TilePath.WIDTH_FULL);
      tiles.add(Arrays.copyOf(tile, width * Hash.LENGTH));
    }
    byte[] leaves = tiles.isEmpty() ? new byte[0] : tiles.getFirst();
    RightEdge edge = new RightEdge(head.size(), tiles, readBundle(leaves));
    if (!edge.head().equals(head)) {
      String paths =
          String.join(
              " or ",
              TileFiles.partialsOf(head.size()).stream()
                  .map(TilePath::path)
                  .filter(path -> !path.startsWith("tile/entries"))
                  .toList());
      throw altered(paths, "the tiles do not lead to the root that was signed for " + head.size());
    }
    return edge;
  }

  private byte[] readBundle(byte[] leaves) throws IOException {
    int width = leaves.length / Hash.LENGTH;
    if (width == 0) {
      return new byte[0];
    }
    String path = new TilePath.Entries(head.size() / TilePath.WIDTH_FULL, width).path();
    byte[] bundle =
        storage
            .read(path, EntryBundle.BYTES_MAX)
            .orElseThrow(
                () -> new LogDamagedException(Reason.MISSING, path, "the bundle is not there"));
    byte[] hash = new byte[Hash.LENGTH];
    int at = 0;
    for (int i = 0; i < width; i++) {
      int start = at + Short.BYTES;
      int end =
          start > bundle.length
              ? Integer.MAX_VALUE
              : start + ((bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff));
      if (end > bundle.length) {
        throw altered(path, "entry " + i + " of " + width + " is cut short");
      }
      digest.leaf(bundle, start, end - start, hash, 0);
      int place = i * Hash.LENGTH;
      if (!Arrays.equals(hash, 0, Hash.LENGTH, leaves, place, place + Hash.LENGTH)) {
        throw altered(path, "entry " + i + " is not the one in the tree");
      }
      at = end;
    }
    if (at != bundle.length) {
      throw altered(path, (bundle.length - at) + " bytes too long");
    }
    return bundle;
  }

  /** The leaf hashes of the last entries, each tile checked against the one above it. */
  RecentLeaves recentLeaves(long secret) throws IOException {
    long start = Math.max(0, head.size() - RecentLeaves.WINDOW);
    RecentLeaves recent = new RecentLeaves(start, RecentLeaves.WINDOW, secret);
    for (long i = start; i < head.size(); i++) {
      byte[] tile = tile(0, i / TilePath.WIDTH_FULL);
      recent.add(tile, (int) (i % TilePath.WIDTH_FULL) * Hash.LENGTH);
    }
    return recent;
  }

  private byte[] tile(int level, long index) throws IOException {
    VerifiedTile last = verified.get(level);
    if (last != null && last.index == index) {
      return last.hashes;
    }
    byte[] tile = stored.read(level, index);
    // An unfinished tile was checked with the root.
    if (TilePath.countAt(level, head.size()) / TilePath.WIDTH_FULL > index) {
      byte[] root = new byte[Hash.LENGTH];
      digest.subtree(tile, 0, TilePath.WIDTH_FULL, root, 0);
      byte[] above = tile(level + 1, index / TilePath.WIDTH_FULL);
      int place = (int) (index % TilePath.WIDTH_FULL) * Hash.LENGTH;
      if (!Arrays.equals(root, 0, Hash.LENGTH, above, place, place + Hash.LENGTH)) {
        throw altered(
            new TilePath.Hashes(level, index, TilePath.WIDTH_FULL).path(),
            "does not lead to the hash in the tile above it");
      }
    }
    verified.put(level, new VerifiedTile(index, tile));
    return tile;
  }
}
