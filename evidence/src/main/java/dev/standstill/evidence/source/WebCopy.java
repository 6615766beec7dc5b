package dev.standstill.evidence.source;

import dev.standstill.evidence.SourceLayout;
import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.tile.TilePath;
import dev.standstill.log.tile.TileSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Fetches a log as it is, right or wrong, so that the same reading that judges a directory judges
 * it. What the size of the checkpoint asks for and the server has not is simply absent.
 */
final class WebCopy {
  /** A signed size may be absurd: after so many absent files a level is given up. */
  private static final int ABSENT_MAX = 32;

  private final TileSource source;
  private final Path directory;
  private final long bytesMax;
  private final AtomicLong bytes = new AtomicLong();

  WebCopy(TileSource source, Path directory, long bytesMax) {
    this.source = source;
    this.directory = directory;
    this.bytesMax = bytesMax;
  }

  void run(CopyProgress progress) throws IOException {
    byte[] checkpoint =
        source
            .read(SourceLayout.CHECKPOINT, SignedNote.BYTES_MAX)
            .orElseThrow(
                () -> new SourceUnreadableException("no evidence source: it has no checkpoint"));
    AtomicFile.put(directory, SourceLayout.CHECKPOINT, checkpoint);
    Optional<byte[]> policy = source.read(SourceLayout.POLICY, SourceLayout.POLICY_BYTES_MAX);
    if (policy.isPresent()) {
      AtomicFile.put(directory, SourceLayout.POLICY, policy.get());
    }
    long size = claimedSize(checkpoint);
    copy(new TilePath.Entries(0, TilePath.WIDTH_FULL), size, progress);
    for (int level = 0; TilePath.countAt(level, size) > 0; level++) {
      TilePath model = new TilePath.Hashes(level, 0, TilePath.WIDTH_FULL);
      copy(model, TilePath.countAt(level, size), CopyProgress.NONE);
    }
  }

  /** What the checkpoint says, not yet believed; 0 if it says nothing. */
  private static long claimedSize(byte[] checkpoint) {
    try {
      return Checkpoint.parse(SignedNote.parse(checkpoint).text()).size();
    } catch (MalformedNoteException e) {
      return 0;
    }
  }

  private void copy(TilePath model, long count, CopyProgress progress) throws IOException {
    long files = TilePath.fileCount(count);
    AtomicInteger absent = new AtomicInteger();
    long[] done = {0};
    try (InFlight tasks = new InFlight(() -> progress.at(++done[0], files))) {
      for (long i = 0; i < files && absent.get() <= ABSENT_MAX; i++) {
        TilePath path = model.at(i, TilePath.widthAt(i, count));
        tasks.submit(() -> copy(path, absent));
      }
      tasks.await();
    }
  }

  private boolean copy(TilePath path, AtomicInteger absent) throws IOException {
    Optional<byte[]> file = MirrorCopy.read(source, path);
    if (file.isEmpty()) {
      absent.incrementAndGet();
      return false;
    }
    if (bytes.addAndGet(file.get().length) > bytesMax) {
      throw new SourceUnreadableException("the log is larger than " + bytesMax + " bytes");
    }
    AtomicFile.put(directory, path.path(), file.get());
    return true;
  }
}
