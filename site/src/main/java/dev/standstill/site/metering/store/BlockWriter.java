package dev.standstill.site.metering.store;

import dev.standstill.site.metering.Series;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Fills blocks of one journal. After a failed write it must be replaced by a new one. */
final class BlockWriter {
  /** A reading's longest three numbers. */
  private static final int READING_BYTES_MAX = 30;

  private static final int FEW = 256;

  private final Map<Series, Integer> numbers = new HashMap<>();
  private boolean fresh = true;
  private ByteBuffer names = ByteBuffer.allocate(1 << 12);
  private int firstNamed;
  private int named;
  private int[] places = new int[FEW];
  private long[] times = new long[FEW];
  private long[] values = new long[FEW];
  private int readings;

  /** Whether the next block should be taken before more is added. */
  boolean isFull() {
    return names.position() + (long) readings * READING_BYTES_MAX > Block.PAYLOAD_MAX / 2;
  }

  boolean isEmpty() {
    return readings == 0;
  }

  void add(Series series, long timeMicros, long value) {
    Integer number = numbers.get(series);
    if (number == null) {
      number = name(series);
    }
    if (readings == places.length) {
      places = Arrays.copyOf(places, readings * 2);
      times = Arrays.copyOf(times, readings * 2);
      values = Arrays.copyOf(values, readings * 2);
    }
    places[readings] = number;
    times[readings] = timeMicros;
    values[readings++] = value;
  }

  private Integer name(Series series) {
    Integer number = numbers.size();
    if (named++ == 0) {
      firstNamed = number;
    }
    numbers.put(series, number);
    byte[] name = series.device().getBytes(StandardCharsets.UTF_8);
    if (names.remaining() < name.length + READING_BYTES_MAX) {
      names = ByteBuffer.allocate(names.capacity() * 2).put(names.flip());
    }
    names.put((byte) series.channel().code());
    Block.number(names, name.length);
    names.put(name);
    return number;
  }

  /** The block of everything added since the last one. */
  ByteBuffer take() {
    ByteBuffer block =
        ByteBuffer.allocate(
            Block.HEADER + 2 * READING_BYTES_MAX + names.position() + readings * READING_BYTES_MAX);
    block.position(Block.HEADER).put((byte) (fresh ? 1 : 0));
    Block.number(block, named == 0 ? 0 : firstNamed);
    Block.number(block, named);
    block.put(names.flip());
    Block.number(block, readings);
    long before = 0;
    for (int i = 0; i < readings; i++) {
      Block.number(block, places[i]);
      Block.number(block, Block.unsigned(times[i] - before));
      Block.number(block, values[i]);
      before = times[i];
    }
    fresh = false;
    names.clear();
    named = 0;
    readings = 0;
    return Block.seal(block);
  }
}
