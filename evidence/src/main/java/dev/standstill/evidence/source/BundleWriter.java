package dev.standstill.evidence.source;

import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.SourceUnreadableException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.StringJoiner;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes bundles. The same source gives the same bytes on every machine: names are sorted, times
 * are fixed, and nothing is compressed, because what a deflater writes depends on its version and
 * hashes and Parquet files hardly shrink.
 */
public final class BundleWriter {
  private static final LocalDateTime EARLIEST = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final int CHUNK = 64 * 1024;

  private final Path source;
  private final List<String> names = new ArrayList<>();
  private final List<String> leftOut = new ArrayList<>();

  private BundleWriter(Path source) {
    this.source = source;
  }

  /**
   * What was written.
   *
   * @param files how many files are in the bundle
   * @param bytes how large they are together
   * @param leftOut names beside the source's own that are not in it, without hidden ones
   */
  public record Written(int files, long bytes, List<String> leftOut) {
    public Written {
      leftOut = List.copyOf(leftOut);
    }
  }

  /** Writes the source to a file that exists only once it is whole; replaces one of that name. */
  public static Written write(Path source, Path bundle) throws IOException {
    return new BundleWriter(source).write(bundle);
  }

  private Written write(Path bundle) throws IOException {
    Files.walkFileTree(source, new Visitor());
    names.sort(null);
    if (names.size() > BundleLimits.DEFAULT.filesMax()) {
      throw new SourceUnreadableException(source + ": has too many files for a bundle");
    }
    Path whole = bundle.toAbsolutePath();
    Path folder = Objects.requireNonNull(whole.getParent());
    Path unfinished = Files.createTempFile(folder, ".bundle-", ".unfinished");
    try {
      long bytes = 0;
      try (OutputStream file = Files.newOutputStream(unfinished);
          ZipOutputStream zip = new ZipOutputStream(new BufferedOutputStream(file, CHUNK))) {
        zip.setMethod(ZipOutputStream.STORED);
        for (String name : names) {
          bytes += add(name, zip);
        }
      }
      Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString("rw-r--r--"));
      Files.move(
          unfinished, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return new Written(names.size(), bytes, leftOut);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private long add(String name, ZipOutputStream zip) throws IOException {
    CRC32 crc = new CRC32();
    long length = copy(name, (chunk, count) -> crc.update(chunk, 0, count));
    if (length > BundleLimits.DEFAULT.fileBytesMax()) {
      throw new SourceUnreadableException(source + ": " + name + " is too large for a bundle");
    }
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(EARLIEST);
    entry.setSize(length);
    entry.setCompressedSize(length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    // The zip stream itself refuses other bytes than those that were summed.
    copy(name, (chunk, count) -> zip.write(chunk, 0, count));
    zip.closeEntry();
    return length;
  }

  @FunctionalInterface
  private interface Sink {
    void take(byte[] chunk, int count) throws IOException;
  }

  private long copy(String name, Sink sink) throws IOException {
    long length = 0;
    byte[] chunk = new byte[CHUNK];
    try (InputStream in = Files.newInputStream(source.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
      for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
        sink.take(chunk, count);
        length += count;
      }
    }
    return length;
  }

  /** Collects names, refuses links and strangers among the files of the source. */
  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
      String name = relative(directory);
      if (name.isEmpty() || isOfSource(name)) {
        return FileVisitResult.CONTINUE;
      }
      if (!isHidden(directory)) {
        leftOut.add(name + "/");
      }
      return FileVisitResult.SKIP_SUBTREE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      String name = relative(file);
      boolean known = SourceLayout.isName(name);
      if (!known && isHidden(file)) {
        return FileVisitResult.CONTINUE;
      }
      if ((known || isOfSource(name)) && !attributes.isRegularFile()) {
        throw new FileSystemException(file.toString(), null, "is no regular file");
      }
      if (known) {
        names.add(name);
      } else if (isOfSource(name)) {
        throw new FileSystemException(file.toString(), null, "is no file of a source; remove it");
      } else {
        leftOut.add(name);
      }
      return FileVisitResult.CONTINUE;
    }

    private boolean isOfSource(String name) {
      String top = name.contains("/") ? name.substring(0, name.indexOf('/')) : name;
      return top.equals(SourceLayout.TILES)
          || top.equals(SourceLayout.TELEMETRY)
          || top.equals(SourceLayout.BLOBS);
    }

    private boolean isHidden(Path path) {
      return String.valueOf(path.getFileName()).startsWith(".");
    }

    private String relative(Path path) {
      StringJoiner name = new StringJoiner("/");
      source.relativize(path).forEach(element -> name.add(element.toString()));
      return name.toString();
    }
  }
}
