package dev.standstill.log.sequence;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A batch of entries as it stands in the write-ahead log, made in place in one array.
 *
 * <pre>
 *  0  u32  magic "SWAL"             24  u32  number of entries
 *  4  u16  version 1, u16 zero      28  u32  length of the body
 *  8  u64  salt of the segment      32  u32  CRC-32C of bytes 0 to 31 and the body
 * 16  u64  index of the first       36  u32  zero
 * 40  body: each entry as in a bundle, u16 length and bytes; then zeros up to the next block
 * </pre>
 *
 * <p>Numbers are big-endian. A record begins at a block of its own, so that no block with an
 * acknowledged entry is ever written again. The salt is secret until the record is written: an
 * entry cannot hold bytes that look like a record of its own segment.
 */
final class WalRecord {
  static final int BLOCK = 4096;
  static final int HEADER = 40;

  /** A body is begun anew past this; one entry may pass it. */
  static final int BODY_BYTES_MAX = 4 << 20;

  private static final int MAGIC = 0x5357414c;
  private static final short VERSION = 1;
  private static final int CHECKED_HEADER = 32;

  private final long firstIndex;
  private byte[] bytes;
  private int end = HEADER;
  private int count;

  /** An empty record whose first entry will have this index. */
  WalRecord(long firstIndex) {
    this.firstIndex = firstIndex;
    this.bytes = new byte[BLOCK];
  }

  private WalRecord(byte[] bytes, long firstIndex, int count, int end) {
    this.bytes = bytes;
    this.firstIndex = firstIndex;
    this.count = count;
    this.end = end;
  }

  /** Whether one more entry keeps the body within bounds; an empty record takes any entry. */
  boolean fits(byte[] entry) {
    return count == 0 || end - HEADER + Short.BYTES + entry.length <= BODY_BYTES_MAX;
  }

  void add(byte[] entry) {
    int needed = padded(end + Short.BYTES + entry.length);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    bytes[end] = (byte) (entry.length >>> 8);
    bytes[end + 1] = (byte) entry.length;
    System.arraycopy(entry, 0, bytes, end + Short.BYTES, entry.length);
    end += Short.BYTES + entry.length;
    count++;
  }

  /** Fills in header and padding, and answers with how many bytes are to be written. */
  int finish(long salt) {
    Arrays.fill(bytes, end, padded(end), (byte) 0);
    ByteBuffer.wrap(bytes)
        .putInt(MAGIC)
        .putShort(VERSION)
        .putShort((short) 0)
        .putLong(salt)
        .putLong(firstIndex)
        .putInt(count)
        .putInt(end - HEADER)
        .putInt(checksum(bytes, 0, end))
        .putInt(0);
    return padded(end);
  }

  private static int padded(int length) {
    return (length + BLOCK - 1) / BLOCK * BLOCK;
  }

  private static int checksum(byte[] bytes, int start, int end) {
    CRC32C sum = new CRC32C();
    sum.update(bytes, start, CHECKED_HEADER);
    sum.update(bytes, start + HEADER, end - start - HEADER);
    return (int) sum.getValue();
  }

  byte[] bytes() {
    return bytes;
  }

  int count() {
    return count;
  }

  long firstIndex() {
    return firstIndex;
  }

  /** The index after the last entry. */
  long nextIndex() {
    return firstIndex + count;
  }

  /** Where the framed entry at this position ends; the first stands at {@link #HEADER}. */
  int endOfEntry(int position) {
    return endOfEntry(bytes, position);
  }

  private static int endOfEntry(byte[] bytes, int position) {
    int length = (bytes[position] & 0xff) << 8 | (bytes[position + 1] & 0xff);
    return position + Short.BYTES + length;
  }

  /** A record found in a segment: where it stands and what its header says. */
  record Found(int start, int end, long salt, long firstIndex, int count) {
    /** A copy that holds only this record. */
    WalRecord copy(byte[] segment) {
      byte[] copied = Arrays.copyOfRange(segment, start, end);
      return new WalRecord(copied, firstIndex, count, copied.length);
    }

    /** Where the next record begins. */
    int next() {
      return start + padded(end - start);
    }
  }

  /** Whether a whole and undamaged record stands at this position. */
  static Optional<Found> find(byte[] segment, int start) {
    if (start > segment.length - HEADER) {
      return Optional.empty();
    }
    ByteBuffer header = ByteBuffer.wrap(segment, start, HEADER);
    boolean ours = header.getInt() == MAGIC && header.getInt() == VERSION << Short.SIZE;
    long salt = header.getLong();
    long firstIndex = header.getLong();
    int count = header.getInt();
    int body = header.getInt();
    int sum = header.getInt();
    if (!ours
        || header.getInt() != 0
        || firstIndex < 0
        || body < 0
        || body > segment.length - start - HEADER) {
      return Optional.empty();
    }
    int end = start + HEADER + body;
    boolean whole =
        sum == checksum(segment, start, end) && holds(segment, start + HEADER, end, count);
    return whole && isZero(segment, end, Math.min(segment.length, start + padded(end - start)))
        ? Optional.of(new Found(start, end, salt, firstIndex, count))
        : Optional.empty();
  }

  private static boolean holds(byte[] segment, int start, int end, int count) {
    int entries = 0;
    int at = start;
    while (at <= end - Short.BYTES) {
      at = endOfEntry(segment, at);
      entries++;
    }
    return at == end && entries == count;
  }

  static boolean isZero(byte[] bytes, int start, int end) {
    for (int i = start; i < end; i++) {
      if (bytes[i] != 0) {
        return false;
      }
    }
    return true;
  }
}
