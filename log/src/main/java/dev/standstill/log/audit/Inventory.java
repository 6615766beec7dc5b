package dev.standstill.log.audit;

import dev.standstill.log.audit.LogDefect.Code;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which tiles and bundles a directory has, listed before anything is read. */
final class Inventory {
  /** Deeper than any index can reach. */
  private static final int DEPTH_MAX = 12;

  private final Path directory;
  private final List<LogDefect> defects;
  private final SortedSet<TilePath> files =
      new TreeSet<>(
          Comparator.comparing(TilePath::parent)
              .thenComparingLong(TilePath::index)
              .thenComparingInt(TilePath::width));

  private Inventory(Path directory, List<LogDefect> defects) {
    this.directory = directory;
    this.defects = defects;
  }

  /** Lists the files below {@code tile/} and reports whatever else is there. */
  static Inventory of(Path directory, List<LogDefect> defects) {
    Inventory inventory = new Inventory(directory, defects);
    Path root = directory.resolve("tile");
    if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      try {
        // No FOLLOW_LINKS: a link to a directory is visited as what it is, a link.
        EnumSet<FileVisitOption> options = EnumSet.noneOf(FileVisitOption.class);
        Files.walkFileTree(root, options, DEPTH_MAX, inventory.new Visitor());
      } catch (IOException e) {
        inventory.report(Code.FILE_UNREADABLE, root, reason(e));
      }
    }
    return inventory;
  }

  boolean holds(TilePath path) {
    return files.contains(path);
  }

  /** Every tile and bundle, level by level in the order of their indexes. */
  Collection<TilePath> paths() {
    return files;
  }

  /** How many entries there seem to be, for a log whose checkpoint says nothing. */
  long apparentSize() {
    long full = 0;
    while (holds(new TilePath.Entries(full, TilePath.WIDTH_FULL))) {
      full++;
    }
    int width = TilePath.WIDTH_FULL - 1;
    while (width > 0 && !holds(new TilePath.Entries(full, width))) {
      width--;
    }
    return full * TilePath.WIDTH_FULL + width;
  }

  /** The bytes of a file of the log, or empty and a defect. */
  Optional<byte[]> read(String path, int bytesMax) {
    try {
      return Optional.of(RegularFile.read(directory.resolve(path), bytesMax));
    } catch (NoSuchFileException e) {
      defects.add(new LogDefect(Code.FILE_MISSING, path, "there is no such file"));
    } catch (IOException e) {
      defects.add(new LogDefect(Code.FILE_UNREADABLE, path, reason(e)));
    }
    return Optional.empty();
  }

  private void report(Code code, Path file, String detail) {
    defects.add(new LogDefect(code, relative(file), detail));
  }

  private String relative(Path file) {
    StringJoiner path = new StringJoiner("/");
    directory.relativize(file).forEach(element -> path.add(element.toString()));
    return path.toString();
  }

  private static String reason(IOException e) {
    // Only the reason: the message would repeat the absolute path of the reader's machine.
    String reason = e instanceof FileSystemException file ? file.getReason() : null;
    return reason == null ? e.getClass().getSimpleName() : reason;
  }

  /** Sorts what it meets into tiles and defects. */
  private final class Visitor extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Optional<TilePath> path = TilePath.parse(relative(file));
      if (path.isEmpty()) {
        report(Code.FILE_UNEXPECTED, file, "not the path of a tile or of a bundle");
      } else if (attributes.isRegularFile()) {
        files.add(path.get());
      } else {
        report(Code.FILE_UNREADABLE, file, "not a regular file");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) {
      report(Code.FILE_UNREADABLE, file, reason(e));
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
      if (e != null) {
        report(Code.FILE_UNREADABLE, visited, reason(e));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
