package dev.standstill.log.sequence;

import dev.standstill.log.storage.Storage;
import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A storage that is asked before every sync of a file. */
class FilteredStorage implements Storage {
  private final Storage storage;

  FilteredStorage(Storage storage) {
    this.storage = storage;
  }

  void beforeSync(String path) throws IOException {}

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
    return new Filtered(path, storage.create(path));
  }

  @Override
  public void syncAll(Collection<String> paths) throws IOException {
    for (String path : paths) {
      beforeSync(path);
    }
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
    storage.syncDirectory(path);
  }

  @Override
  public Optional<Closeable> lock(String path) throws IOException {
    return storage.lock(path);
  }

  private final class Filtered implements OutputFile {
    private final String path;
    private final OutputFile file;

    Filtered(String path, OutputFile file) {
      this.path = path;
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
      beforeSync(path);
      file.sync();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
