package dev.standstill.node;

import io.helidon.http.HttpException;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.HttpService;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/** An HTTP server for one service. Closing it lets the requests under way finish. */
public final class NodeServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(NodeServer.class.getName());

  /** Held, or the level set on it would be forgotten with it: its start-up lines are not ours. */
  private static final Logger SERVER_LINES = Logger.getLogger("io.helidon");

  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final int CONNECTIONS_MAX = 4096;

  private final WebServer server;
  private final String host;

  private NodeServer(WebServer server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Listens.
   *
   * @param address port 0 takes any that is free
   * @throws IOException if the address cannot be had
   */
  public static NodeServer start(InetSocketAddress address, HttpService service)
      throws IOException {
    // A server that cannot listen says so in a page of lines and then pretends to have started.
    SERVER_LINES.setLevel(Level.OFF);
    WebServer server =
        WebServer.builder()
            .host(address.getHostString())
            .port(address.getPort())
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .idleConnectionTimeout(IDLE)
            .maxTcpConnections(CONNECTIONS_MAX)
            .connectionOptions(options -> options.readTimeout(IDLE))
            .routing(routing -> route(routing, service))
            .build();
    server.start();
    SERVER_LINES.setLevel(Level.WARNING);
    if (!server.isRunning()) {
      server.stop();
      throw new IOException(
          "cannot listen on " + address.getHostString() + ":" + address.getPort());
    }
    return new NodeServer(server, address.getHostString());
  }

  private static void route(HttpRouting.Builder routing, HttpService service) {
    routing.addFilter((chain, request, response) -> {
      chain.proceed();
      LOG.log(
          System.Logger.Level.DEBUG,
          () ->
              request.remotePeer().host()
                  + " "
                  + request.prologue().method().text()
                  + " "
                  + request.path().rawPath()
                  + " "
                  + response.status().code());
    });
    routing.error(HttpException.class, (_, response, e) -> response.status(e.status()).send());
    routing.error(
        RuntimeException.class,
        (_, response, e) -> {
          // The caller learns that we failed and nothing of how.
          LOG.log(System.Logger.Level.WARNING, "a request failed", e);
          response.status(Status.INTERNAL_SERVER_ERROR_500).send("internal error\n");
        });
    routing.register("/", service);
  }

  public int port() {
    return server.port();
  }

  /** Where it listens, with a slash at its end. */
  public String url() {
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + shown + ":" + port() + "/";
  }

  @Override
  public void close() {
    server.stop();
  }
}
