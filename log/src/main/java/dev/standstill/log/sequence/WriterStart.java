package dev.standstill.log.sequence;

import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.MalformedNoteException;
import dev.standstill.log.note.NoteCheck;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.sequence.LogDamagedException.Reason;
import dev.standstill.log.sequence.WriterState.Published;
import dev.standstill.log.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

/**
 * How a writer begins: with an empty log, or by rebuilding from the files what the last writer knew
 * and refusing whatever contradicts what he signed, acknowledged or showed to witnesses. Nothing is
 * changed on the disk before all of that agrees.
 */
final class WriterStart {
  private final WriterContext context;
  private final Storage storage;
  private final Closeable lock;

  private WriterStart(WriterContext context, Closeable lock) {
    this.context = context;
    this.storage = context.storage();
    this.lock = lock;
  }

  /** Begins a log. */
  static WriterState create(WriterContext context) throws IOException {
    context.storage().makeDirectory(WriterFiles.DIRECTORY);
    return locked(context, WriterStart::create);
  }

  /** Continues a log. */
  static WriterState recover(WriterContext context) throws IOException {
    if (context.storage().list(WriterFiles.DIRECTORY).isEmpty()) {
      throw new LogDamagedException(
          Reason.MISSING, WriterFiles.DIRECTORY, "no log that can be extended");
    }
    return locked(context, WriterStart::recover);
  }

  private interface Start {
    WriterState from(WriterStart start) throws IOException;
  }

  /** Two writers would sign two histories: the second one is turned away. */
  private static WriterState locked(WriterContext context, Start start) throws IOException {
    Closeable lock =
        context
            .storage()
            .lock(WriterFiles.LOCK)
            .orElseThrow(() ->
                new FileSystemException(WriterFiles.LOCK, null, "another writer has this log"));
    try {
      return start.from(new WriterStart(context, lock));
    } catch (IOException | RuntimeException | Error e) {
      lock.close();
      throw e;
    }
  }

  private WriterState create() throws IOException {
    for (String name : storage.list("")) {
      if (name.equals(WriterFiles.CHECKPOINT) || name.equals(WriterFiles.TILES)) {
        throw new FileAlreadyExistsException(name);
      }
    }
    List<String> left = storage.list(WriterFiles.DIRECTORY);
    if (left.stream().anyMatch(name -> WriterFiles.INTENT.endsWith("/" + name))) {
      throw new FileAlreadyExistsException(WriterFiles.INTENT);
    }
    // The intent is written last: without it a beginning was cut short.
    for (String name : left) {
      if (name.startsWith(WriterFiles.SEGMENT_PREFIX) || name.endsWith(WriterFiles.UNFINISHED)) {
        storage.delete(WriterFiles.DIRECTORY + "/" + name);
      }
    }
    storage.syncDirectory("");
    Checkpoint empty = new Checkpoint(context.signer().origin(), 0, TreeHash.empty());
    // A key that has a history elsewhere must not begin another.
    askWitnesses(context, empty, new StorageTiles(storage, 0));
    SecureRandom random = new SecureRandom();
    WriteAheadLog wal = WriteAheadLog.create(storage, random.nextLong());
    SigningIntent intent = new SigningIntent(empty, 0, 0);
    try {
      WriterFiles.replace(storage, WriterFiles.INTENT, intent.encoded());
    } catch (IOException e) {
      wal.close();
      throw e;
    }
    return new WriterState(
        lock,
        intent,
        Optional.empty(),
        new RightEdge(),
        new RecentLeaves(0, RecentLeaves.WINDOW, random.nextLong()),
        new TileFiles(storage),
        wal);
  }

  private WriterState recover() throws IOException {
    SigningIntent intent = readIntent();
    long durable = intent.checkpoint().size();
    StorageTiles stored = new StorageTiles(storage, durable);
    DurableEdge durableEdge = new DurableEdge(storage, stored, intent.checkpoint().head());
    RightEdge edge = durableEdge.read();
    Optional<Published> published = readCheckpoint(intent, stored);
    askWitnesses(context, intent.checkpoint(), stored);
    Segments segments = Segments.check(storage, durable);
    if (segments.next() < intent.acknowledged()) {
      String detail = "ends after " + segments.next() + " entries, but " + intent.acknowledged();
      throw LogDamagedException.altered(segments.endPlace(), detail + " were acknowledged");
    }
    RecentLeaves recent = durableEdge.recentLeaves(new SecureRandom().nextLong());
    // All agrees. What the last writer could not sync may be visible and yet not on the disk, so
    // what binds is written again before anything is removed.
    WriterFiles.replace(storage, WriterFiles.INTENT, intent.encoded());
    if (published.isPresent()) {
      WriterFiles.replace(storage, WriterFiles.CHECKPOINT, published.get().note().encoded());
    }
    TileFiles tiles = new TileFiles(storage);
    tiles.inheritPartials(Published.sizeOf(published), durable, segments.next());
    WriteAheadLog wal = segments.continued();
    try {
      replay(segments, edge, recent, tiles);
      tiles.removeSuperseded(Published.sizeOf(published));
    } catch (IOException | RuntimeException e) {
      wal.close();
      throw e;
    }
    return new WriterState(lock, intent, published, edge, recent, tiles, wal);
  }

