package dev.standstill.log.audit;

import dev.standstill.log.audit.LogDefect.Code;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Reports what stands below {@code tile/} and is no file of a log of this size. A log that still
 * has its writer is ahead of its checkpoint: what it holds beyond is not yet shown, and no defect.
 */
final class StrayFiles extends SimpleFileVisitor<Path> {
  /** Deeper than any index can reach. */
  private static final int DEPTH_MAX = 12;

  private final Path directory;
  private final long size;
  private final boolean growing;
  private final Defects defects;

  private StrayFiles(Path directory, long size, Defects defects) {
    this.directory = directory;
    this.size = size;
    this.growing = Files.isDirectory(directory.resolve(LogAudit.WRITER), LinkOption.NOFOLLOW_LINKS);
    this.defects = defects;
  }

  static void report(Path directory, long size, Defects defects) {
    Path root = directory.resolve("tile");
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    StrayFiles visitor = new StrayFiles(directory, size, defects);
    try {
      // No FOLLOW_LINKS: a link to a directory is visited as what it is, a link.
      EnumSet<FileVisitOption> options = EnumSet.noneOf(FileVisitOption.class);
      Files.walkFileTree(root, options, DEPTH_MAX, visitor);
    } catch (IOException e) {
      visitor.report(Code.FILE_UNREADABLE, root, Defects.reason(e));
    }
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    Optional<TilePath> path = TilePath.parse(relative(file));
    if (path.isEmpty()) {
      report(Code.FILE_UNEXPECTED, file, "not the path of a tile or of a bundle");
    } else if (!attributes.isRegularFile()) {
      report(Code.FILE_UNREADABLE, file, "not a regular file");
    } else if (!growing && isBeyond(path.get())) {
      report(Code.FILE_BEYOND_CHECKPOINT, file, "the tree has only " + size + " entries");
    }
    return FileVisitResult.CONTINUE;
  }

  private boolean isBeyond(TilePath path) {
    long count =
        switch (path) {
          case TilePath.Entries _ -> size;
          case TilePath.Hashes tile -> TilePath.countAt(tile.level(), size);
        };
    // Subtract on this side: start and width may pass the largest long.
    return path.start() > count - path.width();
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException e) {
    report(Code.FILE_UNREADABLE, file, Defects.reason(e));
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException e) {
    if (e != null) {
      report(Code.FILE_UNREADABLE, visited, Defects.reason(e));
    }
    return FileVisitResult.CONTINUE;
  }

  private void report(Code code, Path file, String detail) {
    defects.report(code, relative(file), detail);
  }

  private String relative(Path file) {
    StringJoiner path = new StringJoiner("/");
    directory.relativize(file).forEach(element -> path.add(element.toString()));
    return path.toString();
  }
}
