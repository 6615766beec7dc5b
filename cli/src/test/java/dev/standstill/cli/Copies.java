package dev.standstill.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Copies of directories. */
final class Copies {

  private Copies() {}

  static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.toAbsolutePath().getParent());
    try (Stream<Path> walk = Files.walk(from)) {
      List<Path> files = walk.toList();
      for (Path file : files) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
