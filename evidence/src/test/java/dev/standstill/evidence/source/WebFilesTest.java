package dev.standstill.evidence.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.standstill.evidence.SourceUnreadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebFilesTest {
  @TempDir Path temporary;

  private final CountDownLatch end = new CountDownLatch(1);
  private HttpServer server = start();
  private WebFiles files = open(server);

  private static HttpServer start() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.setExecutor(Executors.newCachedThreadPool());
      server.start();
      return server;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static WebFiles open(HttpServer server) {
    try {
      return new WebFiles(base(server), Duration.ofSeconds(2), Duration.ofSeconds(2));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static URI base(HttpServer server) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/log");
  }

  @BeforeEach
  void forget() {
    assertThat(end.getCount()).isEqualTo(1);
  }

  @AfterEach
  void stop() {
    end.countDown();
    files.close();
    server.stop(0);
  }

  private interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  private void at(String path, Answer answer) {
    server.createContext(
        path,
        exchange -> {
          try (exchange) {
            answer.to(exchange);
          }
        });
  }

  private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    }
    return packed.toByteArray();
  }

  @Test
  void readsFilesPlainOrCompressedAndTellsWhatIsAbsent() throws IOException {
    byte[] bytes = "entry".repeat(100).getBytes(UTF_8);
    at("/log/plain", exchange -> send(exchange, 200, bytes));
    at(
        "/log/packed",
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Accept-Encoding")).isEqualTo("gzip");
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          send(exchange, 200, gzip(bytes));
        });
    at("/log/absent", exchange -> send(exchange, 404, new byte[100_000]));
    at("/log/empty", exchange -> send(exchange, 200, new byte[0]));
    assertThat(files.read("plain", 500)).hasValue(bytes);
    assertThat(files.read("packed", 500)).hasValue(bytes);
    assertThat(files.read("absent", 500)).isEmpty();
    assertThat(files.read("empty", 500)).hasValueSatisfying(b -> assertThat(b).isEmpty());
    Path target = temporary.resolve("file");
    assertThat(files.fetch("plain", target, 500)).isTrue();
    assertThat(target).hasBinaryContent(bytes);
    assertThat(files.fetch("absent", temporary.resolve("none"), 500)).isFalse();
    assertThat(temporary.resolve("none")).doesNotExist();
  }

  @Test
  void refusesWhatIsTooLargePackedOrNot() throws IOException {
    at("/log/large", exchange -> send(exchange, 200, new byte[10_000]));
    at(
        "/log/endless",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          byte[] chunk = new byte[1000];
          for (int i = 0; i < 100_000; i++) {
            exchange.getResponseBody().write(chunk);
          }
        });
    at(
        "/log/bomb",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "gzip");
          send(exchange, 200, gzip(new byte[5_000_000]));
        });
    for (String path : List.of("large", "endless")) {
      refused(path);
      assertThatThrownBy(() -> files.fetch(path, temporary.resolve(path), 500))
          .isInstanceOf(SourceUnreadableException.class);
    }
    assertThatThrownBy(() -> files.read("bomb", 8000))
        .isInstanceOf(SourceUnreadableException.class)
        .hasMessageContaining("larger than 8000");
  }

  @Test
  void refusesStrangeAnswersWithOneLine() throws IOException {
    for (int status : new int[] {201, 204, 206, 300, 304, 400, 403, 500, 503}) {
      at("/log/" + status, exchange -> send(exchange, status, new byte[0]));
      refused(Integer.toString(status));
    }
    at(
        "/log/brotli",
        exchange -> {
          exchange.getResponseHeaders().set("Content-Encoding", "br");
          send(exchange, 200, new byte[3]);
        });
    refused("brotli");
    Random random = new Random(1);
    byte[] right = gzip(new byte[300]);
    for (int i = 0; i < right.length; i++) {
      byte[] broken = right.clone();
      broken[i] ^= (byte) (1 + random.nextInt(255));
      int number = i;
      at(
          "/log/broken" + number,
          exchange -> {
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            send(exchange, 200, broken);
          });
      // Some bytes of a header say nothing (time, system): then the content is right.
      try {
        assertThat(files.read("broken" + number, 400)).hasValue(new byte[300]);
      } catch (SourceUnreadableException e) {
        assertThat(e).hasMessageContaining("broken" + number + ": ");
      }
    }
  }

  @Test
  void givesUpOnAServerThatNeverEnds() {
    at(
        "/log/slow",
        exchange -> {
          exchange.sendResponseHeaders(200, 100);
          exchange.getResponseBody().write(1);
          exchange.getResponseBody().flush();
          try {
            end.await(30, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThatThrownBy(() -> files.read("slow", 500)).hasMessageContaining("no whole answer");
  }

  @Test
  void followsRedirectsOnTheSameHostOnly() throws IOException {
    at("/log/here", exchange -> send(exchange, 200, new byte[] {1}));
    redirect("moved", "/log/here");
    redirect("round", "/log/round");
    redirect("away", "http://localhost:" + server.getAddress().getPort() + "/log/here");
    redirect("file", "file:///etc/passwd");
    redirect("broken", "http://[");
    assertThat(files.read("moved", 500)).hasValue(new byte[] {1});
    for (String path : List.of("round", "away", "file", "broken")) {
      refused(path);
    }
  }

  private void redirect(String path, String location) {
    at(
        "/log/" + path,
        exchange -> {
          exchange.getResponseHeaders().set("Location", location);
          send(exchange, 302, new byte[0]);
        });
  }

  private void refused(String path) {
    assertThatThrownBy(() -> files.read(path, 500))
        .as(path)
        .isInstanceOf(SourceUnreadableException.class)
        .hasMessageContaining("/log/" + path + ": ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void takesPlainWebUrlsOnly() throws IOException {
    for (String url :
        List.of(
            "ftp://example.org/",
            "file:///etc",
            "http://user@example.org/",
            "http://example.org/?a",
            "http://example.org/#a",
            "http:relative")) {
      assertThatThrownBy(() -> new WebFiles(URI.create(url)))
          .as(url)
          .isInstanceOf(SourceUnreadableException.class);
    }
    for (String text : List.of("http://[", "https://a b", "ftp://example.org")) {
      assertThatThrownBy(() -> Place.of(text)).isInstanceOf(SourceUnreadableException.class);
    }
    assertThat(Place.of("HTTPS://example.org/log")).isInstanceOf(Place.Web.class);
    assertThat(Place.of("example.org/log")).isInstanceOf(Place.Folder.class);
    Path file = Files.createFile(temporary.resolve("f"));
    assertThat(Place.of(file.toString())).isInstanceOf(Place.BundleFile.class);
  }
}
