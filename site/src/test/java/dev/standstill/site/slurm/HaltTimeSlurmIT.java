package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.record.Citation;
import dev.standstill.site.lab.LabAgreement;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long after an order is in force the devices are free: the grace, Slurm's KillWait and two
 * seconds, whatever the site's own rhythm. The jobs ignore SIGTERM, so all of KillWait passes.
 * {@code -Dstandstill.haltRounds=5} measures more than once.
 */
@ExtendWith(OnSlurm.class)
class HaltTimeSlurmIT {
  private static final Duration GRACE = Duration.ofSeconds(3);

  /** What a machine that also builds and tests other things may add. The promise is 2 s. */
  private static final Duration BUSY = Duration.ofSeconds(10);

  private final SlurmCluster cluster;

  @TempDir private Path directory = Path.of("");

  HaltTimeSlurmIT(SlurmCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void devicesAreFreeAGraceAndAKillWaitAfterTheOrderIsInForce() throws Exception {
    LabAgreement agreement = new LabAgreement(Duration.ofSeconds(9), Duration.ofSeconds(9), GRACE);
    List<Duration> all = new ArrayList<>();
    // Slower than the promise: only an agent that wakes by itself can keep it.
    try (SlurmSite site = new SlurmSite(cluster, directory, agreement, Duration.ofSeconds(7))) {
      String permit = site.permit();
      for (int round = 0; round < Integer.getInteger("standstill.haltRounds", 1); round++) {
        all.add(halt(site, permit));
      }
    }
    Collections.sort(all);
    System.out.println("from the order in force to free devices: " + all);
    assertThat(all.getFirst()).isGreaterThanOrEqualTo(GRACE);
    assertThat(all.getLast()).isLessThan(GRACE.plus(ClusterFiles.KILL_WAIT).plus(BUSY));
  }

  private Duration halt(SlurmSite site, String permit) throws Exception {
    String one = site.runs(permit, "--nodes=2");
    String other = site.runs(permit);
    Citation pause = site.pause();
    // It binds from its inclusion on, which was before this.
    Instant inForce = Instant.now();
    SlurmCluster.await("free devices", () -> isFree(one) && isFree(other));
    Duration took = Duration.between(inForce, Instant.now());
    SlurmCluster.await("both held", () -> site.isHeld(one) && site.isHeld(other));
    assertThat(site.output(one)).contains("saved");
    assertThat(site.output(other)).contains("saved");
    SlurmCluster.await("the receipt", () -> site.isHalted(pause));
    site.resume(pause);
    SlurmCluster.await("going on", () -> site.wentOn(one) && site.wentOn(other));
    cluster.clear();
    return took;
  }

  private boolean isFree(String job) throws Exception {
    return cluster
        .commands()
        .run("squeue", "--noheader", "--jobs=" + job, "--states=R,CG,CF,S,SI")
        .output()
        .isBlank();
  }
}
