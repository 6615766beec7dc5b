package dev.standstill.core;

import dev.standstill.core.RepositoryFiles.RepositoryFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What a file of this repository may not be, rule by rule; each gives one line a violation. */
final class TidyRules {

  static final int COLUMNS_MAX = 100;
  static final int BYTES_MAX = 1_000_000;
  static final int FILE_LINES_USUAL = 300;
  static final int METHOD_LINES_USUAL = 40;
  private static final int CHAPTER_CHARACTERS_MIN = 200;

  /** Names that say nothing of what a class is. */
  private static final String EMPTY_WORDS = "Utils?|Helpers?|Managers?|Impl|Base|Common|Misc";

  private static final Pattern EMPTY_NAME =
      Pattern.compile("(?:" + EMPTY_WORDS + ")(?![a-z]).*|.*(?:" + EMPTY_WORDS + ")");

  private static final Pattern TYPE =
      Pattern.compile("^\\s*(?:[a-z]+ )*(?:class|interface|enum|record) (\\w+)");

  // In pieces, or this file would find itself.
  private static final Pattern MARKER =
      Pattern.compile("\\b(?:TO" + "DO|FIX" + "ME|XX" + "X|HA" + "CK)\\b");

  private static final Pattern MACHINE_PATH =
      Pattern.compile("(?<![\\w./~-])(?:/ro" + "ot|/wo" + "rk|/ho" + "me|/Us" + "ers)/");

  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

  private static final Pattern MEMBER =
      Pattern.compile(
          "^( {2}| {4})(?:(?:public|private|protected|static|final|abstract|default|synchronized) "
              + "|(?:void|int|long|double|boolean|[A-Z][\\w.]*(?:<.*>)?(?:\\[\\])*) \\w+\\().*");

  private TidyRules() {}

  static List<String> emptyNames(RepositoryFile file) {
    if (!file.isJava()) {
      return List.of();
    }
    return file.lines().stream()
        .map(TYPE::matcher)
        .filter(Matcher::find)
        .map(declared -> declared.group(1))
        .filter(name -> EMPTY_NAME.matcher(name).matches())
        .map(name -> file.path() + ": the name " + name + " says nothing")
        .toList();
  }

  static List<String> markers(RepositoryFile file) {
    return matching(file, MARKER, "leftover marker");
  }

  static List<String> machinePaths(RepositoryFile file) {
    return matching(file, MACHINE_PATH, "path of one machine");
  }

  private static List<String> matching(RepositoryFile file, Pattern pattern, String what) {
    List<String> found = new ArrayList<>();
    List<String> lines = file.lines();
    for (int i = 0; i < lines.size(); i++) {
      Matcher matcher = pattern.matcher(lines.get(i));
      if (matcher.find()) {
        found.add(file.path() + ":" + (i + 1) + ": " + what + " " + matcher.group());
      }
    }
    return found;
  }

  static List<String> wideLines(RepositoryFile file) {
    List<String> found = new ArrayList<>();
    List<String> lines = file.isJava() ? file.lines() : List.of();
    for (int i = 0; i < lines.size(); i++) {
      int columns = lines.get(i).codePointCount(0, lines.get(i).length());
      if (columns > COLUMNS_MAX) {
        found.add(file.path() + ":" + (i + 1) + ": " + columns + " columns");
      }
    }
    return found;
  }

  static List<String> heavyFiles(RepositoryFile file) {
    return file.size() > BYTES_MAX
        ? List.of(file.path() + ": " + file.size() + " bytes")
        : List.of();
  }

  static List<String> titles(RepositoryFile file) {
    if (!file.isMarkdown()) {
      return List.of();
    }
    boolean fenced = false;
    int titles = 0;
    for (String line : file.lines()) {
      fenced ^= line.startsWith("```");
      titles += !fenced && line.startsWith("# ") ? 1 : 0;
    }
    return titles == 1 ? List.of() : List.of(file.path() + ": " + titles + " titles");
  }

  /** Every package has a chapter: a Javadoc of some substance, and null-marked types. */
  static List<String> chapters(List<RepositoryFile> files) {
    Map<String, RepositoryFile> chapters =
        files.stream()
            .filter(file -> file.name().equals("package-info.java"))
            .collect(Collectors.toMap(RepositoryFile::folder, file -> file));
    List<String> found = new ArrayList<>();
    for (String folder : packages(files)) {
      String chapter =
          Stream.ofNullable(chapters.get(folder))
              .flatMap(file -> file.text().stream())
              .findFirst()
              .orElse("");
      if (!chapter.contains("@NullMarked")) {
        found.add(folder + ": no package-info.java with @NullMarked");
      }
      Matcher javadoc = JAVADOC.matcher(chapter);
      if (!javadoc.find() || javadoc.group(1).length() < CHAPTER_CHARACTERS_MIN) {
        found.add(folder + ": package-info.java does not teach what the package is");
      }
    }
    return found;
  }

  /** Every package is a word, and every word is in the glossary. */
  static List<String> words(List<RepositoryFile> files) {
    String glossary =
        files.stream()
            .filter(file -> file.path().equals("docs/GLOSSARY.md"))
            .flatMap(file -> file.text().stream())
            .findFirst()
            .orElse("");
    return packages(files).stream()
        .map(folder -> folder.substring(folder.lastIndexOf('/') + 1))
        .distinct()
        .filter(word ->
            !Pattern.compile(
                    "^\\| `?" + word + "`?\\b", Pattern.MULTILINE | Pattern.CASE_INSENSITIVE)
                .matcher(glossary)
                .find())
        .map(word -> "docs/GLOSSARY.md: no line for the package " + word)
        .toList();
  }

  /** Folders with production sources. */
  private static Set<String> packages(List<RepositoryFile> files) {
    return files.stream()
        .filter(file -> file.isJava() && file.path().contains("src/main/java/"))
        .filter(file -> !file.name().equals("module-info.java"))
        .map(RepositoryFile::folder)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Long files and methods: to be looked at, not refused. */
  static List<String> outliers(RepositoryFile file) {
    List<String> found = new ArrayList<>();
    List<String> lines = file.isJava() ? file.lines() : List.of();
    if (lines.size() > FILE_LINES_USUAL) {
      found.add(file.path() + ": " + lines.size() + " lines");
    }
    for (int i = 0; i < lines.size(); i++) {
      int length = methodLength(lines, i);
      if (length > METHOD_LINES_USUAL) {
        found.add(file.path() + ":" + (i + 1) + ": a method of " + length + " lines");
      }
    }
    return found;
  }

  /** Lines of the method that begins here, by the formatter's indentation; 0 if none does. */
  private static int methodLength(List<String> lines, int begin) {
    Matcher member = MEMBER.matcher(lines.get(begin));
    if (!member.matches() || TYPE.matcher(lines.get(begin)).find()) {
      return 0;
    }
    int body = begin;
    while (body < lines.size() && !lines.get(body).endsWith("{")) {
      if (lines.get(body).endsWith(";") || lines.get(body).isBlank()) {
        return 0;
      }
      body++;
    }
    int end = body;
    while (end < lines.size() && !lines.get(end).equals(member.group(1) + "}")) {
      end++;
    }
    return end < lines.size() ? end - begin + 1 : 0;
  }
}
