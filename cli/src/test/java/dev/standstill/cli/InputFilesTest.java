package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as they really arrive: cut, packed, doubled, misdated. One line with file and line. */
class InputFilesTest {

  @TempDir Path temporary;
  private TrainingRunFiles run = TrainingRunFiles.none();
  private PublishedRuns.Run inference = new PublishedRuns.Run(Path.of(""), Path.of(""));
  private Path table = Path.of("");

  @BeforeEach
  void write() throws IOException {
    run = TrainingRunFiles.gpt3(temporary.resolve("run"));
    inference = OtherRunsTest.inference(temporary.resolve("inference"));
    table = temporary.resolve("r.csv");
    Files.writeString(
        table, "point,time,watts\na,2026-01-01T00:00:00Z,100\na,2026-01-01T00:00:10Z,110\n");
  }

  /** Imports from the file and says why that failed. */
  private interface Attempt {
    Ran ran();
  }

  @Test
  void namesTheFileThatIsNoText() throws IOException {
    for (Path file : new Path[] {run.runLog(), run.node(3), spl(), inference.runLog(), table}) {
      byte[] good = Files.readAllBytes(file);
      for (byte[] bad :
          new byte[][] {{}, {0, 1, 2, 3}, gzip(good), utf16(good), {'P', 'K', 3, 4}}) {
        Files.write(file, bad);
        assertThat(attempt(file).ran().refused()).contains(file.toString());
      }
      Files.delete(file);
      if (!file.equals(run.node(3))) { // A node without a file is a node without readings.
        assertThat(attempt(file).ran().refused()).contains(file.toString());
        Files.createDirectory(file);
        assertThat(attempt(file).ran().refused()).contains(file.toString());
        Files.delete(file);
      }
      Files.write(file, good);
    }
    requireNothingWritten();
  }

  @Test
  void namesTheLineThatIsCut() throws IOException {
    for (Path file : new Path[] {run.node(3), spl(), table}) {
      String good = Files.readString(file);
      int last = good.lastIndexOf('\n', good.length() - 2);
      Files.writeString(file, good.substring(0, last + 20));
      long lines = good.lines().count();
      assertThat(attempt(file).ran().refused()).contains(file + ":" + lines);
      Files.writeString(file, good);
    }
    Files.writeString(run.runLog(), half(Files.readString(run.runLog())));
    assertThat(attempt(run.runLog()).ran().refused()).contains(run.runLog().toString());
    requireNothingWritten();
  }

  @Test
  void namesTheLineThatIsNotUtf8() throws IOException {
    for (Path file : new Path[] {run.node(3), spl(), table}) {
      byte[] good = Files.readAllBytes(file);
      byte[] bad = good.clone();
      bad[lineStart(good, 2) + 1] = (byte) 0xe9;
      Files.write(file, bad);
      assertThat(attempt(file).ran().refused()).contains(file + ":2");
      Files.write(file, good);
    }
  }

  @Test
  void namesTheLineOfTheFuture() throws IOException {
    replace(run.node(3), "\"time_ms\": 1715960004000", "\"time_ms\": 4102444800000");
    assertThat(attempt(run.node(3)).ran().refused()).containsPattern("node_3.txt:[0-9]+: .*future");
    replace(table, "2026-01-01T00:00:10Z", "2099-01-01T00:00:10Z");
    assertThat(attempt(table).ran().refused()).contains(table + ":3").contains("future");
    replace(spl(), "03-01-2026 12:00:04", "03-01-2199 12:00:04");
    assertThat(attempt(spl()).ran().refused()).containsPattern("spl.txt:[0-9]+: .*future");
    requireNothingWritten();
  }

  @Test
  void refusesALogThatHoldsTwoRuns() throws IOException {
    String log = Files.readString(run.runLog());
    Files.writeString(run.runLog(), log + log);
    assertThat(attempt(run.runLog()).ran().refused()).contains("second", "one file for one run");
    requireNothingWritten();
  }

  @Test
  void takesReadingsOutOfOrderOrTwiceForWhatTheyAre() throws IOException {
    String[] lines = Files.readString(run.node(8)).split("\n");
    String swapped = lines[100];
    lines[100] = lines[101];
    lines[101] = swapped;
    Files.writeString(run.node(8), String.join("\n", lines) + "\n");
    String doubled = Files.readString(run.node(4));
    int at = doubled.indexOf('\n', doubled.length() / 2) + 1;
    String line = doubled.substring(at, doubled.indexOf('\n', at) + 1);
    Files.writeString(run.node(4), doubled.substring(0, at) + line + doubled.substring(at));
    attempt(run.runLog()).ran().endedWith(ExitStatus.OK);
    Ran verified = Ran.verified(temporary.resolve("e")).endedWith(ExitStatus.OK);
    assertThat(verified.findings("clock-backwards"))
        .singleElement()
        .satisfies(
            finding -> assertThat(Ran.words(finding.path("points"))).containsExactly("node_8"));
  }

  @Test
  void namesTheLineOfATableThatCannotBeDeclared() throws IOException {
    replace(table, "\na,2026-01-01T00:00:10Z", "\nnode 2,2026-01-01T00:00:10Z");
    assertThat(attempt(table).ran().refused()).contains(table + ":3").contains("node 2");
    Files.writeString(table, "point;time;watts\na;2026-01-01T00:00:00Z;1\n");
    assertThat(attempt(table).ran().refused()).contains(table + ":1");
    Files.writeString(table, "point,time,watts\n");
    assertThat(attempt(table).ran().refused()).contains(table.toString());
    for (String bad :
        new String[] {
          "a,2026-01-01T00:00:00Z,-1",
          "a,2026-01-01,1",
          "a,x",
          "",
          "a,b,c,d",
          "a,2026-01-01T00:00:00Z,1e9",
          "\u001b[2J,2026-01-01T00:00:00Z,1"
        }) {
      Files.writeString(table, "point,time,watts\n" + bad + "\n");
      assertThat(attempt(table).ran().refused()).contains(table + ":2");
    }
    requireNothingWritten();
  }

  private Attempt attempt(Path file) {
    if (file.equals(table)) {
      return () ->
          Ran.standstill(
              "import",
              "csv",
              "--readings",
              table,
              "--site",
              "n",
              "--accelerators",
              8,
              "--declare-as",
              "idle",
              "--out",
              temporary.resolve("e"));
    }
    PublishedRuns.Run of =
        file.startsWith(inference.power())
            ? inference
            : new PublishedRuns.Run(run.runLog(), run.power());
    return () ->
        Ran.standstill(
            "import",
            "mlperf",
            "--run-log",
            of.runLog(),
            "--power",
            of.power(),
            "--site",
            "n",
            "--declare-flop",
            "2.7e19",
            "--shared-meters",
            "mean",
            "--out",
            temporary.resolve("e"));
  }

  private void requireNothingWritten() {
    assertThat(temporary.resolve("e")).doesNotExist();
    assertThat(temporary.resolve("e.keys")).doesNotExist();
  }

  private Path spl() {
    return inference.power().resolve("spl.txt");
  }

  private static void replace(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replaceFirst(Pattern.quote(from), to));
  }

  private static String half(String text) {
    return text.substring(0, text.length() / 2);
  }

  private static int lineStart(byte[] text, int line) {
    int at = 0;
    for (int seen = 1; seen < line; at++) {
      seen += text[at] == '\n' ? 1 : 0;
    }
    return at;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] utf16(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16);
  }
}
