package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.simulation.PausedWorld;
import dev.standstill.simulation.PausedWorldEvidence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages of a paused world, as a reader with a real browser meets them. */
@TestInstance(Lifecycle.PER_CLASS)
final class RegisterPagesBrowserTest {

  private static final int WIDE = 1280;
  private static final int NARROW = 320;
  private static final int PROVED = 17;

  private Path folder = Path.of("");
  private ServedFolder served = unset();
  private Browser browser = unset();
  private String axe = "";

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <T> T unset() {
    return null;
  }

  @BeforeAll
  void begin(@TempDir Path fresh) throws IOException {
    folder = fresh;
    Path library =
        RealComponent.requireFile(
            "axe-core",
            "../.standstill/npm/node_modules/axe-core/axe.min.js",
            ".standstill/npm/node_modules/axe-core/axe.min.js");
    axe = Files.readString(library);
    browser = new Browser(folder.resolve("profile"));
    Path evidence = folder.resolve("evidence");
    PausedWorldEvidence.write(PausedWorld.of(1), evidence);
    Ran.standstill("pages", evidence, "--to", folder.resolve("pages")).endedWith(0);
    served = new ServedFolder(folder.resolve("pages"));
  }

  @AfterAll
  void end() {
    if (browser != null) {
      browser.close();
    }
    if (served != null) {
      served.close();
    }
  }

  @AfterEach
  void restore() {
    served.restore();
  }

