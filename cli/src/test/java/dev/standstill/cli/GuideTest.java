package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Follows each guide word for word, in an empty directory, in one shell. */
class GuideTest {

  private static final Path GUIDES = Path.of("..", "docs", "guides");

  @TempDir Path temporary;

  static List<Path> guides() throws IOException {
    try (Stream<Path> files = Files.list(GUIDES)) {
      return files.filter(file -> file.toString().endsWith(".md")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("guides")
  void everyStepDoesWhatTheGuideShows(Path file) throws Exception {
    Guide guide = Guide.read(file);
    assertThat(guide.steps()).isNotEmpty();
    if (guide.steps().stream().anyMatch(step -> step.typed().contains("slurm-cluster"))) {
      requireSlurm();
    }
    assertThat(wrong(guide)).as(file.toString()).isEmpty();
  }

  @Test
  void noticesAStepThatFailsAndOneThatPrintsSomethingElse() throws Exception {
    Path file = temporary.resolve("guide.md");
    Files.writeString(
        file,
        """
        ```sh
        echo one; echo two; echo three
        ```
        ```text
        o…
        …
        three
        ```
        ```sh
        echo four
        ```
        ```text
        five
        ```
        ```sh
        false
        true
        ```
        ```text exit 1
        ```
        ```sh
        false
        true
        ```
        """);
    assertThat(wrong(Guide.read(file)))
        .hasSize(2)
        .anySatisfy(line -> assertThat(line).startsWith("line 9: printed\nfour"))
        .anySatisfy(line -> assertThat(line).startsWith("line 21: ended with 1"));
  }

  private static void requireSlurm() {
    for (String command :
        List.of("slurmctld", "slurmd", "slurmdbd", "sbatch", "munged", "mariadbd", "mariadb")) {
      RealComponent.require(command);
    }
    if (!"root".equals(System.getProperty("user.name"))) {
      RealComponent.missing("root, who alone may run jobs as others,");
    }
  }

  private List<String> wrong(Guide guide) throws Exception {
    Path results = Files.createDirectories(temporary.resolve("results"));
    Path place = Files.createDirectories(temporary.resolve("place"));
    // A guide may do things as another user, who must be able to come here.
    Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("rwx--x--x"));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path bin = Files.createDirectories(temporary.resolve("bin"));
    Files.writeString(bin.resolve("standstill"), launcher());
    Files.setPosixFilePermissions(
        bin.resolve("standstill"), PosixFilePermissions.fromString("rwx------"));
    Files.copy(
        Path.of("..", "site", "lab", "slurm-cluster"),
        bin.resolve("slurm-cluster"),
        StandardCopyOption.COPY_ATTRIBUTES,
        StandardCopyOption.REPLACE_EXISTING);
    Path script = Files.writeString(temporary.resolve("script"), guide.script(results));
    ProcessBuilder shell = new ProcessBuilder("bash", script.toString()).directory(place.toFile());
    shell.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    Process process = shell.inheritIO().start();
    boolean over = process.waitFor(8, TimeUnit.MINUTES);
    if (Files.exists(place.resolve("C/run"))) {
      // A guide that broke off leaves its cluster running.
      Process stop =
          new ProcessBuilder(bin.resolve("slurm-cluster").toString(), "stop", "C")
              .directory(place.toFile())
              .inheritIO()
              .start();
      assertThat(stop.waitFor(2, TimeUnit.MINUTES)).isTrue();
    }
    assertThat(over).isTrue();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < guide.steps().size(); i++) {
      Guide.Step step = guide.steps().get(i);
      Path printed = results.resolve(String.valueOf(i));
      Path status = results.resolve(i + ".status");
      if (!Files.exists(status)) {
        break;
      }
      String output = Files.readString(printed);
      int ended = Integer.parseInt(Files.readString(status).strip());
      if (ended != step.status()) {
        wrong.add("line " + step.line() + ": ended with " + ended + "\n" + output);
      } else if (!step.shows(output)) {
        wrong.add("line " + step.line() + ": printed\n" + output);
      }
    }
    return wrong;
  }

  /** The same classes that the other tests see. */
  private String launcher() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return String.join(
        " ",
        "#!/bin/sh\nexec",
        "'" + java + "'",
        "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp '" + System.getProperty("java.class.path", "") + "'",
        Standstill.class.getName(),
        "\"$@\"\n");
  }
}
