package dev.standstill.log.audit;

import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The regular files of one level that are there, in the order of their indexes. One directory is
 * listed at a time, and names that are none of a log are passed over: a directory has a thousand
 * names of a log at most, so this is small however large the tree is or claims to be.
 */
final class LevelFiles {
  /** An index has at most 17 digits. */
  private static final int GROUPS_MAX = 6;

  private static final Pattern GROUP = Pattern.compile("[0-9]{3}");
  private static final Pattern POSSIBLE = Pattern.compile("x?[0-9]{3}|[0-9]{3}\\.p|[0-9]{1,2}");
  private static final Pattern WIDTH = Pattern.compile("[1-9][0-9]{0,2}");

  private final Path root;
  private final TilePath model;
  private final Deque<Frame> frames = new ArrayDeque<>();
  private int groups;
  private Iterator<Found> listed = List.<Found>of().iterator();
  private Found next;

  /** A directory in the middle of a path, and which of its subdirectories are still to come. */
  private record Frame(Path directory, long prefix, Iterator<Integer> rest) {}

  /** The files of one index, by width. */
  record Found(long index, List<TilePath> files) {
    static final Found END = new Found(Long.MAX_VALUE, List.of());
  }

  /**
   * The files of a level.
   *
   * @param model any file of the level
   */
  LevelFiles(Path directory, TilePath model) {
    this.root = directory.resolve(model.parent());
    this.model = model;
    this.next = isDirectory(directory.resolve("tile")) && isDirectory(root) ? advance() : Found.END;
  }

  /** The smallest index that was not taken yet; at the end the largest number there is. */
  long peek() {
    return next.index();
  }

  /** The files of {@link #peek}, narrow ones first. */
  List<TilePath> take() {
    Found taken = next;
    next = advance();
    return taken.files();
  }

  private Found advance() {
    while (!listed.hasNext()) {
      if (frames.isEmpty()) {
        groups++;
        if (groups > GROUPS_MAX) {
          return Found.END;
        }
        enter(root, 0);
      } else if (frames.element().rest().hasNext()) {
        Frame frame = frames.element();
        int group = frame.rest().next();
        enter(frame.directory().resolve("x" + digits(group)), frame.prefix() * 1000 + group);
      } else {
        frames.remove();
      }
    }
    return listed.next();
  }

  private void enter(Path directory, long prefix) {
    if (frames.size() == groups - 1) {
      listed = files(directory, prefix).iterator();
      return;
    }
    TreeSet<Integer> inner = new TreeSet<>();
    for (String name : names(directory)) {
      if (name.startsWith("x") && GROUP.matcher(name.substring(1)).matches()) {
        inner.add(Integer.parseInt(name.substring(1)));
      }
    }
    if (frames.isEmpty()) {
      // SPEC: tlog-tiles §Merkle Tree: an index has no more groups than it needs.
      inner.remove(0);
    }
    inner.removeIf(group -> !isDirectory(directory.resolve("x" + digits(group))));
    frames.push(new Frame(directory, prefix, inner.iterator()));
  }

  private List<Found> files(Path directory, long prefix) {
    TreeSet<Integer> full = new TreeSet<>();
    TreeSet<Integer> all = new TreeSet<>();
    TreeSet<Integer> partial = new TreeSet<>();
    for (String name : names(directory)) {
      boolean isPartial = name.endsWith(".p");
      String group = isPartial ? name.substring(0, name.length() - 2) : name;
      if (GROUP.matcher(group).matches()) {
        all.add(Integer.parseInt(group));
        (isPartial ? partial : full).add(Integer.parseInt(group));
      }
    }
    List<Found> found = new ArrayList<>();
    for (int group : all) {
      long index = prefix * 1000 + group;
      if (index > Long.MAX_VALUE / TilePath.WIDTH_FULL) {
        break;
      }
      List<TilePath> files = new ArrayList<>();
      if (partial.contains(group)) {
        widths(directory.resolve(digits(group) + ".p"))
            .forEach(width -> files.add(model.at(index, width)));
      }
      if (full.contains(group) && isRegular(directory.resolve(digits(group)))) {
        files.add(model.at(index, TilePath.WIDTH_FULL));
      }
      if (!files.isEmpty()) {
        found.add(new Found(index, files));
      }
    }
    return found;
  }

  private static SortedSet<Integer> widths(Path directory) {
    SortedSet<Integer> widths = new TreeSet<>();
    if (isDirectory(directory)) {
      for (String name : names(directory)) {
        if (WIDTH.matcher(name).matches() && Integer.parseInt(name) < TilePath.WIDTH_FULL) {
          widths.add(Integer.parseInt(name));
        }
      }
      widths.removeIf(width -> !isRegular(directory.resolve(width.toString())));
    }
    return widths;
  }

  /** Names that can be of a log; what cannot be listed is for the walk to report. */
  private static List<String> names(Path directory) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> listing =
        Files.newDirectoryStream(directory, LevelFiles::isPossible)) {
      listing.forEach(path -> names.add(String.valueOf(path.getFileName())));
    } catch (IOException | DirectoryIteratorException e) {
      return names;
    }
    return names;
  }

  private static boolean isPossible(Path path) {
    return POSSIBLE.matcher(String.valueOf(path.getFileName())).matches();
  }

  private static boolean isDirectory(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static boolean isRegular(Path path) {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  private static String digits(int group) {
    return Integer.toString(1000 + group).substring(1);
  }
}
