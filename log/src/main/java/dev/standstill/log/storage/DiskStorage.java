package dev.standstill.log.storage;

import dev.standstill.log.tile.RegularFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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
import java.util.List;
import java.util.Optional;

/** A directory of the local file system. Links inside it are never followed. */
public final class DiskStorage implements Storage {
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

  private record ChannelFile(FileChannel channel) implements OutputFile {
    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      ByteBuffer rest = ByteBuffer.wrap(bytes, offset, length);
      while (rest.hasRemaining()) {
        channel.write(rest);
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
