package dev.standstill.core;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The files of this repository, as version control would list them. */
final class RepositoryFiles {

  /**
   * One file.
   *
   * @param path from the root of the repository, with slashes
   * @param size in bytes
   * @param text its text; empty if it is none, or too large to be source
   */
  record RepositoryFile(String path, long size, Optional<String> text) {

    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }

    String folder() {
      return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }

    boolean isJava() {
      return path.endsWith(".java");
    }

    boolean isMarkdown() {
      return path.endsWith(".md");
    }

    List<String> lines() {
      return text.map(content -> content.lines().toList()).orElse(List.of());
    }
  }

  private static final int TEXT_BYTES_MAX = 4 << 20;

  private RepositoryFiles() {}

  /** Every file under the root but what version control ignores. */
  static List<RepositoryFile> under(Path root) {
    try {
      List<String> ignored = ignorePatterns(root);
      List<RepositoryFile> files = new ArrayList<>();
      Files.walkFileTree(
          root,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes about) {
              return skipped(relative(root, folder), true, ignored)
                  ? FileVisitResult.SKIP_SUBTREE
                  : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes about)
                throws IOException {
              String path = relative(root, file);
              if (about.isRegularFile() && !skipped(path, false, ignored)) {
                files.add(new RepositoryFile(path, about.size(), text(file, about.size())));
              }
              return FileVisitResult.CONTINUE;
            }
          });
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String relative(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static List<String> ignorePatterns(Path root) throws IOException {
    Path file = root.resolve(".gitignore");
    return Files.exists(file)
        ? Files.readAllLines(file).stream()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .toList()
        : List.of();
  }

  private static boolean skipped(String path, boolean folder, List<String> ignored) {
    return path.equals(".git")
        || ignored.stream().anyMatch(pattern -> ignores(pattern, path, folder));
  }

  /** The basics: {@code name}, {@code name/} for folders, {@code /anchored}, {@code *.ending}. */
  static boolean ignores(String pattern, String path, boolean folder) {
    boolean foldersOnly = pattern.endsWith("/");
    if (foldersOnly && !folder) {
      return false;
    }
    String bare = foldersOnly ? pattern.substring(0, pattern.length() - 1) : pattern;
    if (bare.startsWith("/")) {
      return path.equals(bare.substring(1));
    }
    String name = path.substring(path.lastIndexOf('/') + 1);
    return bare.startsWith("*") ? name.endsWith(bare.substring(1)) : name.equals(bare);
  }

  private static Optional<String> text(Path file, long size) throws IOException {
    if (size > TEXT_BYTES_MAX) {
      return Optional.empty();
    }
    try {
      String text =
          StandardCharsets.UTF_8
              .newDecoder()
              .decode(ByteBuffer.wrap(Files.readAllBytes(file)))
              .toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
