package dev.standstill.core;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.RepositoryFiles.RepositoryFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Habits that no compiler keeps, over every file of the repository and not only of core. */
class RepositoryTidyTest {

  private static final List<RepositoryFile> FILES =
      RepositoryFiles.under(
          Path.of(Objects.requireNonNullElse(System.getProperty("repositoryRoot"), "..")));

  private static final List<Function<RepositoryFile, List<String>>> RULES =
      List.of(
          TidyRules::emptyNames,
          TidyRules::markers,
          TidyRules::machinePaths,
          TidyRules::wideLines,
          TidyRules::heavyFiles,
          TidyRules::titles);

  @Test
  void theRepositoryIsTidy() {
    List<String> violations = new ArrayList<>();
    for (RepositoryFile file : FILES) {
      RULES.forEach(rule -> violations.addAll(rule.apply(file)));
    }
    violations.addAll(TidyRules.chapters(FILES));
    violations.addAll(TidyRules.words(FILES));
    assertThat(violations)
        .as(
            "%s untidy places%n%s",
            violations.size(), String.join(System.lineSeparator(), violations))
        .isEmpty();
  }

  @Test
  void longFilesAndMethodsAreShown() {
    List<String> outliers =
        FILES.stream()
            .flatMap(file -> TidyRules.outliers(file).stream())
            .collect(Collectors.toList());
    System.out.println(
        "Longer than usual (%d lines a file, %d a method):%n%s"
            .formatted(
                TidyRules.FILE_LINES_USUAL,
                TidyRules.METHOD_LINES_USUAL,
                String.join(System.lineSeparator(), outliers)));
    assertThat(FILES).isNotEmpty();
  }

  @Test
  void seesTheRepositoryAndNothingThatIsBuilt() {
    assertThat(FILES)
        .extracting(RepositoryFile::path)
        .contains("pom.xml", "core/src/test/java/dev/standstill/core/RepositoryTidyTest.java")
        .noneMatch(path -> path.contains("/target/") || path.startsWith(".git/"));
  }

  @Test
  void ignoresAsVersionControlDoes() {
    assertThat(RepositoryFiles.ignores("target/", "core/target", true)).isTrue();
    assertThat(RepositoryFiles.ignores("target/", "core/target", false)).isFalse();
    assertThat(RepositoryFiles.ignores("*.class", "a/B.class", false)).isTrue();
    assertThat(RepositoryFiles.ignores("*.class", "a/B.classes", false)).isFalse();
    assertThat(RepositoryFiles.ignores("/.cache/", ".cache", true)).isTrue();
    assertThat(RepositoryFiles.ignores("/.cache/", "a/.cache", true)).isFalse();
    assertThat(RepositoryFiles.ignores(".project", "a/.project", false)).isTrue();
  }

  private static RepositoryFile file(String path, String... lines) {
    String text = String.join("\n", lines);
    return new RepositoryFile(path, text.length(), Optional.of(text));
  }

  private static RepositoryFile java(String... lines) {
    return file("a/src/main/java/room/A.java", lines);
  }

  @Test
  void namesThatSayNothingAreFound() {
    for (String name :
        List.of("LogUtils", "FileUtil", "BaseTest", "LogManager", "ReaderImpl", "MiscTest")) {
      assertThat(TidyRules.emptyNames(java("final class " + name + " {"))).as(name).hasSize(1);
    }
    for (String name : List.of("Baseline", "Database", "Commonwealth", "Implication", "Utility")) {
      assertThat(TidyRules.emptyNames(java("public record " + name + "("))).as(name).isEmpty();
    }
  }

  @Test
  void leftoverMarkersAreFound() {
    assertThat(TidyRules.markers(java("x", "// TO" + "DO later")))
        .containsExactly("a/src/main/java/room/A.java:2: leftover marker TO" + "DO");
    assertThat(TidyRules.markers(file("a.md", "FIX" + "ME"))).hasSize(1);
    assertThat(TidyRules.markers(file("a.md", "to do", "PREFIX" + "MEAN"))).isEmpty();
  }

  @Test
  void pathsOfOneMachineAreFound() {
    assertThat(TidyRules.machinePaths(file("a.sh", "cd /wo" + "rk/x"))).hasSize(1);
    assertThat(TidyRules.machinePaths(file("a.xml", "\"/ro" + "ot/.m2\""))).hasSize(1);
    assertThat(TidyRules.machinePaths(file("a.md", "https://example.org/ho" + "me/x"))).isEmpty();
    assertThat(TidyRules.machinePaths(file("a.sh", "/usr/lib/jvm"))).isEmpty();
  }

  @Test
  void wideLinesAreFound() {
    assertThat(TidyRules.wideLines(java("x".repeat(100)))).isEmpty();
    assertThat(TidyRules.wideLines(java("x".repeat(101)))).hasSize(1);
    assertThat(TidyRules.wideLines(file("a.md", "x".repeat(101)))).isEmpty();
  }

  @Test
  void heavyFilesAreFound() {
    assertThat(TidyRules.heavyFiles(new RepositoryFile("a", 1_000_000, Optional.empty())))
        .isEmpty();
    assertThat(TidyRules.heavyFiles(new RepositoryFile("a", 1_000_001, Optional.empty())))
        .hasSize(1);
  }

  @Test
  void documentsWithoutExactlyOneTitleAreFound() {
    assertThat(TidyRules.titles(file("a.md", "# One", "```", "# comment", "```", "## Two")))
        .isEmpty();
    assertThat(TidyRules.titles(file("a.md", "# One", "# Two"))).hasSize(1);
    assertThat(TidyRules.titles(file("a.md", "no title"))).hasSize(1);
    assertThat(TidyRules.titles(file("a.txt", "no title"))).isEmpty();
  }

  @Test
  void packagesWithoutAChapterAreFound() {
    String path = "a/src/main/java/room/package-info.java";
    String lesson = "/** " + "What a room is. ".repeat(20) + "*/";
    assertThat(TidyRules.chapters(List.of(java("x")))).hasSize(2);
    assertThat(TidyRules.chapters(List.of(java("x"), file(path, "/** Room. */ @NullMarked"))))
        .hasSize(1);
    assertThat(TidyRules.chapters(List.of(java("x"), file(path, lesson)))).hasSize(1);
    assertThat(TidyRules.chapters(List.of(java("x"), file(path, lesson, "@NullMarked")))).isEmpty();
    assertThat(TidyRules.chapters(List.of(file("a/src/test/java/room/A.java", "x")))).isEmpty();
  }

  @Test
  void packagesThatAreNoWordAreFound() {
    String path = "docs/GLOSSARY.md";
    assertThat(TidyRules.words(List.of(java("x")))).hasSize(1);
    assertThat(TidyRules.words(List.of(java("x"), file(path, "| rooms | many | one |"))))
        .hasSize(1);
    assertThat(TidyRules.words(List.of(java("x"), file(path, "| room | a package | - |"))))
        .isEmpty();
  }

  @Test
  void longMethodsAreShown() {
    String body = "    int a = 1;\n".repeat(39).stripTrailing();
    assertThat(TidyRules.outliers(java("  void run() {", body, "  }"))).hasSize(1);
    assertThat(TidyRules.outliers(java("  static int run(", "      int x) {", body, "  }")))
        .hasSize(1);
    assertThat(TidyRules.outliers(java("  void run() {", "  }", body, "  }"))).isEmpty();
    assertThat(TidyRules.outliers(java("x\n".repeat(301)))).hasSize(1);
  }
}
