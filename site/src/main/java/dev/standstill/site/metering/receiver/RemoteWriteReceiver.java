package dev.standstill.site.metering.receiver;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.standstill.site.exchange.UnreadBody;
import dev.standstill.site.metering.Fault;
import dev.standstill.site.metering.Faults;
import dev.standstill.site.metering.metric.MetricRules;
import dev.standstill.site.metering.metric.Samples;
import dev.standstill.site.metering.store.Kept;
import dev.standstill.site.metering.store.ReadingStore;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Takes what a Prometheus writes, {@code POST /api/v1/write} of remote write 1.0.
 *
 * <p>It answers 204 only when every reading of the request is on the disk. Under pressure it
 * answers 503, upon which Prometheus keeps the samples and tries again; 429 would have it drop them
 * unless it is told otherwise. It answers 400 only for what no repetition makes right, and even
 * then keeps the other readings of the request.
 */
public final class RemoteWriteReceiver implements AutoCloseable {
  /** Where it listens. */
  public static final String PATH = "/api/v1/write";

  private static final int NO_CONTENT = 204;
  private static final int BAD_REQUEST = 400;
  private static final int UNAUTHORIZED = 401;
  private static final int METHOD_NOT_ALLOWED = 405;
  private static final int LENGTH_REQUIRED = 411;
  private static final int TOO_LARGE = 413;
  private static final int UNSUPPORTED = 415;
  private static final int NOT_NOW = 503;
  private static final String RETRY_SECONDS = "2";
  private static final String BEARER = "Bearer ";

  private final HttpServer server;
  private final ExecutorService threads;
  private final ReadingStore store;
  private final Faults faults;
  private final byte[] token;
  private final ReceiverLimits limits;
  private final Semaphore waitingBytes;
  private final BlockingQueue<WriteRequest> decoders;

  private RemoteWriteReceiver(
      HttpServer server,
      String token,
      MetricRules rules,
      ReadingStore store,
      ReceiverLimits limits) {
    this.server = server;
    this.threads = Executors.newVirtualThreadPerTaskExecutor();
    this.store = store;
    this.faults = store.faults();
    this.token = digest(token);
    this.limits = limits;
    this.waitingBytes = new Semaphore(limits.waitingBytesMax());
    this.decoders = new ArrayBlockingQueue<>(limits.decoders());
    for (int i = 0; i < limits.decoders(); i++) {
      decoders.add(new WriteRequest(rules, limits.decodedBytesMax()));
    }
  }

