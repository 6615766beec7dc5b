package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.EvidenceReader;
import dev.standstill.evidence.Examination;
import dev.standstill.evidence.TrustRoot;
import dev.standstill.node.register.SourcePages;
import dev.standstill.page.register.Placement;
import dev.standstill.page.register.RegisterPages;
import dev.standstill.simulation.PausedWorld;
import dev.standstill.simulation.PausedWorldEvidence;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that a register serves, and the proof in a log of several tiles. */
final class RegisterPagesLiveBrowserTest {

  private static final int ENTRIES = 700;

  @TempDir private Path folder = Path.of("");

  @Test
  void aNewCheckpointComesIntoThePageByItself() throws IOException {
    try (ServedFolder served = new ServedFolder(folder);
        Browser browser = new Browser(folder.resolve("profile"))) {
      RegisterPages pages = pages();
      serve(served, pages, "");
      browser.open(served.url(""));
      assertThat(browser.text("#in-force")).isEqualTo("Is a pause in force?");
      served.replace("", html(pages, "", "Is a pause in force?", "Is a pause in force still?"));
      served.tell("checkpoint");
      assertThat(browser.text("#news:not(:empty)"))
          .isEqualTo("Brought up to a new checkpoint just now.");
      assertThat(browser.text("#in-force")).isEqualTo("Is a pause in force still?");
    }
  }

  @Test
  void whoeverIsTypingIsOnlyTold() throws IOException {
    try (ServedFolder served = new ServedFolder(folder);
        Browser browser = new Browser(folder.resolve("profile"))) {
      RegisterPages pages = pages();
      serve(served, pages, "log");
      browser.open(served.url("log"));
      browser.type("proof-index", "12");
      served.replace("log", html(pages, "log", "The statements", "The newer statements"));
      served.tell("checkpoint");
      assertThat(browser.text("#news button")).isEqualTo("Show it");
      assertThat(browser.text("#statements")).isEqualTo("The statements");
      assertThat(browser.run("return document.getElementById('proof-index').value"))
          .isEqualTo("12");
    }
  }

  @Test
  void anEntryOfALogOfSeveralTilesIsProvedAndATamperedTileAboveItIsRefused() throws IOException {
    Path log = folder.resolve("L");
    Ran.standstill("log", "init", log, "--origin", "long.example/log").endedWith(0);
    List<Object> words = new ArrayList<>(List.of("log", "append", log));
    for (int i = 0; i < ENTRIES; i++) {
      words.add(Files.writeString(folder.resolve("entry-" + i), "entry " + i));
    }
    Ran.standstill(words.toArray()).endedWith(0);
    Path out = folder.resolve("out");
    Ran.standstill("pages", log, "--to", out).endedWith(0);
    try (ServedFolder served = new ServedFolder(out);
        Browser browser = new Browser(folder.resolve("profile"))) {
      browser.open(served.url("log.html"));
      for (int entry : new int[] {0, 1, 255, 256, 400, 511, 512, 640, 699}) {
        prove(browser, entry);
        assertThat(browser.text("#proof-result .accepted"))
            .contains("entry " + entry + " is in the log of 700 entries");
      }
      byte[] above = served.bytes("tile/1/000.p/2");
      above[40] ^= 1;
      served.replace("tile/1/000.p/2", above);
      prove(browser, 0);
      assertThat(browser.text("#proof-result .refused")).contains("the log signed");
    }
  }

  private static void prove(Browser browser, int entry) {
    browser.run("document.getElementById('proof-result').replaceChildren(); return 0");
    browser.type("proof-index", Integer.toString(entry));
    browser.click("proof-check");
  }

  private RegisterPages pages() throws IOException {
    Path source = folder.resolve("evidence");
    PausedWorldEvidence.write(PausedWorld.of(1), source);
    Evidence evidence = EvidenceReader.read(source, TrustRoot.fromSource());
    Examination examination = Examination.of(evidence, Optional.empty(), (done, all) -> {});
    return RegisterPages.of(
        SourcePages.snapshot(examination, "http://register.example", (done, all) -> {}),
        Placement.SERVED);
  }

  private static void serve(ServedFolder served, RegisterPages pages, String path) {
    RegisterPages.assets().forEach(asset -> served.replace(asset.path(), asset.bytes()));
    served.replace(path, html(pages, path, "", ""));
  }

  private static byte[] html(RegisterPages pages, String path, String was, String is) {
    return pages
        .at(path, Instant.now())
        .orElseThrow()
        .replace(was.isEmpty() ? "\u0000" : was, is)
        .getBytes(StandardCharsets.UTF_8);
  }
}
