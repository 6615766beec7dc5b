package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a newcomer mistypes and what a machine refuses: one line that says what to do, status 2. */
class RefusalTest {

  @TempDir Path temporary;
  private Path table = Path.of("");

  @BeforeEach
  void write() throws IOException {
    table =
        Files.writeString(
            temporary.resolve("r.csv"),
            "point,time,watts\na,2026-01-01T00:00:00Z,100\na,2026-01-01T00:00:10Z,110\n");
  }

  @Test
  void namesTheCommandsAndFlagsThereAre() {
    assertThat(Ran.standstill().refused()).contains("verify");
    assertThat(Ran.standstill("xyzzy").refused()).contains("xyzzy");
    assertThat(Ran.standstill("import").refused()).contains("mlperf");
    assertThat(Ran.standstill("balance").refused()).contains("show");
    assertThat(Ran.standstill("key").refused()).contains("generate");
    assertThat(Ran.standstill("verify").refused()).contains("SOURCE");
    assertThat(Ran.standstill("verify", "a", "b").refused()).contains("'b'");
    assertThat(Ran.standstill("verify", "--frob", "a").refused()).contains("--frob");
    assertThat(Ran.standstill("import", "mlperf").refused()).contains("--run-log");
    assertThat(Ran.standstill("import", "csv", "--accelerators", "many").refused())
        .contains("many");
  }

  @Test
  void saysWhatIsWrongWithASource() throws IOException {
    assertThat(Ran.verified(temporary.resolve("none")).refused()).contains("no such directory");
    assertThat(Ran.verified(table).refused()).contains("no readable bundle");
    assertThat(Ran.verified(table.resolve("below")).refused()).contains("no such directory");
    assertThat(Ran.verified(temporary).refused()).contains("neither checkpoint nor tile/");
    Path empty = Files.createDirectory(temporary.resolve("empty"));
    assertThat(Ran.balance(empty).refused()).contains("neither checkpoint nor tile/");
    Files.writeString(empty.resolve("checkpoint"), "");
    assertThat(Ran.verified(empty).endedWith(ExitStatus.NEGATIVE).status("integrity"))
        .isEqualTo("refuted");
    Ran.balance(empty).endedWith(ExitStatus.NEGATIVE);
  }

  /** Root reads everything, so this is a path through a file where it is root that tests. */
  @Test
  void saysWhatIsWrongWithAPlace() throws IOException {
    Path evidence = evidence();
    assertThat(imported("--declare-as", "idle", "--out", table.resolve("e")).refused())
        .contains(table.toString());
    assertThat(imported("--declare-as", "idle", "--out", table).refused())
        .contains("already exists");
    assertThat(imported("--declare-as", "idle", "--out", "").refused()).contains("--out");
    assertThat(imported("--declare-as", "idle", "--out", "/").refused()).contains("--out");
    assertThat(Ran.standstill("demo", "--keep", table).refused()).contains("already exists");
    assertThat(idle("x", "--keys", table).refused()).contains("--keys", "no directory");
    assertThat(idle("x", "--keys", temporary.resolve("x/keys")).refused())
        .contains("private keys are no evidence");
    for (Path place : List.of(temporary, table.resolve("r"), temporary.resolve("no/r.html"))) {
      assertThat(Ran.verified(evidence, "--report", place).refused()).contains(place.toString());
    }
    assertThat(Ran.standstill("key", "show", temporary).refused()).contains("is a directory");
    assertThat(Ran.standstill("key", "show", table).refused()).contains("is not a key");
    assertThat(Ran.standstill("key", "show", temporary.resolve("no")).refused())
        .contains("no such file");
    assertThat(Ran.standstill("key", "generate", "--name", "a", "--out", table).refused())
        .contains("never overwritten");
    assertThat(Ran.standstill("key", "generate", "--name", "a b", "--out", "k").refused())
        .contains("a b");
    assertThat(temporary.resolve("x")).doesNotExist();
    requireNoLeftovers("e");
  }

  @Test
  void saysWhatIsWrongWithWhatAReaderBrings() throws IOException {
    Path evidence = evidence();
    assertThat(Ran.verified(evidence, "--claim", "honesty").refused()).contains("honesty");
    assertThat(Ran.verified(evidence, "--as-of", "now").refused()).contains("2026-11-01T");
    assertThat(Ran.verified(evidence, "--charter", "abc").refused()).contains("--charter");
    assertThat(Ran.verified(evidence, "--policy", table).refused()).contains(table.toString());
    assertThat(Ran.verified(evidence, "--policy", temporary).refused()).contains("is a directory");
    assertThat(Ran.verified(evidence, "--policy", temporary.resolve("no")).refused())
        .contains("no such file");
    Path large = Files.write(temporary.resolve("large"), new byte[70_000]);
    assertThat(Ran.verified(evidence, "--policy", large).refused()).contains("larger than");

    Ran wrong = Ran.verified(evidence, "--charter", "0".repeat(64));
    assertThat(wrong.endedWith(ExitStatus.NEGATIVE).status("integrity")).isEqualTo("refuted");
    assertThat(wrong.status("declared-activity")).isEqualTo("undecided");
    Path other = idleAt("other");
    Ran foreign = Ran.verified(evidence, "--policy", other.resolve("policy"));
    assertThat(foreign.endedWith(ExitStatus.NEGATIVE).status("integrity")).isEqualTo("refuted");
    assertThat(Ran.verified(evidence, "--as-of", "2020-01-01T00:00:00Z").status())
        .isEqualTo(ExitStatus.UNDECIDED);
  }

