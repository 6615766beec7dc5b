package dev.standstill.log.witness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.log.SampleLog;
import dev.standstill.log.note.Cosignature;
import dev.standstill.log.note.SignatureLine;
import dev.standstill.log.note.SignedNote;
import dev.standstill.log.policy.CheckpointCheck;
import dev.standstill.log.policy.QuorumPolicy;
import dev.standstill.log.storage.PowerLossStorage;
import dev.standstill.log.witness.HttpWitness.Behaviour;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Collecting cosignatures from witnesses good and bad, over real HTTP. */
class HttpCosignersTest {
  private static final SampleTree LOG = SampleTree.HONEST;
  private static final SampleTree FORK = new SampleTree("forked", 5);
  private static final Instant NOW = Instant.ofEpochSecond(SampleLog.TIME);

  /** Long for whoever answers, short for whoever does not. */
  private static final HttpCosigners.Patience PATIENT =
      new HttpCosigners.Patience(Duration.ofSeconds(20), Duration.ofSeconds(10));

  private static final HttpCosigners.Patience HASTY =
      new HttpCosigners.Patience(Duration.ofSeconds(2), Duration.ofMillis(200));

  private static final WitnessKeys NORTH = new WitnessKeys(SampleLog.NORTH, SampleLog.NORTH_PQ);
  private static final WitnessKeys SOUTH =
      new WitnessKeys(SampleLog.SOUTH, SampleLog.postQuantumKey(SampleLog.SOUTH.name(), 160));

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable closeable : open.reversed()) {
      closeable.close();
    }
  }

  private <T extends AutoCloseable> T closing(T closeable) {
    open.add(closeable);
    return closeable;
  }

  private static Witness witness(WitnessKeys keys) {
    try {
      return Witness.open(
          KnownLogs.of(List.of(SampleLog.LOG.verifierKey(), SampleLog.LOG_PQ.verifierKey())),
          keys,
          new PowerLossStorage(0),
          InstantSource.fixed(NOW));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private String serve(Witness witness) {
    return closing(HttpWitness.of(witness)).url();
  }

  private String serve(Behaviour behaviour) {
    return closing(HttpWitness.behaving(behaviour)).url();
  }

  private static QuorumPolicy policy(String north, String south, String threshold) {
    return SampleLog.policy(
        "log %s\nwitness north %s %s\nwitness south %s %s\ngroup g %s north south\nquorum g\n"
            .formatted(
                SampleLog.LOG.verifierKey(),
                SampleLog.NORTH.cosignatureKey(),
                north,
                SampleLog.SOUTH.cosignatureKey(),
                south,
                threshold));
  }

  private HttpCosigners cosigners(QuorumPolicy policy, HttpCosigners.Patience patience) {
    return closing(
        new HttpCosigners(policy, SampleTree.ORIGIN, patience, InstantSource.fixed(NOW)));
  }

  private static SignedNote requireQuorate(QuorumPolicy policy, Cosigning cosigning) {
    assertThat(cosigning).isInstanceOf(Cosigning.Quorate.class);
    SignedNote checkpoint = ((Cosigning.Quorate) cosigning).checkpoint();
    assertThat(policy.check(checkpoint.encoded()))
        .isInstanceOfSatisfying(
            CheckpointCheck.Verified.class, v -> assertThat(v.quorumSatisfied()).isTrue());
    return checkpoint;
  }

  private static String detail(Cosigning cosigning) {
    assertThat(cosigning).isInstanceOf(Cosigning.BelowQuorum.class);
    String detail = ((Cosigning.BelowQuorum) cosigning).detail();
    assertThat(detail).doesNotContain("\n");
    return detail;
  }

  private static Cosigning cosign(HttpCosigners cosigners, SampleTree tree, long size) {
    return cosigners.cosign(tree.signed(size), tree.consistencyTo(size));
  }

  @Test
  void collectsTheCosignaturesOfAll() {
    QuorumPolicy policy = policy(serve(witness(NORTH)), serve(witness(SOUTH)), "all");
    HttpCosigners cosigners = cosigners(policy, PATIENT);
    assertThat(cosigners.lastWitnessed()).isEmpty();
    for (long size : new long[] {0, 3, 3, 17}) {
      SignedNote published = requireQuorate(policy, cosign(cosigners, LOG, size));
      // Two of the log and one of each witness, whose post-quantum keys this policy does not name.
      assertThat(published.signatures()).hasSize(4);
    }
    assertThat(cosigners.standings())
        .hasSize(2)
        .allSatisfy(standing -> {
          assertThat(standing.recordedSize()).hasValue(17);
          assertThat(standing.clockOffset()).hasValue(0);
          assertThat(standing.failure()).isEmpty();
          assertThat(standing.isClockFarOff()).isFalse();
        });
    assertThat(cosigners.lastWitnessed())
        .hasSize(2)
        .allMatch(note -> note.text().equals(LOG.checkpoint(17).text()));
  }

  @Test
  void asksOnceForTheTwoKeysOfOneWitness() {
    List<String> asked = new ArrayList<>();
    Witness north = witness(NORTH);
    String url =
        serve(exchange -> {
          asked.add(exchange.getRequestMethod());
          HttpWitness.honest(north, exchange);
        });
    QuorumPolicy policy =
        SampleLog.policy(
            "log %s\nwitness n4 %s %s\nwitness n6 %s %s\ngroup n all n4 n6\nquorum n\n"
                .formatted(
                    SampleLog.LOG_PQ.verifierKey(),
                    SampleLog.NORTH.cosignatureKey(),
                    url,
                    SampleLog.NORTH_PQ.cosignatureKey(),
                    url));
    SignedNote published = requireQuorate(policy, cosign(cosigners(policy, PATIENT), LOG, 4));
    assertThat(published.signatures()).hasSize(4);
    assertThat(asked).containsExactly("POST");
  }

  @Test
  void learnsTheRecordedSizeFromTheWitness() throws IOException {
    Witness north = witness(NORTH);
    north.addCheckpoint(LOG.request(0, 6).encoded());
    QuorumPolicy policy = policy(serve(north), serve(witness(SOUTH)), "all");
    HttpCosigners cosigners = cosigners(policy, PATIENT);
    requireQuorate(policy, cosign(cosigners, LOG, 9));
    // Somebody else brought the witness further, and it is asked with what is remembered.
    north.addCheckpoint(LOG.request(9, 10).encoded());
    requireQuorate(policy, cosign(cosigners, LOG, 12));
  }

  @Test
  void saysWhenAWitnessKnowsALargerLog() throws IOException {
    Witness north = witness(NORTH);
    north.addCheckpoint(LOG.request(0, 20).encoded());
    QuorumPolicy policy = policy(serve(north), serve(witness(SOUTH)), "all");
    HttpCosigners cosigners = cosigners(policy, PATIENT);
    assertThat(detail(cosign(cosigners, LOG, 9)))
        .contains("north says that this log has had 20 entries, more than now")
        .contains("south cosigned");
    assertThat(cosigners.lastWitnessed())
        .extracting(SignedNote::text)
        .containsExactlyInAnyOrder(LOG.checkpoint(20).text(), LOG.checkpoint(9).text());
    // Once the log has caught up, the same witness cosigns again.
    requireQuorate(policy, cosign(cosigners, LOG, 25));
  }

  @Test
  void toleratesEveryBadWitness() {
    CountDownLatch never = new CountDownLatch(1);
    byte[] huge = "— x AAAA\n".repeat(100_000).getBytes(UTF_8);
    Witness silent = witness(NORTH);
    List<Behaviour> bad =
        List.of(
            exchange -> never.await(),
            exchange -> {
              exchange.sendResponseHeaders(200, 0);
              exchange.getResponseBody().write('x');
              exchange.getResponseBody().flush();
              never.await();
            },
            exchange -> exchange.getHttpContext().getServer().stop(0),
            answering(500, "broken"),
            answering(302, ""),
            answering(200, ""),
            answering(200, "garbage\n"),
            answering(200, "— x"),
            answering(200, "\ufffd\u0000\n"),
            exchange -> HttpWitness.send(exchange, 200, "text/plain", huge),
            answering(409, ""),
            answering(409, "x\n"),
            answering(409, "7"),
            answering(409, "007\n"),
            answering(409, "-1\n"),
            answering(409, "0\n"),
            answering(409, "1\n"),
            answering(409, "9223372036854775807\n"),
            answering(422, ""),
            // The right key over another checkpoint, and over another time than it bears.
            answering(200, Cosignature.sign(SampleLog.NORTH, 5, LOG.checkpoint(4)).text()),
            // The right text by a key that is not the witness's.
            answering(200, Cosignature.sign(SampleLog.SOUTH, 5, LOG.checkpoint(9)).text()),
            // Cosigned by a witness that forgets to say so.
            exchange -> {
              silent.addCheckpoint(exchange.getRequestBody().readAllBytes());
              HttpWitness.send(exchange, 200, "text/plain", new byte[0]);
            });
    String good = serve(witness(SOUTH));
    for (int i = 0; i < bad.size(); i++) {
      String url = serve(bad.get(i));
      QuorumPolicy any = policy(url, good, "any");
      SignedNote published = requireQuorate(any, cosign(cosigners(any, HASTY), LOG, 9));
      assertThat(published.signatures()).as("behaviour %s", i).hasSize(3);
      QuorumPolicy all = policy(url, good, "all");
      assertThat(detail(cosign(cosigners(all, HASTY), LOG, 9)))
          .as("behaviour %s", i)
          .contains("north ")
          .contains("south cosigned");
      assertThat(cosigners(all, HASTY).lastWitnessed()).as("behaviour %s", i).hasSize(1);
    }
  }

  private static Behaviour answering(int status, String body) {
    return exchange -> HttpWitness.send(exchange, status, "text/plain", body.getBytes(UTF_8));
  }

  @Test
  void toleratesADeadWitness() {
    HttpWitness dead = HttpWitness.of(witness(NORTH));
    String url = dead.url();
    dead.close();
    QuorumPolicy policy = policy(url, serve(witness(SOUTH)), "all");
    assertThat(detail(cosign(cosigners(policy, PATIENT), LOG, 9)))
        .contains("north could not be asked (ConnectException)")
        .contains("south cosigned");
  }

  /** Nobody waits for a witness that hangs once enough others have answered. */
  @Test
  void doesNotWaitForTheSlowOnceTheQuorumStands() {
    CountDownLatch never = new CountDownLatch(1);
    HttpCosigners.Patience shortGrace =
        new HttpCosigners.Patience(Duration.ofDays(1), Duration.ofMillis(1));
    QuorumPolicy policy = policy(serve(exchange -> never.await()), serve(witness(SOUTH)), "any");
    requireQuorate(policy, cosign(cosigners(policy, shortGrace), LOG, 9));
  }

  @Test
  void neverBelievesALineThatTheKeyDoesNotVerify() {
    SignatureLine other = Cosignature.sign(SampleLog.NORTH, 5, FORK.checkpoint(9));
    Witness south = witness(SOUTH);
    QuorumPolicy policy = policy(serve(answering(200, other.text())), serve(south), "any");
    SignedNote published = requireQuorate(policy, cosign(cosigners(policy, PATIENT), LOG, 9));
    assertThat(published.signatures()).doesNotContain(other);
  }

  @Test
  void countsACosignatureOfAWrongClockAndSaysSo() {
    Behaviour ahead =
        exchange ->
            HttpWitness.send(
                exchange,
                200,
                "text/plain",
                Cosignature.sign(SampleLog.NORTH, SampleLog.TIME + 86_400, LOG.checkpoint(9))
                    .text()
                    .getBytes(UTF_8));
    QuorumPolicy policy = policy(serve(ahead), serve(witness(SOUTH)), "all");
    HttpCosigners cosigners = cosigners(policy, PATIENT);
    requireQuorate(policy, cosign(cosigners, LOG, 9));
    assertThat(cosigners.standings().getFirst().clockOffset()).hasValue(86_400);
    assertThat(cosigners.standings().getFirst().isClockFarOff()).isTrue();
    assertThat(cosigners.standings().getLast().isClockFarOff()).isFalse();
  }

  /** Two histories, two witnesses, all must sign: at most one history is ever published. */
  @Test
  void givesAQuorumToAtMostOneSideOfAForkedLog() throws IOException {
    Witness north = witness(NORTH);
    Witness south = witness(SOUTH);
    QuorumPolicy policy = policy(serve(north), serve(south), "all");
    HttpCosigners honest = cosigners(policy, PATIENT);
    HttpCosigners forked = cosigners(policy, PATIENT);
    requireQuorate(policy, cosign(honest, LOG, 5));
    // The fork is shown to one witness behind the other's back.
    assertThat(north.addCheckpoint(FORK.request(5, 9).encoded()).status()).isEqualTo(422);
    requireQuorate(policy, cosign(honest, LOG, 9));
    assertThat(detail(cosign(forked, FORK, 9))).contains("422", "north", "south");
    assertThat(detail(cosign(forked, FORK, 12))).contains("422");
    assertThat(north.kept(SampleTree.ORIGIN)).anyMatch(name -> name.endsWith(".split-view"));
    assertThat(south.kept(SampleTree.ORIGIN)).anyMatch(name -> name.endsWith(".split-view"));
    requireQuorate(policy, cosign(honest, LOG, 13));
  }

  /** Each witness saw another history first: neither side gets both. */
  @Test
  void givesAQuorumToNoSideWhenTheWitnessesAreSplit() throws IOException {
    SampleTree other = new SampleTree("other", 0);
    Witness north = witness(NORTH);
    Witness south = witness(SOUTH);
    north.addCheckpoint(LOG.request(0, 6).encoded());
    south.addCheckpoint(other.request(0, 6).encoded());
    QuorumPolicy policy = policy(serve(north), serve(south), "all");
    assertThat(detail(cosign(cosigners(policy, PATIENT), LOG, 8)))
        .contains("north cosigned; south sees no proof that we extend what it recorded");
    assertThat(detail(cosign(cosigners(policy, PATIENT), other, 8))).contains("south cosigned");
  }

  @Test
  void refusesAPolicyWhoseUrlsAreNone() {
    for (String url : List.of("x", "ftp://a/", "http:///x", "http://a/?q", "http://[", "//a/")) {
      QuorumPolicy policy = policy(url, "http://south.example/", "any");
      assertThatThrownBy(
              () -> new HttpCosigners(policy, SampleTree.ORIGIN, HASTY, InstantSource.system()))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(url);
    }
    HttpCosigners none = cosigners(SampleLog.policy(), HASTY);
    assertThat(none.withoutUrl()).containsExactlyInAnyOrder("north", "south");
    assertThat(detail(cosign(none, LOG, 3))).isNotNull();
  }

  @Test
  void needsNobodyForAPolicyWithoutQuorum() {
    QuorumPolicy none = QuorumPolicy.withoutWitnesses(SampleLog.LOG.verifierKey());
    SignedNote published = requireQuorate(none, cosign(cosigners(none, HASTY), LOG, 3));
    assertThat(published).extracting(SignedNote::text).isEqualTo(LOG.checkpoint(3).text());
  }
}
