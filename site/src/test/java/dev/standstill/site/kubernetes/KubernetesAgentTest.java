package dev.standstill.site.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.record.Citation;
import dev.standstill.site.agent.Guarded;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.lab.LabRegister;
import dev.standstill.site.lab.LabSite;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole agent with a real log and witnesses, its webhook over TLS, and a pretended cluster. */
final class KubernetesAgentTest {
  private static final String TOKEN = "t0ken";
  private static final String MARS = "/apis/batch/v1/namespaces/train/jobs/mars";
  private static final String POD = "/api/v1/namespaces/train/pods/mars-a";

  @TempDir private Path directory;
  private final LabAgreement agreement =
      new LabAgreement(Duration.ofSeconds(4), Duration.ofSeconds(3), Duration.ofSeconds(1));

  @Test
  void aJobNeedsAPermitAndAPauseSuspendsItAndIsAcknowledged() throws Exception {
    CertificateMaker.Made made =
        new CertificateMaker(new SecureRandom())
            .make(List.of("127.0.0.1"), Instant.now(), Duration.ofDays(1));
    made.write(directory.resolve("webhook"));
    try (FakeApiServer cluster =
            new FakeApiServer(Files.createDirectory(directory.resolve("cluster")));
        LabRegister register = new LabRegister(directory, agreement::charter, agreement.all());
        KubernetesScheduler scheduler =
            KubernetesScheduler.connect(cluster.settings(false, List.of()));
        LabSite site =
            LabSite.start(
                directory.resolve("state"),
                register,
                agreement,
                List.of(new Guarded(scheduler, _ -> List.of(), List::of)));
        AdmissionWebhook webhook =
            AdmissionWebhook.start(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                ServingCertificate.read(
                    directory.resolve("webhook/tls.crt"), directory.resolve("webhook/tls.key")),
                TOKEN,
                Duration.ofSeconds(20),
                site.agent().gate(),
                cluster.settings(false, List.of()));
        ApiServerSide server =
            new ApiServerSide(
                made.authority(), webhook.address().getPort(), AdmissionWebhook.path(TOKEN))) {
      ObjectNode bare = job();
      within(() -> words(server, bare).startsWith("standstill: refused: permit-missing"));

      ObjectNode permitted = Reviews.permit(job(), permit(register).id().hex());
      within(() -> words(server, permitted).isEmpty());
      permitted.withObject("/metadata").put("uid", "uid-mars");
      cluster.put(permitted);
      cluster.put(Reviews.running(Reviews.ownedBy(Reviews.pod("mars-a", 8), permitted)));

      Citation pause =
          register.say(
              agreement.pause(),
              agreement.signer(LabAgreement.BOREALIS),
              agreement.signer(LabAgreement.CIRRUS));
      within(() -> Ways.at(cluster.at(MARS), "spec.suspend").asBoolean());
      assertThat(words(server, permitted)).startsWith("standstill: refused: paused");
      // What the Job's controller does when its Job is suspended.
      try (KubernetesApi controller = new KubernetesApi(cluster.settings(false, List.of()))) {
        controller.delete(POD);
      }
      within(() -> halted(register, pause));
    }
  }

  private static ObjectNode job() {
    ObjectNode job = Reviews.job("mars", 1, 8);
    job.withObject("/spec").put("activeDeadlineSeconds", 28_800);
    return job;
  }

  private Citation permit(LabRegister register) throws Exception {
    return register.say(
        agreement.permit("big-64", 64),
        agreement.signer(LabAgreement.BOREALIS),
        agreement.signer(LabAgreement.CIRRUS));
  }

  /** Why it is refused; empty if it is admitted. */
  private static String words(ApiServerSide server, ObjectNode job) throws Exception {
    var answer = server.ask(Reviews.create(job));
    return answer.path("allowed").asBoolean(false)
        ? ""
        : answer.path("status").path("message").asText("refused without a word");
  }

  private static boolean halted(LabRegister register, Citation order) throws Exception {
    return register.evidence().facts().stream()
        .map(fact -> fact.body())
        .filter(Acknowledgement.class::isInstance)
        .map(Acknowledgement.class::cast)
        .anyMatch(one -> one.order().equals(order) && one.halted().isPresent());
  }

  private static void within(Callable<Boolean> what) throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(60));
    while (!what.call()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("not within a minute");
      }
      Thread.sleep(50);
    }
  }
}
