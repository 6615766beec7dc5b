package dev.standstill.site.metering;

import java.util.List;

/**
 * Something that can be asked what its devices show now. It never invents: a device or channel that
 * gives nothing has no reading, and a fault says why.
 */
public interface MeterSource extends AutoCloseable {

  /**
   * What one question gave.
   *
   * @param readings one at most for each device and channel
   * @param faults why others are missing
   */
  record Polled(ReadingBatch readings, List<Fault> faults) {
    public Polled {
      faults = List.copyOf(faults);
    }
  }

  /**
   * What it is called in faults, for example {@code nvml} or {@code http://node-7:9400/metrics}.
   */
  String name();

  /**
   * Reads every device once. It never throws: whatever goes wrong is a fault.
   *
   * @param timeMicros now, in microseconds since 1970; the time of every reading whose source has
   *     no clock of its own
   */
  Polled poll(long timeMicros);

  @Override
  default void close() {}
}
