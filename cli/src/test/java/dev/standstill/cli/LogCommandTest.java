package dev.standstill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.standstill.log.tile.TilePath;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an auditor does with a log: each command's exit status on right and on wrong logs. */
class LogCommandTest {

  @TempDir Path temporary;
  private Path log = Path.of("");

  @BeforeEach
  void write() throws IOException {
    log = temporary.resolve("log");
    ForkableLog.write(log, 300, ForkableLog.NEVER);
  }

  private Path policy() {
    return log.resolve("policy");
  }

  private Path at(String name) {
    return temporary.resolve(name);
  }

  @Test
  void fsckEndsWithZeroOnlyForASoundLog() throws IOException {
    Ran sound = Ran.standstill("log", "fsck", log).endedWith(ExitStatus.OK);
    assertThat(sound.out()).contains("300 entries", "trust-root-from-source", "sound");
    assertThat(Ran.standstill("log", "fsck", log, "--policy", policy()).out())
        .doesNotContain("trust-root-from-source");
    Ran json = Ran.standstill("log", "fsck", log, "--json").endedWith(ExitStatus.OK);
    assertThat(json.json().path("sound").asBoolean()).isTrue();
    for (TilePath path : TilePath.forSize(300)) {
      Path file = log.resolve(path.path());
      byte[] right = Files.readAllBytes(file);
      byte[] wrong = right.clone();
      wrong[wrong.length / 2] ^= 1;
      Files.write(file, wrong);
      Ran damaged = Ran.standstill("log", "fsck", log).endedWith(ExitStatus.NEGATIVE);
      assertThat(damaged.out()).contains(path.path(), "not sound");
      Ran asJson = Ran.standstill("log", "fsck", log, "--json").endedWith(ExitStatus.NEGATIVE);
      assertThat(asJson.json().path("defects").get(0).path("place").asText())
          .startsWith(path.path());
      Files.delete(file);
      Ran missing = Ran.standstill("log", "fsck", log).endedWith(ExitStatus.NEGATIVE);
      assertThat(missing.out()).contains("file-missing " + path.path());
      Files.write(file, right);
    }
    Files.write(log.resolve("checkpoint"), new byte[0]);
    Ran.standstill("log", "fsck", log).endedWith(ExitStatus.NEGATIVE);
    Files.delete(log.resolve("checkpoint"));
    Ran.standstill("log", "fsck", log).endedWith(ExitStatus.NEGATIVE);
    Files.delete(policy());
    assertThat(Ran.standstill("log", "fsck", log).refused()).contains("--policy");
    assertThat(Ran.standstill("log", "fsck", at("none")).refused()).contains("no such directory");
    assertThat(Ran.standstill("log", "fsck", temporary).refused()).contains("no log");
    assertThat(Ran.standstill("log").refused()).contains("fsck");
  }

  @Test
  void provesAndChecksEntries() throws IOException {
    Path proof = at("5.tlog-proof");
    Ran.standstill("log", "prove", log, 5, "--out", proof).endedWith(ExitStatus.OK);
    Ran printed = Ran.standstill("log", "prove", log, 5).endedWith(ExitStatus.OK);
    assertThat(proof).hasContent(printed.out());
    assertThat(printed.err()).contains("trust-root-from-source");
    Path entry = Files.write(at("entry"), ForkableLog.entry(5, ForkableLog.NEVER));
    Ran proven =
        Ran.standstill("log", "check", proof, entry, "--policy", policy()).endedWith(ExitStatus.OK);
    assertThat(proven.out()).contains("proven: entry 5");
    Files.writeString(entry, "another entry");
    Ran.standstill("log", "check", proof, entry, "--policy", policy())
        .endedWith(ExitStatus.NEGATIVE);
    assertThat(Ran.standstill("log", "check", proof, entry).refused()).contains("--policy");
    assertThat(Ran.standstill("log", "check", entry, entry, "--policy", policy()).refused())
        .contains("no proof");
    assertThat(Ran.standstill("log", "prove", log, 300).refused()).contains("no entry 300");
    assertThat(Ran.standstill("log", "prove", log, -1).refused()).contains("-1");
    assertThat(Ran.standstill("log", "prove", log).refused()).contains("INDEX");
    assertThat(Ran.standstill("log", "check", proof).refused()).contains("PROOF");
    Ran json = Ran.standstill("log", "prove", log, 299, "--json").endedWith(ExitStatus.OK);
    assertThat(json.json().path("path")).hasSize(5);
    byte[] tile = Files.readAllBytes(log.resolve("tile/0/001.p/44"));
    tile[3] ^= 1;
    Files.write(log.resolve("tile/0/001.p/44"), tile);
    Ran damaged = Ran.standstill("log", "prove", log, 5).endedWith(ExitStatus.NEGATIVE);
    assertThat(damaged.out()).isEmpty();
    Files.delete(log.resolve("tile/0/000"));
    Ran.standstill("log", "prove", log, 5).endedWith(ExitStatus.NEGATIVE);
  }

