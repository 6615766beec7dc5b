package dev.standstill.telemetry;

import dev.standstill.telemetry.SeriesCopies.NearCopies;
import dev.standstill.telemetry.SeriesCopies.SeriesRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which series share runs of {@value #RUN} successive values, whatever their times.
 *
 * <p>Each run becomes one long: a hash in the upper bits, the series in the lower. Sorted, equal
 * runs of different series stand side by side. Runs with fewer than {@value #VALUES_MIN} different
 * values are left out, since idle machines agree by chance. Hashes that collide by chance (about
 * one in the largest search) move no share by a per mille.
 */
final class SharedRuns {
  static final int SERIES_BITS = 20;
  static final int SERIES_MAX = 1 << SERIES_BITS;
  private static final int RUN = 32;
  private static final int VALUES_MIN = 4;
  private static final long SHARE_PER_MILLE_MIN = 200;
  // In a crowd with the same run every member is paired with these first ones only.
  private static final int CROWD = 64;

  private final List<SeriesRef> series = new ArrayList<>();
  private final long[] window = new long[RUN];
  private long[] runs = new long[1 << 12];
  private int count;
  private @Nullable SeriesRef current;
  private long length;

  /** Adds the next value of a series; null stands for a series not looked at. */
  void add(@Nullable SeriesRef of, long milliwatts) {
    if (of == null) {
      return;
    }
    if (!of.equals(current)) {
      current = of;
      series.add(of);
      length = 0;
    }
    window[(int) (length++ % RUN)] = milliwatts;
    if (length >= RUN && isTelling()) {
      if (count == runs.length) {
        runs = Arrays.copyOf(runs, count * 2);
      }
      runs[count++] = hash() << SERIES_BITS | (series.size() - 1);
    }
  }

  /** Pairs that share at least a fifth of the shorter one's runs, in the order of the series. */
  List<NearCopies> nearCopies() {
    Arrays.parallelSort(runs, 0, count);
    Map<Integer, Integer> distinctRuns = new HashMap<>();
    Map<Long, Integer> shared = new TreeMap<>();
    for (int i = 0; i < count; ) {
      int[] owners = new int[CROWD];
      int owned = 0;
      long hash = runs[i] >>> SERIES_BITS;
      int previous = -1;
      for (; i < count && runs[i] >>> SERIES_BITS == hash; i++) {
        int owner = (int) (runs[i] & (SERIES_MAX - 1));
        if (owner == previous) {
          continue;
        }
        previous = owner;
        distinctRuns.merge(owner, 1, Integer::sum);
        for (int j = 0; j < owned; j++) {
          shared.merge((long) owners[j] << SERIES_BITS | owner, 1, Integer::sum);
        }
        if (owned < CROWD) {
          owners[owned++] = owner;
        }
      }
    }
    List<NearCopies> near = new ArrayList<>();
    shared.forEach((pair, runsShared) -> addIfNear(near, pair, runsShared, distinctRuns));
    return near;
  }

  private void addIfNear(
      List<NearCopies> near, long pair, long runsShared, Map<Integer, Integer> distinctRuns) {
    int one = (int) (pair >>> SERIES_BITS);
    int other = (int) (pair & (SERIES_MAX - 1));
    long shorter = Math.min(distinctRuns.getOrDefault(one, 0), distinctRuns.getOrDefault(other, 0));
    long share = runsShared * 1000 / shorter;
    if (share >= SHARE_PER_MILLE_MIN) {
      near.add(new NearCopies(series.get(one), series.get(other), share));
    }
  }

  private boolean isTelling() {
    long[] values = new long[VALUES_MIN];
    int found = 0;
    for (long value : window) {
      boolean known = false;
      for (int j = 0; j < found; j++) {
        known |= values[j] == value;
      }
      if (!known) {
        values[found++] = value;
        if (found == VALUES_MIN) {
          return true;
        }
      }
    }
    return false;
  }

  /** Depends on the values in their order, not on where the ring buffer starts. */
  private long hash() {
    long hash = 0;
    for (long i = length - RUN; i < length; i++) {
      hash = (hash ^ window[(int) (i % RUN)]) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash;
  }
}
