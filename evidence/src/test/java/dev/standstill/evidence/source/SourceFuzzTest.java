package dev.standstill.evidence.source;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.standstill.evidence.SourceUnreadableException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Almost valid bundles and answers of servers: one line of refusal, or files of the layout and
 * nothing outside the target. A million bundles with {@code ./mvnw -pl evidence -am test
 * -Dtest=SourceFuzzTest -Dsurefire.failIfNoSpecifiedTests=false -Dfuzz=1000000}.
 */
class SourceFuzzTest {
  private static final int INPUTS = Integer.getInteger("fuzz", 2_000);

  @TempDir Path temporary;
  private final Random random = new Random(Long.getLong("seed", 5));

  private byte[] mutated(byte[] valid) {
    byte[] bytes = valid.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes[at] = random.nextBoolean() ? (byte) 0xff : 0;
        case 3 -> bytes = Arrays.copyOf(bytes, bytes.length - random.nextInt(bytes.length) / 2);
        default -> {
          int length = Math.min(random.nextInt(30), bytes.length - at);
          System.arraycopy(bytes, random.nextInt(bytes.length - length + 1), bytes, at, length);
        }
      }
    }
    return bytes;
  }

  private static byte[] deflated() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : new String[] {"policy", "tile/0/000.p/1", "blobs/" + "0".repeat(64)}) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write("content ".repeat(30).getBytes(US_ASCII));
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  @Test
  void bundles() throws IOException {
    Path source = temporary.resolve("source");
    ForkableLog.write(source, 2, ForkableLog.NEVER);
    Path file = temporary.resolve("b");
    BundleWriter.write(source, file);
    byte[] stored = Files.readAllBytes(file);
    byte[] deflated = deflated();
    BundleLimits limits = new BundleLimits(100, 100_000, 1_000_000);
    Path around = Files.createDirectory(temporary.resolve("around"));
    int taken = 0;
    for (int i = 0; i < INPUTS; i++) {
      Files.write(file, mutated(i % 2 == 0 ? stored : deflated));
      Path target = Files.createDirectory(around.resolve("target"));
      try {
        Bundle.unpack(file, target, limits);
        taken++;
      } catch (SourceUnreadableException e) {
        assertThat(e).hasMessageContaining("no readable bundle");
      }
      delete(target);
      try (Stream<Path> outside = Files.list(around)) {
        assertThat(outside).isEmpty();
      }
    }
    assertThat(taken).isPositive();
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void answersOfServers() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(new byte[3000]);
    }
    byte[] valid = packed.toByteArray();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(2));
    server.createContext(
        "/",
        exchange -> {
          byte[] body;
          int kind;
          synchronized (random) {
            body = mutated(valid);
            kind = random.nextInt(6);
          }
          if (kind != 0) {
            exchange.getResponseHeaders().set("Content-Encoding", kind == 1 ? "br" : "gzip");
          }
          exchange.sendResponseHeaders(kind == 2 ? 500 : 200, body.length == 0 ? -1 : body.length);
          try (exchange;
              OutputStream out = exchange.getResponseBody()) {
            out.write(body, 0, kind == 3 ? body.length / 2 : body.length);
          }
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    try (WebFiles files = new WebFiles(uri, Duration.ofSeconds(30), Duration.ofSeconds(30))) {
      // A request costs a hundred times what a parsed bundle does.
      for (int i = 0; i < INPUTS / 20; i++) {
        try {
          assertThat(files.read("file", 4000).orElseThrow()).hasSizeLessThanOrEqualTo(4000);
        } catch (SourceUnreadableException e) {
          assertThat(e).hasMessageContaining("/file: ").hasMessageNotContaining("\n");
        }
      }
    } finally {
      server.stop(0);
    }
  }
}
