package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;

/**
 * Keeps objects by their addresses, merges patches, pages its lists, and refuses whoever has no
 * token: as much of an API server as the sweep sees.
 */
final class FakeApiServer implements AutoCloseable {
  static final String TOKEN = "agent-token";
  private static final int PAGE = 2;

  private final Map<String, ObjectNode> objects = new TreeMap<>();
  private final List<String> writes = new CopyOnWriteArrayList<>();
  private final HttpsServer server;
  private final Path directory;
  private boolean dropsSuspend;
  private boolean down;
  private String createRefusal = "";

  FakeApiServer(Path directory) throws Exception {
    this.directory = directory;
    new CertificateMaker(new SecureRandom())
        .make(List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1))
        .write(directory);
    Files.writeString(directory.resolve("token"), TOKEN + "\n");
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(
        new javax.net.ssl.KeyManager[] {
          ServingCertificate.read(directory.resolve("tls.crt"), directory.resolve("tls.key"))
              .keyManager()
        },
        null,
        null);
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    server.createContext("/", this::handle);
    server.start();
  }

  KubernetesSettings settings(boolean evict, List<String> queues) {
    return new KubernetesSettings(
        URI.create("https://127.0.0.1:" + server.getAddress().getPort()),
        directory.resolve("ca.crt"),
        directory.resolve("token"),
        new DeviceRules(DeviceRules.USUAL_RESOURCES, OptionalInt.empty(), OptionalInt.of(4)),
        KubernetesSettings.OWN_CONTROLLERS,
        "train",
        queues,
        evict,
        Duration.ofSeconds(20));
  }

  /** Keeps an object, where its kind and name say. */
  synchronized void put(ObjectNode object) {
    WorkloadKind kind = Reviews.kind(object);
    String name = object.path("metadata").path("name").asText();
    ObjectNode copy = object.deepCopy();
    ObjectNode metadata = copy.withObject("/metadata");
    if (!metadata.has("uid")) {
      metadata.put("uid", "uid-" + name);
    }
    metadata.put("creationTimestamp", "2026-11-01T00:00:00Z");
    String namespace = metadata.path("namespace").asText();
    put(KubernetesApi.path(kind, kind.versions().getFirst(), namespace, name), copy);
  }

  synchronized void put(String path, ObjectNode object) {
    objects.put(path, object);
    touch(path);
  }

  synchronized ObjectNode at(String path) {
    return objects.getOrDefault(path, JsonNodeFactory.instance.objectNode());
  }

  synchronized boolean has(String path) {
    return objects.containsKey(path);
  }

  /** From now on it forgets {@code suspend}, as servers before 1.21 do. */
  synchronized void dropsSuspend() {
    dropsSuspend = true;
  }

  synchronized void down(boolean now) {
    down = now;
  }

  synchronized void refusesToCreate(String message) {
    createRefusal = message;
  }

  List<String> writes() {
    return List.copyOf(writes);
  }

  private synchronized void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      if (!("Bearer " + TOKEN).equals(authorization)) {
        send(exchange, 401, message("Unauthorized"));
      } else if (down) {
        send(exchange, 503, message("etcd is down"));
      } else {
        answer(exchange, body);
      }
    }
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String method = exchange.getRequestMethod();
    if (!method.equals("GET")) {
      writes.add(method + " " + exchange.getRequestURI());
    }
    switch (method) {
      case "GET" -> {
        if (path.equals("/apis")) {
          send(exchange, 200, groups());
        } else if (objects.containsKey(path)) {
          send(exchange, 200, at(path));
        } else if (path.matches(
            ".*/(namespaces|clusterqueues|admissionchecks|validating[a-z]+)/.*")) {
          send(exchange, 404, message("not found"));
        } else {
          send(exchange, 200, list(path, exchange.getRequestURI().getQuery()));
        }
      }
      case "PATCH" -> {
        patch(exchange, path, KubernetesJson.read(body));
      }
      case "DELETE" -> send(exchange, objects.remove(path) == null ? 404 : 200, message(""));
      default ->
          send(
              exchange,
              createRefusal.isEmpty() ? 201 : 403,
              createRefusal.isEmpty() ? KubernetesJson.read(body) : message(createRefusal));
    }
  }

  /** A patch of the status changes nothing else, and one of the object not its status. */
  private void patch(HttpExchange exchange, String path, JsonNode patch) throws IOException {
    boolean status = path.endsWith("/status");
    String object = status ? path.substring(0, path.length() - "/status".length()) : path;
    JsonNode expected = patch.path("metadata").path("resourceVersion");
    if (!has(object)) {
      send(exchange, 404, message("not found"));
    } else if (expected.isTextual() && !expected.equals(version(object))) {
      send(exchange, 409, message("the object has been modified"));
    } else {
      ObjectNode part = (ObjectNode) patch.deepCopy();
      merge(at(object), status ? part.retain("status") : part.without("status"));
      if (dropsSuspend) {
        at(object).withObject("/spec").remove("suspend");
      }
      touch(object);
      send(exchange, 200, at(object));
    }
  }

  private JsonNode version(String path) {
    return at(path).path("metadata").path("resourceVersion");
  }

  /** As if somebody had changed it. */
  synchronized void touch(String path) {
    int version = version(path).asInt(1);
    at(path).withObject("/metadata").put("resourceVersion", Integer.toString(version + 1));
  }

  private ObjectNode list(String path, String query) {
    String base = path.substring(0, path.lastIndexOf('/')) + "/namespaces/";
    String resource = path.substring(path.lastIndexOf('/'));
    List<String> all =
        objects.keySet().stream()
            .filter(key ->
                key.startsWith(base) && key.matches(".*/namespaces/[^/]+" + resource + "/[^/]+"))
            .toList();
    int from = query.contains("continue=") ? Integer.parseInt(query.split("continue=", 2)[1]) : 0;
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    list.putObject("metadata").put("continue", from + PAGE < all.size() ? "" + (from + PAGE) : "");
    var items = list.putArray("items");
    all.stream().skip(from).limit(PAGE).forEach(key -> items.add(at(key)));
    return list;
  }

  private static ObjectNode groups() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    var groups = all.putArray("groups");
    for (String each : List.of("batch/v1", "apps/v1", "kubeflow.org/v1")) {
      groups.addObject().putArray("versions").addObject().put("groupVersion", each);
    }
    return all;
  }

  private static void merge(ObjectNode object, JsonNode patch) {
    for (Map.Entry<String, JsonNode> field : patch.properties()) {
      if (field.getValue().isNull()) {
        object.remove(field.getKey());
      } else if (field.getValue() instanceof ObjectNode part) {
        JsonNode inside = object.path(field.getKey());
        ObjectNode target =
            inside instanceof ObjectNode already ? already : object.putObject(field.getKey());
        merge(target, part);
      } else {
        object.set(field.getKey(), field.getValue());
      }
    }
  }

  private static ObjectNode message(String text) {
    return JsonNodeFactory.instance.objectNode().put("kind", "Status").put("message", text);
  }

  private static void send(HttpExchange exchange, int status, JsonNode node) throws IOException {
    byte[] bytes = KubernetesJson.write(node);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
