package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.record.Citation;
import dev.standstill.site.lab.LabAgreement;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An agent in a process of its own, killed at the worst moment. */
@ExtendWith(OnSlurm.class)
class KilledAgentSlurmIT {

  private final SlurmCluster cluster;

  @TempDir private Path directory = Path.of("");

  KilledAgentSlurmIT(SlurmCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void killedBetweenTheStopAndTheReceiptItAcknowledgesOnceAndHoldsOn() throws Exception {
    LabAgreement agreement =
        new LabAgreement(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(3));
    try (SlurmSite site = new SlurmSite(cluster, directory, agreement, Duration.ofMillis(300))) {
      String permit = site.permit();
      String job = site.runs(permit);
      site.stop();
      Citation pause;
      try (AgentProcess agent = AgentProcess.start(cluster, site)) {
        pause = site.pause();
        // It has told Slurm to put the job back, and does nothing more from then on.
        agent.awaitLine("stopped " + job);
        agent.kill();
      }
      assertThat(site.receipts(pause)).isEmpty();
      SlurmCluster.await("the halt", () -> site.isHeld(job));
      assertThat(site.receipts(pause)).isEmpty();
      site.start();
      SlurmCluster.await("the receipt", () -> site.isHalted(pause));
      // Several sweeps later.
      Thread.sleep(3_000);
      assertThat(site.receipts(pause))
          .singleElement()
          .extracting(Acknowledgement::halted)
          .satisfies(halted -> assertThat(halted.toString()).isNotEqualTo("Optional.empty"));
      assertThat(site.isHeld(job)).isTrue();
      site.resume(pause);
      SlurmCluster.await("going on", () -> site.wentOn(job));
    }
  }
}
