package dev.standstill.log.audit;

import java.util.Arrays;

/** An entry as it was read. Use one that is not authentic only to show what stands in the file. */
public final class LogEntry {
  private final long index;
  private final byte[] bytes;
  private final boolean authentic;

  LogEntry(long index, byte[] bytes, boolean authentic) {
    this.index = index;
    this.bytes = bytes;
    this.authentic = authentic;
  }

  /** The same entry, of which nothing is known. */
  LogEntry unbound() {
    return new LogEntry(index, bytes, false);
  }

  public long index() {
    return index;
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  /** Whether the verified root binds exactly these bytes to this index. */
  public boolean authentic() {
    return authentic;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LogEntry entry
        && index == entry.index
        && authentic == entry.authentic
        && Arrays.equals(bytes, entry.bytes);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(index) + 31 * Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "entry "
        + index
        + " ("
        + bytes.length
        + " bytes)"
        + (authentic ? "" : ", not authentic");
  }
}
