package dev.standstill.log.audit;

import dev.standstill.log.audit.LogDefect.Code;
import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHasher;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.EntrySpans;
import dev.standstill.log.tile.TilePath;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One pass over the files of a tree. It goes bundle by bundle with the tile of the same leaves
 * beside it, takes the leaf hashes by a rule, compares every stored byte with them and with the
 * levels above, and folds them into a root. It holds a bundle and one tile of each level.
 */
final class TreePass {
  private static final int FULL = TilePath.WIDTH_FULL;

  private final Path directory;
  private final long size;
  private final LeafRule rule;
  private final AuditListener listener;
  private final Defects defects;
  private final TreeHasher hasher = new TreeHasher();
  private final EntrySpans spans = new EntrySpans();
  private final CompactRange range = new CompactRange();
  private final StoredParents parents;
  private final LevelFiles bundles;
  private final LevelFiles tiles;
  private final ExpectedFiles expectedBundles;
  private final ExpectedFiles expectedTiles;
  private final @Nullable HashLevel above;
  private final byte[] root = new byte[Hash.LENGTH];

  private final Leaves ofEntries = new Leaves();
  private final Leaves ofTile = new Leaves();
  private List<TilePath> taken = List.of();
  private List<TilePath> takenTiles = List.of();
  private byte[] bundle = new byte[0];

  /** Leaf hashes of one tile, as many as are known from its beginning. */
  static final class Leaves {
    final byte[] hashes = new byte[FULL * Hash.LENGTH];
    int count;
  }

  TreePass(Path directory, long size, LeafRule rule, AuditListener listener, Defects defects) {
    this.directory = directory;
    this.size = size;
    this.rule = rule;
    this.listener = listener;
    this.defects = defects;
    this.parents = new StoredParents(directory, size, hasher);
    TilePath bundleModel = new TilePath.Entries(0, FULL);
    TilePath tileModel = new TilePath.Hashes(0, 0, FULL);
    this.bundles = new LevelFiles(directory, bundleModel);
    this.tiles = new LevelFiles(directory, tileModel);
    this.expectedBundles = new ExpectedFiles(bundleModel, size, size, defects);
    this.expectedTiles = new ExpectedFiles(tileModel, size, size, defects);
    this.above =
        TilePath.countAt(1, size) > 0 ? new HashLevel(directory, 1, size, defects, hasher) : null;
  }

  /**
   * The root, or empty if any leaf hash is not known.
   *
   * @param entries gets every entry, authentic if it is the one in the tree; the caller decides
   *     whether this tree is the true one
   */
  Optional<Hash> run(Optional<Consumer<LogEntry>> entries) {
    long next = 0;
    boolean whole = true;
    while (true) {
      long index = Math.min(bundles.peek(), tiles.peek());
      if (!expectedBundles.isInTree(index)) {
        break;
      }
      Leaves leaves = read(index);
      compareBundles(index, leaves, entries);
      compareTiles(index, leaves);
      whole &= index == next && fold(index, leaves);
      next = index + 1;
      listener.progress(Math.min(next * FULL, size), size);
    }
    expectedBundles.end();
    expectedTiles.end();
    if (above != null) {
      above.end();
    }
    return whole && range.size() == size ? Optional.of(range.root()) : Optional.empty();
  }

  private Leaves read(long index) {
    taken = bundles.peek() == index ? bundles.take() : List.of();
    takenTiles = tiles.peek() == index ? tiles.take() : List.of();
    ofEntries.count = 0;
    ofTile.count = 0;
    for (TilePath path : taken) {
      if (expectedBundles.isCurrent(path)) {
        expectedBundles.found(index);
        readBundle(path, ofEntries);
      }
    }
    for (TilePath path : takenTiles) {
      if (expectedTiles.isCurrent(path)) {
        expectedTiles.found(index);
        HashLevel.read(directory, path, defects)
            .ifPresent(stored -> {
              System.arraycopy(stored, 0, ofTile.hashes, 0, stored.length);
              ofTile.count = path.width();
            });
      }
    }
    return choose(index);
  }

