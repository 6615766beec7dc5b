package dev.standstill.evidence.source;

import dev.standstill.evidence.SourceUnreadableException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where somebody says that evidence is. */
public sealed interface Place {
  /** A directory. */
  record Folder(Path path) implements Place {}

  /** A file that should be a bundle. */
  record BundleFile(Path path) implements Place {}

  /** A URL below which the files are. */
  record Web(URI uri) implements Place {}

  /** Tells which of them it is; nothing is opened yet. */
  static Place of(String text) throws SourceUnreadableException {
    if (text.regionMatches(true, 0, "http://", 0, 7)
        || text.regionMatches(true, 0, "https://", 0, 8)) {
      try {
        return new Web(URI.create(text));
      } catch (IllegalArgumentException e) {
        throw new SourceUnreadableException(text + ": not a URL");
      }
    }
    if (text.contains("://")) {
      throw new SourceUnreadableException(text + ": of URLs only http and https are read");
    }
    try {
      Path path = Path.of(text);
      return Files.isRegularFile(path) ? new BundleFile(path) : new Folder(path);
    } catch (InvalidPathException e) {
      throw new SourceUnreadableException("no place has such a name: " + e.getReason());
    }
  }
}
