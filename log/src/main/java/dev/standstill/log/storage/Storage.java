package dev.standstill.log.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The file operations of a durable writer below one directory. Paths are relative, with slashes.
 *
 * <p>Nothing is durable before it is synced: the bytes of a file by {@link OutputFile#sync} or
 * {@link #syncAll}, its name (made, renamed or deleted) by {@link #syncDirectory} of the directory
 * that holds it. Any {@link IOException} leaves the state on the disk unknown.
 *
 * <p>Several threads may use one storage, but not one {@link OutputFile}.
 */
public interface Storage {
  /** The bytes of a regular file, or empty if there is none; larger than {@code bytesMax} fails. */
  Optional<byte[]> read(String path, int bytesMax) throws IOException;

  /** The names in a directory, sorted; empty if there is no such directory. */
  List<String> list(String directory) throws IOException;

  /** A new file, written from its start; a file that exists fails. */
  OutputFile create(String path) throws IOException;

  /** Makes the bytes of files durable that were written and closed before, in any order. */
  void syncAll(Collection<String> paths) throws IOException;

  /** Makes one directory whose parent exists; one that exists already is left as it is. */
  void makeDirectory(String path) throws IOException;

  /** Atomically gives a file another name, replacing what had it. */
  void rename(String from, String to) throws IOException;

  /** Removes a file or an empty directory; absent is fine. */
  void delete(String path) throws IOException;

  /** Makes the names in a directory durable; the empty path is the root of this storage. */
  void syncDirectory(String path) throws IOException;

  /**
   * Holds a lock file, made if need be, until the answer is closed or the process ends.
   *
   * @return empty if somebody else, in this process or in another, holds it
   */
  Optional<Closeable> lock(String path) throws IOException;

  /** A file being written at its end. */
  interface OutputFile extends Closeable {
    void write(byte[] bytes, int offset, int length) throws IOException;

    /**
     * Writes this many zeros after what was written; the next write begins before them. Writing
     * over them later changes no length, and a sync that need not record a length is cheaper.
     */
    void reserve(int length) throws IOException;

    /** Makes what was written durable. */
    void sync() throws IOException;
  }
}
