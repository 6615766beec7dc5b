package dev.standstill.node.register;

import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A real PostgreSQL in a folder of its own, run by a user who may do nothing else. */
final class PostgresServer implements AutoCloseable {
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String USER = "nobody";

  private final Path folder;
  private final Process process;
  private final int port;

  private PostgresServer(Path folder, Process process, int port) {
    this.folder = folder;
    this.process = process;
    this.port = port;
  }

  static PostgresServer start() throws IOException, InterruptedException {
    Path programs = programs();
    Path folder = Files.createTempDirectory("standstill-postgres-");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    if (isRoot()) {
      run(folder, List.of("chown", USER, folder.toString()));
    }
    String data = folder.resolve("data").toString();
    run(
        folder,
        asUser(
            programs.resolve("initdb").toString(),
            "-D",
            data,
            "-U",
            "register",
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
    Process process =
        new ProcessBuilder(
                asUser(
                    programs.resolve("postgres").toString(),
                    "-D",
                    data,
                    "-p",
                    String.valueOf(port),
                    "-c",
                    "listen_addresses=127.0.0.1",
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "fsync=off"))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(Files.createTempFile("standstill-postgres-", ".log").toFile())
            .start();
    PostgresServer server = new PostgresServer(folder, process, port);
    server.awaitReady();
    return server;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static Path programs() throws IOException {
    Optional<Path> found = Optional.empty();
    if (Files.isDirectory(VERSIONS)) {
      try (Stream<Path> versions = Files.list(VERSIONS)) {
        found =
            versions
                .map(version -> version.resolve("bin"))
                .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
                .max(Comparator.naturalOrder());
      }
    }
    if (found.isEmpty()) {
      if ("true".equals(String.valueOf(System.getenv("CI")).toLowerCase(Locale.ROOT))) {
        fail("postgresql is missing; ./check installs it");
      }
      Assumptions.abort("postgresql is missing; install it to run this test");
    }
    return found.orElseThrow();
  }

  /** PostgreSQL refuses to be run by root. */
  private static List<String> asUser(String... command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(
          List.of("setpriv", "--reuid=" + USER, "--regid=nogroup", "--clear-groups", "--"));
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private static void run(Path folder, List<String> command)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(command + " failed");
    }
  }

  private void awaitReady() throws InterruptedException {
    for (int attempt = 0; process.isAlive() && attempt < 600; attempt++) {
      try (Connection _ = DriverManager.getConnection(url())) {
        return;
      } catch (SQLException e) {
        Thread.sleep(100);
      }
    }
    throw new AssertionError("PostgreSQL does not answer");
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=register";
  }

  @Override
  public void close() throws IOException {
    // It ends its own children first.
    process.destroy();
    process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
