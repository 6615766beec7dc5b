package dev.standstill.evidence.source;

import dev.standstill.evidence.SourceUnreadableException;
import dev.standstill.log.tile.TileSource;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;

/**
 * Files below a URL. The server is nobody's friend: answers have a size and a time in which they
 * must be whole, compression is undone under the same limit, and no redirect leads to another host.
 */
public final class WebFiles implements TileSource, AutoCloseable {
  private static final Duration CONNECT_MAX = Duration.ofSeconds(10);
  private static final int REDIRECTS_MAX = 5;

  /** A compressed answer may be a little longer than what is in it. */
  private static final int COMPRESSION_LOSS_MAX = 1024;

  private final URI base;
  private final Duration answerMax;
  private final Duration fileMax;
  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(CONNECT_MAX)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** The files below this http or https URL, with or without a slash at its end. */
  public WebFiles(URI base) throws SourceUnreadableException {
    this(base, Duration.ofSeconds(60), Duration.ofHours(1));
  }

  WebFiles(URI base, Duration answerMax, Duration fileMax) throws SourceUnreadableException {
    boolean plain =
        base.getHost() != null
            && base.getUserInfo() == null
            && base.getQuery() == null
            && base.getFragment() == null
            && isWeb(base);
    if (!plain) {
      throw new SourceUnreadableException(
          base + ": name a plain http or https URL, without user, query or fragment");
    }
    String text = base.toString();
    this.base = URI.create(text.endsWith("/") ? text : text + "/");
    this.answerMax = answerMax;
    this.fileMax = fileMax;
  }

  @Override
  public Optional<byte[]> read(String path, int bytesMax) throws IOException {
    HttpResponse<byte[]> answer =
        get(
            path,
            true,
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), bytesMax + COMPRESSION_LOSS_MAX),
            new byte[0],
            answerMax);
    if (isAbsent(answer)) {
      return Optional.empty();
    }
    byte[] bytes = inflated(path, answer, bytesMax);
    if (bytes.length > bytesMax) {
      throw refused(path, "the answer is larger than " + bytesMax + " bytes");
    }
    return Optional.of(bytes);
  }

  /** Fetches a file that may be large; false if there is none. The target must not exist. */
  public boolean fetch(String path, Path target, long bytesMax) throws IOException {
    BodyHandler<Path> file =
        BodyHandlers.ofFile(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    HttpResponse<Path> answer =
        get(path, false, BodyHandlers.limiting(file, bytesMax), target, fileMax);
    if (isAbsent(answer)) {
      return false;
    }
    requireEncoding(path, encoding(answer), "identity");
    return true;
  }

  private <T> HttpResponse<T> get(
      String path, boolean compressed, BodyHandler<T> whole, T nothing, Duration max)
      throws IOException {
    URI at = base.resolve(path);
    for (int redirects = 0; redirects <= REDIRECTS_MAX; redirects++) {
      HttpRequest.Builder request = HttpRequest.newBuilder(at).GET();
      if (compressed) {
        request.header("Accept-Encoding", "gzip");
      }
      // The page that explains an error is not read: it is not ours to limit or to show.
      BodyHandler<T> handler =
          head -> head.statusCode() == 200 ? whole.apply(head) : BodySubscribers.replacing(nothing);
      HttpResponse<T> answer = await(path, request.build(), handler, max);
      int status = answer.statusCode();
      if (status == 200 || isAbsent(answer)) {
        return answer;
      }
      Optional<String> location = answer.headers().firstValue("Location");
      if (status < 301 || status > 308 || location.isEmpty()) {
        throw refused(path, "the server answers with status " + status);
      }
      at = redirected(path, at, location.get());
    }
    throw refused(path, "the server redirects without end");
  }

  private <T> HttpResponse<T> await(
      String path, HttpRequest request, BodyHandler<T> handler, Duration max) throws IOException {
    CompletableFuture<HttpResponse<T>> answer = client.sendAsync(request, handler);
    try {
      return answer.get(max.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw refused(path, "no whole answer within " + max.toSeconds() + " seconds");
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw refused(path, "interrupted");
    } catch (ExecutionException e) {
      throw refused(path, reason(Objects.requireNonNullElse(e.getCause(), e)));
    }
  }

  private URI redirected(String path, URI from, String location) throws IOException {
    URI to;
    try {
      to = from.resolve(location);
    } catch (IllegalArgumentException e) {
      throw refused(path, "the server redirects to what is no URL");
    }
    boolean sameHost = from.getHost().equalsIgnoreCase(to.getHost()) && isWeb(to);
    boolean weaker =
        "https".equalsIgnoreCase(from.getScheme())
            && !from.getScheme().equalsIgnoreCase(to.getScheme());
    if (!sameHost || weaker) {
      throw refused(path, "the server redirects to another place, which is not followed");
    }
    return to;
  }

  static boolean isWeb(URI uri) {
    return "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
  }

  private static boolean isAbsent(HttpResponse<?> answer) {
    return answer.statusCode() == 404 || answer.statusCode() == 410;
  }

  private static String encoding(HttpResponse<?> answer) {
    return answer.headers().firstValue("Content-Encoding").orElse("identity");
  }

  private byte[] inflated(String path, HttpResponse<byte[]> answer, int bytesMax)
      throws IOException {
    String encoding = encoding(answer);
    if (encoding.equalsIgnoreCase("identity")) {
      return answer.body();
    }
    requireEncoding(path, encoding, "gzip");
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
      return in.readNBytes(bytesMax + 1);
    } catch (IOException e) {
      throw refused(path, "the compressed answer is broken");
    }
  }

  private void requireEncoding(String path, String found, String expected) throws IOException {
    if (!found.equalsIgnoreCase(expected)) {
      throw refused(path, "the answer has an encoding that nobody asked for");
    }
  }

  private static String reason(Throwable error) {
    if (error instanceof ConnectException) {
      return "no server answers there";
    }
    String message = error.getMessage();
    return message == null ? error.getClass().getSimpleName() : message;
  }

  private SourceUnreadableException refused(String path, String reason) {
    return new SourceUnreadableException(base + path + ": " + reason);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
