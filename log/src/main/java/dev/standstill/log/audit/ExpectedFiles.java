package dev.standstill.log.audit;

import dev.standstill.log.audit.LogDefect.Code;
import dev.standstill.log.tile.TilePath;

/** Reports which files of a level a tree of this size should have and has not. */
final class ExpectedFiles {
  /** A signed size may be absurd: missing files are listed up to here, then summed up. */
  private static final int LISTED_MAX = 16;

  private final TilePath model;
  private final long count;
  private final long size;
  private final Defects defects;
  private long next;
  private int missing;

  /**
   * The files of a level.
   *
   * @param model any file of the level
   * @param count how many hashes or entries the level has
   * @param size how many entries the tree has
   */
  ExpectedFiles(TilePath model, long count, long size, Defects defects) {
    this.model = model;
    this.count = count;
    this.size = size;
    this.defects = defects;
  }

  /** The file that holds what it should at the end of the tree, not a superseded one. */
  boolean isCurrent(TilePath path) {
    return path.width() == TilePath.widthAt(path.index(), count);
  }

  boolean isInTree(long index) {
    return index < TilePath.fileCount(count);
  }

  /** The next file there is; those before it and after the last one are missing. */
  void found(long index) {
    while (next < index && missing <= LISTED_MAX) {
      TilePath path = model.at(next, TilePath.widthAt(next, count));
      missing++;
      defects.report(
          Code.FILE_MISSING,
          path,
          missing > LISTED_MAX
              ? "and perhaps later ones, which are not listed"
              : "a log of " + size + " entries has this file");
      next++;
    }
    next = index + 1;
  }

  /** There are no more files. */
  void end() {
    found(TilePath.fileCount(count));
  }
}