  private SigningIntent readIntent() throws IOException {
    byte[] bytes =
        storage
            .read(WriterFiles.INTENT, SigningIntent.BYTES_MAX)
            .orElseThrow(() ->
                new LogDamagedException(
                    Reason.MISSING,
                    WriterFiles.INTENT,
                    "without it nobody knows what this log has signed"));
    SigningIntent intent =
        SigningIntent.parse(bytes)
            .orElseThrow(
                () -> LogDamagedException.altered(WriterFiles.INTENT, "not as it was written"));
    if (!intent.checkpoint().origin().equals(context.signer().origin())) {
      throw new LogDamagedException(
          Reason.FOREIGN_CHECKPOINT, WriterFiles.INTENT, "of another log than the key");
    }
    return intent;
  }

  private Optional<Published> readCheckpoint(SigningIntent intent, StorageTiles stored)
      throws IOException {
    Optional<byte[]> bytes = storage.read(WriterFiles.CHECKPOINT, SignedNote.BYTES_MAX);
    if (bytes.isEmpty()) {
      // Fine before the first publication only.
      if (intent.published() > 0) {
        throw new LogDamagedException(
            Reason.MISSING, WriterFiles.CHECKPOINT, "a checkpoint was published before");
      }
      return Optional.empty();
    }
    Published published;
    try {
      SignedNote note = SignedNote.parse(bytes.get());
      published = new Published(note, Checkpoint.parse(note.text()));
    } catch (MalformedNoteException e) {
      throw LogDamagedException.altered(WriterFiles.CHECKPOINT, e.reason());
    }
    if (!isOwn(context, published.note(), published.checkpoint())) {
      throw new LogDamagedException(
          Reason.FOREIGN_CHECKPOINT, WriterFiles.CHECKPOINT, "not signed with the key of this log");
    }
    long size = published.checkpoint().size();
    if (size < intent.published()) {
      throw new LogDamagedException(
          Reason.ROLLED_BACK,
          WriterFiles.CHECKPOINT,
          "of " + size + " entries, but " + intent.published() + " were published before");
    }
    requireSameTree(published.checkpoint(), intent.checkpoint(), stored, WriterFiles.CHECKPOINT);
    return Optional.of(published);
  }

  private static boolean isOwn(WriterContext context, SignedNote note, Checkpoint checkpoint) {
    return checkpoint.origin().equals(context.signer().origin())
        && note.check(context.signer().verifierKeys()) instanceof NoteCheck.Verified verified
        && verified.signers().contains(context.signer().verifierKeys().getFirst());
  }

  /** A witness that saw more than we have, signed by us, saw what a restored disk forgot. */
  static void askWitnesses(WriterContext context, Checkpoint intended, StorageTiles stored)
      throws IOException {
    for (SignedNote note : context.cosigners().lastWitnessed()) {
      Checkpoint seen;
      try {
        seen = Checkpoint.parse(note.text());
      } catch (MalformedNoteException e) {
        continue;
      }
      // What we did not sign proves nothing: a lying witness cannot stop the log.
      if (isOwn(context, note, seen)) {
        requireSameTree(seen, intended, stored, "a witness");
      }
    }
  }

  private static void requireSameTree(
      Checkpoint seen, Checkpoint intended, StorageTiles stored, String place) throws IOException {
    if (seen.size() > intended.size()) {
      throw new LogDamagedException(
          Reason.ROLLED_BACK,
          place,
          "this key signed " + seen.size() + " entries, the files know of " + intended.size());
    }
    Hash root;
    try {
      root = stored.root(seen.size());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    if (!root.equals(seen.root())) {
      throw new LogDamagedException(
          Reason.ROLLED_BACK, place, "this key signed another tree of " + seen.size() + " entries");
    }
  }

  private static void replay(
      Segments segments, RightEdge edge, RecentLeaves recent, TileFiles tiles) throws IOException {
    TreeDigest digest = new TreeDigest();
    byte[] hash = new byte[Hash.LENGTH];
    segments.forEach(record -> {
      int at = WalRecord.HEADER;
      for (long index = record.firstIndex(); index < record.nextIndex(); index++) {
        int end = record.endOfEntry(at);
        if (index >= edge.size()) {
          int start = at + Short.BYTES;
          digest.leaf(record.bytes(), start, end - start, hash, 0);
          edge.append(hash, 0, record.bytes(), at, end, tiles::rewrite);
          recent.add(hash, 0);
        }
        at = end;
      }
    });
  }
}
