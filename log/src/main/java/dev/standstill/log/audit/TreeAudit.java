package dev.standstill.log.audit;

import dev.standstill.log.audit.LogDefect.Code;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.StoredTiles;
import dev.standstill.log.tile.TilePath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Rebuilds the tree from the entries and compares every stored byte with it.
 *
 * <p>The root of the checkpoint decides which leaf hashes are true. First the hashes of the entries
 * are tried: if they lead to the root, every entry is authentic, and a tile that differs is at
 * fault. If they do not, the stored leaf hashes are tried, and then a mixture, tile by tile, of
 * those that fit their parents: if these lead to the root, they say exactly which entries are at
 * fault. If nothing leads to the root, nothing is authentic; files are then still compared with the
 * entries.
 */
final class TreeAudit {
  /** A signed size may be absurd: missing files are listed up to here, then summed up. */
  private static final int MISSING_LISTED_MAX = 16;

  private final Inventory inventory;
  private final long size;
  private final Optional<Hash> verifiedRoot;
  private final List<LogDefect> defects;

  private final Map<TilePath.Entries, EntryBundle> bundles = new LinkedHashMap<>();
  private final Map<TilePath.Hashes, List<Hash>> tiles = new LinkedHashMap<>();
  private final List<HashRow> rows = new ArrayList<>();
  private boolean bound;

  TreeAudit(Inventory inventory, long size, Optional<Hash> verifiedRoot, List<LogDefect> defects) {
    this.inventory = inventory;
    this.size = size;
    this.verifiedRoot = verifiedRoot;
    this.defects = defects;
  }

  /** The entries in order, each with whether the verified root binds it. */
  List<LogEntry> run() {
    reportMissing(size, i -> new TilePath.Entries(i, TilePath.widthAt(i, size)));
    for (int level = 0; TilePath.countAt(level, size) > 0; level++) {
      int at = level;
      long count = TilePath.countAt(level, size);
      reportMissing(count, i -> new TilePath.Hashes(at, i, TilePath.widthAt(i, count)));
    }
    readFiles();
    buildRows(bindLeaves());
    List<LogEntry> entries = new ArrayList<>();
    bundles.forEach((path, bundle) -> compare(path, bundle, entries));
    tiles.forEach(this::compare);
    return entries;
  }

  private void reportMissing(long count, LongFunction<TilePath> at) {
    int missing = 0;
    for (long i = 0; i < TilePath.fileCount(count); i++) {
      TilePath path = at.apply(i);
      if (inventory.holds(path)) {
        continue;
      }
      if (++missing > MISSING_LISTED_MAX) {
        report(Code.FILE_MISSING, path, "and perhaps later ones, which are not listed");
        return;
      }
      report(Code.FILE_MISSING, path, "a log of " + size + " entries has this file");
    }
  }

  private void readFiles() {
    for (TilePath path : inventory.paths()) {
      switch (path) {
        case TilePath.Entries bundle -> readBundle(bundle);
        case TilePath.Hashes tile -> readTile(tile);
      }
    }
  }

  private void readBundle(TilePath.Entries path) {
    if (isBeyond(path, size)) {
      return;
    }
    Optional<byte[]> bytes = inventory.read(path.path(), EntryBundle.BYTES_MAX);
    if (bytes.isEmpty()) {
      return;
    }
    // SPEC: tlog-tiles §Log entries: uint16 length-prefixed entries, nothing else.
    EntryBundle bundle = EntryBundle.decode(bytes.get());
    int count = bundle.entries().size();
    if (count != path.width() || !bundle.isWhole()) {
      String found = count + " whole entries and " + bundle.bytesLeftOver() + " bytes left over";
      report(Code.BUNDLE_MALFORMED, path, found + " instead of " + path.width() + " entries");
    }
    bundles.put(path, bundle);
  }

  private void readTile(TilePath.Hashes path) {
    if (isBeyond(path, TilePath.countAt(path.level(), size))) {
      return;
    }
    // SPEC: tlog-tiles §Merkle Tree: a full tile is exactly 8,192 bytes; a partial one 32 a hash.
    int expected = path.width() * Hash.LENGTH;
    Optional<byte[]> bytes = inventory.read(path.path(), TilePath.WIDTH_FULL * Hash.LENGTH);
    if (bytes.isPresent() && bytes.get().length != expected) {
      report(Code.WRONG_LENGTH, path, bytes.get().length + " bytes instead of " + expected);
      return;
    }
    bytes.ifPresent(b -> tiles.put(path, StoredTiles.split(b)));
  }

