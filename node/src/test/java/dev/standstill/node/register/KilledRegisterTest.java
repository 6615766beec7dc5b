package dev.standstill.node.register;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.standstill.evidence.SourceLog;
import dev.standstill.log.audit.LogAudit;
import dev.standstill.log.audit.LogContents;
import dev.standstill.node.projection.Database;
import dev.standstill.simulation.World;
import dev.standstill.simulation.WorldEvidence;
import dev.standstill.simulation.WorldScale;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A register that is killed while many send: whatever it acknowledged is there afterwards. */
class KilledRegisterTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @TempDir Path folder;

  /** The register that is killed: a process of its own. */
  static final class Victim {
    private Victim() {}

    /** Serves until it is killed. */
    public static void main(String... arguments) throws IOException, InterruptedException {
      long seed = Long.parseLong(arguments[1]);
      SourceLog log = WorldEvidence.log(World.of(seed, WorldScale.SMALL));
      Path data = Path.of(arguments[0]);
      OpenRegister open =
          OpenRegister.at(
              data, log, WorldLog.policy(log), Database.sqlite(data.resolve("p.sqlite")));
      System.out.println(open.url());
      new CountDownLatch(1).await();
    }
  }

  private Process start(long seed) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            Victim.class.getName(),
            folder.toString(),
            String.valueOf(seed))
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void losesNothingThatItAcknowledged(long seed) throws Exception {
    WorldLog world = WorldLog.whole(seed, folder);
    Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    Process victim = start(seed);
    try (HttpClient client = HttpClient.newHttpClient();
        ExecutorService senders = Executors.newFixedThreadPool(4)) {
      String url = url(victim);
      send(client, url, world.entries().getFirst(), acknowledged);
      List<byte[]> rest = world.entries().subList(1, world.entries().size());
      CountDownLatch enough = new CountDownLatch(1 + new Random(seed).nextInt(rest.size() - 8));
      for (byte[] entry : rest) {
        senders.execute(() -> {
          try {
            send(client, url, entry, acknowledged);
            enough.countDown();
          } catch (IOException e) {
            // It is dead: nothing was promised.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
      }
      enough.await();
      victim.destroyForcibly();
    } finally {
      victim.destroyForcibly().onExit().join();
    }
    assertThat(acknowledged).hasSizeGreaterThan(1);
    assertThat(afterwards(world)).containsAllEntriesOf(acknowledged);
  }

  private static String url(Process victim) throws IOException {
    return String.valueOf(
        new BufferedReader(new InputStreamReader(victim.getInputStream(), UTF_8)).readLine());
  }

  private static void send(
      HttpClient client, String url, byte[] entry, Map<String, Long> acknowledged)
      throws IOException, InterruptedException {
    var response =
        client.send(
            HttpRequest.newBuilder(URI.create(url + "statements"))
                .POST(BodyPublishers.ofByteArray(entry))
                .build(),
            BodyHandlers.ofByteArray());
    if (response.statusCode() == 201) {
      JsonNode answer = MAPPER.readTree(response.body());
      acknowledged.put(answer.get("id").asText(), answer.get("index").asLong());
    }
  }

  /** What it answers when it was started again; the log itself is sound as well. */
  private Map<String, Long> afterwards(WorldLog world) throws Exception {
    Map<String, Long> answered = new TreeMap<>();
    List<byte[]> again = new ArrayList<>(world.entries());
    try (OpenRegister open =
        OpenRegister.at(
            folder, world.log(), world.policy(), Database.sqlite(folder.resolve("p.sqlite")))) {
      for (byte[] entry : again) {
        // Sent again by whoever got no answer: logged once.
        assertThat(open.post(entry).statusCode()).isIn(200, 201);
      }
      open.awaitAnswered(world.entries().size());
      MAPPER
          .readTree(open.http().get("statements?limit=1000").body())
          .get("statements")
          .forEach(one -> answered.put(one.get("id").asText(), one.get("index").asLong()));
    }
    LogContents log = LogAudit.read(folder.resolve("log"), world.policy());
    assertThat(log.defects()).isEmpty();
    assertThat(log.entries()).hasSize(world.entries().size());
    return answered;
  }
}
