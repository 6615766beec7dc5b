package dev.standstill.site.metering.metric;

import dev.standstill.site.metering.metric.MetricRules.Meaning;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a series means, found again by the bytes of its name and labels. A source says the same two
 * hundred bytes before each of its numbers: reading them once is enough. For one thread at a time.
 */
public final class KnownSeries {
  /** More are forgotten all at once: names that change all the time must not fill the memory. */
  private static final int ENTRIES_MAX = 1 << 16;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long MULTIPLIER = 0x9e3779b97f4a7c15L;

  private byte[] @Nullable [] keys = new byte[1 << 10][];
  private @Nullable Meaning[] meanings = new Meaning[1 << 10];
  private int entries;

  /** What these bytes mean; null if that is not known yet. */
  public @Nullable Meaning find(byte[] bytes, int from, int to) {
    int place = place(bytes, from, to);
    return meanings[place];
  }

  /** Remembers what these bytes mean. */
  public void put(byte[] bytes, int from, int to, Meaning meaning) {
    if (entries >= ENTRIES_MAX) {
      Arrays.fill(keys, null);
      Arrays.fill(meanings, null);
      entries = 0;
    } else if (entries * 2 >= keys.length) {
      grow();
    }
    int place = place(bytes, from, to);
    if (keys[place] == null) {
      entries++;
    }
    keys[place] = Arrays.copyOfRange(bytes, from, to);
    meanings[place] = meaning;
  }

  private void grow() {
    byte[] @Nullable [] oldKeys = keys;
    @Nullable Meaning[] oldMeanings = meanings;
    keys = new byte[oldKeys.length * 2][];
    meanings = new Meaning[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      byte[] key = oldKeys[i];
      if (key != null) {
        int place = place(key, 0, key.length);
        keys[place] = key;
        meanings[place] = oldMeanings[i];
      }
    }
  }

  /** Where these bytes stand, or would stand. */
  private int place(byte[] bytes, int from, int to) {
    int mask = keys.length - 1;
    int place = hash(bytes, from, to) & mask;
    while (true) {
      byte[] key = keys[place];
      if (key == null || Arrays.equals(key, 0, key.length, bytes, from, to)) {
        return place;
      }
      place = (place + 1) & mask;
    }
  }

  private static int hash(byte[] bytes, int from, int to) {
    long hash = (long) to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * MULTIPLIER;
      hash ^= hash >>> 32;
    }
    for (; at < to; at++) {
      hash = (hash ^ bytes[at]) * MULTIPLIER;
    }
    return (int) (hash ^ (hash >>> 32));
  }
}