  /**
   * Starts one.
   *
   * @param address where to listen; port 0 takes any
   * @param token what a sender must show as its bearer token
   * @param rules what its samples mean, with the site that they must name
   * @param store where readings are kept
   */
  public static RemoteWriteReceiver start(
      InetSocketAddress address,
      String token,
      MetricRules rules,
      ReadingStore store,
      ReceiverLimits limits)
      throws IOException {
    if (token.isBlank()) {
      throw new IllegalArgumentException(
          "a receiver without a token would take anybody's readings");
    }
    HttpServer server = HttpServer.create(address, 0);
    RemoteWriteReceiver receiver = new RemoteWriteReceiver(server, token, rules, store, limits);
    server.setExecutor(receiver.threads);
    server.createContext("/", receiver::handle);
    server.start();
    return receiver;
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** What a sender is told. */
  private record Reply(int status, String line) {
    static final Reply KEPT = new Reply(NO_CONTENT, "");
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = answer(exchange);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        reply = new Reply(NOT_NOW, "the receiver ends");
      } catch (RuntimeException e) {
        // Whatever went wrong here, the sender must keep what it sent.
        reply = new Reply(NOT_NOW, "the receiver failed: " + e);
      }
      UnreadBody.passOver(exchange);
      send(exchange, reply);
    }
  }

  private static void send(HttpExchange exchange, Reply reply) throws IOException {
    if (reply.status == NOT_NOW) {
      exchange.getResponseHeaders().set("Retry-After", RETRY_SECONDS);
    }
    if (reply.line.isEmpty()) {
      exchange.sendResponseHeaders(reply.status, -1);
      return;
    }
    byte[] line = (reply.line + "\n").getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    exchange.sendResponseHeaders(reply.status, line.length);
    exchange.getResponseBody().write(line);
  }

  private Reply answer(HttpExchange exchange) throws IOException, InterruptedException {
    Optional<Reply> refused = refusedUnread(exchange);
    if (refused.isPresent()) {
      return refused.get();
    }
    int length = length(exchange);
    if (length < 0) {
      return new Reply(LENGTH_REQUIRED, "send Content-Length");
    }
    if (length > limits.bodyBytesMax()) {
      return new Reply(
          TOO_LARGE, "at most " + limits.bodyBytesMax() + " bytes; lower max_samples_per_send");
    }
    if (!waitingBytes.tryAcquire(length)) {
      return new Reply(NOT_NOW, "too many requests wait for the disk");
    }
    try {
      return take(exchange, length);
    } finally {
      waitingBytes.release(length);
    }
  }

  private Optional<Reply> refusedUnread(HttpExchange exchange) {
    if (!exchange.getRequestURI().getPath().equals(PATH)) {
      return Optional.of(new Reply(404, "readings go to " + PATH));
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      return Optional.of(new Reply(METHOD_NOT_ALLOWED, "POST only"));
    }
    if (!authorised(header(exchange, "Authorization"))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      return Optional.of(new Reply(UNAUTHORIZED, "show the bearer token of this receiver"));
    }
    // SPEC: Prometheus Remote-Write 1.0: "Content-Encoding: snappy"
    if (!header(exchange, "Content-Encoding").equals("snappy")) {
      return Optional.of(new Reply(UNSUPPORTED, "Content-Encoding must be snappy"));
    }
    // Version 2 says what it is behind a semicolon.
    if (!header(exchange, "Content-Type").equals("application/x-protobuf")) {
      return Optional.of(
          new Reply(UNSUPPORTED, "only remote write 1.0, application/x-protobuf, is taken"));
    }
    return Optional.empty();
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value.strip();
  }

  /** Compares digests, so that the time it takes says nothing of how much was right. */
  private boolean authorised(String header) {
    return header.toLowerCase(Locale.ROOT).startsWith(BEARER.toLowerCase(Locale.ROOT))
        && MessageDigest.isEqual(token, digest(header.substring(BEARER.length()).strip()));
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static int length(HttpExchange exchange) {
    try {
      return (int) Math.min(Integer.MAX_VALUE, Long.parseLong(header(exchange, "Content-Length")));
    } catch (NumberFormatException e) {
      return -1;
    }
  }

  private Reply take(HttpExchange exchange, int length) throws IOException, InterruptedException {
    byte[] body = exchange.getRequestBody().readNBytes(length);
    if (body.length < length) {
      return new Reply(BAD_REQUEST, "the body is shorter than Content-Length says");
    }
    WriteRequest decoder = decoders.poll(1, TimeUnit.SECONDS);
    if (decoder == null) {
      return new Reply(NOT_NOW, "too many requests are being read");
    }
    Samples samples;
    try {
      samples = decoder.read(body);
    } catch (WriteRequest.Malformed e) {
      faults.add(
          new Fault(
              Fault.Reason.SOURCE_UNREADABLE, "remote-write", String.valueOf(e.getMessage())));
      return new Reply(BAD_REQUEST, String.valueOf(e.getMessage()));
    } finally {
      decoders.add(decoder);
    }
    faults.addAll(samples.unknown());
    faults.addAll(samples.refused());
    return kept(samples);
  }

  private Reply kept(Samples samples) throws InterruptedException {
    if (samples.readings().size() == 0) {
      return reply(samples, new Kept.Durably(0, 0, 0, java.util.List.of(), 0));
    }
    Kept kept;
    try {
      kept = store.keep(samples.readings()).get();
    } catch (java.util.concurrent.ExecutionException e) {
      return new Reply(NOT_NOW, "the store failed: " + e.getCause());
    }
    return switch (kept) {
      case Kept.NotNow(Kept.Why reason, String detail) -> new Reply(NOT_NOW, detail);
      case Kept.Durably durably -> reply(samples, durably);
    };
  }

  private static Reply reply(Samples samples, Kept.Durably durably) {
    int never = samples.refusedSamples() + durably.refusedReadings();
    if (never == 0) {
      return Reply.KEPT;
    }
    Fault first =
        samples.refused().isEmpty() ? durably.refused().getFirst() : samples.refused().getFirst();
    return new Reply(
        BAD_REQUEST,
        never
            + " samples are refused, "
            + durably.readings()
            + " are kept; the first: "
            + first.subject()
            + ": "
            + first.detail());
  }

  /** Stops listening; what was answered stays answered. */
  @Override
  public void close() {
    server.stop(1);
    threads.close();
  }
}
