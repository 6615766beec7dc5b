package dev.standstill.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogContents;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.wire.Envelope;
import dev.standstill.wire.PartySigner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log from its beginning: begun, appended to, served, witnessed. */
class LogWritingTest {

  private static final String ORIGIN = "example.com/log";

  @TempDir Path temporary;
  private Path log = Path.of("");

  @BeforeEach
  void name() {
    log = temporary.resolve("log");
  }

  private Ran init(Object... more) {
    return Ran.standstill(with(List.of("log", "init", log, "--origin", ORIGIN), more));
  }

  private Ran append(Object... files) {
    return Ran.standstill(with(List.of("log", "append", log), files));
  }

  private static Object[] with(List<Object> words, Object... more) {
    Object[] all = java.util.Arrays.copyOf(words.toArray(), words.size() + more.length);
    System.arraycopy(more, 0, all, words.size(), more.length);
    return all;
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(temporary.resolve(name), content);
  }

  private LogContents read() throws Exception {
    return LogAudit.read(log, QuorumPolicy.parse(Files.readAllBytes(log.resolve("policy"))));
  }

  @Test
  void beginsALogThatAnyoneMayReadAndKeysThatNobodyMay() throws Exception {
    Ran begun = init().endedWith(ExitStatus.OK);
    assertThat(begun.out()).contains(ORIGIN, "quorum none");
    LogContents contents = read();
    assertThat(contents.isSound()).isTrue();
    assertThat(contents.checkpoint().orElseThrow().size()).isZero();
    // One line of each type: today's readers know the first, tomorrow's need the second.
    assertThat(SignedNote.parse(Files.readAllBytes(log.resolve("checkpoint"))).signatures())
        .hasSize(2);
    Path keys = temporary.resolve("log.keys");
    for (String key : List.of("log.key", "log-ml-dsa-44.key")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.resolve(key))))
          .isEqualTo("rw-------");
    }
    assertThat(init().refused()).contains("already exists");
  }

  @Test
  void refusesWhatCannotBecomeALog() throws IOException {
    assertThat(init("--keys", log.resolve("keys")).refused()).contains("must not lie inside");
    assertThat(Ran.standstill("log", "init", log).refused()).contains("--origin");
    assertThat(Ran.standstill("log", "init", log, "--origin", "a b").refused()).contains("a b");
    Path other =
        file(
            "policy",
            QuorumPolicy.textWithoutWitnesses(
                SigningKey.fromSeed("o", new byte[32]).verifierKey()));
    assertThat(init("--policy", other).refused()).contains("names other logs only");
    assertThat(init("--policy", file("bad", "quorum three\n")).refused()).contains("line 1");
    assertThat(log).doesNotExist();
    assertThat(temporary.resolve("log.keys")).doesNotExist();
    assertThat(append(file("e", "e")).refused()).contains("no such key");
  }

  @Test
  void appendsAndPublishesBeforeItReturns() throws Exception {
    init().endedWith(ExitStatus.OK);
    Path first = file("first", "one");
    Path second = file("second", "two");
    assertThat(append(first, second).endedWith(ExitStatus.OK).out().lines())
        .containsExactly("entry 0 " + first, "entry 1 " + second, "checkpoint of 2 entries");
    JsonNode again = append(second, file("third", ""), "--json").endedWith(ExitStatus.OK).json();
    assertThat(again.path("checkpointSize").asLong()).isEqualTo(3);
    assertThat(again.path("entries").get(0).path("index").asLong()).isEqualTo(1);
    assertThat(again.path("entries").get(0).path("duplicate").asBoolean()).isTrue();
    assertThat(again.path("entries").get(1).path("index").asLong()).isEqualTo(2);
    assertThat(read().entries())
        .extracting(entry -> new String(entry.bytes(), UTF_8))
        .containsExactly("one", "two", "");
    Ran.standstill("log", "fsck", log).endedWith(ExitStatus.OK);
  }

  @Test
  void logsNothingIfOneEntryCannotBeRead() throws Exception {
    init().endedWith(ExitStatus.OK);
    Path good = file("good", "good");
    assertThat(append(good, temporary.resolve("absent")).refused()).contains("no such file");
    Path large = Files.write(temporary.resolve("large"), new byte[65_536]);
    assertThat(append(good, large).refused()).contains("65535");
    assertThat(read().entries()).isEmpty();
    assertThat(append(Files.write(large, new byte[65_535])).endedWith(ExitStatus.OK).out())
        .contains("checkpoint of 1 entries");
  }

  @Test
  void readsLengthDelimitedEntriesFromStandardInput() throws Exception {
    init().endedWith(ExitStatus.OK);
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    for (int i = 0; i < 300; i++) {
      byte[] entry = ("entry " + i).getBytes(UTF_8);
      entries.write(0);
      entries.write(entry.length);
      entries.writeBytes(entry);
    }
    assertThat(fromStandardInput(entries.toByteArray()).endedWith(ExitStatus.OK).out())
        .contains("checkpoint of 300 entries");
    assertThat(read().entries()).hasSize(300);
    assertThat(fromStandardInput(new byte[] {0, 5, 'c', 'u', 't'}).refused())
        .contains("ends inside entry 1");
    assertThat(fromStandardInput(new byte[] {0}).refused()).contains("ends inside entry 1");
    assertThat(read().entries()).hasSize(300);
  }

  @Test
  void logsNothingOfAnInputThatIsCutOff() throws Exception {
    init().endedWith(ExitStatus.OK);
    ByteArrayOutputStream entries = new ByteArrayOutputStream();
    byte[] entry = new byte[65_000];
    for (int i = 0; i < 300; i++) {
      entry[0] = (byte) i;
      entry[1] = (byte) (i >> 8);
      entries.write(65_000 >>> 8);
      entries.write(65_000 & 0xff);
      entries.writeBytes(entry);
    }
    entries.write(1);
    assertThat(fromStandardInput(entries.toByteArray()).refused())
        .contains("ends inside entry 301", "none of it is logged");
    assertThat(append(file("e", "e")).endedWith(ExitStatus.OK).out())
        .contains("checkpoint of 1 entries");
  }

  /** A disk lost and the log set up again would be a second history under one key. */
  @Test
  void beginsNoSecondLogUnderTheSameKeys() throws IOException {
    init().endedWith(ExitStatus.OK);
    append(file("e", "e")).endedWith(ExitStatus.OK);
    Files.move(log, temporary.resolve("gone"));
    assertThat(init().refused()).contains("have begun a log");
    assertThat(log).doesNotExist();
  }

  private Ran fromStandardInput(byte[] bytes) {
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(bytes));
    try {
      return append("-");
    } finally {
      System.setIn(before);
    }
  }

  private static HttpResponse<String> post(String url, byte[] body)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(url + "add"))
              .POST(BodyPublishers.ofByteArray(body))
              .build(),
          BodyHandlers.ofString());
    }
  }

  @Test
  void servesAndTakesStatementsUntilItIsToldToEnd() throws Exception {
    init().endedWith(ExitStatus.OK);
    byte[] envelope =
        Envelope.sign(
                "{}".getBytes(UTF_8),
                List.of(PartySigner.of(SigningKey.fromSeed("p", new byte[32]))))
            .encode();
    Path errors = temporary.resolve("err");
    try (Served served = Served.start(errors, "log", "serve", log)) {
      HttpResponse<String> added = post(served.url(), envelope);
      assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
      assertThat(added.body()).contains("\"index\":0", "\"duplicate\":false");
      assertThat(post(served.url(), envelope).body()).contains("\"index\":0", "\"duplicate\":true");
      HttpResponse<String> refused = post(served.url(), "nothing".getBytes(UTF_8));
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("{\"reason\":\"malformed-envelope\"}");
      // The one writer of this log is the server.
      assertThat(append(file("e", "e")).refused()).contains("another writer has this log");
      served.endedByRequest();
    }
    assertThat(Files.readString(errors)).isEmpty();
    assertThat(read().entries()).hasSize(1);
    assertThat(read().isSound()).isTrue();
  }

  @Test
  void publishesOnlyWhatItsWitnessesCosigned() throws Exception {
    Path logKey = temporary.resolve("log.keys/log.key");
    Files.createDirectory(logKey.getParent());
    Ran.standstill("key", "generate", "--name", ORIGIN, "--out", logKey).endedWith(ExitStatus.OK);
    String vkey = Ran.standstill("key", "show", logKey).out().strip();
    Path known = file("known", "log " + vkey + "\n");
    Path errors = temporary.resolve("err");
    String name = "north.example/w";
    Path state = temporary.resolve("w");
    try (Served witness =
        Served.start(errors, "witness", "serve", state, "--logs", known, "--name", name)) {
      Ran key = Ran.standstill("key", "show", "--witness", state.resolve("keys/witness.key"));
      String line = "witness north " + key.out().strip() + " " + witness.url();
      init("--policy", file("policy", line + "\nquorum north\n")).endedWith(ExitStatus.OK);
      append(file("a", "a")).endedWith(ExitStatus.OK);
      assertThat(read().isSound()).isTrue();
      assertThat(read().cosignatures()).hasSize(1);
      witness.endedByRequest();
    }
    Ran alone = append(file("b", "b")).endedWith(ExitStatus.UNDECIDED);
    assertThat(alone.err()).contains("durable but not published", "north");
    assertThat(read().checkpoint().orElseThrow().size()).isEqualTo(1);
  }
}
