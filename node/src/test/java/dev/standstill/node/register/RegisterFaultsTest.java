package dev.standstill.node.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.node.projection.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a register does when something of it is gone. */
class RegisterFaultsTest {
  @TempDir Path folder;

  private OpenRegister open(WorldLog world) throws Exception {
    return OpenRegister.at(
        folder, world.log(), world.policy(), Database.sqlite(folder.resolve("p.sqlite")));
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  @Test
  void saysThatItIsNotReadyOnceTheLogHasStopped() throws Exception {
    WorldLog world = WorldLog.write(1, folder);
    try (OpenRegister open = open(world)) {
      open.post(world.entries().getFirst());
      open.awaitAnswered(1);
      assertThat(open.http().get("readyz").statusCode()).isEqualTo(200);
      open.register().sequencer().close();
      HttpResponse<byte[]> refused = open.post(world.entries().get(1));
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(text(refused)).contains("urn:standstill:problem:stopped");
      // What it has it still answers, with its checkpoint on it.
      assertThat(open.http().get("statements").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void servesTheLogWithoutItsProjection() throws Exception {
    WorldLog world = WorldLog.write(1, folder);
    try (OpenRegister open = open(world)) {
      open.post(world.entries().getFirst());
      open.awaitAnswered(1);
      open.register().projection().close();
      for (String suffix : List.of("", "-wal", "-shm")) {
        Files.deleteIfExists(folder.resolve("p.sqlite" + suffix));
      }
      Files.createDirectory(folder.resolve("p.sqlite"));
      HttpResponse<byte[]> gone = open.http().get("statements");
      assertThat(gone.statusCode()).isEqualTo(503);
      assertThat(text(gone)).contains("urn:standstill:problem:unavailable");
      assertThat(text(open.http().get("checkpoint"))).contains("\n1\n");
    }
  }

  @Test
  void tellsThoseWhoListenOfEachCheckpointAndOfWhatTheyMissed() throws Exception {
    WorldLog world = WorldLog.write(1, folder);
    try (OpenRegister open = open(world);
        HttpClient client = HttpClient.newHttpClient()) {
      open.post(world.entries().getFirst());
      open.awaitAnswered(1);
      List<String> first = lines(client, open, "", 3);
      assertThat(first.get(0)).startsWith("id: ");
      assertThat(first.get(1)).isEqualTo("event: checkpoint");
      assertThat(first.get(2)).contains("\"size\":1");
      open.post(world.entries().get(1));
      open.awaitAnswered(2);
      List<String> second = lines(client, open, first.getFirst().substring(4), 3);
      assertThat(second.get(2)).contains("\"size\":2");
      assertThat(lines(client, open, "other-1", 1)).containsExactly("event: reset");
    }
  }

  private static List<String> lines(HttpClient client, OpenRegister open, String last, int count)
      throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(open.url() + "events"));
    if (!last.isEmpty()) {
      request.header("Last-Event-ID", last);
    }
    List<String> lines = new ArrayList<>();
    var response = client.send(request.build(), BodyHandlers.ofInputStream());
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), UTF_8))) {
      while (lines.size() < count) {
        lines.add(String.valueOf(reader.readLine()));
      }
    }
    return lines;
  }

  @Test
  void refusesHeadersThatNeverEnd() throws Exception {
    WorldLog world = WorldLog.write(1, folder);
    try (OpenRegister open = open(world);
        Socket socket =
            new Socket(InetAddress.getLoopbackAddress(), URI.create(open.url()).getPort())) {
      var out = socket.getOutputStream();
      out.write("GET /status HTTP/1.1\r\nHost: x\r\n".getBytes(UTF_8));
      byte[] line = ("X-Long: " + "y".repeat(8000) + "\r\n").getBytes(UTF_8);
      boolean refused = false;
      for (int i = 0; i < 200 && !refused; i++) {
        try {
          out.write(line);
          out.flush();
        } catch (IOException e) {
          refused = true;
        }
      }
      String answer = refused ? "" : new String(socket.getInputStream().readNBytes(12), UTF_8);
      assertThat(refused || answer.startsWith("HTTP/1.1 4")).isTrue();
      assertThat(open.http().get("healthz").statusCode()).isEqualTo(200);
    }
  }
}