  @Test
  void provesThatALogGrewAndConvictsOneThatDidNot() throws IOException {
    Ran consistency =
        Ran.standstill("log", "prove", log, "--consistency", 256).endedWith(ExitStatus.OK);
    assertThat(consistency.out()).startsWith("old 256\n").contains("\n\nforkable.example/log\n");
    assertThat(Ran.standstill("log", "prove", log, "--consistency", 301).refused()).contains("300");
    for (int size : new int[] {1, 100, 256, 299, 300}) {
      Path older = at("older" + size);
      ForkableLog.write(older, size, ForkableLog.NEVER);
      assertThat(
              Ran.standstill("log", "check", "--older", older.resolve("checkpoint"), log)
                  .endedWith(ExitStatus.OK)
                  .out())
          .contains("extends");
      Path forked = at("forked" + size);
      ForkableLog.write(forked, size, 0);
      Path evidence = at("evidence" + size);
      Ran split =
          Ran.standstill(
                  "log",
                  "check",
                  "--older",
                  forked.resolve("checkpoint"),
                  log,
                  "--evidence",
                  evidence)
              .endedWith(ExitStatus.NEGATIVE);
      assertThat(split.out()).contains("split view", evidence.toString());
      Ran.standstill("log", "check", "--split-view", evidence, "--policy", policy())
          .endedWith(ExitStatus.OK);
    }
    Path newer = at("newer");
    ForkableLog.write(newer, 301, ForkableLog.NEVER);
    assertThat(
            Ran.standstill("log", "check", "--older", newer.resolve("checkpoint"), log)
                .endedWith(ExitStatus.NEGATIVE)
                .out())
        .contains("rolled back");
    assertThat(
            Ran.standstill("log", "check", "--split-view", policy(), "--policy", policy())
                .refused())
        .contains("no evidence");
  }

  @Test
  void mirrorsFromADirectoryAndFromAServer() throws IOException {
    Path copy = at("copy");
    assertThat(Ran.standstill("log", "mirror", log, copy).endedWith(ExitStatus.OK).out())
        .contains("300 entries", "trust-root-from-source");
    assertThat(copy.resolve("policy")).hasSameBinaryContentAs(policy());
    Ran.standstill("log", "fsck", copy).endedWith(ExitStatus.OK);
    ForkableLog.write(at("grown"), 700, ForkableLog.NEVER);
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            at("grown").toAbsolutePath(),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    try {
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      Ran grown = Ran.standstill("log", "mirror", url, copy).endedWith(ExitStatus.OK);
      assertThat(grown.out()).contains("700 entries").doesNotContain("trust-root-from-source");
      Ran.standstill("log", "fsck", copy).endedWith(ExitStatus.OK);
      Path proof = at("p");
      Ran.standstill("log", "prove", url + "/", 699, "--out", proof, "--policy", policy())
          .endedWith(ExitStatus.OK);
      Path entry = Files.write(at("entry"), ForkableLog.entry(699, ForkableLog.NEVER));
      Ran.standstill("log", "check", proof, entry, "--policy", policy()).endedWith(ExitStatus.OK);
      assertThat(Ran.standstill("log", "mirror", url + "/none", at("x")).refused())
          .contains("policy");
    } finally {
      server.stop(0);
    }
    Ran rolled = Ran.standstill("log", "mirror", log, copy).endedWith(ExitStatus.NEGATIVE);
    assertThat(rolled.out()).contains("rolled-back");
    ForkableLog.write(at("forked"), 800, 3);
    Ran split = Ran.standstill("log", "mirror", at("forked"), copy).endedWith(ExitStatus.NEGATIVE);
    assertThat(split.out()).contains("split-view", "Evidence: ");
    String line =
        split.out().lines().filter(l -> l.startsWith("Evidence: ")).findFirst().orElseThrow();
    Ran.standstill("log", "check", "--split-view", line.substring(10), "--policy", policy())
        .endedWith(ExitStatus.OK);
    Ran.standstill("log", "fsck", copy).endedWith(ExitStatus.OK);
  }

  @Test
  void readsNoMoreTilesForAProofThanItNeeds() throws IOException {
    ForkableLog.write(at("large"), 70_000, ForkableLog.NEVER);
    for (String name : List.of("tile/0/005", "tile/entries/007", "tile/0/100")) {
      Files.delete(at("large").resolve(name));
    }
    Ran.standstill("log", "prove", at("large"), 60_000).endedWith(ExitStatus.OK);
    Ran.standstill("log", "prove", at("large"), 5 * 256).endedWith(ExitStatus.NEGATIVE);
  }
}
