package dev.standstill.log.tile;

import dev.standstill.log.encoding.StrictDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The place of one file of hashes or entries, below the directory or URL of the log.
 *
 * <p>Indexes are written in groups of three digits, all but the last with an {@code x}, so that no
 * directory holds more than a thousand tiles and no file has the name of a directory.
 */
public sealed interface TilePath {
  /** How many hashes or entries a full file holds. */
  int WIDTH_FULL = 256;

  int LEVEL_MAX = 63;

  /** Which file of its level, from 0. */
  long index();

  /** How many hashes or entries it holds: 256, or fewer in a partial file. */
  int width();

  /** The directory of the level. */
  String parent();

  /** Another file of the same level. */
  TilePath at(long index, int width);

  /** A tile of hashes. */
  record Hashes(int level, long index, int width) implements TilePath {
    public Hashes {
      // SPEC: tlog-tiles §Merkle Tree: L between 0 and 63.
      if (level < 0 || level > LEVEL_MAX || !isFile(index, width)) {
        throw new IllegalArgumentException("no tile " + level + ", " + index + ", " + width);
      }
    }

    @Override
    public String parent() {
      return "tile/" + level;
    }

    @Override
    public Hashes at(long otherIndex, int otherWidth) {
      return new Hashes(level, otherIndex, otherWidth);
    }
  }

  /** A bundle of entries. */
  record Entries(long index, int width) implements TilePath {
    public Entries {
      if (!isFile(index, width)) {
        throw new IllegalArgumentException("no bundle " + index + ", " + width);
      }
    }

    @Override
    public String parent() {
      return "tile/entries";
    }

    @Override
    public Entries at(long otherIndex, int otherWidth) {
      return new Entries(otherIndex, otherWidth);
    }
  }

  private static boolean isFile(long index, int width) {
    // SPEC: tlog-tiles §Partial Tiles: empty tiles MUST NOT be served, so a width is 1 to 256.
    // A larger index would begin past the largest tree size.
    return index >= 0 && index <= Long.MAX_VALUE / WIDTH_FULL && width > 0 && width <= WIDTH_FULL;
  }

  default boolean isFull() {
    return width() == WIDTH_FULL;
  }

  /** The index of the first hash or entry in the file, at the file's own level. */
  default long start() {
    return index() * WIDTH_FULL;
  }

  /** The relative path, with slashes. */
  default String path() {
    // SPEC: tlog-tiles §Merkle Tree: zero-padded 3-digit elements, all but the last with an x.
    StringBuilder groups = new StringBuilder(threeDigits(index()));
    for (long rest = index() / 1000; rest > 0; rest /= 1000) {
      groups.insert(0, "x" + threeDigits(rest) + "/");
    }
    return parent() + "/" + groups + (isFull() ? "" : ".p/" + width());
  }

  private static String threeDigits(long number) {
    // Not String.format, which writes the digits of the default locale.
    return Long.toString(1000 + number % 1000).substring(1);
  }

  /** The place with this path, or empty if {@link #path} would never write it. */
  static Optional<TilePath> parse(String path) {
    List<String> elements = List.of(path.split("/", -1));
    if (elements.size() < 3 || elements.size() > 10) {
      return Optional.empty();
    }
    int last = elements.size() - 1;
    boolean partial = elements.get(last - 1).endsWith(".p");
    long width = partial ? StrictDecimal.parse(elements.get(last)).orElse(0) : WIDTH_FULL;
    OptionalLong index = index(elements.subList(2, partial ? last : last + 1));
    if (index.isEmpty() || !isFile(index.getAsLong(), (int) Math.min(width, WIDTH_FULL + 1))) {
      return Optional.empty();
    }
    Optional<TilePath> parsed = at(elements.get(1), index.getAsLong(), (int) width);
    // Writing it again refuses every other spelling at once.
    return parsed.filter(p -> p.path().equals(path));
  }

  private static Optional<TilePath> at(String level, long index, int width) {
    if (level.equals("entries")) {
      return Optional.of(new Entries(index, width));
    }
    OptionalLong number = StrictDecimal.parse(level);
    return number.isPresent() && number.getAsLong() <= LEVEL_MAX
        ? Optional.of(new Hashes((int) number.getAsLong(), index, width))
        : Optional.empty();
  }

  private static OptionalLong index(List<String> groups) {
    StringBuilder digits = new StringBuilder();
    for (String group : groups) {
      digits.append(group.startsWith("x") ? group.substring(1) : group);
    }
    int end = digits.length() - (digits.toString().endsWith(".p") ? 2 : 0);
    int start = 0;
    while (start < end - 1 && digits.charAt(start) == '0') {
      start++;
    }
    return StrictDecimal.parse(digits.substring(start, end));
  }

  /** How many hashes level {@code level} has in a tree of {@code size} entries. */
  static long countAt(int level, long size) {
    // SPEC: tlog-tiles §Partial Tiles: floor(s / 256^l).
    return level >= 8 ? 0 : size >>> (8 * level);
  }

  /** Every file of a tree of this size, without superseded partial ones; entries first. */
  static List<TilePath> forSize(long size) {
    List<TilePath> paths = new ArrayList<>();
    for (long i = 0; i < fileCount(size); i++) {
      paths.add(new Entries(i, widthAt(i, size)));
    }
    for (int level = 0; countAt(level, size) > 0; level++) {
      long count = countAt(level, size);
      for (long i = 0; i < fileCount(count); i++) {
        paths.add(new Hashes(level, i, widthAt(i, count)));
      }
    }
    return paths;
  }

  /** How many files hold {@code count} hashes or entries. */
  static long fileCount(long count) {
    return count / WIDTH_FULL + (count % WIDTH_FULL == 0 ? 0 : 1);
  }

  /** How many of {@code count} hashes or entries stand in file {@code index}. */
  static int widthAt(long index, long count) {
    return (int) Math.min(WIDTH_FULL, count - index * WIDTH_FULL);
  }
}
