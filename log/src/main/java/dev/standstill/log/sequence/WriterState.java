package dev.standstill.log.sequence;

import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import java.io.Closeable;
import java.util.Optional;

/** Everything with which a writer begins. */
record WriterState(
    Closeable lock,
    SigningIntent intent,
    Optional<Published> published,
    RightEdge edge,
    RecentLeaves recent,
    TileFiles tiles,
    WriteAheadLog wal) {

  /** A checkpoint that readers have seen. */
  record Published(SignedNote note, Checkpoint checkpoint) {
    static long sizeOf(Optional<Published> published) {
      return published.map(p -> p.checkpoint().size()).orElse(0L);
    }
  }
}
