package dev.standstill.log.sequence;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Writes whole files so that after a crash a path holds the old bytes or the new ones. */
final class DurableFiles {
  /** Beside the checkpoint, where an interrupted write is no part of the log. */
  private static final String TEMPORARY = ".writing";

  private final Path directory;

  DurableFiles(Path directory) {
    this.directory = directory;
  }

  /** On return the bytes, the name and every directory above it are on the disk. */
  void write(String path, byte[] bytes) throws IOException {
    Path target = directory.resolve(path);
    createDirectories(parentOf(target));
    Path temporary = directory.resolve(TEMPORARY);
    // The name may be left from a crash, and must not be a link that somebody put there.
    Files.deleteIfExists(temporary);
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(bytes);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true);
    }
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    force(parentOf(target));
  }

  private void createDirectories(Path wanted) throws IOException {
    // The directory of the log itself exists, and may well be a link.
    if (!wanted.equals(directory) && !Files.isDirectory(wanted, LinkOption.NOFOLLOW_LINKS)) {
      createDirectories(parentOf(wanted));
      Files.createDirectory(wanted);
      // A new name is durable only when the directory that holds it is.
      force(parentOf(wanted));
    }
  }

  private static Path parentOf(Path path) {
    return Optional.ofNullable(path.getParent()).orElseThrow();
  }

  private static void force(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Removes a directory of superseded partial files; losing this in a crash costs only space. */
  void deletePartials(String path) throws IOException {
    Path partials = directory.resolve(path);
    if (Files.isDirectory(partials, LinkOption.NOFOLLOW_LINKS)) {
      try (var files = Files.newDirectoryStream(partials)) {
        for (Path file : files) {
          Files.delete(file);
        }
      }
      Files.delete(partials);
    }
  }
}
