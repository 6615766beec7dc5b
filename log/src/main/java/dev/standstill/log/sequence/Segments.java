package dev.standstill.log.sequence;

import dev.standstill.log.encoding.StrictDecimal;
import dev.standstill.log.sequence.LogDamagedException.Reason;
import dev.standstill.log.sequence.WriteAheadLog.Segment;
import dev.standstill.log.storage.Storage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The segments of a write-ahead log as a restart finds them.
 *
 * <p>Only the last record of the last segment may be torn: every earlier one was synced before the
 * next was written. So a bad record that a good one follows, or that stands in an earlier segment,
 * is damage to acknowledged entries, and refused.
 */
final class Segments {
  /** What is done with each record. */
  @FunctionalInterface
  interface Visitor {
    void visit(WalRecord record) throws IOException;
  }

  private final Storage storage;
  private final List<Segment> segments = new ArrayList<>();
  private long next;
  private int endOfLast;

  private Segments(Storage storage) {
    this.storage = storage;
  }

  /**
   * Finds the segments that hold entries from this index on, and checks every record.
   *
   * @param durable how many entries stand in durable tiles
   */
  static Segments check(Storage storage, long durable) throws IOException {
    Segments found = new Segments(storage);
    List<Long> starts = found.list();
    // A segment wholly in durable tiles may be left by a crash while it was being dropped.
    while (starts.size() > 1 && starts.get(1) <= durable) {
      starts.removeFirst();
    }
    if (starts.isEmpty()) {
      throw new LogDamagedException(
          Reason.MISSING, WriterFiles.DIRECTORY, "the write-ahead log is not there");
    }
    found.next = starts.getFirst();
    if (found.next > durable) {
      String detail = "the entries from " + durable + " to " + found.next + " are missing";
      throw new LogDamagedException(Reason.MISSING, path(found.next), detail);
    }
    for (long start : starts) {
      found.checkSegment(start, start == starts.getLast());
    }
    return found;
  }

  private static String path(long firstIndex) {
    return new Segment(firstIndex, 0).path();
  }

  private List<Long> list() throws IOException {
    List<Long> starts = new ArrayList<>();
    for (String name : storage.list(WriterFiles.DIRECTORY)) {
      if (!name.startsWith(WriterFiles.SEGMENT_PREFIX) || name.endsWith(WriterFiles.UNFINISHED)) {
        continue;
      }
      String digits = name.substring(WriterFiles.SEGMENT_PREFIX.length());
      OptionalLong start = StrictDecimal.parse(digits.replaceFirst("^0+(?=.)", ""));
      String path = WriterFiles.DIRECTORY + "/" + name;
      if (start.isEmpty() || !path(start.getAsLong()).equals(path)) {
        throw LogDamagedException.altered(path, "not the name of a segment");
      }
      starts.add(start.getAsLong());
    }
    return starts;
  }

  private byte[] read(String path) throws IOException {
    Optional<byte[]> bytes = storage.read(path, WriteAheadLog.SEGMENT_BYTES_MAX);
    return bytes.orElseThrow(
        () -> new LogDamagedException(Reason.MISSING, path, "the segment is not there"));
  }

  private void checkSegment(long start, boolean last) throws IOException {
    String path = path(start);
    if (start != next) {
      String detail = "the entries from " + next + " to " + start + " are missing";
      throw new LogDamagedException(Reason.MISSING, path, detail);
    }
    byte[] bytes = read(path);
    Optional<WalRecord.Found> head = WalRecord.find(bytes, 0);
    // The head was durable before the segment got its name.
    if (head.isEmpty() || head.get().count() != 0 || head.get().firstIndex() != start) {
      throw LogDamagedException.altered(path, "the first record is damaged");
    }
    long salt = head.get().salt();
    int end = checkRecords(path, bytes, salt);
    if (!last && !WalRecord.isZero(bytes, end, bytes.length)) {
      throw damaged(path, end, "and a later segment follows");
    }
    segments.add(new Segment(start, salt));
    endOfLast = end;
  }

  /** Where the good records end; nothing but a torn one may follow. */
  private int checkRecords(String path, byte[] bytes, long salt) throws LogDamagedException {
    int at = WalRecord.BLOCK;
    while (at < bytes.length) {
      Optional<WalRecord.Found> record = WalRecord.find(bytes, at);
      if (record.isEmpty() || record.get().salt() != salt) {
        refuseGoodRecordAfter(path, bytes, at, salt);
        break;
      }
      if (record.get().firstIndex() != next) {
        throw LogDamagedException.altered(path, "the record at byte " + at + " is out of order");
      }
      next += record.get().count();
      at = record.get().next();
    }
    return at;
  }

  private static void refuseGoodRecordAfter(String path, byte[] bytes, int at, long salt)
      throws LogDamagedException {
    for (int later = at + WalRecord.BLOCK; later < bytes.length; later += WalRecord.BLOCK) {
      Optional<WalRecord.Found> record = WalRecord.find(bytes, later);
      if (record.isPresent() && record.get().salt() == salt) {
        throw damaged(path, at, "and a good one follows at byte " + later);
      }
    }
  }

  private static LogDamagedException damaged(String path, int at, String detail) {
    return LogDamagedException.altered(path, "the record at byte " + at + " is bad, " + detail);
  }

  /** How many entries the log has. */
  long next() {
    return next;
  }

  /** The last segment and where its good records end, for a message. */
  String endPlace() {
    return segments.getLast().path() + " byte " + endOfLast;
  }

  /** Visits every record in order. */
  void forEach(Visitor visitor) throws IOException {
    for (Segment segment : segments) {
      byte[] bytes = read(segment.path());
      int at = WalRecord.BLOCK;
      Optional<WalRecord.Found> record = WalRecord.find(bytes, at);
      while (record.isPresent() && record.get().salt() == segment.salt()) {
        visitor.visit(record.get().copy(bytes));
        at = record.get().next();
        record = WalRecord.find(bytes, at);
      }
    }
  }

  /** Removes what is no part of them, and goes on after the last good record. */
  WriteAheadLog continued() throws IOException {
    for (String name : storage.list(WriterFiles.DIRECTORY)) {
      String path = WriterFiles.DIRECTORY + "/" + name;
      boolean dropped =
          name.startsWith(WriterFiles.SEGMENT_PREFIX)
              && segments.stream().noneMatch(segment -> segment.path().equals(path));
      if (dropped || name.endsWith(WriterFiles.UNFINISHED)) {
        storage.delete(path);
      }
    }
    // The padding of the last record may be missing: the copy gives it back.
    byte[] last = Arrays.copyOf(read(segments.getLast().path()), endOfLast);
    return WriteAheadLog.continued(storage, segments, last, endOfLast);
  }
}
