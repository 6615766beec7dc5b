package dev.standstill.log.sequence;

import dev.standstill.log.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The segments in which entries become durable before anything else is made of them.
 *
 * <p>A segment is named by the index of its first entry and begins with an empty record that holds
 * its salt. It gets its name only when that is durable. Zeros are reserved ahead of small records:
 * a sync that need not record a new length takes little more than half the time (measured, ext4).
 */
final class WriteAheadLog implements Closeable {
  /** Old segments can be dropped when another follows; what a start reads is about one. */
  static final int SEGMENT_BYTES = 16 << 20;

  /** The largest file that a writer makes: one record may begin just before the limit. */
  static final int SEGMENT_BYTES_MAX = 64 << 20;

  private static final int RESERVED = 256 << 10;
  private static final int SMALL_RECORD = 64 << 10;

  /** A segment: its salt and the index of its first entry. */
  record Segment(long firstIndex, long salt) {
    String path() {
      // Digits enough for any index, so that the order of names is the order of segments.
      String digits = Long.toString(firstIndex);
      return WriterFiles.DIRECTORY
          + "/"
          + WriterFiles.SEGMENT_PREFIX
          + "0".repeat(19 - digits.length())
          + digits;
    }
  }

  private final Storage storage;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private Storage.OutputFile file;
  private long length;
  private long reserved;

  private WriteAheadLog(Storage storage, Storage.OutputFile file, long length) {
    this.storage = storage;
    this.file = file;
    this.length = length;
    this.reserved = length;
  }

  /** Begins the write-ahead log of a log without entries. */
  static WriteAheadLog create(Storage storage, long salt) throws IOException {
    Segment first = new Segment(0, salt);
    WriteAheadLog log = new WriteAheadLog(storage, begin(storage, first), WalRecord.BLOCK);
    log.segments.add(first);
    return log;
  }

  /**
   * Continues the last of these segments after its good bytes, in a new file that replaces it. A
   * file whose sync once failed may be in memory what it is not on the disk, and only what is
   * written again is written for certain; and so a torn record is gone as well.
   *
   * @param good how many bytes of the last segment hold good records
   */
  static WriteAheadLog continued(
      Storage storage, Collection<Segment> segments, byte[] lastSegment, int good)
      throws IOException {
    ArrayDeque<Segment> all = new ArrayDeque<>(segments);
    Storage.OutputFile file = begin(storage, all.getLast().path(), lastSegment, good);
    WriteAheadLog log = new WriteAheadLog(storage, file, good);
    log.segments.addAll(all);
    return log;
  }

  private static Storage.OutputFile begin(Storage storage, Segment segment) throws IOException {
    WalRecord head = new WalRecord(segment.firstIndex());
    int length = head.finish(segment.salt());
    return begin(storage, segment.path(), head.bytes(), length);
  }

  private static Storage.OutputFile begin(Storage storage, String path, byte[] bytes, int length)
      throws IOException {
    String unfinished =
        WriterFiles.DIRECTORY + "/" + WriterFiles.SEGMENT_PREFIX + WriterFiles.UNFINISHED;
    storage.delete(unfinished);
    Storage.OutputFile file = storage.create(unfinished);
    try {
      file.write(bytes, 0, length);
      file.sync();
      storage.rename(unfinished, path);
      storage.syncDirectory(WriterFiles.DIRECTORY);
      return file;
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Writes records; none is durable before {@link #sync}. */
  void write(WalRecord record) throws IOException {
    int bytes = record.finish(segments.getLast().salt());
    file.write(record.bytes(), 0, bytes);
    length += bytes;
    if (length > reserved) {
      reserved = length;
      if (bytes <= SMALL_RECORD) {
        file.reserve(RESERVED);
        reserved += RESERVED;
      }
    }
  }

  void sync() throws IOException {
    file.sync();
  }

  /** Whether the segment is long enough to be followed by another. */
  boolean isSegmentFull(int segmentBytes) {
    return length >= segmentBytes;
  }

  /** Begins a new segment at this index. Everything before it must be durable. */
  void nextSegment(long firstIndex, long salt) throws IOException {
    Segment next = new Segment(firstIndex, salt);
    Storage.OutputFile begun = begin(storage, next);
    file.close();
    file = begun;
    length = WalRecord.BLOCK;
    reserved = length;
    segments.add(next);
  }

  /** Gives up the segments whose entries all stand before this index, in durable tiles. */
  List<String> dropBefore(long index) {
    List<String> dropped = new ArrayList<>();
    while (segments.size() > 1) {
      Segment oldest = segments.removeFirst();
      if (segments.getFirst().firstIndex() > index) {
        segments.addFirst(oldest);
        break;
      }
      dropped.add(oldest.path());
    }
    return dropped;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
