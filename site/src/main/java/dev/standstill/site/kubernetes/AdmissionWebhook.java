package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.standstill.site.exchange.UnreadBody;
import dev.standstill.site.gate.Answer;
import dev.standstill.site.gate.Gate;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * The validating admission webhook: an API server asks it, over TLS, before it keeps a change.
 *
 * <p>Whatever it does not answer, the API server refuses ({@code failurePolicy: Fail}). So it
 * answers only what it has understood: anything else is a status that is not 200.
 */
public final class AdmissionWebhook implements AutoCloseable {
  /**
   * As long as nothing that an API server keeps is larger: etcd takes 1.5 MB, twice in a review.
   */
  private static final int BODY_MAX = 8 << 20;

  private static final int AT_ONCE = 64;
  private static final int BACKLOG = 256;
  private static final String PATH = "/v1/admission/";

  private final HttpsServer server;
  private final Function<AdmissionRequest, Answer> admission;
  private final byte[] path;
  private final Duration timeMax;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Semaphore places = new Semaphore(AT_ONCE);

  private AdmissionWebhook(
      HttpsServer server,
      Function<AdmissionRequest, Answer> admission,
      String token,
      Duration timeMax) {
    this.server = server;
    this.admission = admission;
    this.path = bytes(path(token));
    this.timeMax = timeMax;
  }

  /**
   * Starts to listen.
   *
   * @param address where; port 0 takes any
   * @param certificate what it shows; re-read when its files change
   * @param token the last step of its path. Questions count, so only the API server may ask them
   * @param timeMax after which a question is refused; below the webhook's {@code timeoutSeconds}
   * @param gate who judges
   * @param settings the cluster whose API server asks
   */
  public static AdmissionWebhook start(
      InetSocketAddress address,
      ServingCertificate certificate,
      String token,
      Duration timeMax,
      Gate gate,
      KubernetesSettings settings)
      throws IOException {
    Admission admission =
        new Admission(
            gate, settings.devices(), new KubernetesApi(settings), settings.controllers());
    return start(address, certificate, token, timeMax, admission::judge);
  }

  /**
   * As above, with whatever judges.
   *
   * @param address where; port 0 takes any
   * @param certificate what it shows; re-read when its files change
   * @param token the last step of its path. Questions count, so only the API server may ask them
   * @param timeMax after which a question is refused; below the webhook's {@code timeoutSeconds}
   * @param admission who judges
   */
  static AdmissionWebhook start(
      InetSocketAddress address,
      ServingCertificate certificate,
      String token,
      Duration timeMax,
      Function<AdmissionRequest, Answer> admission)
      throws IOException {
    HttpsServer server = HttpsServer.create(address, BACKLOG);
    server.setHttpsConfigurator(configurator(certificate));
    AdmissionWebhook webhook = new AdmissionWebhook(server, admission, token, timeMax);
    server.createContext("/", webhook::handle);
    server.setExecutor(webhook.threads);
    server.start();
    return webhook;
  }

  private static HttpsConfigurator configurator(ServingCertificate certificate) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(new javax.net.ssl.KeyManager[] {certificate.keyManager()}, null, null);
      return new HttpsConfigurator(context) {
        @Override
        public void configure(HttpsParameters parameters) {
          SSLParameters ssl = getSSLContext().getDefaultSSLParameters();
          ssl.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
          parameters.setSSLParameters(ssl);
        }
      };
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform speaks TLS", e);
    }
  }

  /** The path that an API server must be told. */
  public static String path(String token) {
    return PATH + token;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  private record Reply(int status, String type, String body) {
    static Reply line(int status, String line) {
      return new Reply(status, "text/plain; charset=utf-8", line + "\n");
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      if (!places.tryAcquire()) {
        reply = Reply.line(503, "too many questions at once");
      } else {
        try {
          reply = answer(exchange);
        } catch (RuntimeException | StackOverflowError e) {
          // Not 200: whoever asked keeps nothing.
          reply = Reply.line(500, "the webhook failed: " + e);
        } finally {
          places.release();
        }
      }
      UnreadBody.passOver(exchange);
      exchange.getResponseHeaders().set("Content-Type", reply.type);
      byte[] body = bytes(reply.body);
      exchange.sendResponseHeaders(reply.status, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Reply answer(HttpExchange exchange) throws IOException {
    if (!MessageDigest.isEqual(path, bytes(exchange.getRequestURI().getPath()))) {
      return Reply.line(404, "nothing is here");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return Reply.line(405, "POST only");
    }
    // SPEC: Kubernetes, Dynamic Admission Control: "Webhooks are sent as POST requests, with
    // Content-Type: application/json".
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !type.split(";", -1)[0].strip().equals("application/json")) {
      return Reply.line(415, "application/json only");
    }
    byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX + 1);
    if (body.length > BODY_MAX) {
      return Reply.line(413, "at most " + BODY_MAX + " bytes");
    }
    AdmissionRequest request;
    try {
      request = AdmissionRequest.read(KubernetesJson.read(body));
    } catch (IOException e) {
      return Reply.line(400, "not an AdmissionReview: " + e.getMessage());
    }
    JsonNode review = AdmissionResponse.of(request.uid(), judged(request));
    return new Reply(
        200, "application/json", new String(KubernetesJson.write(review), StandardCharsets.UTF_8));
  }

  /** In time, whatever happens. */
  private Answer judged(AdmissionRequest request) {
    Future<Answer> future = threads.submit(() -> admission.apply(request));
    try {
      return future.get(timeMax.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return refuse("no verdict within " + timeMax.toMillis() + " ms");
    } catch (ExecutionException e) {
      return refuse(String.valueOf(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return refuse("the agent ends");
    } finally {
      future.cancel(true);
    }
  }

  private static Answer refuse(String detail) {
    return new Answer.Refuse("evaluation-failed", detail, Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
