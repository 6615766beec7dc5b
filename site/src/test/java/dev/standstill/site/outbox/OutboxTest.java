package dev.standstill.site.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.standstill.core.decision.Appeal;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.log.note.CheckpointSigner;
import dev.standstill.log.note.SigningKey;
import dev.standstill.log.sequence.LogWriter;
import dev.standstill.log.witness.Cosigners;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.lab.LabRegister;
import dev.standstill.wire.Binding;
import dev.standstill.wire.Envelope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutboxTest {
  private static final Binding CHARTER = new Binding.ToCharter(new Digest("a".repeat(64)));
  private static final Citation ORDER = new Citation(7, new Digest("b".repeat(64)));
  private static final Appeal APPEAL = new Appeal(ORDER, "there is another reading");
  private static final Acknowledgement RECEIPT = new Acknowledgement("north", ORDER);
  private static final Answer TAKES = new Answer(200, "{\"index\":4}");

  @TempDir private Path directory;
  private final LabAgreement agreement =
      new LabAgreement(Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofSeconds(1));
  private final CheckpointSigner own =
      CheckpointSigner.of(SigningKey.generate(LabRegister.SITE_ORIGIN, new SecureRandom()));
  private final List<Digest> sent = new CopyOnWriteArrayList<>();
  private final Copy copy = new Copy();
  private volatile Function<Digest, Answer> register = _ -> TAKES;
  private Optional<HttpServer> server = Optional.empty();
  private Optional<Outbox> open = Optional.empty();

  private record Answer(int status, String body) {}

  /** What the site's own copy of the register's log holds. */
  private static final class Copy implements RegisterCopy {
    private final Set<Digest> statements = new HashSet<>();
    private long size = 4;

    @Override
    public long size() {
      return size;
    }

    @Override
    public boolean holds(Digest statement) {
      return statements.contains(statement);
    }
  }

  @BeforeEach
  void begin() throws IOException {
    HttpServer started =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    started.createContext("/add", this::add);
    started.start();
    server = Optional.of(started);
    restart();
  }

  private void add(HttpExchange exchange) throws IOException {
    Digest id =
        Envelope.read(exchange.getRequestBody().readAllBytes())
            .accepted()
            .orElseThrow()
            .statementId();
    sent.add(id);
    Answer answer = register.apply(id);
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private void restart() throws IOException {
    if (open.isPresent()) {
      open.get().close();
    }
    Path log = directory.resolve("log");
    LogWriter writer =
        Files.exists(log.resolve("checkpoint"))
            ? LogWriter.open(log, own, Cosigners.none())
            : LogWriter.create(log, own, Cosigners.none());
    open =
        Optional.of(
            Outbox.open(
                directory.resolve("outbox"),
                writer,
                agreement.signer(LabAgreement.AURORA),
                Optional.of("http://127.0.0.1:" + server.orElseThrow().getAddress().getPort())));
  }

  @AfterEach
  void end() throws IOException {
    outbox().close();
    server.orElseThrow().stop(0);
  }

  private Outbox outbox() {
    return open.orElseThrow();
  }

  @Test
  void whatTheRegisterSaysItTookHasArrivedOnlyWhenItsLogHoldsIt() throws Exception {
    Said said = outbox().say(CHARTER, APPEAL);
    outbox().deliver(copy);
    assertThat(outbox().standing().waiting()).isEqualTo(1);
    assertThat(outbox().standing().problem()).isEmpty();
    // The copy has not come so far yet: nothing is sent twice for that.
    outbox().deliver(copy);
    assertThat(sent).containsExactly(said.id());
    copy.size = 5;
    copy.statements.add(said.id());
    outbox().deliver(copy);
    assertThat(outbox().standing().waiting()).isZero();
    assertThat(outbox().said().getFirst().arrived()).isTrue();
  }

  @Test
  void aRegisterThatSaysItTookWhatItsLogDoesNotHoldIsTold() throws Exception {
    Said said = outbox().say(CHARTER, APPEAL);
    outbox().deliver(copy);
    copy.size = 9;
    outbox().deliver(copy);
    assertThat(outbox().standing().problem().orElseThrow()).contains("its log does not hold it");
    assertThat(sent).containsExactly(said.id(), said.id());
    // Also by an agent that was started again meanwhile.
    restart();
    outbox().deliver(copy);
    assertThat(sent).hasSize(3);
    assertThat(outbox().standing().waiting()).isEqualTo(1);
  }

  @Test
  void aReceiptWaitsBehindNothing() throws Exception {
    Said appeal = outbox().say(CHARTER, APPEAL);
    Said receipt = outbox().say(CHARTER, RECEIPT);
    register = id -> id.equals(appeal.id()) ? new Answer(503, "{\"reason\":\"stopped\"}") : TAKES;
    outbox().deliver(copy);
    assertThat(sent).containsExactly(receipt.id(), appeal.id());
    assertThat(outbox().standing().problem().orElseThrow()).contains("answers 503");
    register = _ -> TAKES;
    outbox().deliver(copy);
    assertThat(sent).containsExactly(receipt.id(), appeal.id(), appeal.id());
  }

  @Test
  void whatIsRefusedIsKeptWithTheReasonAndNotSentAgain() throws Exception {
    outbox().say(CHARTER, APPEAL);
    register = _ -> new Answer(400, "{\"reason\":\"unknown-key\"}");
    outbox().deliver(copy);
    outbox().deliver(copy);
    restart();
    outbox().deliver(copy);
    assertThat(sent).hasSize(1);
    assertThat(outbox().standing().refused()).isEqualTo(1);
    assertThat(outbox().said().getFirst().refused().orElseThrow()).contains("unknown-key");
  }

  @Test
  void aRegisterThatIsGoneLosesNothing() throws Exception {
    int port = server.orElseThrow().getAddress().getPort();
    server.orElseThrow().stop(0);
    for (int i = 0; i < 5; i++) {
      outbox().say(CHARTER, new Appeal(ORDER, "ground " + i));
    }
    outbox().deliver(copy);
    assertThat(outbox().standing().problem()).isPresent();
    assertThat(outbox().standing().waiting()).isEqualTo(5);
    HttpServer back =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    back.createContext("/add", this::add);
    back.start();
    server = Optional.of(back);
    outbox().deliver(copy);
    assertThat(sent).containsExactlyElementsOf(outbox().said().stream().map(Said::id).toList());
    assertThat(outbox().standing().problem()).isEmpty();
  }
}
