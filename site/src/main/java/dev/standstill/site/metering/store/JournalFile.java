package dev.standstill.site.metering.store;

import dev.standstill.evidence.source.AtomicFile;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.Series;
import dev.standstill.site.metering.store.JournalDisk.JournalBytes;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** One journal, open for more readings. For the store's one writing thread. */
final class JournalFile implements Closeable {
  private static final int TORN_KEPT_MAX = 1 << 24;

  private final JournalBytes bytes;
  private final BlockWriter blocks = new BlockWriter();
  private long length;

  private JournalFile(JournalBytes bytes, long length) {
    this.bytes = bytes;
    this.length = length;
  }

  /**
   * Opens a journal. A torn end, which nobody was told is kept, is cut off and put beside it.
   *
   * @param faults told of what was cut or is damaged
   */
  static JournalFile open(JournalDisk disk, Path file, Faults faults) throws IOException {
    if (Files.exists(file)) {
      Journal.State state = Journal.read(file, (series, time, value) -> {});
      report(file, state, faults);
      if (state.tornBytes() > 0) {
        keepTorn(file, state);
        JournalBytes bytes = disk.open(file);
        bytes.truncate(state.wholeBytes());
        bytes.sync();
        return new JournalFile(bytes, state.wholeBytes());
      }
    }
    JournalBytes bytes = disk.open(file);
    return new JournalFile(bytes, bytes.size());
  }

  static void report(Path file, Journal.State state, Faults faults) {
    if (state.tornBytes() > 0) {
      faults.add(
          new Fault(
              Fault.Reason.JOURNAL_TORN,
              file.toString(),
              state.tornBytes() + " bytes at the end are no whole record"));
    }
    if (state.damagedBytes() > 0 || state.lostReadings() > 0) {
      faults.add(
          new Fault(
              Fault.Reason.JOURNAL_DAMAGED,
              file.toString(),
              state.damagedBytes()
                  + " bytes are damaged; "
                  + state.lostReadings()
                  + " readings outside them cannot be told for that"));
    }
  }

  private static void keepTorn(Path file, Journal.State state) throws IOException {
    ByteBuffer torn = ByteBuffer.allocate((int) Math.min(state.tornBytes(), TORN_KEPT_MAX));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (torn.hasRemaining()
          && channel.read(torn, state.wholeBytes() + torn.position()) >= 0) {}
    }
    Path folder = Objects.requireNonNull(file.getParent());
    AtomicFile.write(folder, file.getFileName() + ".torn-" + state.wholeBytes(), torn.array());
  }

  /** Takes a reading into the block to come; nothing of it is on the disk yet. */
  void add(Series series, long timeMicros, long value) throws IOException {
    blocks.add(series, timeMicros, value);
    if (blocks.isFull()) {
      write();
    }
  }

  /** Writes what was added; it is durable only after {@link #sync}. */
  void write() throws IOException {
    if (!blocks.isEmpty()) {
      ByteBuffer block = blocks.take();
      int size = block.remaining();
      bytes.write(block, length);
      length += size;
    }
  }

  void sync() throws IOException {
    bytes.sync();
  }

  long length() {
    return length;
  }

  /** Takes back what was written from a place on. The file must be opened again after that. */
  void takeBack(long to) throws IOException {
    bytes.truncate(to);
  }

  @Override
  public void close() throws IOException {
    bytes.close();
  }
}
