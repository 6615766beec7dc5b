package dev.standstill.evidence.source;

import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.SourceUnreadableException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The files of a bundle, read strictly. A zip file says everything twice, at each file and in a
 * directory at its end, and programs differ in which they believe: here both must agree, the files
 * must stand one after another from the first byte to the directory, and the directory must end the
 * file. So nothing can hide before, between or behind them, and no two can share bytes. (The JDK's
 * {@code ZipFile} believes the directory alone; its parts that inflate and sum are used.)
 *
 * <p>Clauses are those of PKWARE's APPNOTE 6.3.10.
 */
final class ZipDirectory {
  private static final int END = 0x06054b50;
  private static final int END_LENGTH = 22;
  private static final int END_64 = 0x06064b50;
  private static final int END_64_LENGTH = 56;
  private static final int LOCATOR_64 = 0x07064b50;
  private static final int LOCATOR_64_LENGTH = 20;
  private static final int CENTRAL = 0x02014b50;
  private static final int CENTRAL_LENGTH = 46;

  /** A header with the longest name of a layout and the extra fields that programs write. */
  private static final int CENTRAL_BYTES_USUAL_MAX = 512;

  /** Bits 1 and 2 tell how hard was compressed, 3 that sizes follow, 11 that names are UTF-8. */
  private static final int FLAGS_KNOWN = 0b1000_0000_1110;

  private static final long UNSIGNED_MAX = 0xffff_ffffL;
  private static final int UNIX = 3;
  private static final int REGULAR = 0x8;

  private final FileChannel file;
  private final BundleLimits limits;
  private final Set<String> names = new HashSet<>();
  private long total;