  @Test
  void saysWhatIsWrongWithANumberOrAName() throws IOException {
    for (String site : List.of("", "A", "a b", "-a", "a/b", "..", "x".repeat(64), "\u001b[2J")) {
      assertThat(
              Ran.standstill(
                      "import",
                      "csv",
                      "--readings",
                      table,
                      "--accelerators",
                      8,
                      "--declare-as",
                      "idle",
                      "--out",
                      temporary.resolve("x"),
                      "--site=" + site)
                  .refused())
          .contains("--site");
    }
    for (String number : List.of("-1", "0", "x", "1.5", "1e40", "1e999999999", "NaN", "")) {
      assertThat(idle("x", "--limit-flop=" + number).refused()).contains("--limit-flop");
      if (!number.equals("1.5")) {
        assertThat(idle("x", "--joules-per-flop=" + number).refused())
            .contains("--joules-per-flop");
        assertThat(idle("x", "--idle-watts=" + number).refused()).contains("--idle-watts");
      }
    }
    for (String flop : List.of("-1", "1.5", "1e40", "x")) {
      assertThat(
              imported(
                      "--declare-as",
                      "inference",
                      "--out",
                      temporary.resolve("x"),
                      "--declare-flop=" + flop)
                  .refused())
          .contains("--declare-flop");
    }
    assertThat(idle("x", "--declare-flop", "5").refused()).contains("exclude each other");
    assertThat(idle("x", "--points", "x y").refused()).contains("--points");
    assertThat(idle("x", "--workload", " ").refused()).contains("--workload");
    assertThat(idle("x", "--accelerator-watts", "0").refused()).contains("--accelerator-watts");
    assertThat(idle("x", "--shared-meters", "most").refused()).contains("one, sum, mean");
    for (String time :
        List.of(
            "-1000000000-01-01T00:00:00Z",
            "1800-01-01T00:00:00Z",
            "+300000-01-01T00:00:00Z",
            "2026-01-01T00:00:00.000000001Z")) {
      assertThat(idle("x", "--from", time).refused()).contains("--from");
      assertThat(idle("x", "--to", time).refused()).contains("--to");
    }
    assertThat(idle("x", "--from", "2026-01-02T00:00:00Z").refused()).contains("is empty");
    assertThat(imported("--out", temporary.resolve("x")).refused()).contains("--declare-as");
    assertThat(imported("--declare-as", "holiday", "--out", temporary.resolve("x")).refused())
        .contains("training, inference, idle");
    requireNoLeftovers();
  }

  @Test
  void explainsEveryCommandWithAnExample() {
    for (String command :
        List.of(
            "",
            "demo",
            "verify",
            "import",
            "import mlperf",
            "import csv",
            "balance",
            "balance show",
            "log",
            "log fsck",
            "log prove",
            "log check",
            "log mirror",
            "bundle",
            "bundle create",
            "bundle show",
            "key",
            "key generate",
            "key show",
            "log",
            "log init",
            "log append",
            "log serve",
            "log fsck",
            "log prove",
            "log check",
            "log mirror",
            "bundle",
            "bundle create",
            "bundle show",
            "witness",
            "witness serve",
            "witness show",
            "rules",
            "rules estimate",
            "rules list")) {
      List<Object> args = new ArrayList<>(List.of(command.split(" ")));
      args.remove("");
      args.add("--help");
      Ran ran = Ran.standstill(args.toArray()).endedWith(ExitStatus.OK);
      assertThat(ran.out()).as(command).contains("Example: standstill").doesNotContain("\u001b");
      assertThat(ran.err()).isEmpty();
    }
    assertThat(Ran.standstill("--version").endedWith(ExitStatus.OK).out()).startsWith("standstill");
  }

  private Path evidence() {
    return idleAt("e");
  }

  private Path idleAt(String name) {
    idle(name).endedWith(ExitStatus.OK);
    return temporary.resolve(name);
  }

  private Ran idle(String name, Object... more) {
    return imported(
        Stream.concat(
                Stream.of("--declare-as", "idle", "--out", temporary.resolve(name)),
                Stream.of(more))
            .toArray());
  }

  private Ran imported(Object... more) {
    return Ran.standstill(
        Stream.concat(
                Stream.of("import", "csv", "--readings", table, "--site", "n", "--accelerators", 8),
                Stream.of(more))
            .toArray());
  }

  /** Neither evidence nor keys of imports that failed. */
  private void requireNoLeftovers(String... evidence) throws IOException {
    List<String> expected = new ArrayList<>(List.of("r.csv"));
    for (String name : evidence) {
      expected.addAll(List.of(name, name + ".keys"));
    }
    try (Stream<Path> left = Files.list(temporary)) {
      assertThat(left.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }
}
