package dev.standstill.log.sequence;

import dev.standstill.log.merkle.ConsistencyProof;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.storage.Storage;
import dev.standstill.log.witness.Cosigning;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * A checkpoint on its way to the readers. It touches none of the files that appending touches, so
 * that it may run on another thread while entries are appended; only one may be on its way.
 */
final class PendingPublication {
  private final WriterContext context;
  private final CompletableFuture<TileFiles.Unsynced> unsynced;
  private final SigningIntent intent;

  PendingPublication(
      WriterContext context, CompletableFuture<TileFiles.Unsynced> unsynced, SigningIntent intent) {
    this.context = context;
    this.unsynced = unsynced;
    this.intent = intent;
  }

  SigningIntent intent() {
    return intent;
  }

  /** Makes everything durable, in this order, that the signature and the readers rely on. */
  Publication run() throws IOException {
    Storage storage = context.storage();
    written().sync(storage);
    // SPEC: tlog-checkpoint §Signatures: a log MUST not sign inconsistent checkpoints. From here on
    // no restart signs a smaller tree, or another one of this size.
    WriterFiles.replace(storage, WriterFiles.INTENT, intent.encoded());
    Checkpoint checkpoint = intent.checkpoint();
    SignedNote signed =
        context.signer().sign(checkpoint, context.clock().instant().getEpochSecond());
    return switch (cosign(signed)) {
      case Cosigning.BelowQuorum below -> {
        // A witness that was silent at the start may know better than a disk that was set back.
        WriterStart.askWitnesses(context, checkpoint, new StorageTiles(storage, checkpoint.size()));
        yield new Publication.BelowQuorum(below.detail());
      }
      case Cosigning.Quorate quorate -> {
        SignedNote note = quorate.checkpoint();
        if (!note.text().equals(signed.text())
            || !note.signatures().containsAll(signed.signatures())) {
          yield new Publication.BelowQuorum("the cosigners answered with another checkpoint");
        }
        WriterFiles.replace(storage, WriterFiles.CHECKPOINT, note.encoded());
        yield new Publication.Published(note, checkpoint);
      }
    };
  }

  private TileFiles.Unsynced written() throws IOException {
    try {
      return unsynced.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
    }
  }

  private Cosigning cosign(SignedNote signed) throws IOException {
    long size = intent.checkpoint().size();
    StorageTiles tree = new StorageTiles(context.storage(), size);
    try {
      return context.cosigners().cosign(signed, old -> ConsistencyProof.generate(old, size, tree));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
