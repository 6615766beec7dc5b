package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import dev.standstill.site.workload.SchedulerException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An API server, asked over HTTPS with the JDK's own client: five verbs are all we need. */
final class KubernetesApi implements Cluster, AutoCloseable {
  private static final int BODY_MAX = 64 << 20;
  private static final int PAGE = 250;
  private static final int PAGES_MAX = 4_000;

  private final KubernetesSettings settings;
  private final HttpClient client;

  KubernetesApi(KubernetesSettings settings) throws IOException {
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .sslContext(trusting(settings))
            .connectTimeout(settings.callMax())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /**
   * What came back.
   *
   * @param status the HTTP status
   * @param body the object, or a Status that says what is wrong
   */
  record Reply(int status, JsonNode body) {
    boolean good() {
      return status >= 200 && status < 300;
    }

    String words() {
      return status + " " + body.path("message").asText("without a message");
    }
  }

  private static SSLContext trusting(KubernetesSettings settings) throws IOException {
    try (InputStream in = Files.newInputStream(settings.authority())) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority " + count++, each);
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException(settings.authority() + ": " + e.getMessage(), e);
    }
  }

  /** One call, whatever comes of it. */
  Reply call(String method, String path, String type, byte[] body) throws SchedulerException {
    try {
      String token = Files.readString(settings.tokenFile()).strip();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(settings.server().resolve(path))
              .timeout(settings.callMax())
              .header("Authorization", "Bearer " + token)
              .header("Accept", "application/json")
              .method(method, BodyPublishers.ofByteArray(body));
      if (body.length > 0) {
        request.header("Content-Type", type);
      }
      HttpResponse<InputStream> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] bytes = in.readNBytes(BODY_MAX + 1);
        if (bytes.length > BODY_MAX) {
          throw new SchedulerException(path + " answers more than " + BODY_MAX + " bytes");
        }
        return new Reply(response.statusCode(), body(response.statusCode(), bytes));
      }
    } catch (SchedulerException e) {
      throw e;
    } catch (IOException | IllegalArgumentException e) {
      throw new SchedulerException(settings.server() + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchedulerException("the agent ends", e);
    }
  }

  private static JsonNode body(int status, byte[] bytes) throws IOException {
    try {
      return KubernetesJson.read(bytes);
    } catch (IOException e) {
      if (status < 300) {
        throw e;
      }
      // Not every refusal is JSON; its status says enough.
      return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
  }

  /** An object; empty if there is none. */
  Optional<JsonNode> get(String path) throws SchedulerException {
    Reply reply = call("GET", path, "", new byte[0]);
    return reply.status() == 404 ? Optional.empty() : Optional.of(must(path, reply));
  }

  /** Changes some fields. Answers the object as it is then. */
  JsonNode patch(String path, JsonNode merge) throws SchedulerException {
    return must(path, call("PATCH", path, "application/merge-patch+json", bytes(merge)));
  }

  /** Makes an object. */
  Reply create(String path, JsonNode object) throws SchedulerException {
    return call("POST", path, "application/json", bytes(object));
  }

  /** Deletes an object; one that is gone already is no error. */
  void delete(String path) throws SchedulerException {
    Reply reply = call("DELETE", path, "", new byte[0]);
    if (reply.status() != 404) {
      must(path, reply);
    }
  }

  /** Goes through everything of a list, a page at a time. A list that is not there is empty. */
  void each(String path, Consumer<JsonNode> item) throws SchedulerException {
    String next = "";
    for (int page = 0; page < PAGES_MAX; page++) {
      String query = "?limit=" + PAGE + (next.isEmpty() ? "" : "&continue=" + encoded(next));
      Optional<JsonNode> list = get(path + query);
      if (list.isEmpty()) {
        return;
      }
      if (!list.get().path("items").isArray()) {
        throw new SchedulerException(path + " answers no list");
      }
      list.get().path("items").forEach(item);
      next = list.get().path("metadata").path("continue").asText("");
      if (next.isEmpty()) {
        return;
      }
    }
    throw new SchedulerException(path + " has no end");
  }

  @Override
  public Optional<JsonNode> find(WorkloadKind kind, String namespace, String name)
      throws SchedulerException {
    for (String version : kind.versions()) {
      Optional<JsonNode> found = get(path(kind, version, namespace, name));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Where one object is. */
  static String path(WorkloadKind kind, String version, String namespace, String name) {
    return kind.base(version)
        + "/namespaces/"
        + encoded(namespace)
        + "/"
        + kind.resource()
        + "/"
        + encoded(name);
  }

  private static JsonNode must(String path, Reply reply) throws SchedulerException {
    if (!reply.good()) {
      throw new SchedulerException(path + ": " + reply.words());
    }
    return reply.body();
  }

  private static byte[] bytes(JsonNode node) throws SchedulerException {
    try {
      return KubernetesJson.write(node);
    } catch (IOException e) {
      throw new SchedulerException("not writable as JSON", e);
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
