package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: locale, pipes, full disks, Ctrl-C. */
class ProcessTest {

  @TempDir Path temporary;
  private PublishedRuns.Run run = new PublishedRuns.Run(Path.of(""), Path.of(""));

  @BeforeEach
  void write() throws IOException {
    TrainingRunFiles files = TrainingRunFiles.gpt3(temporary.resolve("run"));
    run = new PublishedRuns.Run(files.runLog(), files.power());
  }

  @Test
  void saysTheSameInAnyLanguageAndTimeZone() throws Exception {
    Path evidence = imported();
    String here = Ran.verified(evidence).out();
    for (List<String> place :
        List.of(
            List.of("-Duser.language=tr", "-Duser.country=TR", "-Duser.timezone=Asia/Tokyo"),
            List.of("-Duser.language=ar", "-Duser.country=EG", "-Dfile.encoding=ISO-8859-1"))) {
      Ended there = ended(started(place, "verify", evidence.toString(), "--json"));
      assertThat(there.status()).isEqualTo(ExitStatus.OK);
      assertThat(there.out()).isEqualTo(here);
    }
  }

  @Test
  void failsWhereItsAnswerCannotBeWritten() throws Exception {
    Path full = Path.of("/dev/full");
    requireOrAssume(Files.exists(full), "this system has no /dev/full");
    ProcessBuilder verify = command(List.of(), "verify", imported().toString(), "--json");
    Process process = verify.redirectOutput(full.toFile()).start();
    Ended ended = ended(process);
    assertThat(ended.status()).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(ended.err().lines()).singleElement().asString().contains("standard output");
  }

  @Test
  void neverEndsWithOneForAMachineThatCannotRunIt() throws Exception {
    Path evidence = imported();
    Path file = Files.createFile(temporary.resolve("file"));
    Ended ended =
        ended(started(List.of("-Djava.io.tmpdir=" + file), "verify", evidence.toString()));
    assertThat(ended.status()).isEqualTo(ExitStatus.UNUSABLE);
    assertThat(ended.err().lines().filter(line -> !line.startsWith("WARNING"))).hasSize(1);
    assertThat(ended.err()).doesNotContain("\tat ");
  }

  @Test
  void leavesNothingOnAFullDisk() throws Exception {
    Path disk = Files.createDirectory(temporary.resolve("disk"));
    requireOrAssume(
        new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=24k", "none", disk.toString())
                .start()
                .waitFor()
            == 0,
        "a file system of its own cannot be mounted");
    try {
      Path target = disk.resolve("evidence");
      Ran ran = Ran.standstill(args(target, "--keys", temporary.resolve("keys")).toArray());
      assertThat(ran.refused()).contains("No space left");
      try (Stream<Path> left = Files.list(disk)) {
        assertThat(left).isEmpty();
      }
      assertThat(temporary.resolve("keys")).doesNotExist();
      Files.write(disk.resolve("fill"), new byte[20 * 1024]);
      Ran keys = Ran.standstill(args(target, "--keys", disk.resolve("keys")).toArray());
      assertThat(keys.refused()).contains("No space left");
    } finally {
      assertThat(new ProcessBuilder("umount", disk.toString()).start().waitFor()).isZero();
    }
  }

  @Test
  void leavesNothingHalfWrittenWhenInterrupted() throws Exception {
    for (int delay : new int[] {0, 15, 40, 80}) {
      requireCleanInterrupt(run, ".unfinished-", delay);
    }
    requireCleanInterrupt(run, "tmp/standstill-", 0);
  }

  @Test
  void leavesNothingHalfWrittenOfThePublishedRunEither() throws Exception {
    PublishedRuns.requirePresent();
    for (int delay : new int[] {0, 60, 150}) {
      requireCleanInterrupt(PublishedRuns.gpt3(), ".unfinished-", delay);
    }
    requireCleanInterrupt(PublishedRuns.gpt3(), "tmp/standstill-", 50);
  }

  /** Interrupts as soon as a file with this prefix shows, and some milliseconds later. */
  private void requireCleanInterrupt(PublishedRuns.Run of, String prefix, int delay)
      throws Exception {
    Path place = Files.createTempDirectory(temporary, "interrupted");
    Path tmp = Files.createDirectory(place.resolve("tmp"));
    Path target = place.resolve("evidence");
    run = of;
    Process process =
        started(
            List.of("-Djava.io.tmpdir=" + tmp),
            args(target).stream().map(Object::toString).toArray(String[]::new));
    Path watched = prefix.startsWith("tmp/") ? tmp : place;
    String begins = prefix.substring(prefix.indexOf('/') + 1);
    while (process.isAlive() && named(watched, begins).isEmpty()) {
      Thread.sleep(2);
    }
    Thread.sleep(delay);
    new ProcessBuilder("kill", "-INT", String.valueOf(process.pid())).start().waitFor();
    Ended ended = ended(process);
    assertThat(ended.err()).doesNotContain("\tat ", "Exception");
    assertThat(named(place, ".unfinished-")).isEmpty();
    assertThat(named(tmp, "standstill-")).isEmpty();
    if (Files.exists(target)) {
      assertThat(Ran.verified(target).status("integrity")).isEqualTo("upheld");
      assertThat(Ran.verified(target).findings("withheld")).isEmpty();
    } else {
      assertThat(ended.status()).isEqualTo(130);
    }
  }

  /** Files whose names begin so, but for the engine's own scratch folder, which is empty. */
  private static List<String> named(Path folder, String prefix) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .filter(name -> !name.startsWith("standstill-telemetry"))
          .toList();
    }
  }

  private Path imported() {
    Path evidence = temporary.resolve("evidence");
    Ran.standstill(args(evidence).toArray()).endedWith(ExitStatus.OK);
    return evidence;
  }

  private List<Object> args(Path target, Object... more) {
    List<Object> args = new ArrayList<>(List.of("import", "mlperf", "--site", "smc"));
    args.addAll(List.of("--run-log", run.runLog(), "--power", run.power(), "--out", target));
    args.addAll(List.of("--shared-meters", "mean"));
    args.addAll(List.of(more));
    return args;
  }

  private Process started(List<String> options, String... args) throws IOException {
    return command(options, args).start();
  }

  private ProcessBuilder command(List<String> options, String... args) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1", "-Xmx512m"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path", "")));
    command.add(Standstill.class.getName());
    command.addAll(List.of(args));
    return new ProcessBuilder(command).directory(temporary.toFile());
  }

  private record Ended(int status, String out, String err) {}

  private static Ended ended(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), out, err);
  }

  /** Under continuous integration what cannot be tested is a failure, never a silent skip. */
  private static void requireOrAssume(boolean possible, String why) {
    if ("true".equals(System.getenv("CI"))) {
      assertThat(possible).as(why).isTrue();
    }
    assumeTrue(possible, why);
  }
}
