package dev.standstill.site.metering.store;

import dev.standstill.site.metering.Channel;
import dev.standstill.site.metering.Reading;
import dev.standstill.site.metering.Series;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * How readings stand in a journal. A block is
 *
 * <pre>
 * "SSR1"  length of the payload (4 bytes)  CRC-32C of length and payload (4 bytes)  payload
 * </pre>
 *
 * <p>and its payload, in variable-length integers: whether the series are numbered anew, how many
 * new series with channel and name, how many readings with the number of their series, the time
 * since the reading before (the first since 1970) and the value. A series is named once a session
 * of its writer, so that a reading takes about eight bytes. The checksum finds accidents; against
 * forgers there are digests in the log.
 */
final class Block {
  static final int HEADER = 12;

  /** Larger payloads are written by nobody, and refused before memory is taken for them. */
  static final int PAYLOAD_MAX = 1 << 24;

  private static final int MAGIC = 0x53535231;
  private static final int VARINT_BYTES_MAX = 10;

  /** Takes readings out of blocks. */
  interface Taker {
    void take(Series series, long timeMicros, long value);
  }

  private Block() {}

  /** The length of the payload that a header announces; -1 if it is no header. */
  static int payloadLength(ByteBuffer header) {
    int length = header.getInt(4);
    return header.getInt(0) == MAGIC && length >= 0 && length <= PAYLOAD_MAX ? length : -1;
  }

  static boolean isWhole(ByteBuffer header, ByteBuffer payload) {
    return header.getInt(8) == checksum(header.getInt(4), payload.duplicate());
  }

  private static int checksum(int length, ByteBuffer payload) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(4).putInt(0, length));
    crc.update(payload);
    return (int) crc.getValue();
  }

  /** Puts the header before a payload that begins at {@link #HEADER} and ends at the position. */
  static ByteBuffer seal(ByteBuffer block) {
    block.flip();
    int length = block.limit() - HEADER;
    block.putInt(0, MAGIC).putInt(4, length);
    block.putInt(8, checksum(length, block.slice(HEADER, length)));
    return block;
  }

  /**
   * Reads a payload whose checksum was right.
   *
   * @param series by number; those that the block names are added, null where the name is lost
   * @return how many readings name a series that is not known, since the block that named it is
   *     lost
   */
  static long read(ByteBuffer payload, List<@Nullable Series> series, Taker taker) {
    if (payload.get() != 0) {
      series.clear();
    }
    int first = (int) number(payload);
    int named = (int) number(payload);
    while (series.size() < first) {
      series.add(null);
    }
    for (int i = 0; i < named; i++) {
      Channel channel = Channel.ofCode(payload.get());
      byte[] name = new byte[(int) number(payload)];
      payload.get(name);
      series.add(new Series(new String(name, StandardCharsets.UTF_8), channel));
    }
    long lost = 0;
    long time = 0;
    long readings = number(payload);
    for (long i = 0; i < readings; i++) {
      int place = (int) number(payload);
      time += signed(number(payload));
      long value = number(payload);
      Series of = place < series.size() ? series.get(place) : null;
      if (of == null || !Reading.isPlausible(of.channel(), value) || !Reading.isTime(time)) {
        lost++;
      } else {
        taker.take(of, time, value);
      }
    }
    return lost;
  }

  static void number(ByteBuffer into, long value) {
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      into.put((byte) (rest | 0x80));
      rest >>>= 7;
    }
    into.put((byte) rest);
  }

  static long number(ByteBuffer from) {
    long value = 0;
    for (int i = 0; i < VARINT_BYTES_MAX; i++) {
      byte next = from.get();
      value |= (long) (next & 0x7f) << (7 * i);
      if (next >= 0) {
        return value;
      }
    }
    throw new IllegalArgumentException("a number of more than ten bytes");
  }

  static long unsigned(long value) {
    return (value << 1) ^ (value >> 63);
  }

  private static long signed(long value) {
    return (value >>> 1) ^ -(value & 1);
  }
}
