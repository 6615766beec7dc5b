package dev.standstill.site.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A real kube-apiserver with its etcd: no kubelet, no controllers, no pods that run. */
final class KubeApiServer implements AutoCloseable {
  static final String ADMIN = "admin-token";
  static final String USER = "ada-token";

  private final Path directory;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  KubeApiServer(Path binary, Path directory) throws Exception {
    this.directory = directory;
    int etcd = free();
    int peer = free();
    this.port = free();
    Files.writeString(
        directory.resolve("tokens"),
        ADMIN + ",admin,1,\"system:masters\"\n" + USER + ",ada,2,\"system:masters\"\n");
    Files.writeString(directory.resolve("token"), ADMIN);
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    KeyPair accounts = generator.generateKeyPair();
    pem("accounts.pub", "PUBLIC KEY", accounts.getPublic().getEncoded());
    pem("accounts.key", "PRIVATE KEY", accounts.getPrivate().getEncoded());
    start(
        "etcd",
        "etcd",
        "--data-dir=" + directory.resolve("etcd"),
        "--listen-client-urls=http://127.0.0.1:" + etcd,
        "--advertise-client-urls=http://127.0.0.1:" + etcd,
        "--listen-peer-urls=http://127.0.0.1:" + peer,
        "--initial-advertise-peer-urls=http://127.0.0.1:" + peer,
        "--initial-cluster=default=http://127.0.0.1:" + peer);
    start(
        "kube-apiserver",
        binary.toString(),
        "--etcd-servers=http://127.0.0.1:" + etcd,
        "--bind-address=127.0.0.1",
        "--advertise-address=127.0.0.1",
        "--secure-port=" + port,
        "--cert-dir=" + directory.resolve("certificates"),
        "--token-auth-file=" + directory.resolve("tokens"),
        "--service-account-issuer=https://kubernetes.default.svc",
        "--service-account-key-file=" + directory.resolve("accounts.pub"),
        "--service-account-signing-key-file=" + directory.resolve("accounts.key"),
        "--authorization-mode=RBAC",
        "--service-cluster-ip-range=10.96.0.0/24",
        // Without its controller no namespace would have one.
        "--disable-admission-plugins=ServiceAccount");
  }

  private void start(String name, String... command) throws IOException {
    File log = directory.resolve(name + ".log").toFile();
    processes.add(
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log).start());
  }

  private void pem(String name, String what, byte[] der) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    Files.writeString(
        directory.resolve(name),
        "-----BEGIN " + what + "-----\n" + text + "\n-----END " + what + "-----\n",
        StandardCharsets.US_ASCII);
  }

  private static int free() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  KubernetesSettings settings(String token) throws IOException {
    Path file = directory.resolve(token);
    Files.writeString(file, token);
    return new KubernetesSettings(
        URI.create("https://127.0.0.1:" + port),
        directory.resolve("certificates").resolve("apiserver.crt"),
        file,
        DeviceRules.USUAL,
        List.of("controller-*"),
        "train",
        List.of(),
        false,
        Duration.ofSeconds(20));
  }

  /** Waits until it serves, a minute at most. */
  KubernetesApi ready() throws Exception {
    IOException last = new IOException("never asked");
    for (int i = 0; i < 240; i++) {
      for (Process process : processes) {
        if (!process.isAlive()) {
          throw new IOException("a server ended; see the logs in " + directory);
        }
      }
      try {
        KubernetesApi api = new KubernetesApi(settings(ADMIN));
        if (api.get("/api/v1/namespaces/default").isPresent()) {
          return api;
        }
      } catch (IOException e) {
        last = e;
      }
      Thread.sleep(250);
    }
    throw last;
  }

  /** Makes an object, as a user would. */
  static KubernetesApi.Reply make(KubernetesApi api, String path, ObjectNode object)
      throws IOException {
    ObjectNode copy = object.deepCopy();
    // The server gives each object a name of its own that is used once.
    copy.withObject("/metadata").remove("uid");
    return api.create(path, copy);
  }

  static String words(JsonNode status) {
    return status.path("message").asText();
  }

  /** A port on which nothing listens. */
  static OptionalInt somePort() throws IOException {
    return OptionalInt.of(free());
  }

  @Override
  public void close() {
    for (Process process : processes.reversed()) {
      process.destroy();
      try {
        process.onExit().get(10, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      } catch (ExecutionException | TimeoutException e) {
        process.destroyForcibly();
      }
    }
  }
}
