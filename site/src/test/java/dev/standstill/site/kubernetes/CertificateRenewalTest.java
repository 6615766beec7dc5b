package dev.standstill.site.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.site.gate.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates that grow old, with a clock that is moved. */
final class CertificateRenewalTest {
  private static final String TOKEN = "t0ken";
  private static final Duration LIFE = Duration.ofDays(90);
  private static final String PATH =
      "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/standstill";

  @TempDir private Path directory;
  private final CertificateMaker maker = new CertificateMaker(new SecureRandom());
  private final Instant today = Instant.now();
  private Instant clock = today.minus(Duration.ofDays(61));
  private Path certificates;
  private CertificateMaker.Made first;
  private FakeApiServer cluster;
  private CertificateRenewal renewal;

  @BeforeEach
  void start() throws Exception {
    certificates = directory.resolve("webhook");
    first = maker.make(List.of("127.0.0.1"), clock, LIFE);
    first.write(certificates);
    cluster = new FakeApiServer(Files.createDirectory(directory.resolve("cluster")));
    cluster.put(PATH, configuration());
    renewal = renewal();
  }

  private ObjectNode configuration() {
    ObjectNode all =
        KubernetesManifests.configuration(
            URI.create("https://127.0.0.1:8943/x"), first.authority());
    all.withArray("/webhooks").addObject().put("name", "another.example").putObject("clientConfig");
    return all;
  }

  private CertificateRenewal renewal() throws IOException {
    return new CertificateRenewal(
        cluster.settings(false, List.of()), certificates, "127.0.0.1", LIFE, maker, () -> clock);
  }

  @AfterEach
  void stop() {
    renewal.close();
    cluster.close();
  }

  @Test
  void aYoungOneIsLeftAlone() throws Exception {
    clock = clock.plus(Duration.ofDays(59));
    renewal.round();
    renewal.round();
    assertThat(shown()).isEqualTo(first.certificate());
    assertThat(cluster.writes()).isEmpty();
  }

  @Test
  void anOldOneIsReplacedWhileTheWebhookAnswersAndTheServerTrustsItThroughout() throws Exception {
    try (AdmissionWebhook webhook = webhook()) {
      clock = today;
      renewal.round();
      assertThat(shown()).isEqualTo(first.certificate());
      assertThat(bundle()).startsWith(first.authority()).isNotEqualTo(first.authority());
      assertThat(answers(webhook, bundle())).isTrue();

      String both = bundle();
      renewal.round();
      assertThat(shown()).isNotEqualTo(first.certificate());
      assertThat(bundle()).isEqualTo(both);
      assertThat(answers(webhook, bundle())).isTrue();
      assertThatThrownBy(() -> answers(webhook, first.authority())).isInstanceOf(IOException.class);

      renewal.round();
      assertThat(bundle()).isEqualTo(both.substring(first.authority().length()));
      assertThat(answers(webhook, bundle())).isTrue();
      assertThat(cluster.at(PATH).path("webhooks").path(1).path("clientConfig")).isEmpty();

      int writes = cluster.writes().size();
      renewal.round();
      assertThat(cluster.writes()).hasSize(writes);
    }
  }

  @Test
  void aServerThatIsAwayIsToldLaterAndTheOldOneServesUntilThen() throws Exception {
    clock = today;
    cluster.down(true);
    for (int round = 0; round < 3; round++) {
      assertThatThrownBy(renewal::round).hasMessageContaining("etcd is down");
      assertThat(shown()).isEqualTo(first.certificate());
    }
    cluster.down(false);
    renewal.round();
    assertThat(shown()).isEqualTo(first.certificate());
    renewal.round();
    assertThat(shown()).isNotEqualTo(first.certificate());
  }

  @Test
  void aRenewalThatWaitedTooLongBeginsAnew() throws Exception {
    clock = today;
    renewal.round();
    String waiting = Files.readString(certificates.resolve("next/tls.crt"));
    clock = today.plus(Duration.ofDays(61));
    renewal.round();
    assertThat(shown()).isEqualTo(first.certificate());
    assertThat(Files.readString(certificates.resolve("next/tls.crt"))).isNotEqualTo(waiting);
  }

  @Test
  void aClusterWithoutOurConfigurationKeepsTheOldOne() throws Exception {
    clock = today;
    cluster.put(PATH, configuration());
    cluster.at(PATH).putArray("webhooks");
    assertThatThrownBy(renewal::round).hasMessageContaining("did not take the new authority");
    assertThatThrownBy(renewal::round).hasMessageContaining("did not take the new authority");
    assertThat(shown()).isEqualTo(first.certificate());
  }

  @Test
  void aCrashBetweenKeyAndCertificateIsPutRightAtTheNextStart() throws Exception {
    clock = today;
    renewal.round();
    String next = Files.readString(certificates.resolve("next/tls.crt"));
    Files.copy(
        certificates.resolve("next/tls.key"),
        certificates.resolve("tls.key"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThatThrownBy(this::serving).hasMessageContaining("is not the key of");
    try (CertificateRenewal restarted = renewal()) {
      restarted.repair();
    }
    assertThat(serving().expires()).isAfter(first.expires());
    assertThat(shown()).isEqualTo(next);
  }

  private ServingCertificate serving() throws IOException {
    return ServingCertificate.read(
        certificates.resolve("tls.crt"), certificates.resolve("tls.key"));
  }

  private String shown() throws IOException {
    return Files.readString(certificates.resolve("tls.crt"));
  }

  /** What the server trusts. */
  private String bundle() {
    String text = Ways.at(cluster.at(PATH), "webhooks.0.clientConfig.caBundle").asText();
    return new String(Base64.getDecoder().decode(text), StandardCharsets.US_ASCII);
  }

  private AdmissionWebhook webhook() throws IOException {
    return AdmissionWebhook.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        serving(),
        TOKEN,
        Duration.ofSeconds(20),
        _ -> new Answer.Admit());
  }

  private static boolean answers(AdmissionWebhook webhook, String trusted) throws Exception {
    try (ApiServerSide server =
        new ApiServerSide(trusted, webhook.address().getPort(), AdmissionWebhook.path(TOKEN))) {
      return server.ask(Reviews.create(Reviews.job("moon", 1, 1))).path("allowed").asBoolean(false);
    }
  }
}
