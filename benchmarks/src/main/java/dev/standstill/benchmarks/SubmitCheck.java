package dev.standstill.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long a submission waits for the site's gate: a question over the loopback as the hook asks
 * it, with a connection of its own, from the connect to the closed end. The gate runs in a process
 * of its own under the agent's flags, with ten thousand permits in force at one site, a thousand
 * jobs queued, two hundred running and four thousand ended, and is kept busy by a sweep each second
 * and an outlook every five. Beside it, in the same process and in turns, the same server answers a
 * constant: what is left over is the network's and the server's.
 *
 * <p>Arguments: questions of each kind a round (20000), rounds (5), then flags of the gate's Java.
 */
public final class SubmitCheck {
  private static final int QUESTIONS = 20_000;
  private static final int ROUNDS = 5;
  private static final int TURN = 500;

  private SubmitCheck() {}

  /** Runs it. */
  public static void main(String... arguments) throws Exception {
    int questions = arguments.length > 0 ? Integer.parseInt(arguments[0]) : QUESTIONS;
    int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : ROUNDS;
    List<String> flags =
        arguments.length > 2
            ? Arrays.asList(arguments).subList(2, arguments.length)
            : List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
    Process gate = start(flags);
    try (BufferedReader said =
        new BufferedReader(new InputStreamReader(gate.getInputStream(), StandardCharsets.UTF_8))) {
      String[] ports = said.readLine().split(" ", -1);
      System.out.println("gate: " + said.readLine());
      Asker real = new Asker("gate", Integer.parseInt(ports[0]));
      Asker yardstick = new Asker("constant", Integer.parseInt(ports[1]));
      for (int round = 0; round <= rounds; round++) {
        for (int asked = 0; asked < questions; asked += TURN) {
          real.ask(TURN);
          yardstick.ask(TURN);
        }
        // The first round warms both.
        System.out.println(round == 0 ? "warming" : "round " + round);
        System.out.println("  " + real.told());
        System.out.println("  " + yardstick.told());
      }
      System.out.println("answers: " + real.answers);
    } finally {
      gate.destroy();
      gate.waitFor();
    }
  }

  private static Process start(List<String> flags) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(flags);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), BusyGate.class.getName()));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Asks one server, as the hook does. */
  private static final class Asker {
    private final String name;
    private final int port;
    private final Map<String, Integer> answers = new TreeMap<>();
    private long[] nanos = new long[0];
    private int next;

    Asker(String name, int port) {
      this.name = name;
      this.port = port;
    }

    void ask(int times) throws IOException {
      int from = nanos.length;
      nanos = Arrays.copyOf(nanos, from + times);
      for (int i = 0; i < times; i++) {
        String question = BusyGate.question(next++);
        long begin = System.nanoTime();
        String answer = fetch(question);
        nanos[from + i] = System.nanoTime() - begin;
        answers.merge(answer, 1, Integer::sum);
      }
    }

    private String fetch(String question) throws IOException {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        String request = "GET " + question + " HTTP/1.0\r\nHost: 127.0.0.1\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String line = all.substring(all.indexOf("\r\n\r\n") + 4).strip();
        int colon = line.indexOf(':');
        return colon < 0 ? line : line.substring(0, colon);
      }
    }

    /** What this round took, and begins the next. */
    String told() {
      Arrays.sort(nanos);
      String line =
          String.format(
              Locale.ROOT,
              "%-8s p50 %.3f ms, p99 %.3f ms, p99.9 %.3f ms, max %.2f ms of %,d",
              name,
              at(0.5),
              at(0.99),
              at(0.999),
              at(1),
              nanos.length);
      nanos = new long[0];
      return line;
    }

    private double at(double share) {
      return nanos[Math.min(nanos.length - 1, (int) (share * nanos.length))] / 1e6;
    }
  }
}
