package dev.standstill.site.metering.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which hours have journals. */
final class StoredHours {
  private StoredHours() {}

  static NavigableSet<Hour> of(StoreLayout layout) throws IOException {
    NavigableSet<Hour> hours = new TreeSet<>();
    for (Path area : files(layout.journals())) {
      for (Path file : files(area)) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(StoreLayout.ON_TIME)) {
          hours.add(Hour.parse(name.substring(0, name.length() - StoreLayout.ON_TIME.length())));
        }
      }
    }
    return hours;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }
}
