package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Citation;
import dev.standstill.site.lab.LabAgreement;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Orders that overlap, that cap, and that come while a job is being started. */
@ExtendWith(OnSlurm.class)
class OrdersSlurmIT {

  /** What eight devices do in a day. */
  private static final Flop EIGHT_DEVICES =
      new Flop(LabAgreement.PEAK.times(BigInteger.valueOf(8L * 86_400)).perSecond());

  private final SlurmCluster cluster;

  @TempDir private Path directory = Path.of("");

  private Optional<SlurmSite> running = Optional.empty();

  OrdersSlurmIT(SlurmCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void begin() throws Exception {
    LabAgreement agreement =
        new LabAgreement(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(3));
    running = Optional.of(new SlurmSite(cluster, directory, agreement, Duration.ofMillis(300)));
  }

  private SlurmSite site() {
    return running.orElseThrow();
  }

  @AfterEach
  void end() throws IOException {
    if (running.isPresent()) {
      running.get().close();
    }
  }

  @Test
  void aCapEvictsTheNewestAndKeepsTheOldest() throws Exception {
    String permit = site().permit();
    String oldest = site().runs(permit);
    // Slurm's starts are whole seconds.
    Thread.sleep(1_100);
    String newest = site().runs(permit);
    Citation slow = site().say(site().agreement().slow(EIGHT_DEVICES));
    SlurmCluster.await("the eviction", () -> site().isHeld(newest));
    assertThat(site().output(newest)).contains("saved");
    assertThat(cluster.state(oldest)).isEqualTo("RUNNING");
    assertThat(site().output(oldest)).doesNotContain("saved");
    assertThat(cluster.trySubmit(site().training(permit)).errors())
        .contains("standstill: refused: ");
    SlurmCluster.await("the receipt", () -> !site().receipts(slow).isEmpty());
    // It goes on by itself once the one that was kept is over.
    cluster.must("scancel", "--full", "--signal=KILL", oldest);
    goesOn(newest, oldest);
  }

  @Test
  void ofTwoOrdersTheStricterHoldsAndEndingItLeavesTheOther() throws Exception {
    String permit = site().permit();
    String oldest = site().runs(permit);
    Thread.sleep(1_100);
    String newest = site().runs(permit);
    Citation slow = site().say(site().agreement().slow(EIGHT_DEVICES));
    Citation pause = site().pause();
    SlurmCluster.await("the halt", () -> site().isHeld(oldest) && site().isHeld(newest));
    SlurmCluster.await("the receipt of the pause", () -> site().isHalted(pause));
    SlurmCluster.await("the receipt of the cap", () -> !site().receipts(slow).isEmpty());
    assertThat(site().isHalted(slow)).isFalse();
    site().resume(pause);
    goesOn(oldest, newest);
    // Several sweeps later the cap still holds what is above it.
    Thread.sleep(3_000);
    assertThat(site().isHeld(newest)).isTrue();
    assertThat(cluster.state(oldest)).isEqualTo("RUNNING");
    assertThat(site().receipts(pause)).hasSize(1);
    assertThat(site().receipts(slow)).hasSize(1);
  }

  @Test
  void aPauseFindsAJobThatIsBeingStartedAndItNeverRuns() throws Exception {
    String permit = site().permit();
    slowStarts();
    String job = site().submit(permit);
    cluster.awaitState(job, "CONFIGURING");
    Citation pause = site().pause();
    SlurmCluster.await("the halt", () -> site().isHeld(job));
    assertThat(site().output(job)).doesNotContain("from");
    SlurmCluster.await("the receipt", () -> site().isHalted(pause));
    cluster.hooks().install();
    site().resume(pause);
    SlurmCluster.await("its first step", () -> site().output(job).contains("from 0"));
  }

  /**
   * Slurm itself keeps a job whose start was refused once for two minutes before it tries again.
   */
  private void goesOn(String job, String other) throws Exception {
    try {
      SlurmCluster.await("going on", Duration.ofMinutes(3), () -> site().wentOn(job));
    } catch (AssertionError e) {
      List<String> facts = new ArrayList<>();
      for (String one : List.of(job, other)) {
        facts.add(
            one
                + " "
                + cluster.state(one)
                + ", "
                + cluster.fact(one, "Reason")
                + ", "
                + cluster.fact(one, "admin_comment")
                + ", "
                + site().output(one));
      }
      List<String> log = cluster.controllerLog().lines().toList();
      facts.addAll(log.subList(Math.max(0, log.size() - 60), log.size()));
      throw new AssertionError(e.getMessage() + ":\n" + String.join("\n", facts), e);
    }
  }

  /** The hook asks as ever, and the job stays CONFIGURING for some time after it was admitted. */
  private void slowStarts() throws IOException {
    Path hook = cluster.hooks().place(SlurmHooks.START);
    Path asks = hook.resolveSibling("asks");
    Files.deleteIfExists(asks);
    Files.move(hook, asks);
    Files.writeString(hook, "#!/bin/bash\n" + asks + " \"$@\" || exit 1\nsleep 12\n");
    Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
