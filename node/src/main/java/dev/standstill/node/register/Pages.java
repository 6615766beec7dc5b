package dev.standstill.node.register;

import dev.standstill.page.register.Asset;
import dev.standstill.page.register.Placement;
import dev.standstill.page.register.RegisterPages;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The register's pages over HTTP. A page stands at the path of what it shows, beside the JSON of
 * the same: whoever accepts {@code text/html} gets the page, everybody else goes on to the JSON.
 */
final class Pages {
  private static final String HTML = "text/html";
  private static final Map<String, Asset> ASSETS =
      RegisterPages.assets().stream()
          .collect(Collectors.toMap(one -> "/" + one.path(), one -> one));

  private final Register register;
  private final Answers answers;
  private final String address;
  private Optional<Made> made = Optional.empty();

  /** The pages of one reading of the log. */
  private record Made(LogReading reading, RegisterPages pages) {}

  /**
   * Pages that name the register.
   *
   * @param address where readers find it, for the commands that recompute a page
   */
  Pages(Register register, Answers answers, String address) {
    this.register = register;
    this.answers = answers;
    this.address = address;
  }

  void routing(HttpRules rules) {
    rules.get("/*", this::serve);
    rules.head("/*", this::serve);
  }

  private void serve(ServerRequest request, ServerResponse response) {
    String path = request.path().rawPath();
    Optional<Asset> asset = Optional.ofNullable(ASSETS.get(path));
    if (asset.isPresent()) {
      send(request, response, asset.get());
      return;
    }
    Optional<String> html = accepts(request) ? at(path) : Optional.empty();
    if (html.isPresent()) {
      send(request, response, html.get());
    } else {
      response.next();
    }
  }

  /** The first page, for whoever asks for nothing in particular. */
  void front(ServerRequest request, ServerResponse response) {
    send(request, response, at("/").orElseThrow());
  }

  private void send(ServerRequest request, ServerResponse response, String html) {
    headers(response);
    response.header("Content-Security-Policy", RegisterPages.contentSecurityPolicy());
    // SPEC: RFC 9110 §12.5.1: what is chosen by "Accept" is said to vary by it.
    response.header(HeaderNames.VARY, "Accept");
    Answers.send(
        request, response, 200, HTML + "; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  private void send(ServerRequest request, ServerResponse response, Asset asset) {
    headers(response);
    // Its name holds its digest.
    response.header(HeaderNames.CACHE_CONTROL, "public, max-age=31536000, immutable");
    Answers.send(request, response, 200, asset.mediaType() + "; charset=utf-8", asset.bytes());
  }

  private void headers(ServerResponse response) {
    try {
      answers.headers(response);
    } catch (IOException e) {
      throw new UncheckedIOException("the checkpoint cannot be read", e);
    }
  }

  private static boolean accepts(ServerRequest request) {
    return request.headers().values(HeaderNames.ACCEPT).stream()
        .anyMatch(value -> value.contains(HTML));
  }

  private Optional<String> at(String path) {
    return made().at(path, register.now());
  }

  /** Made anew when the log was read anew: whoever asks first waits for it. */
  @SuppressWarnings("ReferenceEquality") // The very same reading: equal ones take long to compare.
  private synchronized RegisterPages made() {
    LogReading reading = register.follower().reading();
    if (made.filter(one -> one.reading() == reading).isEmpty()) {
      made = Optional.of(new Made(reading, make(reading)));
    }
    return made.get().pages();
  }

  private RegisterPages make(LogReading reading) {
    try {
      return RegisterPages.of(
          SourcePages.snapshot(reading.examination(), address, (_, _) -> {}), Placement.SERVED);
    } catch (IOException e) {
      throw new UncheckedIOException("the pages cannot be made", e);
    }
  }
}
