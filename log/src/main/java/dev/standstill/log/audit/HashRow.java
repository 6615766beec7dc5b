package dev.standstill.log.audit;

import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.tile.TilePath;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The hashes of one tile level, as far as they are known; gaps cost nothing. */
final class HashRow {
  private final SortedMap<Long, @Nullable Hash[]> tiles = new TreeMap<>();

  void put(long index, Hash hash) {
    @Nullable Hash[] tile =
        tiles.computeIfAbsent(
            index / TilePath.WIDTH_FULL, n -> new @Nullable Hash[TilePath.WIDTH_FULL]);
    tile[(int) (index % TilePath.WIDTH_FULL)] = hash;
  }

  Optional<Hash> at(long index) {
    @Nullable Hash[] tile = tiles.get(index / TilePath.WIDTH_FULL);
    return tile == null
        ? Optional.empty()
        : Optional.ofNullable(tile[(int) (index % TilePath.WIDTH_FULL)]);
  }

  /** The hashes of the tile with this number as far as they are known without a gap. */
  List<Hash> tile(long number) {
    List<Hash> known = new ArrayList<>();
    @Nullable Hash[] tile = tiles.get(number);
    for (int i = 0; tile != null && i < tile.length; i++) {
      Hash hash = tile[i];
      if (hash == null) {
        break;
      }
      known.add(hash);
    }
    return known;
  }

  /** The root over the first {@code count} hashes, or empty if one of them is not known. */
  Optional<Hash> root(long count) {
    CompactRange range = new CompactRange();
    for (long i = 0; i < count; i++) {
      Optional<Hash> hash = at(i);
      if (hash.isEmpty()) {
        return Optional.empty();
      }
      range.append(hash.get());
    }
    return Optional.of(range.root());
  }

  /** The next tile level: one hash for each full tile. */
  HashRow parents() {
    HashRow parents = new HashRow();
    for (long number : tiles.keySet()) {
      tileRoot(number).ifPresent(root -> parents.put(number, root));
    }
    return parents;
  }

  /** This row, but the other row's tile where that is longer or alone fits the parent. */
  HashRow mendedBy(HashRow other, HashRow parents) {
    HashRow mended = new HashRow();
    TreeSet<Long> numbers = new TreeSet<>(tiles.keySet());
    numbers.addAll(other.tiles.keySet());
    for (long number : numbers) {
      Optional<Hash> parent = parents.at(number);
      boolean preferOther =
          tile(number).size() < other.tile(number).size()
              || (parent.isPresent()
                  && !tileRoot(number).equals(parent)
                  && other.tileRoot(number).equals(parent));
      @Nullable Hash[] chosen = (preferOther ? other : this).tiles.get(number);
      if (chosen != null) {
        mended.tiles.put(number, Arrays.copyOf(chosen, chosen.length));
      }
    }
    return mended;
  }

  private Optional<Hash> tileRoot(long number) {
    List<Hash> tile = tile(number);
    return tile.size() == TilePath.WIDTH_FULL
        ? Optional.of(CompactRange.rootOf(tile))
        : Optional.empty();
  }
}