  /** One page of every kind. */
  static List<String> pages() {
    return List.of(
        "index",
        "sites",
        "sites/cygnus/delta",
        "sites/cygnus/mesa",
        "operator/cygnus/mesa",
        "parties/cygnus",
        "orders",
        "findings",
        "permits",
        "indicators",
        "log",
        "inspector",
        "words");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void everybodyCanReadItInLightAndDark(String page) throws IOException {
    for (String scheme : List.of("light", "dark")) {
      browser.look(scheme, WIDE);
      browser.open(served.url(page + ".html"));
      browser.keep(page.replace('/', '-') + "-" + scheme);
      assertThat(violations()).as(scheme).isEmpty();
    }
    browser.look("light", NARROW);
    assertThat(violations()).as("narrow").isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void needsNoSidewaysScrollingOnANarrowScreen(String page) throws IOException {
    browser.look("light", NARROW);
    browser.open(served.url(page + ".html"));
    browser.keep(page.replace('/', '-') + "-narrow");
    assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) NARROW);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pages")
  void loadsAllItNamesAndBreaksNoRuleOfItsOwn(String page) {
    browser.complaints();
    browser.look("light", WIDE);
    browser.open(served.url(page + ".html"));
    assertThat(browser.run("return getComputedStyle(document.body).maxWidth")).isEqualTo("1344px");
    assertThat(browser.complaints().stream().filter(line -> !line.contains("favicon"))).isEmpty();
    assertThat(
            browser.run(
                "return performance.getEntriesByType('resource')"
                    + ".filter(e => !e.name.startsWith(location.origin)).length"))
        .isEqualTo(0L);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    Path pages = folder.resolve("pages");
    try (Stream<Path> files = Files.walk(pages)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".html")).toList()) {
        String html = Files.readString(file);
        Path beside = file.getParent() == null ? pages : file.getParent();
        java.util.regex.Pattern.compile(" (?:href|src)=\"([^\"#]+)")
            .matcher(html)
            .results()
            .map(found -> beside.resolve(found.group(1)).normalize())
            .forEach(target -> assertThat(target).as("named in " + file).isRegularFile());
      }
    }
  }

  @Test
  void saysThatItIsStaleOnTop() {
    browser.look("light", WIDE);
    browser.open(served.url("index.html"));
    assertThat(browser.text("#stale")).startsWith("STALE.").contains("the charter's limit is");
  }

  @Test
  void aPageThatWasFreshWhenMadeSaysThatItIsStaleNow() throws IOException {
    String html = new String(served.bytes("index.html"), StandardCharsets.UTF_8);
    String fresh = html.replaceFirst("(?s)(role=\"alert\">).*?</div>", "$1</div>");
    assertThat(fresh).doesNotContain("STALE.");
    served.replace("index.html", fresh.getBytes(StandardCharsets.UTF_8));
    browser.open(served.url("index.html"));
    assertThat(browser.text("#stale strong")).isEqualTo("STALE.");
  }

  @Test
  void everyEntryIsProved() throws IOException {
    browser.open(served.url("log.html"));
    for (int entry = 0; entry < 30; entry++) {
      prove(entry);
      assertThat(browser.text("#proof-result .accepted"))
          .contains("entry " + entry + " is in the log of 30 entries");
    }
    browser.keep("proof-accepted");
  }

  @Test
  void aStatementsPageProvesThatVeryStatement() throws IOException {
    Path one;
    try (Stream<Path> found = Files.list(folder.resolve("pages/statements"))) {
      one = found.sorted().findFirst().orElseThrow();
    }
    String page = "statements/" + one.getFileName();
    browser.open(served.url(page));
    browser.click("proof-check");
    assertThat(browser.text("#proof-result .accepted"))
        .contains(one.getFileName().toString().replace(".html", ""));
    browser.type("proof-index", "0");
    browser.click("proof-check");
    assertThat(browser.text("#proof-result .refused"))
        .contains("the entry holds another statement than this page shows");
  }

  @Test
  void aTamperedTileIsRefused() throws IOException {
    served.replace("tile/0/000.p/30", flipped("tile/0/000.p/30", 40));
    refused("from the entry and its tiles the root is");
  }

  @Test
  void aTamperedEntryIsRefused() throws IOException {
    served.replace("tile/entries/000.p/30", flippedIn("tile/entries/000.p/30"));
    refused("from the entry and its tiles the root is");
  }

  @Test
  void aTamperedCheckpointIsRefused() throws IOException {
    String note = new String(served.bytes("checkpoint"), StandardCharsets.UTF_8);
    served.replace("checkpoint", note.replace("\n30\n", "\n29\n").getBytes(StandardCharsets.UTF_8));
    refused("the log's signature under the checkpoint is wrong");
  }

  @Test
  void aCheckpointOfNobodysIsRefused() throws IOException {
    String note = new String(served.bytes("checkpoint"), StandardCharsets.UTF_8);
    String unsigned = note.substring(0, note.indexOf("\n\n") + 2);
    served.replace("checkpoint", unsigned.getBytes(StandardCharsets.UTF_8));
    refused("the checkpoint bears no signature by this key of the log");
  }

  @Test
  void anotherKeyIsRefused() {
    browser.open(served.url("log.html"));
    browser.type(
        "proof-key", "example.org/log+00000000+AUb3UVJuQWM4U4WfAYLQ7a9xLHkzEXBKOcXdMg0XvvNR");
    browser.click("proof-check");
    assertThat(browser.text("#proof-result .refused")).contains("does not have the hash");
  }

  @Test
  void anEntryBeyondTheLogIsRefused() {
    browser.open(served.url("log.html"));
    prove(30);
    assertThat(browser.text("#proof-result .refused")).contains("the log has only 30 entries");
  }

  @Test
  void whatIsMissingIsNoProof() {
    served.replace("tile/entries/000.p/30", new byte[0]);
    refused("the bundle of entries does not hold the entry");
  }

  @Test
  void theKeyboardComesToEverythingAndIsSeenThere() {
    browser.look("light", WIDE);
    browser.open(served.url("index.html"));
    Object first =
        browser.run(
            "const a = document.querySelector('.skip'); a.focus();"
                + " return document.activeElement.getAttribute('href')"
                + " + ' ' + (a.getBoundingClientRect().left >= 0)");
    assertThat(first).isEqualTo("#main true");
    assertThat(
            browser.run(
                "return document.querySelectorAll('[tabindex]:not([tabindex=\"0\"])"
                    + ":not([tabindex=\"-1\"])').length"))
        .isEqualTo(0L);
  }

  private void prove(int entry) {
    browser.run("document.getElementById('proof-result').replaceChildren(); return 0");
    browser.type("proof-index", Integer.toString(entry));
    browser.click("proof-check");
  }

  private void refused(String why) {
    browser.open(served.url("log.html"));
    prove(PROVED);
    assertThat(browser.text("#proof-result .refused")).startsWith("Refused:").contains(why);
    try {
      browser.keep("proof-refused");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] flipped(String path, int at) throws IOException {
    byte[] bytes = served.bytes(path);
    bytes[at] ^= 1;
    return bytes;
  }

  /** One bit of the entry that is proved, in the middle of it. */
  private byte[] flippedIn(String path) throws IOException {
    byte[] bytes = served.bytes(path);
    int at = 0;
    for (int entry = 0; entry < PROVED; entry++) {
      at += 2 + (bytes[at] & 0xff) * 256 + (bytes[at + 1] & 0xff);
    }
    bytes[at + 42] ^= 1;
    return bytes;
  }

  /** What keeps somebody out, by WCAG 2.2 A and AA, as far as a machine can tell. */
  private List<?> violations() {
    browser.run(axe + "; return 0");
    Object found =
        browser.await(
            "const done = arguments[arguments.length - 1];"
                + "axe.run({runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa',"
                + " 'best-practice']}).then(r => done(r.violations.map(v => v.id + ': '"
                + " + v.nodes.map(n => n.html.slice(0, 160) + ' ' + n.failureSummary)"
                + ".join(' | '))), e => done([String(e)]));");
    return (List<?>) found;
  }
}
