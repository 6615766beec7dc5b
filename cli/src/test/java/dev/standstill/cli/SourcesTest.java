package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same evidence as a directory, a bundle and a URL says the same. */
class SourcesTest {

  @TempDir Path temporary;
  private Path evidence = Path.of("");
  private Path bundle = Path.of("");

  @BeforeEach
  void write() throws IOException {
    TrainingRunFiles run = TrainingRunFiles.gpt3(temporary.resolve("run"));
    evidence = temporary.resolve("e");
    Ran.standstill(
            "import",
            "mlperf",
            "--run-log",
            run.runLog(),
            "--power",
            run.power(),
            "--site",
            "n",
            "--declare-flop",
            "1e19",
            "--out",
            evidence)
        .endedWith(ExitStatus.OK);
    bundle = temporary.resolve("e.standstill");
  }

  private String pack() {
    return Ran.standstill("bundle", "create", evidence, bundle).endedWith(ExitStatus.OK).out();
  }

  private HttpServer serve() {
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            evidence.toAbsolutePath(),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    return server;
  }

  private static Path only(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }

  @Test
  void verifyAndBalanceSayTheSameOfAllThree() throws IOException {
    assertThat(pack()).contains("Bundle: ").doesNotContain("not sound");
    HttpServer server = serve();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      Ran verified = Ran.verified(evidence);
      Ran balance = Ran.balance(evidence);
      for (Object place : List.of(bundle, url, url + "/")) {
        Ran other = Ran.standstill("verify", place, "--json");
        assertThat(other).isEqualTo(verified);
        assertThat(Ran.standstill("balance", "show", place, "--json")).isEqualTo(balance);
      }
      Path report = temporary.resolve("r.html");
      Ran.standstill("verify", url, "--report", report);
      assertThat(report).content().contains(url);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void damagedEvidenceInsideIsRefutedAndWithheldReadingsStayWithheld() throws IOException {
    Path readings = only(evidence.resolve("telemetry"));
    byte[] right = Files.readAllBytes(readings);
    Files.delete(readings);
    Ran withheld = Ran.verified(evidence);
    assertThat(withheld.reasons("declared-activity")).contains("withheld");
    pack();
    HttpServer server = serve();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      assertThat(Ran.verified(bundle)).isEqualTo(withheld);
      assertThat(Ran.standstill("verify", url, "--json")).isEqualTo(withheld);
      Files.write(readings, right);
      Path bundled = only(evidence.resolve("tile/entries/000.p"));
      byte[] entries = Files.readAllBytes(bundled);
      entries[100] ^= 1;
      Files.write(bundled, entries);
      Ran damaged = Ran.verified(evidence).endedWith(ExitStatus.NEGATIVE);
      assertThat(pack()).contains("not sound");
      assertThat(Ran.verified(bundle)).isEqualTo(damaged);
      assertThat(Ran.standstill("verify", url, "--json")).isEqualTo(damaged);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void anUnreadableBundleOrServerIsOneLine() throws IOException {
    pack();
    byte[] bytes = Files.readAllBytes(bundle);
    bytes[bytes.length - 1] ^= 1;
    Files.write(bundle, bytes);
    assertThat(Ran.standstill("verify", bundle).refused()).contains("no readable bundle");
    assertThat(Ran.standstill("bundle", "show", bundle).refused()).contains("no readable bundle");
    assertThat(Ran.standstill("verify", "http://127.0.0.1:9/x").refused()).contains("127.0.0.1:9");
    assertThat(Ran.standstill("verify", "ftp://example.org").refused()).contains("http");
    HttpServer server = serve();
    try {
      String none = "http://127.0.0.1:" + server.getAddress().getPort() + "/none";
      assertThat(Ran.standstill("verify", none).refused()).contains("no checkpoint");
    } finally {
      server.stop(0);
    }
    assertThat(Ran.standstill("bundle", "create", evidence, evidence.resolve("b")).refused())
        .contains("within the evidence");
    assertThat(Ran.standstill("bundle", "create", temporary.resolve("none"), bundle).refused())
        .contains("no such directory");
    assertThat(Ran.standstill("bundle").refused()).contains("create");
  }

  @Test
  void showsWhatIsInABundle() throws IOException {
    pack();
    Ran shown = Ran.standstill("bundle", "show", bundle).endedWith(ExitStatus.OK);
    assertThat(shown.out()).contains("checkpoint", "tile/0/000.p/", "files", "not verified");
    Ran json = Ran.standstill("bundle", "show", bundle, "--json").endedWith(ExitStatus.OK);
    assertThat(json.json().path("size").asLong()).isPositive();
    assertThat(Ran.each(json.json().path("files")).map(f -> f.path("name").asText()))
        .contains("policy", "checkpoint");
  }
}
