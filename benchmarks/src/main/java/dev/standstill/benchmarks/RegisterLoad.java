package dev.standstill.benchmarks;

import dev.standstill.cli.Ed25519Provider;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.sequence.Sequencer;
import dev.standstill.log.sequence.SequencerOptions;
import dev.standstill.log.witness.Cosigners;
import dev.standstill.node.NodeServer;
import dev.standstill.node.projection.Database;
import dev.standstill.node.register.Register;
import dev.standstill.node.register.RegisterParts;
import dev.standstill.node.register.RegisterService;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Signed statements sent to a register over HTTP, each acknowledged when it is durable. Register
 * and senders share this process and its cores, so the register alone does better.
 */
public final class RegisterLoad {
  private RegisterLoad() {}

  /**
   * Runs it.
   *
   * @param args the folder to work in, how many statements (default 20,000; a quarter more warms
   *     up) and how many senders (default 256)
   */
  public static void main(String... args) throws IOException, InterruptedException {
    Ed25519Provider.install();
    Path parent = Path.of(args.length > 0 ? args[0] : System.getProperty("java.io.tmpdir"));
    int count = args.length > 1 ? Integer.parseInt(args[1]) : 20_000;
    int senders = args.length > 2 ? Integer.parseInt(args[2]) : 256;
    List<byte[]> entries = entries(count + count / 4);
    Path folder = Files.createTempDirectory(parent, "standstill-register-");
    try {
      run(folder, entries, count, senders);
    } finally {
      Scratch.remove(folder);
    }
  }

  private static List<byte[]> entries(int count) {
    MadeStatements made = new MadeStatements();
    List<byte[]> entries = new ArrayList<>();
    for (long begin = 0; entries.size() < count; begin += MadeStatements.BLOCK) {
      entries.addAll(made.block(begin));
    }
    return entries;
  }

  private static void run(Path folder, List<byte[]> entries, int count, int senders)
      throws IOException, InterruptedException {
    QuorumPolicy policy = QuorumPolicy.withoutWitnesses(MadeLog.KEY.verifierKey());
    Path directory = Files.createDirectory(folder.resolve("log"));
    Files.writeString(
        directory.resolve("policy"), QuorumPolicy.textWithoutWitnesses(MadeLog.KEY.verifierKey()));
    CheckpointSigner signer = CheckpointSigner.of(MadeLog.KEY);
    try (Sequencer sequencer =
            Sequencer.start(
                LogWriter.create(directory, signer, Cosigners.none()),
                SequencerOptions.defaults());
        Register register =
            Register.open(
                new RegisterParts(
                    directory,
                    policy,
                    sequencer,
                    List::of,
                    Database.sqlite(folder.resolve("projection.sqlite")),
                    InstantSource.system()));
        NodeServer server =
            NodeServer.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                new RegisterService(register, "http://127.0.0.1/"))) {
      int port = URI.create(server.url()).getPort();
      int warm = entries.size() - count;
      var _ = send(port, entries.subList(0, 1), 1);
      var _ = send(port, entries.subList(1, warm), senders);
      long begin = System.nanoTime();
      long[] nanos = send(port, entries.subList(warm, entries.size()), senders);
      double seconds = (System.nanoTime() - begin) / 1e9;
      Arrays.sort(nanos);
      System.out.printf(
          Locale.ROOT,
          "%,d statements, %d senders: %,.0f accepted/s, p50 %.1f ms, p99 %.1f ms, longest %.1f%n",
          nanos.length,
          senders,
          nanos.length / seconds,
          nanos[nanos.length / 2] / 1e6,
          nanos[(int) (nanos.length * 0.99)] / 1e6,
          nanos[nanos.length - 1] / 1e6);
    }
  }

  private static long[] send(int port, List<byte[]> entries, int senders)
      throws InterruptedException {
    long[] nanos = new long[entries.size()];
    AtomicInteger next = new AtomicInteger();
    ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < senders; i++) {
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                try {
                  send(port, entries, next, nanos);
                } catch (IOException | RuntimeException e) {
                  failures.add(e);
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failures.isEmpty()) {
      throw new UncheckedIOException(new IOException(failures.peek()));
    }
    return nanos;
  }

  private static void send(int port, List<byte[]> entries, AtomicInteger next, long[] nanos)
      throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      OutputStream out = socket.getOutputStream();
      for (int i = next.getAndIncrement(); i < entries.size(); i = next.getAndIncrement()) {
        long begin = System.nanoTime();
        out.write(request(entries.get(i)));
        String head = head(in);
        in.skipNBytes(length(head));
        if (!head.startsWith("HTTP/1.1 201")) {
          throw new IOException("not accepted: " + head);
        }
        nanos[i] = System.nanoTime() - begin;
      }
    }
  }

  private static byte[] request(byte[] entry) {
    ByteArrayOutputStream request = new ByteArrayOutputStream(entry.length + 100);
    request.writeBytes(
        ("POST /statements HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
                + entry.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(entry);
    return request.toByteArray();
  }

  private static String head(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder(600);
    while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("the register closed the connection");
      }
      head.append((char) next);
    }
    return head.toString();
  }

  private static int length(String head) {
    String name = "content-length: ";
    int begin = head.toLowerCase(Locale.ROOT).indexOf(name) + name.length();
    return Integer.parseInt(head.substring(begin, head.indexOf("\r\n", begin)));
  }
}
