package dev.standstill.evidence.source;

import dev.standstill.evidence.source.LogMirror.Reason;
import dev.standstill.evidence.source.LogMirror.Refusal;
import dev.standstill.log.merkle.CompactRange;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHasher;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.EntrySpans;
import dev.standstill.log.tile.TilePath;
import dev.standstill.log.tile.TileSource;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fetches the files of one tree, each verified before it is kept: the partial tiles at the right
 * edge lead to the root together, a full tile leads to its hash in the tile above, a bundle to the
 * leaf hashes in its tile of level 0.
 */
final class MirrorCopy {
  private final TileSource source;
  private final TileSource own;
  private final Path directory;
  private final Checkpoint checkpoint;
  private final long size;
  private final CopyProgress progress;
  private final AtomicLong files = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private long done;

  /** Whether these bytes are the file that the checkpoint binds. */
  @FunctionalInterface
  private interface Binding {
    boolean holds(byte[] file);
  }

  MirrorCopy(TileSource source, Path directory, Checkpoint checkpoint, CopyProgress progress) {
    this.source = source;
    this.own = forgiving(TileSource.of(directory));
    this.directory = directory;
    this.checkpoint = checkpoint;
    this.size = checkpoint.size();
    this.progress = progress;
  }

  /** What is too long or no regular file is fetched like a file that is absent. */
  private static TileSource forgiving(TileSource files) {
    return (path, bytesMax) -> {
      try {
        return files.read(path, bytesMax);
      } catch (IOException e) {
        return Optional.empty();
      }
    };
  }

  long files() {
    return files.get();
  }

  long bytes() {
    return bytes.get();
  }

  void run() throws IOException {
    copyEdge();
    try (InFlight tasks = new InFlight(() -> progress.at(++done, total()))) {
      for (int level = levels() - 1; level >= 0; level--) {
        long full = TilePath.countAt(level, size) / TilePath.WIDTH_FULL;
        for (long i = 0; i < full; i++) {
          TilePath.Hashes tile = new TilePath.Hashes(level, i, TilePath.WIDTH_FULL);
          tasks.submit(() -> copyFull(tile));
        }
        // The level below needs this one.
        tasks.await();
      }
      for (long i = 0; i < TilePath.fileCount(size); i++) {
        TilePath.Entries bundle = new TilePath.Entries(i, TilePath.widthAt(i, size));
        tasks.submit(() -> copyBundle(bundle));
      }
      tasks.await();
    }
  }

  private int levels() {
    int levels = 0;
    while (TilePath.countAt(levels, size) > 0) {
      levels++;
    }
    return levels;
  }

  private long total() {
    long total = TilePath.fileCount(size);
    for (int level = 0; level < levels(); level++) {
      total += TilePath.countAt(level, size) / TilePath.WIDTH_FULL;
    }
    return total;
  }

  /** The partial tiles, whose hashes are together the largest subtrees of the tree. */
  private void copyEdge() throws IOException {
    if (leadsToRoot(own)) {
      return;
    }
    if (!leadsToRoot(source)) {
      throw new Refusal(Reason.DAMAGED, "its tiles do not lead to its checkpoint");
    }
    for (int level = levels() - 1; level >= 0; level--) {
      Optional<TilePath> edge = edge(level);
      if (edge.isPresent()) {
        store(edge.get(), read(source, edge.get()).orElseThrow(() -> lacks(edge.get())));
      }
    }
    // What was read twice is checked once more, now that nobody else can change it.
    if (!leadsToRoot(own)) {
      throw new Refusal(Reason.DAMAGED, "its tiles change while they are read");
    }
  }

  private Optional<TilePath> edge(int level) {
    long count = TilePath.countAt(level, size);
    int width = (int) (count % TilePath.WIDTH_FULL);
    return width == 0
        ? Optional.empty()
        : Optional.of(new TilePath.Hashes(level, count / TilePath.WIDTH_FULL, width));
  }

  private boolean leadsToRoot(TileSource from) throws IOException {
    CompactRange range = new CompactRange();
    for (int level = levels() - 1; level >= 0; level--) {
      Optional<TilePath> edge = edge(level);
      if (edge.isPresent()) {
        Optional<byte[]> tile = read(from, edge.get());
        if (tile.isEmpty()) {
          return false;
        }
        for (int i = 0; i < edge.get().width(); i++) {
          range.append(tile.get(), i * Hash.LENGTH, 8 * level);
        }
      }
    }
    return range.head().equals(checkpoint.head());
  }

  private boolean copyFull(TilePath.Hashes tile) throws IOException {
    byte[] parents = parents(tile.level() + 1, tile.index() / TilePath.WIDTH_FULL);
    int from = (int) (tile.index() % TilePath.WIDTH_FULL) * Hash.LENGTH;
    byte[] root = new byte[Hash.LENGTH];
    TreeHasher hasher = new TreeHasher();
    return copy(
        tile,
        stored -> {
          hasher.subtree(stored, 0, TilePath.WIDTH_FULL, root, 0);
          return Arrays.equals(parents, from, from + Hash.LENGTH, root, 0, Hash.LENGTH);
        });
  }

