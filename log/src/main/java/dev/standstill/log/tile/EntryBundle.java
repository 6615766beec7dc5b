package dev.standstill.log.tile;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Up to 256 entries as one file: each a big-endian u16 length and that many bytes.
 *
 * <p>Decoding never fails. A damaged bundle gives the entries that stand before the damage and the
 * number of bytes that make no further entry; it is whole only if nothing is left over.
 */
public final class EntryBundle {
  /** The largest entry; larger evidence is logged by its hash. */
  public static final int ENTRY_BYTES_MAX = 65_535;

  /** The largest bundle. */
  public static final int BYTES_MAX = TilePath.WIDTH_FULL * (Short.BYTES + ENTRY_BYTES_MAX);

  private final List<byte[]> entries;
  private final int bytesLeftOver;

  private EntryBundle(List<byte[]> entries, int bytesLeftOver) {
    this.entries = List.copyOf(entries);
    this.bytesLeftOver = bytesLeftOver;
  }

  public static EntryBundle of(List<byte[]> entries) {
    if (entries.size() > TilePath.WIDTH_FULL) {
      throw new IllegalArgumentException("a bundle has 256 entries at most");
    }
    entries.forEach(EntryBundle::requireLoggable);
    return new EntryBundle(entries.stream().map(byte[]::clone).toList(), 0);
  }

  /** Refuses an entry that no bundle can hold. */
  public static void requireLoggable(byte[] entry) {
    // SPEC: tlog-tiles §Log entries: uint16 length-prefixed.
    if (entry.length > ENTRY_BYTES_MAX) {
      throw new IllegalArgumentException("an entry has at most 65535 bytes, not " + entry.length);
    }
  }

  public static EntryBundle decode(byte[] bytes) {
    EntrySpans spans = new EntrySpans().find(bytes);
    List<byte[]> entries = new ArrayList<>();
    for (int i = 0; i < spans.count(); i++) {
      int start = spans.start(i);
      entries.add(Arrays.copyOfRange(bytes, start, start + spans.length(i)));
    }
    return new EntryBundle(entries, spans.bytesLeftOver());
  }

  public byte[] encoded() {
    if (!isWhole()) {
      throw new IllegalStateException("a damaged bundle cannot be written again");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] entry : entries) {
      bytes.write(entry.length >>> 8);
      bytes.write(entry.length);
      bytes.writeBytes(entry);
    }
    return bytes.toByteArray();
  }

  /** Copies of the entries in order. */
  public List<byte[]> entries() {
    return entries.stream().map(byte[]::clone).toList();
  }

  public int bytesLeftOver() {
    return bytesLeftOver;
  }

  public boolean isWhole() {
    return bytesLeftOver == 0;
  }
}
