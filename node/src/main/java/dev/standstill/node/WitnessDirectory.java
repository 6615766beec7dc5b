package dev.standstill.node;

import dev.standstill.log.note.VerifierKey;
import dev.standstill.log.storage.DiskStorage;
import dev.standstill.log.witness.KnownLogs;
import dev.standstill.log.witness.Witness;
import dev.standstill.log.witness.WitnessKeys;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A witness with its directory, which no other process may use meanwhile. */
public final class WitnessDirectory implements AutoCloseable {
  /** The public keys, for whoever reads the directory. */
  public static final String VERIFIER_KEYS = "verifier-keys";

  private static final String LOCK = ".witness-lock";

  private final FileChannel lock;
  private final Witness witness;

  private WitnessDirectory(FileChannel lock, Witness witness) {
    this.lock = lock;
    this.witness = witness;
  }

  /**
   * Opens or begins the state of a witness.
   *
   * @throws IOException if another process has it, or it is damaged or of other keys
   */
  public static WitnessDirectory open(
      Path directory, KnownLogs logs, WitnessKeys keys, InstantSource clock) throws IOException {
    Files.createDirectories(directory);
    FileChannel lock = lock(directory);
    try {
      Witness witness = Witness.open(logs, keys, new DiskStorage(directory), clock);
      String vkeys =
          keys.verifierKeys().stream()
              .map(VerifierKey::toString)
              .collect(Collectors.joining("\n", "", "\n"));
      Files.writeString(directory.resolve(VERIFIER_KEYS), vkeys);
      return new WitnessDirectory(lock, witness);
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  /** Two witnesses of one name would cosign two histories: the second one is turned away. */
  private static FileChannel lock(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve(LOCK),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    if (!isLocked(channel)) {
      channel.close();
      throw new FileSystemException(directory.toString(), null, "another witness has it");
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

  public Witness witness() {
    return witness;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
