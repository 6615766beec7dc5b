package dev.standstill.evidence.source;

import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.evidence.UnfinishedFolder;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Reading bundles: a bundle is a source as one zip file. Whoever made it is not trusted; what
 * breaks a rule of the format makes the whole bundle unreadable, while wrong evidence in a right
 * bundle is for the reader of the source to find.
 */
public final class Bundle {
  private static final int CHUNK = 64 * 1024;

  private final FileChannel file;
  private final BundleLimits limits;
  private long total;

  private Bundle(FileChannel file, BundleLimits limits) {
    this.file = file;
    this.limits = limits;
  }

  /** A file of a bundle and how large it is. */
  public record Listed(String name, long bytes) {}

  /** What is in a bundle, in the order in which it stands there. */
  public static List<Listed> list(Path bundle) throws IOException {
    return reading(
        bundle,
        file ->
            ZipDirectory.read(file, BundleLimits.DEFAULT).stream()
                .map(entry -> new Listed(entry.name(), entry.size()))
                .toList());
  }

  /**
   * Unpacks a bundle into an empty directory.
   *
   * @throws SourceUnreadableException if it is no bundle, or not one within the limits
   */
  public static void unpack(Path bundle, Path target, BundleLimits limits) throws IOException {
    reading(
        bundle,
        file -> {
          Bundle reader = new Bundle(file, limits);
          for (BundleEntry entry : ZipDirectory.read(file, limits)) {
            reader.unpack(entry, target);
          }
          return true;
        });
  }

  /** What the checkpoint in a bundle says, without its signatures being checked. */
  public record Claim(String origin, long size) {}

  /** What its checkpoint says, empty if there is none that can be read. */
  public static Optional<Claim> claim(Path bundle) throws IOException {
    try (UnfinishedFolder scratch = UnfinishedFolder.temporary("standstill-bundle-")) {
      return reading(
          bundle,
          file -> {
            for (BundleEntry entry : ZipDirectory.read(file, BundleLimits.DEFAULT)) {
              if (entry.name().equals(SourceLayout.CHECKPOINT)
                  && entry.size() <= SignedNote.BYTES_MAX) {
                new Bundle(file, BundleLimits.DEFAULT).unpack(entry, scratch.path());
                return claimOf(Files.readAllBytes(scratch.path().resolve(entry.name())));
              }
            }
            return Optional.empty();
          });
    }
  }

  private static Optional<Claim> claimOf(byte[] note) {
    try {
      Checkpoint checkpoint = Checkpoint.parse(SignedNote.parse(note).text());
      return Optional.of(new Claim(checkpoint.origin(), checkpoint.size()));
    } catch (MalformedNoteException e) {
      return Optional.empty();
    }
  }

  @FunctionalInterface
  private interface Reading<T> {
    T from(FileChannel file) throws IOException;
  }

  private static <T> T reading(Path bundle, Reading<T> reading) throws IOException {
    try (FileChannel file = FileChannel.open(bundle, StandardOpenOption.READ)) {
      return reading.from(file);
    } catch (SourceUnreadableException e) {
      throw new SourceUnreadableException(bundle + ": no readable bundle: " + e.getMessage());
    }
  }

  private void unpack(BundleEntry entry, Path target) throws IOException {
    // A name of the layout: relative, without dots, and there once.
    Path path = target.resolve(entry.name());
    Files.createDirectories(path.resolveSibling("."));
    try (FileChannel out =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      CRC32 crc = new CRC32();
      long written = entry.deflated() ? inflate(entry, out, crc) : copy(entry, out, crc);
      ZipDirectory.require(written == entry.size(), entry.name() + " has another length");
      ZipDirectory.require(crc.getValue() == entry.crc(), entry.name() + " has a wrong checksum");
    }
  }

  private long copy(BundleEntry entry, FileChannel out, CRC32 crc) throws IOException {
    long from = LocalHeaders.contentsOf(file, entry);
    long done = 0;
    while (done < entry.packed()) {
      int length = (int) Math.min(CHUNK, entry.packed() - done);
      byte[] chunk = ZipDirectory.bytes(file, from + done, length).array();
      done += length;
      put(entry, done, chunk, length, out, crc);
    }
    return done;
  }

  private long inflate(BundleEntry entry, FileChannel out, CRC32 crc) throws IOException {
    Inflater inflater = new Inflater(true);
    try {
      long from = LocalHeaders.contentsOf(file, entry);
      long taken = 0;
      byte[] chunk = new byte[CHUNK];
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          int length = (int) Math.min(CHUNK, entry.packed() - taken);
          ZipDirectory.require(length > 0, entry.name() + " ends early");
          inflater.setInput(ZipDirectory.bytes(file, from + taken, length).array());
          taken += length;
        }
        int count = inflater.inflate(chunk);
        ZipDirectory.require(!inflater.needsDictionary(), entry.name() + " cannot be inflated");
        put(entry, inflater.getBytesWritten(), chunk, count, out, crc);
      }
      boolean all = taken == entry.packed() && inflater.getRemaining() == 0;
      ZipDirectory.require(all, entry.name() + " is followed by something");
      return inflater.getBytesWritten();
    } catch (DataFormatException e) {
      throw new SourceUnreadableException(entry.name() + " cannot be inflated");
    } finally {
      inflater.end();
    }
  }

  /** Writes what came out, unless that is more than the headers and the limits allow. */
  private void put(
      BundleEntry entry, long done, byte[] chunk, int length, FileChannel out, CRC32 crc)
      throws IOException {
    total += length;
    boolean within =
        done <= entry.size() && done <= limits.fileBytesMax() && total <= limits.totalBytesMax();
    ZipDirectory.require(within, entry.name() + " is larger than it says");
    crc.update(chunk, 0, length);
    ByteBuffer rest = ByteBuffer.wrap(chunk, 0, length);
    while (rest.hasRemaining()) {
      out.write(rest);
    }
  }
}
