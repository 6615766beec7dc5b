package dev.standstill.node;

import dev.standstill.log.merkle.Hash;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A log directory over HTTP, as C2SP tlog-tiles says: {@code checkpoint}, {@code tile/...}, our
 * {@code policy} beside them, and if the log takes entries {@code POST /add}. Everything else in
 * the directory does not exist as far as anybody outside can tell.
 */
public final class LogService implements HttpService {
  private static final System.Logger LOG = System.getLogger(LogService.class.getName());
  private static final int COMPRESSED_FROM = 1024;

  private final Path directory;
  private final Optional<AddService> adding;

  private LogService(Path directory, Optional<AddService> adding) {
    this.directory = directory;
    this.adding = adding;
  }

  /** A log that is only read here: a mirror, or one whose writer is elsewhere. */
  public static LogService reading(Path directory) {
    return new LogService(directory, Optional.empty());
  }

  /** A log that takes entries. */
  public static LogService appending(Path directory, Appender appender, EntryRule rule) {
    return new LogService(directory, Optional.of(new AddService(appender, rule)));
  }

  @Override
  public void routing(HttpRules rules) {
    if (adding.isPresent()) {
      rules.post("/add", adding.get()::add);
      rules.any("/add", (request, response) -> notAllowed(request, response, "POST"));
    }
    rules.any("/*", this::read);
  }

  private void read(ServerRequest request, ServerResponse response) {
    // The path as sent: whatever needs decoding is not the path of a file of a log.
    String raw = request.path().rawPath();
    Optional<LogFile> file = LogFile.at(raw.startsWith("/") ? raw.substring(1) : raw);
    response.header("Access-Control-Allow-Origin", "*");
    if (file.isEmpty()) {
      send(request, response, 404, "no such file in a log\n");
      return;
    }
    switch (request.prologue().method().text()) {
      case "GET", "HEAD" -> serve(file.get(), request, response);
      case "OPTIONS" -> {
        response.header("Access-Control-Allow-Methods", "GET, HEAD");
        response.status(Status.NO_CONTENT_204).send();
      }
      default -> notAllowed(request, response, "GET, HEAD, OPTIONS");
    }
  }

  private void serve(LogFile file, ServerRequest request, ServerResponse response) {
    Optional<byte[]> bytes;
    try {
      bytes = file.read(directory);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.ERROR, "the log is damaged", e);
      send(request, response, 500, "this file is damaged here\n");
      return;
    }
    if (bytes.isEmpty()) {
      send(request, response, 404, "this log has no such file\n");
      return;
    }
    // Weak, because the same file is served plain and compressed.
    String tag = "W/\"" + Hash.sha256(bytes.get()).hex().substring(0, 32) + "\"";
    response.header(HeaderNames.CACHE_CONTROL, file.cacheControl());
    response.header(HeaderNames.ETAG, tag);
    if (file.compressible()) {
      response.header(HeaderNames.VARY, "Accept-Encoding");
    }
    if (values(request, HeaderNames.IF_NONE_MATCH).anyMatch(v -> v.equals(tag) || v.equals("*"))) {
      response.status(Status.NOT_MODIFIED_304).send();
      return;
    }
    response.header(HeaderNames.CONTENT_TYPE, file.contentType());
    response.header("X-Content-Type-Options", "nosniff");
    byte[] body = bytes.get();
    if (file.compressible() && body.length >= COMPRESSED_FROM && takesGzip(request)) {
      response.header(HeaderNames.CONTENT_ENCODING, "gzip");
      body = gzip(body);
    }
    finish(request, response, body);
  }

  /** SPEC: RFC 9110 §9.3.2: the answer to HEAD is that to GET without its content. */
  private static void finish(ServerRequest request, ServerResponse response, byte[] body) {
    if (request.prologue().method().text().equals("HEAD")) {
      response.header(HeaderNames.CONTENT_LENGTH, String.valueOf(body.length));
      response.send();
    } else {
      response.send(body);
    }
  }

  private static Stream<String> values(ServerRequest request, HeaderName name) {
    return request.headers().values(name).stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip);
  }

  private static boolean takesGzip(ServerRequest request) {
    return values(request, HeaderNames.ACCEPT_ENCODING)
        .map(value -> value.toLowerCase(Locale.ROOT).replace(" ", ""))
        .anyMatch(v -> v.equals("gzip") || (v.startsWith("gzip;q=") && !v.matches(".*=0[.0]*")));
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  private static void notAllowed(ServerRequest request, ServerResponse response, String allowed) {
    response.header(HeaderNames.ALLOW, allowed);
    send(request, response, 405, "use " + allowed + "\n");
  }

  private static void send(
      ServerRequest request, ServerResponse response, int status, String text) {
    response.status(Status.create(status));
    response.header(HeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    finish(request, response, text.getBytes(StandardCharsets.UTF_8));
  }
}