  private byte[] parents(int level, long index) throws IOException {
    int width = TilePath.widthAt(index, TilePath.countAt(level, size));
    return read(own, new TilePath.Hashes(level, index, width))
        .orElseThrow(() -> new IOException("the tile above has gone; run it again"));
  }

  private boolean copyBundle(TilePath.Entries bundle) throws IOException {
    byte[] leaves = parents(0, bundle.index());
    TreeHasher hasher = new TreeHasher();
    return copy(
        bundle,
        stored -> {
          EntrySpans spans = new EntrySpans().find(stored);
          if (spans.count() != bundle.width() || spans.bytesLeftOver() != 0) {
            return false;
          }
          byte[] leaf = new byte[Hash.LENGTH];
          for (int i = 0; i < spans.count(); i++) {
            hasher.leaf(stored, spans.start(i), spans.length(i), leaf, 0);
            int at = i * Hash.LENGTH;
            if (!Arrays.equals(leaves, at, at + Hash.LENGTH, leaf, 0, Hash.LENGTH)) {
              return false;
            }
          }
          return true;
        });
  }

  private boolean copy(TilePath path, Binding binding) throws IOException {
    Optional<byte[]> there = read(own, path);
    if (there.isPresent() && binding.holds(there.get())) {
      return false;
    }
    byte[] fetched = read(source, path).orElseThrow(() -> lacks(path));
    if (!binding.holds(fetched)) {
      throw new Refusal(Reason.DAMAGED, path.path() + " is not what the checkpoint binds");
    }
    store(path, fetched);
    return true;
  }

  /** The file, or as much of the full one as it would hold; empty if neither has that much. */
  static Optional<byte[]> read(TileSource from, TilePath path) throws IOException {
    int bytesMax =
        path instanceof TilePath.Hashes ? TilePath.WIDTH_FULL * Hash.LENGTH : EntryBundle.BYTES_MAX;
    Optional<byte[]> exact = from.read(path.path(), bytesMax);
    if (exact.isPresent() || path.isFull()) {
      return exact.filter(file ->
          path instanceof TilePath.Entries ? isLongEnough(path, file) : isWhole(path, file));
    }
    // SPEC: tlog-tiles §Partial Tiles: a partial tile may be gone once the full one is there.
    return from.read(path.at(path.index(), TilePath.WIDTH_FULL).path(), bytesMax)
        .flatMap(full -> cut(path, full));
  }

  /** Each entry has at least its length, so that no file of a log is empty. */
  private static boolean isLongEnough(TilePath path, byte[] file) {
    return file.length >= path.width() * Short.BYTES;
  }

  private static boolean isWhole(TilePath path, byte[] file) {
    return file.length == path.width() * Hash.LENGTH;
  }

  private static Optional<byte[]> cut(TilePath path, byte[] full) {
    int end = path.width() * Hash.LENGTH;
    if (path instanceof TilePath.Entries) {
      EntrySpans spans = new EntrySpans().find(full);
      end =
          spans.count() < path.width()
              ? Integer.MAX_VALUE
              : spans.start(path.width() - 1) + spans.length(path.width() - 1);
    }
    return end <= full.length ? Optional.of(Arrays.copyOf(full, end)) : Optional.empty();
  }

  private void store(TilePath path, byte[] file) throws IOException {
    AtomicFile.put(directory, path.path(), file);
    files.incrementAndGet();
    bytes.addAndGet(file.length);
  }

  private static Refusal lacks(TilePath path) {
    return new Refusal(Reason.DAMAGED, "it has no whole " + path.path());
  }

  /** Removes the partial files of the tree of this older size that have grown since. */
  void removeSuperseded(long olderSize) throws IOException {
    remove(new TilePath.Entries(0, TilePath.WIDTH_FULL), olderSize, size);
    for (int level = 0; TilePath.countAt(level, olderSize) > 0; level++) {
      TilePath model = new TilePath.Hashes(level, 0, TilePath.WIDTH_FULL);
      remove(model, TilePath.countAt(level, olderSize), TilePath.countAt(level, size));
    }
  }

  private void remove(TilePath model, long olderCount, long count) throws IOException {
    long index = olderCount / TilePath.WIDTH_FULL;
    int width = (int) (olderCount % TilePath.WIDTH_FULL);
    if (width == 0 || olderCount == count) {
      return;
    }
    Path superseded = directory.resolve(model.at(index, width).path());
    Files.deleteIfExists(superseded);
    Path folder = superseded.getParent();
    if (folder != null && Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      boolean empty;
      try (DirectoryStream<Path> left = Files.newDirectoryStream(folder)) {
        empty = !left.iterator().hasNext();
      }
      if (empty) {
        Files.delete(folder);
      }
    }
  }
}
