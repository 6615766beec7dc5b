package dev.standstill.evidence.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.UUID;

/** Files that have their names only when they are whole. */
public final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file that also survives a loss of power once this returns. */
  public static void write(Path directory, String name, byte[] bytes) throws IOException {
    put(directory, name, bytes, true);
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Writes a file that is whole or absent, but may be lost with the power. */
  static void put(Path directory, String name, byte[] bytes) throws IOException {
    put(directory, name, bytes, false);
  }

  private static void put(Path directory, String name, byte[] bytes, boolean sync)
      throws IOException {
    Path target = directory.resolve(name);
    Files.createDirectories(Objects.requireNonNull(target.getParent()));
    Path unfinished = directory.resolve(".unfinished-" + UUID.randomUUID());
    try {
      try (FileChannel channel =
          // A file or link that is there already is somebody else's.
          FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        if (sync) {
          channel.force(false);
        }
      }
      Files.move(
          unfinished, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }
}
