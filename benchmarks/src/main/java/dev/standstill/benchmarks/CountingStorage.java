package dev.standstill.benchmarks;

import dev.standstill.log.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** A storage that counts the syncs it is asked for. */
final class CountingStorage implements Storage {
  private final Storage storage;
  private final LongAdder openFiles = new LongAdder();
  private final LongAdder closedFiles = new LongAdder();
  private final LongAdder directories = new LongAdder();

  CountingStorage(Storage storage) {
    this.storage = storage;
  }

  /** Syncs of files being written, which for a log means of its write-ahead log, but for a few. */
  long openFiles() {
    return openFiles.sum();
  }

  /** Syncs of files that were written before: tiles and bundles. */
  long closedFiles() {
    return closedFiles.sum();
  }

  long directories() {
    return directories.sum();
  }

  @Override
  public Optional<byte[]> read(String path, int bytesMax) throws IOException {
    return storage.read(path, bytesMax);
  }

  @Override
  public List<String> list(String directory) throws IOException {
    return storage.list(directory);
  }

  @Override
  public OutputFile create(String path) throws IOException {
    return new CountedFile(storage.create(path));
  }

  @Override
  public void syncAll(Collection<String> paths) throws IOException {
    closedFiles.add(paths.size());
    storage.syncAll(paths);
  }

  @Override
  public void makeDirectory(String path) throws IOException {
    storage.makeDirectory(path);
  }

  @Override
  public void rename(String from, String to) throws IOException {
    storage.rename(from, to);
  }

  @Override
  public void delete(String path) throws IOException {
    storage.delete(path);
  }

  @Override
  public void syncDirectory(String path) throws IOException {
    directories.increment();
    storage.syncDirectory(path);
  }

  @Override
  public Optional<Closeable> lock(String path) throws IOException {
    return storage.lock(path);
  }

  private final class CountedFile implements OutputFile {
    private final OutputFile file;

    CountedFile(OutputFile file) {
      this.file = file;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      file.write(bytes, offset, length);
    }

    @Override
    public void reserve(int length) throws IOException {
      file.reserve(length);
    }

    @Override
    public void sync() throws IOException {
      openFiles.increment();
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
