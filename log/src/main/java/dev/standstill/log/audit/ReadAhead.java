package dev.standstill.log.audit;

import dev.standstill.log.audit.LogDefect.Code;
import dev.standstill.log.merkle.Hash;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.RegularFile;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Reads bundles and tiles of level 0, index by index, on a thread of its own and a little ahead of
 * whoever hashes them: reading costs about half as much as hashing.
 */
final class ReadAhead implements AutoCloseable {
  private static final int STEPS_AHEAD = 4;

  private final Path directory;
  private final long size;
  private final LevelFiles bundles;
  private final LevelFiles tiles;
  private final Deque<Future<Step>> ahead = new ArrayDeque<>();
  private final ExecutorService reader =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("read-ahead").factory());

  /** The files of one index, narrow ones first; none after the last index. */
  record Step(long index, List<Content> bundles, List<Content> tiles) {
    static final Step END = new Step(Long.MAX_VALUE, List.of(), List.of());

    boolean isEnd() {
      return index == Long.MAX_VALUE;
    }
  }

  /** What became of reading a file. */
  sealed interface Content {
    TilePath path();

    /** Its bytes. */
    @SuppressWarnings("ArrayRecordComponent") // Handed over once, never compared.
    record Bytes(TilePath path, byte[] bytes) implements Content {}

    /** Why there are none. */
    record Unreadable(TilePath path, Code code, String detail) implements Content {}
  }

  ReadAhead(Path directory, long size) {
    this.directory = directory;
    this.size = size;
    this.bundles = new LevelFiles(directory, new TilePath.Entries(0, TilePath.WIDTH_FULL));
    this.tiles = new LevelFiles(directory, new TilePath.Hashes(0, 0, TilePath.WIDTH_FULL));
    for (int i = 0; i < STEPS_AHEAD; i++) {
      ahead.add(reader.submit(this::readNext));
    }
  }

  /** The next index that has any file. */
  Step next() {
    Future<Step> step = ahead.remove();
    ahead.add(reader.submit(this::readNext));
    try {
      return step.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted while reading");
      cancelled.initCause(e);
      throw cancelled;
    }
  }

  private Step readNext() {
    long index = Math.min(bundles.peek(), tiles.peek());
    if (index >= TilePath.fileCount(size)) {
      return Step.END;
    }
    return new Step(
        index,
        bundles.peek() == index ? read(bundles.take(), EntryBundle.BYTES_MAX) : List.of(),
        tiles.peek() == index ? read(tiles.take(), TilePath.WIDTH_FULL * Hash.LENGTH) : List.of());
  }

  private List<Content> read(List<TilePath> paths, int bytesMax) {
    List<Content> contents = new ArrayList<>();
    for (TilePath path : paths) {
      // Wider files reach past the checkpoint: they are reported elsewhere and never read.
      if (path.width() <= TilePath.widthAt(path.index(), size)) {
        contents.add(read(path, bytesMax));
      }
    }
    return contents;
  }

  private Content read(TilePath path, int bytesMax) {
    try {
      return new Content.Bytes(path, RegularFile.read(directory.resolve(path.path()), bytesMax));
    } catch (NoSuchFileException e) {
      return new Content.Unreadable(path, Code.FILE_MISSING, "there is no such file");
    } catch (IOException e) {
      return new Content.Unreadable(path, Code.FILE_UNREADABLE, Defects.reason(e));
    }
  }

  @Override
  public void close() {
    reader.shutdownNow();
  }
}
