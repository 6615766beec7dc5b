package dev.standstill.site.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.site.workload.Canary;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Webhook and sweep with a real kube-apiserver, which {@code site/lab/kubernetes-server} builds.
 * The system property {@code standstill.kubeApiServer} names the program; without it this is
 * skipped, because to build it takes minutes.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class KubeApiServerIT {
  private static final String JOBS = "/apis/batch/v1/namespaces/train/jobs";
  private static final String DEPLOYMENTS = "/apis/apps/v1/namespaces/train/deployments";
  private static final String PODS = "/api/v1/namespaces/train/pods";
  private static final String TOKEN = "t0ken";

  @TempDir private static Path directory;
  private static KubeApiServer server;
  private static KubernetesApi api;
  private static AdmissionWebhook webhook;
  private static SmallGate gate;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> binary =
        Optional.ofNullable(System.getProperty("standstill.kubeApiServer")).map(Path::of);
    Assumptions.assumeTrue(
        binary.isPresent(), "run site/lab/kubernetes-server test DIR for a real API server");
    server = new KubeApiServer(binary.get(), directory);
    api = server.ready();
    gate = new SmallGate(16);
    CertificateMaker.Made made =
        new CertificateMaker(new SecureRandom())
            .make(List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));
    made.write(Files.createDirectory(directory.resolve("webhook")));
    port = KubeApiServer.somePort().orElseThrow();
    webhook = listen();
    must(api.create("/api/v1/namespaces", Reviews.json("{'metadata': {'name': 'train'}}")));
    URI url = URI.create("https://127.0.0.1:" + port + AdmissionWebhook.path(TOKEN));
    must(
        api.create(
            "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations",
            KubernetesManifests.configuration(url, made.authority())));
    // The server notices its configuration within a second or so.
    for (int i = 0; api.create(JOBS + "?dryRun=All", Reviews.job("probe", 9, 8)).good(); i++) {
      assertThat(i).as("the configuration never takes effect").isLessThan(300);
      Thread.sleep(100);
    }
  }

  private static AdmissionWebhook listen() throws Exception {
    Path files = directory.resolve("webhook");
    return AdmissionWebhook.start(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
        ServingCertificate.read(files.resolve("tls.crt"), files.resolve("tls.key")),
        TOKEN,
        Duration.ofSeconds(2),
        gate,
        server.settings(KubeApiServer.ADMIN));
  }

  private static void must(KubernetesApi.Reply reply) {
    assertThat(reply.good()).as(reply.words()).isTrue();
  }

  @AfterAll
  static void stop() throws Exception {
    if (webhook != null) {
      webhook.close();
    }
    if (api != null) {
      api.close();
    }
    if (server != null) {
      server.close();
    }
  }

  @Test
  @Order(1)
  void aLargeJobIsRefusedInTheServersOwnAnswer() throws Exception {
    KubernetesApi.Reply refused = KubeApiServer.make(api, JOBS, Reviews.job("mars", 4, 8));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(KubeApiServer.words(refused.body()))
        .contains("standstill: refused: permit-missing: 32 devices");
    must(KubeApiServer.make(api, JOBS, Reviews.permit(Reviews.job("mars", 4, 8), "p1")));
    must(KubeApiServer.make(api, JOBS, Reviews.job("moon", 1, 8)));
  }

  @Test
  @Order(2)
  void raisingIsRefusedAndLoweringIsNot() throws Exception {
    KubernetesApi.Reply raised = patch(JOBS + "/moon", "{'spec': {'parallelism': 5}}");
    assertThat(KubeApiServer.words(raised.body())).contains("40 devices");
    must(patch(JOBS + "/moon", "{'spec': {'parallelism': 0}}"));
    must(patch(JOBS + "/moon", "{'spec': {'parallelism': 1}}"));
  }

  @Test
  @Order(3)
  void theScaleSubresourceIsARaise() throws Exception {
    must(KubeApiServer.make(api, DEPLOYMENTS, Reviews.deployment("web", 1, 2)));
    KubernetesApi.Reply scaled = patch(DEPLOYMENTS + "/web/scale", "{'spec': {'replicas': 50}}");
    assertThat(KubeApiServer.words(scaled.body())).contains("100 devices");
    must(patch(DEPLOYMENTS + "/web/scale", "{'spec': {'replicas': 3}}"));
  }

  @Test
  @Order(4)
  void whatAUserCallsHisOwnerHelpsHimNothing() throws Exception {
    ObjectNode mars = (ObjectNode) api.get(JOBS + "/mars").orElseThrow();
    ObjectNode pod =
        Reviews.ownedBy(
            Reviews.pod("liar", 30), mars.put("apiVersion", "batch/v1").put("kind", "Job"));
    assertThat(KubeApiServer.words(api.create(PODS, pod).body())).contains("30 devices");
  }

  @Test
  @Order(5)
  void theSweepHaltsAndLetsGo() throws Exception {
    try (KubernetesScheduler scheduler =
        KubernetesScheduler.connect(server.settings(KubeApiServer.ADMIN))) {
      for (ScheduledJob job : scheduler.jobs()) {
        scheduler.warn(job, "a pause is in force");
        scheduler.stopAndHold(job, "paused: order 1");
      }
      assertThat(Ways.at(api.get(DEPLOYMENTS + "/web").orElseThrow(), "spec.replicas").asInt(-1))
          .isZero();
      List<ScheduledJob> held = scheduler.jobs();
      assertThat(held)
          .extracting(ScheduledJob::id)
          .containsExactlyInAnyOrder(
              "train/jobs.batch/mars", "train/jobs.batch/moon", "train/deployments.apps/web");
      assertThat(held).allMatch(job -> job.phase() == Phase.HELD);

      gate.pause(true);
      ScheduledJob web =
          held.stream().filter(job -> job.name().equals("web")).findAny().orElseThrow();
      org.assertj.core.api.Assertions.assertThatThrownBy(() -> scheduler.release(web))
          .hasMessageContaining("paused");
      assertThat(scheduler.canary()).isInstanceOf(Canary.Refused.class);
      gate.pause(false);
      for (ScheduledJob job : held) {
        scheduler.release(job);
      }
      assertThat(scheduler.jobs()).allMatch(job -> job.phase() == Phase.PENDING);
      assertThat(Ways.at(api.get(DEPLOYMENTS + "/web").orElseThrow(), "spec.replicas").asInt(-1))
          .isEqualTo(3);
    }
  }

  @Test
  @Order(6)
  void aWebhookThatIsDownRefusesAndDeletingGoesOn() throws Exception {
    webhook.close();
    assertThat(KubeApiServer.words(KubeApiServer.make(api, JOBS, Reviews.job("late", 1, 1)).body()))
        .contains("failed calling webhook");
    api.delete(JOBS + "/mars?propagationPolicy=Background");
    assertThat(api.get(JOBS + "/mars")).isEmpty();
    webhook = listen();
    must(KubeApiServer.make(api, JOBS, Reviews.permit(Reviews.job("late", 1, 1), "p1")));
  }

  @Test
  @Order(7)
  void aConfigurationThatIsRemovedIsSeenByTheCanary() throws Exception {
    gate.pause(true);
    api.delete(
        "/apis/admissionregistration.k8s.io/v1/validatingwebhookconfigurations/"
            + KubernetesManifests.CONFIGURATION);
    try (KubernetesScheduler scheduler =
        KubernetesScheduler.connect(server.settings(KubeApiServer.ADMIN))) {
      Canary canary = scheduler.canary();
      for (int i = 0; canary instanceof Canary.Refused; i++) {
        assertThat(i).as("the removal never takes effect").isLessThan(300);
        Thread.sleep(100);
        canary = scheduler.canary();
      }
      assertThat(canary).isInstanceOf(Canary.Admitted.class);
    }
    assertThat(api.get(JOBS + "/standstill-canary")).isEmpty();
  }

  private static KubernetesApi.Reply patch(String path, String merge) throws Exception {
    return api.call(
        "PATCH", path, "application/merge-patch+json", KubernetesJson.write(Reviews.json(merge)));
  }
}
