package dev.standstill.node;

import static dev.standstill.node.Http.header;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.merkle.Hash;
import dev.standstill.log.merkle.TreeHash;
import dev.standstill.log.note.Checkpoint;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.PolicyRefusedException;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.storage.DiskStorage;
import dev.standstill.log.witness.AddCheckpoint;
import dev.standstill.log.witness.Cosigning;
import dev.standstill.log.witness.HttpCosigners;
import dev.standstill.log.witness.WitnessSurvey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The witness as others meet it, over real HTTP and on a real disk. */
class WitnessServiceTest {
  private static final String HASH = Hash.sha256(SampleFiles.ORIGIN.getBytes(UTF_8)).hex();

  @TempDir Path directory;

  private Optional<WitnessDirectory> opened = Optional.empty();
  private Optional<NodeServer> server = Optional.empty();
  private Optional<Http> http = Optional.empty();

  @BeforeEach
  void start() throws IOException {
    WitnessDirectory witness = open();
    NodeServer started = NodeServer.start(Http.ANY_PORT, new WitnessService(witness.witness()));
    opened = Optional.of(witness);
    server = Optional.of(started);
    http = Optional.of(new Http(started));
  }

  private WitnessDirectory open() throws IOException {
    return WitnessDirectory.open(
        directory,
        SampleFiles.KNOWN,
        SampleFiles.witnessKeys("north.example/w"),
        InstantSource.system());
  }

  @AfterEach
  void stop() throws IOException {
    http.ifPresent(Http::close);
    server.ifPresent(NodeServer::close);
    if (opened.isPresent()) {
      opened.get().close();
    }
  }

  private HttpResponse<byte[]> ask(long from, int to) {
    List<Hash> proof = SampleFiles.proof(from, to).path();
    AddCheckpoint request = new AddCheckpoint(from, proof, SampleFiles.signed(to));
    return http.orElseThrow().post("add-checkpoint", request.encoded());
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), UTF_8);
  }

  @Test
  void speaksTheProtocol() {
    HttpResponse<byte[]> never = http.orElseThrow().get(HASH + "/checkpoint");
    assertThat(never.statusCode()).isEqualTo(404);
    HttpResponse<byte[]> first = ask(0, 5);
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(text(first).lines()).hasSize(2).allMatch(l -> l.startsWith("— north.example/w "));
    HttpResponse<byte[]> conflict = ask(3, 9);
    assertThat(conflict.statusCode()).isEqualTo(409);
    assertThat(text(conflict)).isEqualTo("5\n");
    assertThat(header(conflict, "Content-Type")).isEqualTo("text/x.tlog.size");
    assertThat(ask(5, 9).statusCode()).isEqualTo(200);
    HttpResponse<byte[]> last = http.orElseThrow().get(HASH + "/checkpoint");
    assertThat(text(last)).startsWith(SampleFiles.ORIGIN + "\n9\n");
    assertThat(text(last).lines().filter(l -> l.startsWith("— "))).hasSize(4);
    assertThat(header(last, "Content-Type")).startsWith("text/plain");
  }

  @Test
  void refusesOtherPathsMethodsAndSizes() {
    Http client = http.orElseThrow();
    assertThat(client.get("add-checkpoint").statusCode()).isEqualTo(405);
    assertThat(client.post("", new byte[] {1}).statusCode()).isEqualTo(405);
    assertThat(client.post(HASH + "/checkpoint", new byte[] {1}).statusCode()).isEqualTo(405);
    assertThat(client.get("x").statusCode()).isEqualTo(404);
    assertThat(client.get(HASH + "/..%2fverifier-keys").statusCode()).isIn(400, 404);
    assertThat(client.get("x/checkpoint").statusCode()).isEqualTo(404);
    assertThat(client.post("add-checkpoint", new byte[0]).statusCode()).isEqualTo(400);
    byte[] large = new byte[AddCheckpoint.BYTES_MAX + 1];
    assertThat(client.post("add-checkpoint", large).statusCode()).isEqualTo(413);
  }

  @Test
  void publishesItsKeysAndWhatItKeeps() throws IOException {
    ask(0, 5);
    Checkpoint fork = new Checkpoint(SampleFiles.ORIGIN, 5, TreeHash.empty());
    SignedNote forked = SampleFiles.SIGNER.sign(fork, 1);
    AddCheckpoint request = new AddCheckpoint(5, List.of(), forked);
    Http client = http.orElseThrow();
    assertThat(client.post("add-checkpoint", request.encoded()).statusCode()).isEqualTo(422);
    String index = text(client.get(""));
    assertThat(index.lines().filter(l -> l.startsWith("key north.example/w+"))).hasSize(2);
    assertThat(index.lines().filter(l -> l.startsWith("log sample.example/log+"))).hasSize(2);
    String kept =
        index.lines().filter(l -> l.startsWith("kept ")).findFirst().orElseThrow().substring(5);
    String evidence = text(client.get(kept));
    assertThat(evidence)
        .startsWith("standstill split-view v1\n")
        .contains("\n" + SampleFiles.ORIGIN + "\n5\n", "\n" + fork.text());
    List<WitnessSurvey> surveys =
        WitnessSurvey.read(
            new DiskStorage(directory), SampleFiles.witnessKeys("north.example/w").verifierKeys());
    assertThat(surveys).hasSize(1);
    assertThat(surveys.getFirst().log().head().size()).isEqualTo(5);
    assertThat(surveys.getFirst().kept()).containsExactly(kept.substring(kept.indexOf('/') + 1));
  }

  @Test
  void worksWithTheClientOfALog() throws PolicyRefusedException {
    String policy =
        "log %s\nwitness n %s %s\nquorum n\n"
            .formatted(
                SampleFiles.SIGNER.verifierKeys().getFirst(),
                SampleFiles.witnessKeys("north.example/w").verifierKeys().getFirst(),
                server.orElseThrow().url());
    HttpCosigners.Patience patience =
        new HttpCosigners.Patience(Duration.ofSeconds(20), Duration.ofSeconds(1));
    try (HttpCosigners cosigners =
        new HttpCosigners(
            QuorumPolicy.parse(policy.getBytes(UTF_8)),
            SampleFiles.ORIGIN,
            patience,
            InstantSource.system())) {
      for (int size : new int[] {4, 9, 300}) {
        Cosigning cosigning =
            cosigners.cosign(SampleFiles.signed(size), from -> SampleFiles.proof(from, size));
        assertThat(cosigning).isInstanceOf(Cosigning.Quorate.class);
      }
      assertThat(cosigners.lastWitnessed()).hasSize(1);
    }
  }

  @Test
  void saysWhenItCannotListen() throws IOException {
    int taken = server.orElseThrow().port();
    InetSocketAddress address = new InetSocketAddress(Http.ANY_PORT.getHostString(), taken);
    WitnessService service = new WitnessService(opened.orElseThrow().witness());
    assertThatThrownBy(() -> NodeServer.start(address, service))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot listen on " + Http.ANY_PORT.getHostString() + ":" + taken);
  }

  @Test
  void hasItsDirectoryForItself() throws IOException {
    assertThatThrownBy(this::open).hasMessageContaining("another witness has it");
    opened.orElseThrow().close();
    open().close();
  }
}