  private boolean isBeyond(TilePath path, long count) {
    // Subtract on this side: start and width may pass the largest long.
    boolean beyond = path.start() > count - path.width();
    if (beyond) {
      report(Code.FILE_BEYOND_CHECKPOINT, path, "the tree has only " + size + " entries");
    }
    return beyond;
  }

  /** The leaf hashes that lead to the verified root, or else those of the entries. */
  private HashRow bindLeaves() {
    HashRow fromEntries = new HashRow();
    bundles.forEach((path, bundle) -> {
      if (isCurrent(path, size)) {
        List<byte[]> entries = bundle.entries();
        for (int i = 0; i < Math.min(entries.size(), path.width()); i++) {
          fromEntries.put(path.start() + i, TreeHash.leaf(entries.get(i)));
        }
      }
    });
    if (verifiedRoot.isEmpty()) {
      return fromEntries;
    }
    HashRow stored = storedRow(0);
    HashRow parents = storedRow(1);
    Optional<HashRow> binding =
        Stream.<Supplier<HashRow>>of(
                () -> fromEntries,
                () -> stored,
                () -> fromEntries.mendedBy(stored, parents),
                () -> stored.mendedBy(fromEntries, parents))
            .map(Supplier::get)
            .filter(row -> row.root(size).equals(verifiedRoot))
            .findFirst();
    bound = binding.isPresent();
    if (!bound) {
      String detail = "neither entries nor tiles lead to the root of the checkpoint";
      defects.add(new LogDefect(Code.ROOT_MISMATCH, LogAudit.CHECKPOINT, detail));
    }
    return binding.orElse(fromEntries);
  }

  private HashRow storedRow(int level) {
    HashRow row = new HashRow();
    tiles.forEach((path, hashes) -> {
      if (path.level() == level && isCurrent(path, TilePath.countAt(level, size))) {
        for (int i = 0; i < hashes.size(); i++) {
          row.put(path.start() + i, hashes.get(i));
        }
      }
    });
    return row;
  }

  private void buildRows(HashRow leaves) {
    rows.add(leaves);
    // SPEC: tlog-tiles §Merkle Tree: each hash is that of a full tile at the level below.
    while (TilePath.countAt(rows.size(), size) > 0) {
      rows.add(rows.getLast().parents());
    }
  }

  /** Not a partial file that a wider one has superseded. */
  private static boolean isCurrent(TilePath path, long count) {
    return path.width() == TilePath.widthAt(path.index(), count);
  }

  private void compare(TilePath.Entries path, EntryBundle bundle, List<LogEntry> entries) {
    List<byte[]> found = bundle.entries();
    for (int i = 0; i < Math.min(found.size(), path.width()); i++) {
      long index = path.start() + i;
      Optional<Hash> expected = rows.getFirst().at(index);
      boolean equal = expected.equals(Optional.of(TreeHash.leaf(found.get(i))));
      if (!equal && expected.isPresent()) {
        String place = path.path() + " entry " + index;
        String detail = "the tree has another entry at this index";
        defects.add(new LogDefect(Code.ENTRY_ALTERED, place, detail));
      }
      if (isCurrent(path, size)) {
        entries.add(new LogEntry(index, found.get(i), bound && equal));
      }
    }
  }

  private void compare(TilePath.Hashes path, List<Hash> hashes) {
    HashRow row = rows.get(path.level());
    for (int i = 0; i < hashes.size(); i++) {
      Optional<Hash> expected = row.at(path.start() + i);
      if (expected.isPresent() && !expected.get().equals(hashes.get(i))) {
        report(Code.TILE_ALTERED, path, "hash " + i + " of the tile is not that of the tree");
        return;
      }
    }
  }

  private void report(Code code, TilePath path, String detail) {
    defects.add(new LogDefect(code, path.path(), detail));
  }
}