  private ZipDirectory(FileChannel file, BundleLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  /** A place and a size of the central directory. */
  private record Extent(long offset, long length, long count) {}

  /** The files in the order in which they stand. */
  static List<BundleEntry> read(FileChannel file, BundleLimits limits) throws IOException {
    ZipDirectory directory = new ZipDirectory(file, limits);
    Extent extent = directory.extent();
    List<BundleEntry> entries = new ArrayList<>();
    ByteBuffer bytes = directory.bytes(extent.offset(), Math.toIntExact(extent.length()));
    for (long i = 0; i < extent.count(); i++) {
      entries.add(directory.entry(bytes));
    }
    require(!bytes.hasRemaining(), "its directory is longer than its files");
    entries.sort(Comparator.comparingLong(BundleEntry::offset));
    LocalHeaders.check(file, entries, extent.offset());
    return entries;
  }

  private Extent extent() throws IOException {
    long at = file.size() - END_LENGTH;
    require(at >= 0, "it is too short");
    ByteBuffer end = bytes(at, END_LENGTH);
    require(end.getInt() == END, "it does not end as a zip file does");
    int disk = end.getShort();
    int startDisk = end.getShort();
    long here = Short.toUnsignedLong(end.getShort());
    long count = Short.toUnsignedLong(end.getShort());
    long length = Integer.toUnsignedLong(end.getInt());
    long offset = Integer.toUnsignedLong(end.getInt());
    require(end.getShort() == 0, "it has a comment");
    require(disk == 0 && startDisk == 0 && here == count, "it has several parts");
    Extent extent = new Extent(offset, length, count);
    if (count == 0xffff || length == UNSIGNED_MAX || offset == UNSIGNED_MAX) {
      at -= LOCATOR_64_LENGTH + END_64_LENGTH;
      require(at >= 0, "it is too short");
      extent = extent64(at);
    }
    require(
        extent.count() <= limits.filesMax(), "it has more than " + limits.filesMax() + " files");
    boolean fits =
        extent.offset() >= 0
            && extent.length() >= extent.count() * CENTRAL_LENGTH
            && extent.length() <= extent.count() * CENTRAL_BYTES_USUAL_MAX
            && extent.offset() == at - extent.length();
    require(fits, "its directory is not where it says");
    return extent;
  }

  private Extent extent64(long at) throws IOException {
    ByteBuffer end = bytes(at, END_64_LENGTH + LOCATOR_64_LENGTH);
    require(end.getInt() == END_64, "its directory is not where it says");
    require(end.getLong() == END_64_LENGTH - 12, "it has fields that nobody knows");
    end.getInt();
    long disks = end.getLong();
    long here = end.getLong();
    long count = end.getLong();
    long length = end.getLong();
    long offset = end.getLong();
    boolean located = end.getInt() == LOCATOR_64 && end.getInt() == 0 && end.getLong() == at;
    require(located && end.getInt() == 1, "its directory is not where it says");
    require(disks == 0 && here == count && count >= 0 && length >= 0, "it has several parts");
    return new Extent(offset, length, count);
  }

  private BundleEntry entry(ByteBuffer bytes) throws SourceUnreadableException {
    require(bytes.remaining() >= CENTRAL_LENGTH, "its directory ends early");
    require(bytes.getInt() == CENTRAL, "its directory is broken");
    int system = Short.toUnsignedInt(bytes.getShort()) >>> 8;
    bytes.getShort();
    int flags = Short.toUnsignedInt(bytes.getShort());
    int method = Short.toUnsignedInt(bytes.getShort());
    bytes.getInt();
    long crc = Integer.toUnsignedLong(bytes.getInt());
    long packed = Integer.toUnsignedLong(bytes.getInt());
    long size = Integer.toUnsignedLong(bytes.getInt());
    int nameLength = Short.toUnsignedInt(bytes.getShort());
    int extraLength = Short.toUnsignedInt(bytes.getShort());
    int commentLength = Short.toUnsignedInt(bytes.getShort());
    int disk = bytes.getShort();
    bytes.getShort();
    int attributes = bytes.getInt();
    long offset = Integer.toUnsignedLong(bytes.getInt());
    require(bytes.remaining() >= nameLength + extraLength, "its directory ends early");
    String name = name(bytes, nameLength);
    ByteBuffer extra = bytes.slice(bytes.position(), extraLength).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + extraLength);
    require((flags & 1) == 0, name + " is encrypted");
    require((flags & ~FLAGS_KNOWN) == 0, name + " has flags that nobody knows");
    require(method == 0 || method == 8, name + " is compressed in an unknown way");
    require(commentLength == 0 && disk == 0, name + " has a comment or another part");
    int type = attributes >>> 28;
    require(system != UNIX || type == 0 || type == REGULAR, name + " is no regular file");
    require(method == 8 || packed == size, name + " has two sizes");
    require(packed != UNSIGNED_MAX && size <= limits.fileBytesMax(), name + " is too large");
    total += size;
    require(total <= limits.totalBytesMax(), "it holds more than it may");
    long begin = offset == UNSIGNED_MAX ? offset64(name, extra) : offset;
    return new BundleEntry(name, flags, method == 8, crc, packed, size, begin);
  }

  private String name(ByteBuffer bytes, int length) throws SourceUnreadableException {
    byte[] name = new byte[length];
    bytes.get(name);
    // Every name of the layout is lower-case ASCII, so no two can be spellings of one.
    String text = new String(name, StandardCharsets.ISO_8859_1);
    require(SourceLayout.isName(text), "no source has a file of the name " + text);
    require(names.add(text), text + " is there twice");
    return text;
  }

  /** APPNOTE §4.5.3: only fields whose place in the header is full are in the extra field. */
  private static long offset64(String name, ByteBuffer extra) throws SourceUnreadableException {
    while (extra.remaining() >= 4) {
      int id = extra.getShort();
      int length = Short.toUnsignedInt(extra.getShort());
      require(extra.remaining() >= length, name + " has a broken extra field");
      if (id == 1 && length == Long.BYTES) {
        return extra.getLong();
      }
      extra.position(extra.position() + length);
    }
    throw new SourceUnreadableException(name + " says nowhere where it is");
  }

  private ByteBuffer bytes(long at, int length) throws IOException {
    return bytes(file, at, length);
  }

  /** Exactly these bytes of the file. */
  static ByteBuffer bytes(FileChannel file, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      int read = file.read(bytes, at + bytes.position());
      require(read > 0, "it ends early");
    }
    return bytes.flip();
  }

  static void require(boolean holds, String problem) throws SourceUnreadableException {
    if (!holds) {
      throw new SourceUnreadableException(problem);
    }
  }
}
