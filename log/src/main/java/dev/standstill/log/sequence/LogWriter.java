package dev.standstill.log.sequence;

import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogContents;
import dev.standstill.log.audit.LogEntry;
import dev.standstill.log.merkle.TreeHead;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.tile.EntryBundle;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of one log directory. Not for several threads: a sequencer owns it and calls it.
 *
 * <p>{@link #append} keeps entries in memory; only {@link #publish} makes them durable and public.
 * See the package for what is still to come.
 */
public final class LogWriter implements AutoCloseable {
  private static final String CHECKPOINT = "checkpoint";

  /** Held while a log is written; no part of the log. */
  public static final String LOCK = ".writer-lock";

  private final SigningKey key;
  private final DurableFiles files;
  private final FileChannel lock;
  private final GrowingTree tree = new GrowingTree();
  private Checkpoint published;
  private boolean stopped;

  private LogWriter(Path directory, SigningKey key, FileChannel lock, Checkpoint published) {
    this.key = key;
    this.files = new DurableFiles(directory);
    this.lock = lock;
    this.published = published;
  }

  /**
   * Begins a log and publishes the checkpoint of the empty tree. The origin is the key's name.
   *
   * @throws FileAlreadyExistsException if the directory holds a log or a part of one
   */
  public static LogWriter create(Path directory, SigningKey key) throws IOException {
    Files.createDirectories(directory);
    FileChannel lock = lock(directory);
    try {
      for (String part : new String[] {CHECKPOINT, "tile"}) {
        Path file = directory.resolve(part);
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
          throw new FileAlreadyExistsException(file.toString());
        }
      }
      GrowingTree empty = new GrowingTree();
      Checkpoint checkpoint = new Checkpoint(key.name(), 0, empty.head().root());
      LogWriter writer = new LogWriter(directory, key, lock, checkpoint);
      writer.writeCheckpoint(checkpoint);
      return writer;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /**
   * Continues a log after reading and checking all of it.
   *
   * @throws LogDamagedException if this key did not sign its checkpoint, or if any file is missing,
   *     altered, or past the checkpoint
   */
  public static LogWriter open(Path directory, SigningKey key) throws IOException {
    FileChannel lock = lock(directory);
    try {
      QuorumPolicy own = QuorumPolicy.withoutWitnesses(key.verifierKey());
      LogContents contents = LogAudit.read(directory, own);
      if (!contents.isSound()) {
        throw new LogDamagedException(contents.defects());
      }
      LogWriter writer = new LogWriter(directory, key, lock, contents.checkpoint().orElseThrow());
      for (LogEntry entry : contents.entries()) {
        writer.tree.append(entry.bytes());
      }
      writer.tree.markWritten();
      return writer;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Two writers would sign two histories: the second one is turned away. */
  private static FileChannel lock(Path directory) throws IOException {
    Path file = directory.resolve(LOCK);
    FileChannel channel =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
    if (!isLocked(channel)) {
      channel.close();
      throw new FileSystemException(directory.toString(), null, "another writer has this log");
    }
    return channel;
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  /**
   * Gives the entry its index. It is in memory only until {@link #publish} returns.
   *
   * @throws IllegalArgumentException if the entry has more than 65,535 bytes
   */
  public long append(byte[] entry) {
    requireRunning();
    EntryBundle.requireLoggable(entry);
    return tree.append(entry);
  }

  /**
   * Makes everything appended so far durable and covers it with a signed checkpoint. Without new
   * entries the checkpoint file, and with it its cosignatures, stays as it is.
   *
   * @throws IOException if any file could not be written; the writer has then stopped for good
   */
  public Checkpoint publish() throws IOException {
    requireRunning();
    TreeHead head = tree.head();
    Checkpoint next = new Checkpoint(key.name(), head.size(), head.root());
    if (next.size() == published.size()) {
      return published;
    }
    // After a failed fsync nobody knows what is on the disk, and trying again may lie.
    stopped = true;
    Map<TilePath, byte[]> grown = tree.grownFiles();
    for (Map.Entry<TilePath, byte[]> file : grown.entrySet()) {
      files.write(file.getKey().path(), file.getValue());
    }
    writeCheckpoint(next);
    published = next;
    tree.markWritten();
    for (TilePath path : grown.keySet()) {
      // SPEC: tlog-tiles §Partial Tiles: partial tiles may go once the full one is available.
      if (path.isFull()) {
        files.deletePartials(path.path() + ".p");
      }
    }
    stopped = false;
    return next;
  }

  private void writeCheckpoint(Checkpoint checkpoint) throws IOException {
    // SPEC: tlog-checkpoint §Signatures: a log MUST not sign inconsistent checkpoints; this one
    // extends the tree that the last one covers.
    files.write(CHECKPOINT, SignedNote.sign(checkpoint.text(), key).encoded());
  }

  /** The checkpoint that readers see. */
  public Checkpoint published() {
    return published;
  }

  private void requireRunning() {
    if (stopped || !lock.isOpen()) {
      throw new IllegalStateException("the writer is closed or has stopped after a failed write");
    }
  }

  /** Gives the log free for another writer. What was not published is lost. */
  @Override
  public void close() throws IOException {
    lock.close();
  }
}
