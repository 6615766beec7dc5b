package dev.standstill.log.sequence;

import dev.standstill.log.sequence.WriterState.Published;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a writer has signed and shown, and what a new checkpoint makes superfluous. */
final class Publications {
  private final WriterContext context;
  private final RightEdge edge;
  private final TileFiles tiles;
  private final WriteAheadLog wal;
  private SigningIntent intent;
  private Optional<Published> published;
  private boolean underway;

  Publications(WriterContext context, WriterState state) {
    this.context = context;
    this.edge = state.edge();
    this.tiles = state.tiles();
    this.wal = state.wal();
    this.intent = state.intent();
    this.published = state.published();
  }

  Optional<Published> published() {
    return published;
  }

  /** Whether readers do not yet see everything that is durable. */
  boolean hasNews() {
    return published.isEmpty() || Published.sizeOf(published) < edge.size();
  }

  /** Prepares to publish what is durable now. */
  PendingPublication begin(TileWork work, RightEdge.Sink sink) throws IOException {
    if (underway) {
      throw new IllegalStateException("a publication is on its way");
    }
    SigningIntent next = intent.extendedTo(edge.head(), Published.sizeOf(published));
    // A file that the last intended size has as well is durable already.
    List<TilePath> durable = TileFiles.partialsOf(intent.checkpoint().size());
    edge.writePartials((path, bytes, length) -> {
      if (!durable.contains(path)) {
        sink.write(path, bytes, length);
      }
    });
    underway = true;
    CompletableFuture<TileFiles.Unsynced> unsynced = work.result(tiles::takeUnsynced);
    return new PendingPublication(context, unsynced, next);
  }

  /** Takes note of a publication that has run, and removes what it superseded. */
  void end(PendingPublication pending, Publication publication, TileWork work) throws IOException {
    underway = false;
    long before = intent.checkpoint().size();
    boolean beforeWasShown = before <= Published.sizeOf(published);
    intent = pending.intent();
    switch (publication) {
      case Publication.Published done ->
          published = Optional.of(new Published(done.note(), done.checkpoint()));
      case Publication.BelowQuorum _, Publication.NothingNew _ -> {}
    }
    long shown = Published.sizeOf(published);
    long bound = intent.checkpoint().size();
    List<String> dropped = wal.dropBefore(bound);
    work.run(
        0,
        () -> {
          if (!beforeWasShown) {
            tiles.removePartialsOf(before, shown, bound);
          }
          tiles.removeSuperseded(shown);
          for (String segment : dropped) {
            context.storage().delete(segment);
          }
        });
  }

  /** Notes how many entries are acknowledged, so that the loss of one would be noticed. */
  void acknowledge() throws IOException {
    if (!underway && edge.size() > intent.acknowledged()) {
      intent = intent.acknowledging(edge.size());
      WriterFiles.replace(context.storage(), WriterFiles.INTENT, intent.encoded());
    }
  }
}
