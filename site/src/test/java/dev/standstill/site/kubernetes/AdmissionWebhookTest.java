package dev.standstill.site.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The running webhook, asked over TLS. */
final class AdmissionWebhookTest {
  private static final List<String> HOST = List.of("127.0.0.1");
  private static final String TOKEN = "t0ken";

  @TempDir private Path directory;
  private final CertificateMaker maker = new CertificateMaker(new SecureRandom());
  private final SmallGate gate = new SmallGate(16);
  private CertificateMaker.Made made;
  private AdmissionWebhook webhook;
  private ApiServerSide server;

  @BeforeEach
  void start() throws Exception {
    made = maker.make(HOST, Instant.now(), Duration.ofDays(1));
    made.write(directory);
    webhook = listen(0, Duration.ofSeconds(20));
    server = new ApiServerSide(made.authority(), port(), AdmissionWebhook.path(TOKEN));
  }

  private AdmissionWebhook listen(int port, Duration timeMax) throws IOException {
    Admission admission =
        new Admission(gate, DeviceRules.USUAL, (kind, where, name) -> Optional.empty(), List.of());
    return AdmissionWebhook.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        ServingCertificate.read(directory.resolve("tls.crt"), directory.resolve("tls.key")),
        TOKEN,
        timeMax,
        admission::judge);
  }

  private int port() {
    return webhook.address().getPort();
  }

  @AfterEach
  void stop() {
    server.close();
    webhook.close();
  }

  @Test
  void aLargeJobIsRefusedWithTheGatesWordsAndASmallOneIsAdmitted() throws Exception {
    JsonNode refused = server.ask(Reviews.create(Reviews.job("mars", 4, 8)));
    assertThat(refused.path("allowed").isBoolean()).isTrue();
    assertThat(refused.path("allowed").asBoolean()).isFalse();
    assertThat(refused.path("status").path("code").asInt()).isEqualTo(403);
    assertThat(refused.path("status").path("message").asText())
        .isEqualTo("standstill: refused: permit-missing: 32 devices");
    assertThat(allowed(Reviews.create(Reviews.job("moon", 2, 8)))).isTrue();
    assertThat(allowed(Reviews.create(Reviews.permit(Reviews.job("mars", 4, 8), "p1")))).isTrue();
  }

  @Test
  void aQuestionThatComesTwiceCountsOnce() throws Exception {
    assertThat(allowed(Reviews.create(Reviews.job("moon", 2, 8)))).isTrue();
    assertThat(allowed(Reviews.create(Reviews.job("moon", 2, 8)))).isTrue();
    assertThat(gate.counted()).isEqualTo(16);
  }

  @Test
  void aDryRunIsAnsweredAndCountsNothing() throws Exception {
    assertThat(allowed(Reviews.dryRun(Reviews.create(Reviews.job("moon", 2, 8))))).isTrue();
    assertThat(gate.counted()).isZero();
    assertThat(allowed(Reviews.dryRun(Reviews.create(Reviews.job("mars", 4, 8))))).isFalse();
  }

  @Test
  void onlyWhoKnowsThePathMayAsk() throws Exception {
    try (ApiServerSide stranger =
        new ApiServerSide(made.authority(), port(), AdmissionWebhook.path("guess"))) {
      assertThat(post(stranger, Reviews.create(Reviews.job("moon", 1, 1))).statusCode())
          .isEqualTo(404);
    }
    assertThat(gate.asked()).isEmpty();
  }

  @Test
  void whatIsNoReviewIsNoAnswer() throws Exception {
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "{}{}",
            "{\"kind\": \"AdmissionReview\", \"kind\": \"AdmissionReview\"}",
            "{\"apiVersion\": \"admission.k8s.io/v1beta1\", \"kind\": \"AdmissionReview\"}",
            "{\"apiVersion\": \"admission.k8s.io/v1\", \"kind\": \"AdmissionReview\"}",
            "{\"a\":".repeat(5_000))) {
      assertThat(server.post(bytes(body), "application/json").statusCode())
          .as(body.substring(0, Math.min(60, body.length())))
          .isEqualTo(400);
    }
    assertThat(server.post(bytes("{}"), "text/yaml").statusCode()).isEqualTo(415);
    assertThat(server.post(new byte[(8 << 20) + 1], "application/json").statusCode())
        .isEqualTo(413);
    assertThat(gate.asked()).isEmpty();
  }

  /** What the API server asks next on the connection it kept is answered too. */
  @Test
  void aRefusalLosesNeitherItselfNorTheNextQuestion() throws Exception {
    byte[] farTooLong = new byte[12 << 20];
    for (int i = 0; i < 20; i++) {
      assertThat(server.post(farTooLong, "application/json").statusCode()).isEqualTo(413);
      assertThat(server.post(new byte[1 << 20], "text/yaml").statusCode()).isEqualTo(415);
      assertThat(allowed(Reviews.create(Reviews.job("moon", 2, 8)))).isTrue();
    }
  }

  @Test
  void aGateThatFailsOrIsSlowRefuses() throws Exception {
    gate.before(() -> {
      throw new IllegalStateException("no disk");
    });
    JsonNode failed = server.ask(Reviews.create(Reviews.job("moon", 1, 1)));
    assertThat(failed.path("allowed").asBoolean(true)).isFalse();
    assertThat(failed.path("status").path("message").asText()).contains("no disk");

    CountDownLatch never = new CountDownLatch(1);
    gate.before(() -> {
      try {
        never.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    webhook.close();
    webhook = listen(port(), Duration.ofMillis(50));
    JsonNode slow = server.ask(Reviews.create(Reviews.job("moon", 1, 1)));
    assertThat(slow.path("allowed").asBoolean(true)).isFalse();
    assertThat(slow.path("status").path("message").asText()).contains("no verdict within 50 ms");
  }

  @Test
  void aWebhookThatIsDownAnswersNobody() {
    webhook.close();
    assertThatThrownBy(() -> server.ask(Reviews.create(Reviews.job("moon", 1, 1))))
        .isInstanceOf(IOException.class);
  }

  @Test
  void aCertificateOfAnotherAuthorityIsNotTrusted() throws Exception {
    String other = maker.make(HOST, Instant.now(), Duration.ofDays(1)).authority();
    try (ApiServerSide wary = new ApiServerSide(other, port(), AdmissionWebhook.path(TOKEN))) {
      assertThatThrownBy(() -> wary.ask(Reviews.create(Reviews.job("moon", 1, 1))))
          .isInstanceOf(SSLHandshakeException.class);
    }
    assertThat(gate.asked()).isEmpty();
  }

  @Test
  void aCertificateThatIsReplacedServesWithoutARestart() throws Exception {
    assertThat(allowed(Reviews.create(Reviews.job("moon", 1, 1)))).isTrue();
    CertificateMaker.Made next = maker.make(HOST, Instant.now(), Duration.ofDays(2));
    next.write(directory);
    try (ApiServerSide renewed =
        new ApiServerSide(next.authority(), port(), AdmissionWebhook.path(TOKEN))) {
      assertThat(renewed.ask(Reviews.create(Reviews.job("moon", 1, 1))).path("allowed").asBoolean())
          .isTrue();
    }
    try (ApiServerSide old =
        new ApiServerSide(made.authority(), port(), AdmissionWebhook.path(TOKEN))) {
      assertThatThrownBy(() -> old.ask(Reviews.create(Reviews.job("moon", 1, 1))))
          .isInstanceOf(SSLHandshakeException.class);
    }
  }

  private boolean allowed(JsonNode review) throws Exception {
    return server.ask(review).path("allowed").asBoolean();
  }

  private static HttpResponse<String> post(ApiServerSide side, JsonNode review) throws Exception {
    return side.post(KubernetesJson.write(review), "application/json");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
