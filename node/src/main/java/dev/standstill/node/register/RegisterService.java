package dev.standstill.node.register;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.node.LogService;
import dev.standstill.node.projection.Document.Collection;
import dev.standstill.node.projection.DocumentQuery;
import dev.standstill.node.projection.ProjectionException;
import dev.standstill.node.projection.StatementQuery;
import dev.standstill.wire.json.StrictJson;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRules;
import io.helidon.webserver.http.HttpService;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The register over HTTP: its answers as {@code /openapi.json} says, and the log's own files beside
 * them.
 */
public final class RegisterService implements HttpService {
  private static final System.Logger LOG = System.getLogger(RegisterService.class.getName());
  private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");

  private final Register register;
  private final Answers answers;
  private final Listings listings;
  private final EventStream events;
  private final Submissions submissions;
  private final Pages pages;

  /**
   * The service of a register.
   *
   * @param address where readers find it
   */
  public RegisterService(Register register, String address) {
    this.register = register;
    this.answers = new Answers(register);
    this.listings = new Listings(register);
    this.events = new EventStream(register.events());
    this.submissions = new Submissions(register, answers);
    this.pages = new Pages(register, answers, address);
  }

  private interface Handler {
    void handle(ServerRequest request, ServerResponse response)
        throws IOException, InterruptedException;
  }

  /** The path of a collection, and the key of its items. */
  static String path(Collection collection) {
    return collection.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void routing(HttpRules rules) {
    pages.routing(rules);
    get(rules, "/", pages::front);
    get(rules, "/healthz", (request, response) -> text(request, response, 200, "ok\n"));
    get(rules, "/readyz", this::ready);
    get(rules, "/metrics", this::metrics);
    get(rules, "/openapi.json", this::openApi);
    get(rules, "/status", this::status);
    get(rules, "/events", events::serve);
    get(rules, "/statements/{id}", this::statement);
    get(rules, "/sites/{party}/{site}", this::site);
    for (Collection collection : Collection.values()) {
      get(
          rules,
          "/" + path(collection),
          (request, response) -> collection(collection, request, response));
    }
    rules.post("/statements", guarded(submissions::statement));
    get(rules, "/statements", this::statements);
    LogService.appending(register.directory(), submissions.appender(), submissions.rule())
        .routing(rules);
  }

  private void get(HttpRules rules, String path, Handler handler) {
    rules.get(path, guarded(handler));
    rules.head(path, guarded(handler));
    String allowed = path.equals("/statements") ? "GET, HEAD, POST" : "GET, HEAD";
    rules.any(
        path,
        guarded((request, response) -> {
          response.header(HeaderNames.ALLOW, allowed);
          throw new ProblemException(Problem.METHOD_NOT_ALLOWED, "use " + allowed);
        }));
  }

  /** Every answer carries its headers, and every failure is a problem. */
  private io.helidon.webserver.http.Handler guarded(Handler handler) {
    return (request, response) -> {
      answers.headers(response);
      try {
        handler.handle(request, response);
      } catch (ProblemException e) {
        answers.problem(request, response, e.problem(), e.detail());
      } catch (ProjectionException e) {
        LOG.log(System.Logger.Level.ERROR, "the projection does not answer", e);
        answers.problem(
            request, response, Problem.UNAVAILABLE, "the log's own files are served all the same");
      }
    };
  }

  private static void text(
      ServerRequest request, ServerResponse response, int status, String text) {
    Answers.send(
        request,
        response,
        status,
        "text/plain; charset=utf-8",
        text.getBytes(StandardCharsets.UTF_8));
  }

  private void ready(ServerRequest request, ServerResponse response) {
    ObjectNode node = LogAnswers.object();
    var hindrances = register.hindrances();
    node.put("ready", hindrances.isEmpty());
    hindrances.forEach(node.putArray("hindrances")::add);
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Answers.send(
        request,
        response,
        hindrances.isEmpty() ? 200 : 503,
        Answers.JSON,
        StrictJson.pretty(node).getBytes(StandardCharsets.UTF_8));
  }

  private void metrics(ServerRequest request, ServerResponse response) throws IOException {
    response.header(HeaderNames.CACHE_CONTROL, "no-store");
    Answers.send(
        request,
        response,
        200,
        "text/plain; version=0.0.4; charset=utf-8",
        new Metrics(register, listings).text().getBytes(StandardCharsets.UTF_8));
  }

  private void openApi(ServerRequest request, ServerResponse response) throws IOException {
    Answers.send(request, response, 200, Answers.JSON, openApi());
  }

  /** The document, as it is in the jar. */
  static byte[] openApi() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RegisterService.class.getResourceAsStream("openapi.json"))) {
      return in.readAllBytes();
    }
  }

  private void status(ServerRequest request, ServerResponse response) {
    var _ = new Parameters(request, Set.of());
    answers.json(request, response, listings.status());
  }

  private void statements(ServerRequest request, ServerResponse response) {
    Parameters parameters =
        new Parameters(request, Set.of("kind", "author", "site", "after", "limit"));
    answers.json(
        request,
        response,
        listings.statements(
            new StatementQuery(
                parameters.text("kind"),
                parameters.text("author"),
                parameters.text("site"),
                Optional.empty(),
                parameters.after(),
                parameters.limit())));
  }

  private void statement(ServerRequest request, ServerResponse response) throws IOException {
    var _ = new Parameters(request, Set.of());
    String id = request.path().pathParameters().get("id");
    if (!ID.matcher(id).matches()) {
      throw new ProblemException(
          Problem.MALFORMED_REQUEST, "an id is 64 lower-case hexadecimal digits");
    }
    answers.json(request, response, listings.statement(id));
  }

  private void site(ServerRequest request, ServerResponse response) {
    var _ = new Parameters(request, Set.of());
    var path = request.path().pathParameters();
    answers.json(request, response, listings.site(path.get("party"), path.get("site")));
  }

  private void collection(Collection collection, ServerRequest request, ServerResponse response) {
    Parameters parameters = new Parameters(request, Set.of("party", "site", "after", "limit"));
    answers.json(
        request,
        response,
        listings.documents(
            path(collection),
            new DocumentQuery(
                collection,
                parameters.text("party"),
                parameters.text("site"),
                parameters.after(),
                parameters.limit())));
  }

  /** Those who listen are sent away, or the server would wait for them. */
  public void sendAway() {
    events.close();
  }
}