  private void readBundle(TilePath path, Leaves leaves) {
    leaves.count = 0;
    Optional<byte[]> bytes = defects.read(directory, path.path(), EntryBundle.BYTES_MAX);
    if (bytes.isEmpty()) {
      return;
    }
    bundle = bytes.get();
    spans.find(bundle);
    // SPEC: tlog-tiles §Log entries: uint16 length-prefixed entries, nothing else.
    if (spans.count() != path.width() || spans.bytesLeftOver() != 0) {
      String found = spans.count() + " whole entries and " + spans.bytesLeftOver();
      String detail = found + " bytes left over instead of " + path.width() + " entries";
      defects.report(Code.BUNDLE_MALFORMED, path, detail);
    }
    leaves.count = Math.min(spans.count(), path.width());
    for (int i = 0; i < leaves.count; i++) {
      int at = i * Hash.LENGTH;
      hasher.leafInPlace(bundle, spans.start(i), spans.length(i), leaves.hashes, at);
    }
  }

  private Leaves choose(long index) {
    return switch (rule) {
      case ENTRIES -> ofEntries;
      case STORED -> ofTile;
      case ENTRIES_MENDED -> mended(index, ofEntries, ofTile);
      case STORED_MENDED -> mended(index, ofTile, ofEntries);
    };
  }

  private Leaves mended(long index, Leaves own, Leaves other) {
    boolean preferOther =
        own.count < other.count || (!parents.fits(index, own) && parents.fits(index, other));
    return preferOther ? other : own;
  }

  private void compareBundles(long index, Leaves leaves, Optional<Consumer<LogEntry>> entries) {
    for (TilePath path : taken) {
      if (expectedBundles.isCurrent(path)) {
        compareEntries(path, ofEntries, leaves, entries);
      }
    }
    // The partial files last: reading them replaces the entries of the current one.
    for (TilePath path : taken) {
      if (path.width() < TilePath.widthAt(index, size)) {
        Leaves superseded = new Leaves();
        readBundle(path, superseded);
        compareEntries(path, superseded, leaves, Optional.empty());
      }
    }
  }

  private void compareEntries(
      TilePath path, Leaves found, Leaves leaves, Optional<Consumer<LogEntry>> entries) {
    for (int i = 0; i < found.count; i++) {
      long index = path.start() + i;
      boolean equal = i < leaves.count && HashLevel.equalAt(found.hashes, leaves.hashes, i);
      if (!equal && i < leaves.count) {
        String place = path.path() + " entry " + index;
        String detail = "the tree has another entry at this index";
        defects.report(Code.ENTRY_ALTERED, place, detail);
      }
      if (entries.isPresent()) {
        int start = spans.start(i);
        byte[] bytes = Arrays.copyOfRange(bundle, start, start + spans.length(i));
        entries.get().accept(new LogEntry(index, bytes, equal));
      }
    }
  }

  private void compareTiles(long index, Leaves leaves) {
    for (TilePath path : takenTiles) {
      if (expectedTiles.isCurrent(path)) {
        compareTile(path, ofTile.hashes, Math.min(ofTile.count, leaves.count), leaves);
      } else if (path.width() < TilePath.widthAt(index, size)) {
        HashLevel.read(directory, path, defects)
            .ifPresent(
                stored -> compareTile(path, stored, Math.min(path.width(), leaves.count), leaves));
      }
    }
  }

  private void compareTile(TilePath path, byte[] stored, int count, Leaves leaves) {
    for (int i = 0; i < count; i++) {
      if (!HashLevel.equalAt(stored, leaves.hashes, i)) {
        HashLevel.reportAltered(path, i, defects);
        return;
      }
    }
  }

  private boolean fold(long index, Leaves leaves) {
    if (leaves.count == FULL) {
      hasher.subtree(leaves.hashes, 0, FULL, root, 0);
      if (above != null) {
        above.put(index, root);
      }
      if (Long.numberOfTrailingZeros(range.size()) >= 8) {
        range.append(root, 0, 8);
      }
      return true;
    }
    for (int i = 0; i < leaves.count; i++) {
      range.append(leaves.hashes, i * Hash.LENGTH);
    }
    return leaves.count == TilePath.widthAt(index, size);
  }
}
