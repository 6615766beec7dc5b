package dev.standstill.telemetry.mlperf;

import dev.standstill.telemetry.MeterReading;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The readings of one meter file, in the order of the file, packed at 16 bytes a reading. */
public final class NodeReadings implements Iterable<MeterReading> {
  private final String node;
  private final long[] micros;
  private final long[] milliwatts;

  private NodeReadings(String node, long[] micros, long[] milliwatts) {
    this.node = node;
    this.micros = micros;
    this.milliwatts = milliwatts;
  }

  /** The node: the file's name without its ending. */
  public String node() {
    return node;
  }

  /** How many readings. */
  public int count() {
    return micros.length;
  }

  /** The readings, in the order of the file; the node is the measurement point. */
  public Stream<MeterReading> stream() {
    return IntStream.range(0, micros.length)
        .mapToObj(i -> new MeterReading(node, micros[i], milliwatts[i]));
  }

  @Override
  public Iterator<MeterReading> iterator() {
    return stream().iterator();
  }

  /** Gathers readings while a file is read. */
  static final class Builder {
    private long[] micros = new long[1024];
    private long[] milliwatts = new long[1024];
    private int count;

    void add(long time, long power) {
      if (count == micros.length) {
        micros = Arrays.copyOf(micros, count * 2);
        milliwatts = Arrays.copyOf(milliwatts, count * 2);
      }
      micros[count] = time;
      milliwatts[count++] = power;
    }

    boolean isEmpty() {
      return count == 0;
    }

    NodeReadings build(String node) {
      return new NodeReadings(node, Arrays.copyOf(micros, count), Arrays.copyOf(milliwatts, count));
    }
  }
}
