package dev.standstill.log.storage;

import dev.standstill.log.tile.RegularFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A directory of the local file system. Links inside it are never followed. */
public final class DiskStorage implements Storage {
  /** Syncs that wait together share one commit of the file system's own journal. */
  private static final int SYNCS_AT_ONCE = 4;

  private final Path root;

  /** The directory must exist; it may itself be a link. */
  public DiskStorage(Path root) {
    this.root = root;
  }

  @Override
  public Optional<byte[]> read(String path, int bytesMax) throws IOException {
    try {
      return Optional.of(RegularFile.read(root.resolve(path), bytesMax));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<String> list(String directory) throws IOException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve(directory))) {
      files.forEach(file -> names.add(root.resolve(directory).relativize(file).toString()));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    }
    names.sort(null);
    return names;
  }

  @Override
  public OutputFile create(String path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    return new ChannelFile(channel);
  }

  @Override
  public void syncAll(Collection<String> paths) throws IOException {
    if (paths.size() <= SYNCS_AT_ONCE) {
      for (String path : paths) {
        syncFile(path);
      }
      return;
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(SYNCS_AT_ONCE)) {
      List<Future<?>> syncs = new ArrayList<>();
      for (String path : paths) {
        syncs.add(
            threads.submit(() -> {
              syncFile(path);
              return path;
            }));
      }
      for (Future<?> sync : syncs) {
        sync.get();
      }
    } catch (ExecutionException e) {
      throw new IOException("a file could not be made durable", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while files were made durable");
    }
  }

  private void syncFile(String path) throws IOException {
    try (FileChannel channel =
        FileChannel.open(root.resolve(path), StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
      channel.force(false);
    }
  }

  @Override
  public void makeDirectory(String path) throws IOException {
    Path directory = root.resolve(path);
    try {
      Files.createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        throw e;
      }
    }
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(root.resolve(from), root.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }

  @Override
  public void delete(String path) throws IOException {
    Files.deleteIfExists(root.resolve(path));
  }

  @Override
  public void syncDirectory(String path) throws IOException {
    try (FileChannel channel = FileChannel.open(root.resolve(path), StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public Optional<Closeable> lock(String path) throws IOException {
    FileChannel channel =
        FileChannel.open(
            root.resolve(path),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS);
    if (!isLocked(channel)) {
      channel.close();
      return Optional.empty();
    }
    return Optional.of(channel);
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      @Nullable FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private record ChannelFile(FileChannel channel) implements OutputFile {
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
    }

    @Override
    public void reserve(int length) throws IOException {
      ByteBuffer zeros = ByteBuffer.wrap(new byte[length]);
      long start = channel.position();
      while (zeros.hasRemaining()) {
        channel.write(zeros, start + zeros.position());
      }
    }

    @Override
    public void sync() throws IOException {
      // Data and length: fdatasync. A file grown by the write has its new length synced as well.
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }
}
