package dev.standstill.log.sequence;

import dev.standstill.log.merkle.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.OptionalLong;

/**
 * The leaf hashes of the last million entries, to find an entry that was logged already. It is a
 * projection of the tree, made anew at every start, and never decides what the log holds.
 *
 * <p>A ring keeps the hashes in the order of the log; a table with open addressing finds them. The
 * entry that leaves the window leaves the table as well, by shifting back those behind it, so that
 * neither grows: 40 MB at the most, and little for a small log.
 */
final class RecentLeaves {
  static final int WINDOW = 1_000_000;
  private static final int CAPACITY_FIRST = 1 << 10;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final int window;

  /** Nobody outside knows it, so nobody can choose entries that all fall into one place. */
  private final long multiplier;

  private byte[] ring;
  private int[] table;
  private long first;
  private long next;

  /**
   * An empty window.
   *
   * @param start the index of the first entry that will be added
   * @param secret any number
   */
  RecentLeaves(long start, int window, long secret) {
    this.window = window;
    this.multiplier = secret | 1;
    this.first = start;
    this.next = start;
    allocate(Math.min(CAPACITY_FIRST, window));
  }

  private void allocate(int capacity) {
    ring = new byte[capacity * Hash.LENGTH];
    // At most half full, so that chains stay short.
    table = new int[Integer.highestOneBit(2 * capacity - 1) * 2];
  }

  /** The index of the latest entry in the window with this leaf hash. */
  OptionalLong find(byte[] hashes, int offset) {
    int slot = home(hashes, offset);
    while (table[slot] != 0) {
      int place = table[slot] - 1;
      if (equal(place, hashes, offset)) {
        return OptionalLong.of(indexAt(place));
      }
      slot = (slot + 1) & (table.length - 1);
    }
    return OptionalLong.empty();
  }

  /** Adds the hash of the next entry, one that {@link #find} does not find. */
  void add(byte[] hashes, int offset) {
    if (next - first == window) {
      remove(placeOf(first));
      first++;
    } else if (next - first == capacity()) {
      grow();
    }
    int place = placeOf(next);
    System.arraycopy(hashes, offset, ring, place * Hash.LENGTH, Hash.LENGTH);
    next++;
    insert(place);
  }

  private int capacity() {
    return ring.length / Hash.LENGTH;
  }

  private void grow() {
    byte[] old = ring;
    int oldCapacity = capacity();
    allocate(Math.min(2 * oldCapacity, window));
    for (long i = first; i < next; i++) {
      int from = (int) (i % oldCapacity) * Hash.LENGTH;
      int place = placeOf(i);
      System.arraycopy(old, from, ring, place * Hash.LENGTH, Hash.LENGTH);
      insert(place);
    }
  }

  private void insert(int place) {
    int slot = home(ring, place * Hash.LENGTH);
    while (table[slot] != 0) {
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = place + 1;
  }

  private void remove(int place) {
    int mask = table.length - 1;
    int hole = home(ring, place * Hash.LENGTH);
    while (table[hole] != place + 1) {
      hole = (hole + 1) & mask;
    }
    // Whatever would no longer be found across the hole moves into it.
    for (int slot = (hole + 1) & mask; table[slot] != 0; slot = (slot + 1) & mask) {
      int home = home(ring, (table[slot] - 1) * Hash.LENGTH);
      if (((slot - home) & mask) >= ((slot - hole) & mask)) {
        table[hole] = table[slot];
        hole = slot;
      }
    }
    table[hole] = 0;
  }

  private int home(byte[] hashes, int offset) {
    long bits = (long) LONGS.get(hashes, offset) * multiplier;
    return (int) (bits >>> (Long.SIZE - Integer.numberOfTrailingZeros(table.length)));
  }

  private boolean equal(int place, byte[] hashes, int offset) {
    int start = place * Hash.LENGTH;
    return Arrays.equals(ring, start, start + Hash.LENGTH, hashes, offset, offset + Hash.LENGTH);
  }

  private int placeOf(long index) {
    return (int) (index % capacity());
  }

  private long indexAt(int place) {
    int back = Math.floorMod(placeOf(next - 1) - place, capacity());
    return next - 1 - back;
  }
}
