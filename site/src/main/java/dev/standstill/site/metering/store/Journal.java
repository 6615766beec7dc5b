package dev.standstill.site.metering.store;

import dev.standstill.site.metering.Series;
import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a journal from its first block to the last that is whole. */
final class Journal implements Closeable {
  private static final int SEARCH = 1 << 16;

  /**
   * What a journal holds beside its readings.
   *
   * @param wholeBytes up to here it is whole, damage apart
   * @param tornBytes after that: a block that was being written when its writer ended
   * @param damagedBytes inside it, in blocks that were whole once
   * @param lostReadings readings that cannot be told since the name of their series is damaged
   */
  record State(long wholeBytes, long tornBytes, long damagedBytes, long lostReadings) {}

  private final FileChannel channel;
  private final long size;
  private final List<@Nullable Series> series = new ArrayList<>();
  private final ByteBuffer header = ByteBuffer.allocate(Block.HEADER);
  private long at;
  private long damaged;
  private long lost;
  private ByteBuffer payload = ByteBuffer.allocate(SEARCH);

  private Journal(FileChannel channel) throws IOException {
    this.channel = channel;
    this.size = channel.size();
  }

  static Journal open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new Journal(channel);
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /** Hands on every reading, in the order in which they came. */
  static State read(Path file, Block.Taker taker) throws IOException {
    try (Journal journal = open(file)) {
      while (journal.next(taker)) {}
      return journal.state();
    }
  }

  /** Hands on the readings of the next whole block; false if there is none. */
  boolean next(Block.Taker taker) throws IOException {
    if (at >= size) {
      return false;
    }
    long end = block(at, taker);
    if (end < 0) {
      long found = search(at + 1);
      if (found < 0) {
        return false;
      }
      damaged += found - at;
      end = block(found, taker);
    }
    at = end;
    return true;
  }

  /** What was found so far; of the whole journal once there is no next block. */
  State state() {
    return new State(at, size - at, damaged, lost);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** The end of the block that begins here; -1 if none does. */
  private long block(long from, Block.Taker taker) throws IOException {
    if (!load(from)) {
      return -1;
    }
    try {
      lost += Block.read(payload, series, taker);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      // The checksum is right, so somebody wrote it so: what was read before it stands.
      lost++;
    }
    return from + Block.HEADER + payload.limit();
  }

  private boolean load(long from) throws IOException {
    header.clear();
    if (!fill(header, from)) {
      return false;
    }
    int length = Block.payloadLength(header);
    if (length < 0 || from + Block.HEADER + length > size) {
      return false;
    }
    if (payload.capacity() < length) {
      payload = ByteBuffer.allocate(length);
    }
    payload.clear().limit(length);
    return fill(payload, from + Block.HEADER) && Block.isWhole(header, payload);
  }

  private boolean fill(ByteBuffer buffer, long from) throws IOException {
    while (buffer.hasRemaining()) {
      if (channel.read(buffer, from + buffer.position()) < 0) {
        return false;
      }
    }
    buffer.flip();
    return true;
  }

  /** Where the next whole block begins; -1 if there is none. */
  private long search(long from) throws IOException {
    for (long place = from; place + Block.HEADER <= size; place += SEARCH) {
      ByteBuffer window =
          ByteBuffer.allocate((int) Math.min(SEARCH + Block.HEADER - 1, size - place));
      if (!fill(window, place)) {
        return -1;
      }
      for (int i = 0; i + Block.HEADER <= window.limit(); i++) {
        if (Block.payloadLength(window.slice(i, Block.HEADER)) >= 0 && load(place + i)) {
          return place + i;
        }
      }
    }
    return -1;
  }
}
