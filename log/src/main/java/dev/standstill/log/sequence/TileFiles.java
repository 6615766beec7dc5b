package dev.standstill.log.sequence;

import dev.standstill.log.encoding.StrictDecimal;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.storage.Storage;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongFunction;

/** Writes tiles and bundles, remembers what is not yet durable, and removes superseded ones. */
final class TileFiles implements RightEdge.Sink {
  private static final int DIRECTORIES_REMEMBERED = 4096;

  private final Storage storage;
  private final Set<String> made = new HashSet<>();
  private List<String> files = new ArrayList<>();
  private Set<String> directories = new LinkedHashSet<>();

  /** Directories of partial files, with a path in each. */
  private final Map<String, TilePath> partials = new LinkedHashMap<>();

  TileFiles(Storage storage) {
    this.storage = storage;
  }

  /** Files and directories that are in the page cache only. */
  record Unsynced(List<String> files, Set<String> directories) {
    void sync(Storage storage) throws IOException {
      storage.syncAll(files);
      // A new directory is durable only when the one that holds it is; all of them are here.
      for (String directory : directories) {
        storage.syncDirectory(directory);
      }
    }
  }

  /** Hands over everything that is not durable, to be synced by whoever asked. */
  Unsynced takeUnsynced() {
    Unsynced unsynced = new Unsynced(files, directories);
    files = new ArrayList<>();
    directories = new LinkedHashSet<>();
    return unsynced;
  }

  @Override
  public void write(TilePath path, byte[] bytes, int length) throws IOException {
    if (path instanceof TilePath.Hashes && length != path.width() * Hash.LENGTH) {
      throw new IllegalArgumentException(length + " bytes for " + path.path());
    }
    String name = path.path();
    String directory = parentOf(name);
    makeDirectories(directory);
    try (Storage.OutputFile file = storage.create(name)) {
      file.write(bytes, 0, length);
    }
    files.add(name);
    directories.add(directory);
    if (!path.isFull()) {
      partials.put(directory, path);
    }
  }

  /** Writes over whatever a crash has left of the file. */
  void rewrite(TilePath path, byte[] bytes, int length) throws IOException {
    storage.delete(path.path());
    write(path, bytes, length);
  }

  private void makeDirectories(String directory) throws IOException {
    if (made.size() > DIRECTORIES_REMEMBERED) {
      made.clear();
    }
    if (made.add(directory)) {
      String parent = parentOf(directory);
      if (!parent.isEmpty()) {
        makeDirectories(parent);
      }
      storage.makeDirectory(directory);
      directories.add(parent);
    }
  }

  private static String parentOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? "" : path.substring(0, slash);
  }

  /** The unfinished files of a tree of this size. */
  static List<TilePath> partialsOf(long size) {
    List<TilePath> paths = new ArrayList<>();
    int entries = (int) (size % TilePath.WIDTH_FULL);
    if (entries > 0) {
      paths.add(new TilePath.Entries(size / TilePath.WIDTH_FULL, entries));
    }
    for (int level = 0; TilePath.countAt(level, size) > 0; level++) {
      long count = TilePath.countAt(level, size);
      int width = (int) (count % TilePath.WIDTH_FULL);
      if (width > 0) {
        paths.add(new TilePath.Hashes(level, count / TilePath.WIDTH_FULL, width));
      }
    }
    return paths;
  }

  /** Removes the partial files of a size that was never published, unless another needs them. */
  void removePartialsOf(long size, long publishedSize, long laterSize) throws IOException {
    List<TilePath> needed = new ArrayList<>(partialsOf(publishedSize));
    needed.addAll(partialsOf(laterSize));
    for (TilePath path : partialsOf(size)) {
      if (!needed.contains(path)) {
        storage.delete(path.path());
      }
    }
  }

  /** Removes the partial files beside files that are full in a published tree of this size. */
  void removeSuperseded(long publishedSize) throws IOException {
    // SPEC: tlog-tiles §Partial Tiles: partial tiles may go once the full one is available.
    for (Map.Entry<String, TilePath> partial : List.copyOf(partials.entrySet())) {
      if (isFull(partial.getValue(), publishedSize)) {
        for (String name : storage.list(partial.getKey())) {
          storage.delete(partial.getKey() + "/" + name);
        }
        storage.delete(partial.getKey());
        partials.remove(partial.getKey());
        made.remove(partial.getKey());
      }
    }
  }

  private static boolean isFull(TilePath path, long size) {
    long count =
        switch (path) {
          case TilePath.Entries _ -> size;
          case TilePath.Hashes tile -> TilePath.countAt(tile.level(), size);
        };
    return path.index() < count / TilePath.WIDTH_FULL;
  }

  /**
   * Finds what a crash may have left up to this size. Partial files past the durable size were
   * never synced and may be torn: they go. Narrower ones are of earlier checkpoints, whose readers
   * may still come.
   */
  void inheritPartials(long publishedSize, long durableSize, long lastSize) throws IOException {
    inherit(publishedSize, durableSize, lastSize, index -> new TilePath.Entries(index, 1));
    for (int level = 0; TilePath.countAt(level, lastSize) > 0; level++) {
      int at = level;
      inherit(
          TilePath.countAt(level, publishedSize),
          TilePath.countAt(level, durableSize),
          TilePath.countAt(level, lastSize),
          index -> new TilePath.Hashes(at, index, 1));
    }
  }

  private void inherit(long published, long durable, long last, LongFunction<TilePath> file)
      throws IOException {
    String listed = "";
    Set<String> present = Set.of();
    for (long i = published / TilePath.WIDTH_FULL; i <= last / TilePath.WIDTH_FULL; i++) {
      TilePath any = file.apply(i);
      String directory = parentOf(any.path());
      if (!parentOf(directory).equals(listed)) {
        listed = parentOf(directory);
        present = new HashSet<>(storage.list(listed));
      }
      if (present.contains(directory.substring(listed.length() + 1))) {
        partials.put(directory, any);
        long durableWidth = Math.clamp(durable - any.start(), 0, TilePath.WIDTH_FULL);
        removeWider(directory, durableWidth);
        if (durableWidth < TilePath.WIDTH_FULL) {
          // Whatever was removed, now or by a start that was cut short, must not come back after
          // the next size is intended: nobody would look for it any more.
          directories.add(directory);
        }
      }
    }
  }

  private void removeWider(String directory, long width) throws IOException {
    for (String name : storage.list(directory)) {
      if (StrictDecimal.parse(name).orElse(Long.MAX_VALUE) > width) {
        storage.delete(directory + "/" + name);
      }
    }
  }
}
