package dev.standstill.evidence.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What stands before and behind each file of a bundle, held against its directory. */
final class LocalHeaders {
  private static final int LOCAL = 0x04034b50;
  private static final int DESCRIPTOR = 0x08074b50;

  /** How long a local header is without name and extra field. */
  static final int LENGTH = 30;

  private final FileChannel file;

  private LocalHeaders(FileChannel file) {
    this.file = file;
  }

  /** Requires that the files fill the bundle from its first byte up to {@code end}. */
  static void check(FileChannel file, List<BundleEntry> entries, long end) throws IOException {
    LocalHeaders headers = new LocalHeaders(file);
    long at = 0;
    for (int i = 0; i < entries.size(); i++) {
      BundleEntry entry = entries.get(i);
      long next = i + 1 < entries.size() ? entries.get(i + 1).offset() : end;
      require(entry.offset() == at, "there are bytes that belong to no file, or to two");
      long behind = headers.contents(entry) + entry.packed();
      require(behind >= at && behind <= next, entry.name() + " reaches into the next file");
      headers.checkDescriptor(entry, behind, next);
      at = next;
    }
    require(at == end, "there are bytes that belong to no file");
  }

  /** Where the bytes of a file begin, once its header has passed. */
  private long contents(BundleEntry entry) throws IOException {
    ByteBuffer header = ZipDirectory.bytes(file, entry.offset(), LENGTH);
    boolean same = header.getInt() == LOCAL;
    header.getShort();
    same &= Short.toUnsignedInt(header.getShort()) == entry.flags();
    same &= header.getShort() == (entry.deflated() ? 8 : 0);
    header.getInt();
    same &= agrees(entry, header.getInt(), entry.crc());
    same &= agrees(entry, header.getInt(), entry.packed());
    same &= agrees(entry, header.getInt(), entry.size());
    int nameLength = Short.toUnsignedInt(header.getShort());
    int extraLength = Short.toUnsignedInt(header.getShort());
    byte[] name = entry.name().getBytes(StandardCharsets.US_ASCII);
    same &= nameLength == name.length;
    require(same, entry.name() + " is described in two ways");
    ByteBuffer found = ZipDirectory.bytes(file, entry.offset() + LENGTH, nameLength);
    require(found.equals(ByteBuffer.wrap(name)), entry.name() + " has two names");
    return entry.offset() + LENGTH + nameLength + extraLength;
  }

  /** Where the bytes of a file begin whose header has passed before. */
  static long contentsOf(FileChannel file, BundleEntry entry) throws IOException {
    return new LocalHeaders(file).contents(entry);
  }

  /** APPNOTE §4.4.4: with bit 3 the fields are zero here and follow behind the bytes. */
  private static boolean agrees(BundleEntry entry, int found, long expected) {
    return entry.hasDescriptor() ? found == 0 : Integer.toUnsignedLong(found) == expected;
  }

  private void checkDescriptor(BundleEntry entry, long from, long to) throws IOException {
    long length = to - from;
    if (!entry.hasDescriptor()) {
      require(length == 0, "there are bytes that belong to no file");
      return;
    }
    // APPNOTE §4.3.9: CRC and two sizes of four or eight bytes, mostly behind a signature.
    require(
        length == 12 || length == 16 || length == 20 || length == 24,
        entry.name() + " does not end as it should");
    ByteBuffer descriptor = ZipDirectory.bytes(file, from, (int) length);
    boolean wide = length >= 20;
    boolean same = length % 8 == 4 || descriptor.getInt() == DESCRIPTOR;
    same &= Integer.toUnsignedLong(descriptor.getInt()) == entry.crc();
    same &= number(descriptor, wide) == entry.packed();
    same &= number(descriptor, wide) == entry.size();
    require(same, entry.name() + " is described in two ways");
  }

  private static long number(ByteBuffer bytes, boolean wide) {
    return wide ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt());
  }

  private static void require(boolean holds, String problem) throws IOException {
    ZipDirectory.require(holds, problem);
  }
}
