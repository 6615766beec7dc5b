package dev.standstill.log.sequence;

import dev.standstill.log.merkle.Hash;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.sequence.WriterState.Published;
import dev.standstill.log.storage.DiskStorage;
import dev.standstill.log.storage.Storage;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.TilePath;
import dev.standstill.log.witness.Cosigners;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The one writer of one log. Not for several threads: a {@link Sequencer} owns it and calls it.
 *
 * <p>{@link #append} only stages an entry; {@link #sync} makes everything staged durable at the
 * cost of one sync of the disk, and from then on no crash loses or moves it; {@link #publish} shows
 * it to readers.
 */
public final class LogWriter implements AutoCloseable {
  /** More than this without a sync is a caller's mistake. */
  private static final int STAGED_BYTES_MAX = 256 << 20;

  private final WriterContext context;
  private final Closeable lock;
  private final SecureRandom random = new SecureRandom();
  private final TreeDigest digest = new TreeDigest();
  private final StagedEntries staged;
  private final RightEdge edge;
  private final RecentLeaves recent;
  private final TileFiles tiles;
  private final WriteAheadLog wal;
  private final Publications publications;
  private TileWork work = TileWork.atOnce();
  private Optional<IOException> failure = Optional.empty();
  private boolean closed;

  private LogWriter(WriterContext context, WriterState state) {
    this.context = context;
    this.lock = state.lock();
    this.staged = new StagedEntries(state.edge().size());
    this.edge = state.edge();
    this.recent = state.recent();
    this.tiles = state.tiles();
    this.wal = state.wal();
    this.publications = new Publications(context, state);
  }

  /**
   * Begins a log and publishes the checkpoint of the empty tree, if the cosigners allow.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the directory holds a log or a part of one
   */
  public static LogWriter create(Path directory, CheckpointSigner signer, Cosigners cosigners)
      throws IOException {
    Files.createDirectories(directory);
    return create(new DiskStorage(directory), signer, cosigners, InstantSource.system());
  }

  /**
   * Begins a log in any storage.
   *
   * @param clock only for the times that signatures carry
   */
  public static LogWriter create(
      Storage storage, CheckpointSigner signer, Cosigners cosigners, InstantSource clock)
      throws IOException {
    return create(
        new WriterContext(storage, signer, cosigners, clock, WriteAheadLog.SEGMENT_BYTES));
  }

  static LogWriter create(WriterContext context) throws IOException {
    LogWriter writer = new LogWriter(context, WriterStart.create(context));
    try {
      var _ = writer.publish();
      return writer;
    } catch (IOException | RuntimeException e) {
      writer.close();
      throw e;
    }
  }

  /**
   * Continues a log. Reads what it needs to extend it, not the whole: that is what an audit does.
   *
   * @throws LogDamagedException if the files contradict each other, the key, or a witness
   */
  public static LogWriter open(Path directory, CheckpointSigner signer, Cosigners cosigners)
      throws IOException {
    return open(new DiskStorage(directory), signer, cosigners, InstantSource.system());
  }

  /**
   * Continues a log in any storage.
   *
   * @param clock only for the times that signatures carry
   */
  public static LogWriter open(
      Storage storage, CheckpointSigner signer, Cosigners cosigners, InstantSource clock)
      throws IOException {
    return open(new WriterContext(storage, signer, cosigners, clock, WriteAheadLog.SEGMENT_BYTES));
  }

  static LogWriter open(WriterContext context) throws IOException {
    return new LogWriter(context, WriterStart.recover(context));
  }

  /**
   * Gives the entry its index, or says where the same bytes stand among the last million entries.
   * The answer is a promise only once {@link #sync} or {@link #publish} has returned.
   *
   * @throws IllegalArgumentException if the entry has more than 65,535 bytes
   */
  public Receipt append(byte[] entry) {
    requireRunning();
    EntryBundle.requireLoggable(entry);
    byte[] leaf = new byte[Hash.LENGTH];
    digest.leaf(entry, 0, entry.length, leaf, 0);
    OptionalLong seen = recent.find(leaf, 0);
    if (seen.isPresent()) {
      return new Receipt(seen.getAsLong(), Hash.of(leaf), true);
    }
    if (staged.bytes() > STAGED_BYTES_MAX) {
      throw new IllegalStateException("256 MiB are staged: sync first");
    }
    long index = staged.next();
    staged.add(entry, leaf);
    recent.add(leaf, 0);
    return new Receipt(index, Hash.of(leaf), false);
  }

  /** From now on tiles are written on a thread of their own. */
  void writeTilesOnThread() {
    work = TileWork.onThread();
  }

  private void writeTile(TilePath path, byte[] bytes, int length) throws IOException {
    byte[] kept = work.isAtOnce() ? bytes : Arrays.copyOf(bytes, length);
    work.run(length, () -> tiles.write(path, kept, length));
  }

  /** How many entries the log has, with those that are only staged. */
  public long size() {
    return staged.next();
  }

  /** How many bytes are staged. */
  public long stagedBytes() {
    return staged.bytes();
  }

  /**
   * Makes everything staged durable.
   *
   * @throws IOException if that failed; the writer has then stopped for good
   */
  public void sync() throws IOException {
    requireRunning();
    if (staged.records().isEmpty()) {
      return;
    }
    stoppingIfItFails(() -> {
      work.requireSound();
      for (WalRecord record : staged.records()) {
        if (wal.isSegmentFull(context.segmentBytes())) {
          wal.nextSegment(record.firstIndex(), random.nextLong());
        }
        // Of two records under one sync the second may be on the disk without the first, and that
        // would look like damage.
        wal.write(record);
        wal.sync();
      }
      // Acknowledged from here on: whatever follows can be made again from the write-ahead log.
      staged.integrate(edge, this::writeTile);
      return edge;
    });
  }

  /**
   * Makes everything appended so far durable and covers it with a signed checkpoint, cosigned as
   * the log's policy asks.
   *
   * @throws IOException if any file could not be written; the writer has then stopped for good
   */
  public Publication publish() throws IOException {
    sync();
    Optional<PendingPublication> pending = beginPublication();
    if (pending.isEmpty()) {
      Published now = publications.published().orElseThrow();
      return new Publication.NothingNew(now.note(), now.checkpoint());
    }
    Publication publication = stoppingIfItFails(() -> pending.get().run());
    endPublication(pending.get(), publication);
    return publication;
  }

  /** Whether readers do not yet see everything that is durable. */
  boolean hasNews() {
    return publications.hasNews();
  }

  /** Prepares to publish what is durable now; empty if readers see all of it. */
  Optional<PendingPublication> beginPublication() throws IOException {
    requireRunning();
    return publications.hasNews()
        ? Optional.of(stoppingIfItFails(() -> publications.begin(work, this::writeTile)))
        : Optional.empty();
  }

  /** Takes note of a publication that has run, and removes what it superseded. */
  void endPublication(PendingPublication pending, Publication publication) throws IOException {
    stoppingIfItFails(() -> {
      publications.end(pending, publication, work);
      return publication;
    });
  }

  private void stop(IOException cause) {
    if (failure.isEmpty()) {
      failure = Optional.of(cause);
    }
  }

  /** The checkpoint that readers see; none until the first one found its quorum. */
  public Optional<SignedNote> published() {
    return publications.published().map(Published::note);
  }

  /** How many entries that checkpoint covers. */
  long publishedSize() {
    return Published.sizeOf(publications.published());
  }

  private interface Step<T> {
    T run() throws IOException;
  }

  /** After a failed write or sync nobody knows what is on the disk, and trying again may lie. */
  private <T> T stoppingIfItFails(Step<T> step) throws IOException {
    try {
      return step.run();
    } catch (IOException e) {
      stop(e);
      throw e;
    } catch (RuntimeException | Error e) {
      stop(new IOException(e));
      throw e;
    }
  }

  private void requireRunning() {
    if (closed) {
      throw new IllegalStateException("the writer is closed");
    }
    if (failure.isPresent()) {
      throw new LogStoppedException(failure.get());
    }
  }

  /**
   * Gives the log free for another writer. What was staged and not synced is lost; what was synced
   * is part of the log, and its number is noted, so that its loss would be noticed.
   */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (lock;
        wal;
        TileWork _ = work) {
      if (failure.isEmpty()) {
        publications.acknowledge();
      }
    }
  }

  /**
   * Closes and removes what only a writer needs: the log can be read for ever and never be
   * extended, because nobody knows any more what may have been signed.
   */
  public void closeForGood() throws IOException {
    requireRunning();
    closed = true;
    try (lock) {
      work.close();
      wal.close();
      Storage storage = context.storage();
      for (String name : storage.list(WriterFiles.DIRECTORY)) {
        storage.delete(WriterFiles.DIRECTORY + "/" + name);
      }
      storage.delete(WriterFiles.DIRECTORY);
      storage.syncDirectory("");
    }
  }
}
