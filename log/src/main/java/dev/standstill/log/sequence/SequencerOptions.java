package dev.standstill.log.sequence;

import java.time.Duration;

/**
 * The bounds of a sequencer.
 *
 * @param queuedEntriesMax how many entries may wait before appending is refused as busy
 * @param queuedBytesMax how many bytes may wait
 * @param batchEntriesMax how many entries share one sync at the most
 * @param batchBytesMax how many bytes share one sync, but for a last entry that passes it
 * @param publishInterval the least time from one publication to the next
 * @param logTime the entry that is logged for each published checkpoint
 */
public record SequencerOptions(
    int queuedEntriesMax,
    long queuedBytesMax,
    int batchEntriesMax,
    long batchBytesMax,
    Duration publishInterval,
    LogTimeEntry logTime) {
  public SequencerOptions {
    if (queuedEntriesMax < 1 || queuedBytesMax < 1 || batchEntriesMax < 1 || batchBytesMax < 1) {
      throw new IllegalArgumentException("a sequencer needs room for one entry");
    }
    if (publishInterval.isNegative()) {
      throw new IllegalArgumentException("the interval is negative: " + publishInterval);
    }
  }

  /** A checkpoint a second, no log-time, and bounds that a small machine bears. */
  public static SequencerOptions defaults() {
    return new SequencerOptions(
        16_384, 64 << 20, 4096, 4 << 20, Duration.ofSeconds(1), LogTimeEntry.none());
  }

  /** The same with another interval. */
  public SequencerOptions publishingEvery(Duration interval) {
    return new SequencerOptions(
        queuedEntriesMax, queuedBytesMax, batchEntriesMax, batchBytesMax, interval, logTime);
  }

  /** The same with a log-time entry for each published checkpoint. */
  public SequencerOptions loggingTime(LogTimeEntry entry) {
    return new SequencerOptions(
        queuedEntriesMax, queuedBytesMax, batchEntriesMax, batchBytesMax, publishInterval, entry);
  }
}
