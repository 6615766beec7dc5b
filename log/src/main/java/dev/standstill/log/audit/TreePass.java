package dev.standstill.log.audit;

import dev.standstill.log.audit.LogDefect.Code;
import dev.standstill.log.audit.ReadAhead.Content;
import dev.standstill.log.audit.ReadAhead.Step;
import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHasher;
import dev.standstill.log.tile.EntrySpans;
import dev.standstill.log.tile.TilePath;
import java.nio.file.Path;
import java.util.Arrays;
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
  private final ExpectedFiles expectedBundles;
  private final ExpectedFiles expectedTiles;
  private final @Nullable HashLevel above;
  private final byte[] root = new byte[Hash.LENGTH];
  private final Leaves ofEntries = new Leaves();
  private final Leaves ofTile = new Leaves();
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
    try (ReadAhead files = new ReadAhead(directory, size)) {
      for (Step step = files.next(); !step.isEnd(); step = files.next()) {
        Leaves leaves = take(step);
        compareBundles(step, leaves, entries);
        compareTiles(step, leaves);
        whole &= step.index() == next && fold(step.index(), leaves);
        next = step.index() + 1;
        listener.progress(Math.min(next * FULL, size), size);
      }
    }
    expectedBundles.end();
    expectedTiles.end();
    if (above != null) {
      above.end();
    }
    return whole && range.size() == size ? Optional.of(range.root()) : Optional.empty();
  }

  private Leaves take(Step step) {
    ofEntries.count = 0;
    ofTile.count = 0;
    for (Content content : step.bundles()) {
      if (expectedBundles.isCurrent(content.path())) {
        expectedBundles.found(step.index());
        takeBundle(content, ofEntries);
      }
    }
    for (Content content : step.tiles()) {
      if (expectedTiles.isCurrent(content.path())) {
        expectedTiles.found(step.index());
        byte[] stored = tile(content);
        System.arraycopy(stored, 0, ofTile.hashes, 0, stored.length);
        ofTile.count = stored.length / Hash.LENGTH;
      }
    }
    return choose(step.index());
  }

  private void takeBundle(Content content, Leaves leaves) {
    TilePath path = content.path();
    bundle = bytes(content).orElse(new byte[0]);
    spans.find(bundle);
    boolean whole = spans.count() == path.width() && spans.bytesLeftOver() == 0;
    // SPEC: tlog-tiles §Log entries: uint16 length-prefixed entries, nothing else.
    if (!whole && content instanceof Content.Bytes) {
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

  /** The bytes of a tile, none if it has a wrong length. */
  private byte[] tile(Content content) {
    return bytes(content)
        .filter(bytes -> HashLevel.hasRightLength(content.path(), bytes, defects))
        .orElse(new byte[0]);
  }

  private Optional<byte[]> bytes(Content content) {
    return switch (content) {
      case Content.Bytes read -> Optional.of(read.bytes());
      case Content.Unreadable unreadable -> {
        defects.report(unreadable.code(), unreadable.path(), unreadable.detail());
        yield Optional.empty();
      }
    };
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

  private void compareBundles(Step step, Leaves leaves, Optional<Consumer<LogEntry>> entries) {
    for (Content content : step.bundles()) {
      if (expectedBundles.isCurrent(content.path())) {
        compareEntries(content.path(), ofEntries, leaves, entries);
      }
    }
    // Superseded files last: they replace the entries of the current one.
    for (Content content : step.bundles()) {
      if (!expectedBundles.isCurrent(content.path())) {
        Leaves superseded = new Leaves();
        takeBundle(content, superseded);
        compareEntries(content.path(), superseded, leaves, Optional.empty());
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

  private void compareTiles(Step step, Leaves leaves) {
    for (Content content : step.tiles()) {
      boolean current = expectedTiles.isCurrent(content.path());
      byte[] stored = current ? ofTile.hashes : tile(content);
      int count = current ? ofTile.count : stored.length / Hash.LENGTH;
      compareTile(content.path(), stored, Math.min(count, leaves.count), leaves);
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
