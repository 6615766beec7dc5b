package dev.standstill.node;

import static dev.standstill.node.Http.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.tile.TilePath;
import dev.standstill.node.Appender.Appended;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log over real HTTP: what is served, how, and that nothing else is. */
class LogServiceTest {
  @TempDir Path directory;

  private final AtomicLong next = new AtomicLong(SampleFiles.SIZE);
  private Appender appender = this::append;
  private Optional<NodeServer> server = Optional.empty();
  private Optional<Http> http = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    SampleFiles.write(directory);
    Files.writeString(directory.resolve("log.key"), "PRIVATE+KEY+secret");
    Files.writeString(directory.resolve(".writer-lock"), "");
    LogService service =
        LogService.appending(
            directory,
            entry -> appender.append(entry),
            entry ->
                entry.length == 0 || entry[0] != '{'
                    ? Optional.of(new EntryRefusal("not-an-envelope"))
                    : Optional.empty());
    NodeServer started = NodeServer.start(Http.ANY_PORT, service);
    server = Optional.of(started);
    http = Optional.of(new Http(started));
  }

  @AfterEach
  void stop() {
    http.ifPresent(Http::close);
    server.ifPresent(NodeServer::close);
  }

  private Http http() {
    return http.orElseThrow();
  }

  private CompletionStage<Appended> append(byte[] entry) {
    return CompletableFuture.completedFuture(
        new Appended.Durable(next.getAndIncrement(), TreeHash.leaf(entry), false));
  }

  @Test
  void servesEveryFileOfTheLog() {
    for (TilePath path : TilePath.forSize(SampleFiles.SIZE)) {
      HttpResponse<byte[]> response = http().get(path.path());
      assertThat(response.statusCode()).as(path.path()).isEqualTo(200);
      assertThat(response.body()).isEqualTo(SampleFiles.content(path));
      assertThat(header(response, "Content-Type")).isEqualTo("application/octet-stream");
      assertThat(header(response, "Cache-Control")).contains("immutable", "31536000");
      assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    }
    HttpResponse<byte[]> checkpoint = http().get("checkpoint");
    assertThat(new String(checkpoint.body(), UTF_8)).startsWith(SampleFiles.ORIGIN + "\n300\n");
    assertThat(header(checkpoint, "Content-Type")).isEqualTo("text/plain; charset=utf-8");
    assertThat(header(checkpoint, "Cache-Control")).isEqualTo("public, max-age=1");
    assertThat(new String(http().get("policy").body(), UTF_8)).endsWith("quorum none\n");
  }

  @Test
  void servesNothingElse() throws IOException {
    Files.writeString(directory.resolve("tile/0/secret"), "secret");
    Files.createDirectories(directory.resolve("outside"));
    Files.write(directory.resolve("outside/067"), new byte[8192]);
    Files.createSymbolicLink(directory.resolve("tile/0/x001"), directory.resolve("outside"));
    Files.createSymbolicLink(directory.resolve("tile/0/004"), directory.resolve("outside/067"));
    for (String path :
        List.of(
            "",
            "log.key",
            ".writer-lock",
            "outside/067",
            "tile",
            "tile/0",
            "tile/0/",
            "tile/0/secret",
            "tile/0/x001/067",
            "tile/0/004",
            "tile/0/002",
            "tile/0/000.p/256",
            "tile/0/000.p/0",
            "tile/00/000",
            "tile/0/0000",
            "tile/0//000",
            "/tile/0/000",
            "tile/0/../0/000",
            "tile/0/..%2f0/000",
            "tile/0/%2e%2e/0/000",
            "tile/0/%30%30%30",
            "tile/0/000%00",
            "..%2f..%2fetc%2fpasswd",
            "checkpoint/",
            "checkpoint%2f",
            "Checkpoint",
            "tile/entries/000/..%2f..%2f..%2flog.key")) {
      HttpResponse<byte[]> response = http().get(path);
      assertThat(response.statusCode()).as(path).isIn(400, 404);
      assertThat(new String(response.body(), UTF_8)).doesNotContain("secret", "PRIVATE");
    }
  }

  @Test
  void neverServesADamagedTileThatOthersWouldKeep() throws IOException {
    Path tile = directory.resolve("tile/0/000");
    Files.write(tile, Arrays.copyOf(Files.readAllBytes(tile), 8000));
    HttpResponse<byte[]> response = http().get("tile/0/000");
    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(header(response, "Cache-Control")).isEqualTo("no-store");
  }

  @Test
  void compressesEntriesForThoseWhoTakeIt() throws IOException {
    byte[] plain = http().get("tile/entries/000").body();
    for (String accept : List.of("gzip", "br, gzip;q=0.5", "GZIP")) {
      HttpResponse<byte[]> response = http().get("tile/entries/000", "Accept-Encoding", accept);
      assertThat(header(response, "Content-Encoding")).as(accept).isEqualTo("gzip");
      assertThat(header(response, "Vary")).isEqualTo("Accept-Encoding");
      assertThat(response.body()).hasSizeLessThan(plain.length / 2);
      byte[] unpacked =
          new GZIPInputStream(new ByteArrayInputStream(response.body())).readAllBytes();
      assertThat(unpacked).isEqualTo(plain);
    }
    for (String refused : List.of("identity", "gzip;q=0", "gzip; q=0.0", "xgzip")) {
      HttpResponse<byte[]> response = http().get("tile/entries/000", "Accept-Encoding", refused);
      assertThat(header(response, "Content-Encoding")).as(refused).isEmpty();
      assertThat(response.body()).isEqualTo(plain);
    }
    assertThat(header(http().get("tile/0/000", "Accept-Encoding", "gzip"), "Content-Encoding"))
        .isEmpty();
  }

  @Test
  void answersWhatTheReaderAlreadyHas() throws IOException {
    String tag = header(http().get("checkpoint"), "ETag");
    HttpResponse<byte[]> same = http().get("checkpoint", "If-None-Match", "\"x\", " + tag);
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(header(same, "ETag")).isEqualTo(tag);
    Files.write(directory.resolve("checkpoint"), SampleFiles.signed(301).encoded());
    HttpResponse<byte[]> changed = http().get("checkpoint", "If-None-Match", tag);
    assertThat(changed.statusCode()).isEqualTo(200);
  }

  @Test
  void knowsItsMethods() {
    HttpResponse<byte[]> head = http().send("HEAD", "tile/0/000", new byte[0]);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Length")).isEqualTo("8192");
    HttpResponse<byte[]> absent = http().send("HEAD", "nothing", new byte[0]);
    assertThat(absent.statusCode()).isEqualTo(404);
    assertThat(http().get("tile/0/000").statusCode()).isEqualTo(200);
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH")) {
      HttpResponse<byte[]> response = http().send(method, "checkpoint", new byte[0]);
      assertThat(response.statusCode()).as(method).isEqualTo(405);
      assertThat(header(response, "Allow")).isEqualTo("GET, HEAD, OPTIONS");
      assertThat(http().send(method, "nothing", new byte[0]).statusCode()).isEqualTo(404);
    }
    HttpResponse<byte[]> preflight = http().send("OPTIONS", "checkpoint", new byte[0]);
    assertThat(preflight.statusCode()).isEqualTo(204);
    assertThat(header(preflight, "Access-Control-Allow-Methods")).isEqualTo("GET, HEAD");
    HttpResponse<byte[]> add = http().get("add");
    assertThat(add.statusCode()).isEqualTo(405);
    assertThat(header(add, "Allow")).isEqualTo("POST");
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  @Test
  void takesAnEntryOnceItIsDurable() {
    byte[] entry = "{\"payload\":\"é\"}".getBytes(UTF_8);
    HttpResponse<byte[]> response = http().post("add", entry);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).isEqualTo("application/json");
    assertThat(text(response))
        .isEqualTo(
            "{\"index\":300,\"leafHash\":\"%s\",\"duplicate\":false}\n"
                .formatted(TreeHash.leaf(entry).hex()));
    byte[] largest = new byte[65_535];
    largest[0] = '{';
    assertThat(http().post("add", largest).statusCode()).isEqualTo(200);
    assertThat(next).hasValue(302);
  }

  @Test
  void refusesAnEntryWithAReason() {
    for (byte[] entry : List.of(new byte[0], "text".getBytes(UTF_8))) {
      HttpResponse<byte[]> response = http().post("add", entry);
      assertThat(response.statusCode()).isEqualTo(400);
      assertThat(text(response)).isEqualTo("{\"reason\":\"not-an-envelope\"}\n");
    }
    HttpResponse<byte[]> large = http().post("add", new byte[65_536]);
    assertThat(large.statusCode()).isEqualTo(413);
    assertThat(text(large)).isEqualTo("{\"reason\":\"too-large\"}\n");
    byte[] entry = "{}".getBytes(UTF_8);
    appender = _ -> CompletableFuture.completedFuture(new Appended.Overloaded());
    HttpResponse<byte[]> overloaded = http().post("add", entry);
    assertThat(overloaded.statusCode()).isEqualTo(429);
    assertThat(header(overloaded, "Retry-After")).isEqualTo("1");
    assertThat(text(overloaded)).isEqualTo("{\"reason\":\"overloaded\"}\n");
    appender = _ -> CompletableFuture.failedFuture(new IOException("disk"));
    HttpResponse<byte[]> stopped = http().post("add", entry);
    assertThat(stopped.statusCode()).isEqualTo(503);
    assertThat(text(stopped)).isEqualTo("{\"reason\":\"stopped\"}\n");
    assertThat(next).hasValue(SampleFiles.SIZE);
  }

  /**
   * A length that is not told, and a body that does not end, cost no more than the largest entry.
   */
  @Test
  void neverReadsMoreThanAnEntry() throws IOException {
    try (Socket socket = new Socket(Http.ANY_PORT.getAddress(), server.orElseThrow().port())) {
      OutputStream out = socket.getOutputStream();
      out.write(
          "POST /add HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(UTF_8));
      byte[] chunk = ("2000\r\n" + "x".repeat(0x2000) + "\r\n").getBytes(UTF_8);
      for (int i = 0; i < 9; i++) {
        out.write(chunk);
      }
      out.flush();
      byte[] head = socket.getInputStream().readNBytes("HTTP/1.1 413".length());
      assertThat(new String(head, UTF_8)).isEqualTo("HTTP/1.1 413");
    }
  }

  /** A server that is closed lets an entry become durable and its sender know. */
  @Test
  void finishesWhatIsUnderWayWhenItIsClosed() throws InterruptedException {
    CountDownLatch arrived = new CountDownLatch(1);
    CompletableFuture<Appended> durable = new CompletableFuture<>();
    appender =
        _ -> {
          arrived.countDown();
          return durable;
        };
    CompletableFuture<Integer> status =
        CompletableFuture.supplyAsync(() -> http().post("add", "{}".getBytes(UTF_8)).statusCode());
    arrived.await();
    Thread closing = Thread.ofPlatform().start(() -> server.orElseThrow().close());
    durable.complete(new Appended.Durable(1, TreeHash.empty(), true));
    assertThat(status.join()).isEqualTo(200);
    closing.join();
  }
}
