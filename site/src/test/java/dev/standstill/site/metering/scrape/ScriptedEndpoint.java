package dev.standstill.site.metering.scrape;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** An endpoint that says, byte by byte, what it is told, whether that is HTTP or not. */
final class ScriptedEndpoint implements AutoCloseable {
  private final ServerSocket server;
  private final Thread thread;

  /** Every question that came, with the number of the connection it came over. */
  final BlockingQueue<String> questions = new LinkedBlockingQueue<>();

  /**
   * Starts one.
   *
   * @param connections for each connection that is opened, its answers; after the last it is closed
   */
  ScriptedEndpoint(List<List<String>> connections) throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    thread = Thread.ofVirtual().start(() -> run(connections));
  }

  private void run(List<List<String>> connections) {
    for (int i = 0; i < connections.size(); i++) {
      try (Socket socket = server.accept()) {
        for (String answer : connections.get(i)) {
          String question = question(socket.getInputStream());
          questions.add(i + " " + question);
          socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
        }
      } catch (IOException e) {
        // The one who asked has hung up.
      }
    }
  }

  private static String question(InputStream in) throws IOException {
    StringBuilder question = new StringBuilder();
    while (question.indexOf("\r\n\r\n") < 0) {
      int c = in.read();
      if (c < 0) {
        throw new IOException("nothing is asked any more");
      }
      question.append((char) c);
    }
    return question.toString();
  }

  Fetch fetch(Duration patience) {
    return new Fetch(
        URI.create("http://127.0.0.1:" + server.getLocalPort() + "/metrics?of=all"),
        Map.of("Authorization", "Bearer t"),
        patience,
        1_000);
  }

  @Override
  public void close() throws IOException {
    server.close();
    thread.interrupt();
  }
}
