package dev.standstill.site.metering.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** The disk as far as journals need it, so that tests can let it fail. */
interface JournalDisk {

  /** The real one. */
  JournalDisk REAL = RealFile::new;

  /** A journal's file, made with its folder if it is not there; its name is durable then. */
  JournalBytes open(Path file) throws IOException;

  /** A file written at its end. */
  interface JournalBytes extends Closeable {
    long size() throws IOException;

    /** Writes all of it, or throws; what stands from {@code at} on is then unknown. */
    void write(ByteBuffer bytes, long at) throws IOException;

    void truncate(long size) throws IOException;

    /**
     * Makes what was written durable. After a failure nothing is known, and none is tried again.
     */
    void sync() throws IOException;
  }

  /** A file of the system. */
  final class RealFile implements JournalBytes {
    private final FileChannel channel;

    RealFile(Path file) throws IOException {
      boolean there = Files.exists(file);
      Path folder = Objects.requireNonNull(file.getParent());
      Path above = Objects.requireNonNull(folder.getParent());
      boolean folderThere = Files.isDirectory(folder);
      Files.createDirectories(folder);
      this.channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (!there) {
        syncFolder(folder);
      }
      if (!folderThere) {
        syncFolder(above);
      }
    }

    @Override
    public long size() throws IOException {
      return channel.size();
    }

    @Override
    public void write(ByteBuffer bytes, long at) throws IOException {
      int start = bytes.position();
      while (bytes.hasRemaining()) {
        channel.write(bytes, at + bytes.position() - start);
      }
    }

    @Override
    public void truncate(long size) throws IOException {
      channel.truncate(size);
    }

    @Override
    public void sync() throws IOException {
      channel.force(false);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Makes the names in a folder durable. */
  static void syncFolder(Path folder) throws IOException {
    try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
      names.force(true);
    }
  }
}
