package dev.standstill.log.sequence;

import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.merkle.TreeHead;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The last, unfinished tile of every level and the last, unfinished bundle: all that a writer needs
 * of a tree, whatever its size, to extend it and to know its root.
 */
final class RightEdge {
  /** A bundle of large entries is not kept in memory once it is full. */
  private static final int BUNDLE_BYTES_KEPT = 1 << 20;

  /** Where full files go. */
  @FunctionalInterface
  interface Sink {
    void write(TilePath path, byte[] bytes, int length) throws IOException;
  }

  private final TreeDigest digest = new TreeDigest();
  private final List<byte[]> tiles = new ArrayList<>();
  private byte[] bundle = new byte[0];
  private int bundleLength;
  private long size;

  /** The edge of the empty tree. */
  RightEdge() {}

  /** The edge of a tree whose unfinished tiles, level by level, and bundle were read. */
  RightEdge(long size, List<byte[]> tiles, byte[] bundle) {
    this.size = size;
    for (byte[] tile : tiles) {
      this.tiles.add(Arrays.copyOf(tile, TilePath.WIDTH_FULL * Hash.LENGTH));
    }
    this.bundle = bundle.clone();
    this.bundleLength = bundle.length;
  }

  long size() {
    return size;
  }

  /**
   * Adds one entry.
   *
   * @param hash its leaf hash, at {@code hashOffset}
   * @param framed the entry with its length before it, from {@code start} to {@code end}
   */
  void append(byte[] hash, int hashOffset, byte[] framed, int start, int end, Sink sink)
      throws IOException {
    int length = end - start;
    if (bundleLength + length > bundle.length) {
      bundle = Arrays.copyOf(bundle, Math.max(bundleLength + length, 2 * bundle.length));
    }
    System.arraycopy(framed, start, bundle, bundleLength, length);
    bundleLength += length;
    size++;
    if (size % TilePath.WIDTH_FULL == 0) {
      long index = size / TilePath.WIDTH_FULL - 1;
      sink.write(new TilePath.Entries(index, TilePath.WIDTH_FULL), bundle, bundleLength);
      bundleLength = 0;
      if (bundle.length > BUNDLE_BYTES_KEPT) {
        bundle = new byte[0];
      }
    }
    appendHash(hash, hashOffset, sink);
  }

  private void appendHash(byte[] leaf, int leafOffset, Sink sink) throws IOException {
    byte[] hash = leaf;
    int offset = leafOffset;
    for (int level = 0; ; level++) {
      if (level == tiles.size()) {
        tiles.add(new byte[TilePath.WIDTH_FULL * Hash.LENGTH]);
      }
      byte[] tile = tiles.get(level);
      long index = TilePath.countAt(level, size) - 1;
      int place = (int) (index % TilePath.WIDTH_FULL);
      System.arraycopy(hash, offset, tile, place * Hash.LENGTH, Hash.LENGTH);
      if (place < TilePath.WIDTH_FULL - 1) {
        return;
      }
      // SPEC: tlog-tiles §Partial Tiles: only a full tile is hashed into the level above.
      sink.write(
          new TilePath.Hashes(level, index / TilePath.WIDTH_FULL, TilePath.WIDTH_FULL),
          tile,
          tile.length);
      hash = new byte[Hash.LENGTH];
      offset = 0;
      digest.subtree(tile, 0, TilePath.WIDTH_FULL, hash, 0);
    }
  }

  /** Writes the unfinished files, which a checkpoint of this size needs. */
  void writePartials(Sink sink) throws IOException {
    int width = (int) (size % TilePath.WIDTH_FULL);
    if (width > 0) {
      sink.write(new TilePath.Entries(size / TilePath.WIDTH_FULL, width), bundle, bundleLength);
    }
    for (int level = 0; level < tiles.size(); level++) {
      long count = TilePath.countAt(level, size);
      int hashes = (int) (count % TilePath.WIDTH_FULL);
      if (hashes > 0) {
        sink.write(
            new TilePath.Hashes(level, count / TilePath.WIDTH_FULL, hashes),
            tiles.get(level),
            hashes * Hash.LENGTH);
      }
    }
  }

  TreeHead head() {
    if (size == 0) {
      return new TreeHead(0, TreeHash.empty());
    }
    byte[] root = new byte[0];
    byte[] subtree = new byte[Hash.LENGTH];
    for (int level = 0; level < tiles.size(); level++) {
      int end = (int) (TilePath.countAt(level, size) % TilePath.WIDTH_FULL);
      int width = end;
      // The smallest complete subtree stands rightmost.
      for (int span = 1; span < TilePath.WIDTH_FULL; span *= 2) {
        if ((width & span) == 0) {
          continue;
        }
        end -= span;
        digest.subtree(tiles.get(level), end * Hash.LENGTH, span, subtree, 0);
        if (root.length == 0) {
          root = subtree.clone();
        } else {
          digest.node(subtree, 0, root, 0, root, 0);
        }
      }
    }
    return new TreeHead(size, Hash.of(root));
  }
}
