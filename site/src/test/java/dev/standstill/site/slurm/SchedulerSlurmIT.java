package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.site.workload.Canary;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import dev.standstill.site.workload.SchedulerException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the agent does to jobs, with Slurm's own commands. */
@ExtendWith(OnSlurm.class)
class SchedulerSlurmIT {

  /** Counts up to the signal, keeps the count, and goes on from there when it is started again. */
  private static final String SAVES =
      """
      trap 'echo $n > saved-$SLURM_JOB_ID; echo saved $n' USR1
      trap : TERM
      n=$(cat saved-$SLURM_JOB_ID 2>/dev/null || echo 0); echo from $n
      while :; do n=$((n+1)); sleep 0.1; done
      """;

  private final SlurmCluster cluster;
  private final SlurmScheduler scheduler;

  SchedulerSlurmIT(SlurmCluster cluster) {
    this.cluster = cluster;
    this.scheduler = cluster.scheduler();
  }

  private ScheduledJob job(String id) throws Exception {
    return scheduler.jobs().stream().filter(each -> each.id().equals(id)).findFirst().orElseThrow();
  }

  private void await(String id, Phase phase) throws Exception {
    SlurmCluster.await(
        id + " to be " + phase,
        () ->
            scheduler.jobs().stream().anyMatch(job -> job.id().equals(id) && job.phase() == phase));
  }

  private String running(String... options) throws Exception {
    String id = cluster.submit(options);
    await(id, Phase.RUNNING);
    return id;
  }

  private String output(String id) throws Exception {
    Path file = cluster.jobs().resolve("slurm-" + id + ".out");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @Test
  void aListedJobHasWhatItWasGivenAndWhatItsOwnerNamed() throws Exception {
    String id =
        running("--exclusive", "--time=60", "--comment=permit:a1 lineage:x", "--wrap=sleep 60");
    ScheduledJob job = job(id);
    assertThat(job.demand().devices()).isEqualTo(8);
    assertThat(job.demand().timeLimit()).contains(Duration.ofHours(1));
    assertThat(job.demand().permit()).contains("a1");
    assertThat(job.demand().lineage()).contains("x");
    assertThat(job.demand().owner()).isEqualTo(cluster.user());
    assertThat(job.demand().queue()).isEqualTo("train");
    assertThat(job.started()).isPresent();
    assertThat(job.heldForUs()).isEmpty();
  }

  @Test
  void aJobIsWarnedSavesIsStoppedAndGoesOnFromWhereItSaved() throws Exception {
    String id = running("--open-mode=append", "--gres=gpu:8", "--time=60", "--wrap=" + SAVES);
    SlurmCluster.await("its first step", () -> output(id).contains("from 0"));
    scheduler.warn(job(id), "paused by order 1;\nit stops soon");
    SlurmCluster.await("the warning", () -> output(id).contains("paused by order 1"));
    scheduler.askToSave(job(id));
    SlurmCluster.await("its saving", () -> output(id).contains("saved"));
    assertThat(job(id).phase()).isEqualTo(Phase.RUNNING);
    scheduler.stopAndHold(job(id), "paused: order 1");
    scheduler.stopAndHold(job(id), "paused: order 1");
    assertThat(job(id).phase().holdsDevices()).isTrue();
    await(id, Phase.HELD);
    assertThat(job(id).heldForUs()).contains("paused: order 1");
    scheduler.release(job(id));
    await(id, Phase.RUNNING);
    SlurmCluster.await("going on", () -> output(id).matches("(?s).*from [1-9][0-9]*.*"));
    assertThat(job(id).restarts()).isEqualTo(1);
  }

  @Test
  void aJobThatWaitsIsHeldAndReleased() throws Exception {
    String id = cluster.submit("--begin=now+1hour", "--gres=gpu:8", "--time=60", "--wrap=true");
    scheduler.hold(job(id), "paused: order 1");
    scheduler.hold(job(id), "paused: order 1");
    assertThat(job(id).phase()).isEqualTo(Phase.HELD);
    assertThat(job(id).heldForUs()).contains("paused: order 1");
    scheduler.release(job(id));
    SlurmCluster.await("its run", () -> job(id).phase() == Phase.ENDED);
  }

  @Test
  void aJobThatItsOwnerHoldsIsNotHeldForUs() throws Exception {
    String id = cluster.submit("--hold", "--gres=gpu:8", "--time=60", "--wrap=true");
    assertThat(job(id).phase()).isEqualTo(Phase.HELD);
    assertThat(job(id).heldForUs()).isEmpty();
  }

  @Test
  void whatCannotBePutBackIsCancelled() throws Exception {
    String id = running("--no-requeue", "--gres=gpu:8", "--time=60", "--wrap=sleep 60");
    scheduler.stopAndHold(job(id), "paused: order 1");
    SlurmCluster.await("its end", () -> job(id).phase() == Phase.ENDED);
    assertThat(cluster.fact(id, "admin_comment"))
        .contains("paused: order 1 (it cannot be put back");
  }

  @Test
  void aSuspendedJobHoldsItsDevicesAndIsStoppedToo() throws Exception {
    String id = running("--gres=gpu:8", "--time=60", "--wrap=" + SAVES);
    SlurmCluster.await("its first step", () -> output(id).contains("from 0"));
    cluster.must("scontrol", "suspend", id);
    assertThat(job(id).phase()).isEqualTo(Phase.SUSPENDED);
    assertThat(job(id).phase().holdsDevices()).isTrue();
    scheduler.askToSave(job(id));
    SlurmCluster.await("its saving", () -> output(id).contains("saved"));
    cluster.must("scontrol", "suspend", id);
    scheduler.stopAndHold(job(id), "paused: order 1");
    await(id, Phase.HELD);
  }

  @Test
  void tasksOfAnArrayAreStoppedAndHeldByTheirOwnNames() throws Exception {
    String array = cluster.submit("--array=0-4%1", "--gres=gpu:8", "--time=60", "--wrap=sleep 60");
    await(array + "_0", Phase.RUNNING);
    String rest = array + "_[1-4]";
    assertThat(job(rest).demand().devices()).isEqualTo(32);
    scheduler.hold(job(rest), "paused: order 1");
    scheduler.stopAndHold(job(array + "_0"), "paused: order 1");
    await(array + "_0", Phase.HELD);
    assertThat(job(rest).phase()).isEqualTo(Phase.HELD);
    assertThat(job(rest).heldForUs()).contains("paused: order 1");
    scheduler.release(job(array + "_0"));
    await(array + "_0", Phase.RUNNING);
    assertThat(job(rest).phase()).isEqualTo(Phase.HELD);
  }

  @Test
  void aPartOfAHeterogeneousJobIsStoppedWithTheWhole() throws Exception {
    String id =
        cluster.submit(
            "--gres=gpu:1", "--time=60", ":", "--gres=gpu:8", "--time=60", "--wrap=sleep 60");
    await(id + "+1", Phase.RUNNING);
    scheduler.stopAndHold(job(id + "+1"), "paused: order 1");
    await(id + "+0", Phase.HELD);
    await(id + "+1", Phase.HELD);
    scheduler.release(job(id + "+1"));
    scheduler.release(job(id + "+0"));
    await(id + "+1", Phase.RUNNING);
  }

  @Test
  void theCanaryIsRefusedByTheHookOrTakenBackAtOnce(ScriptedGate gate) throws Exception {
    gate.answers(question -> ScriptedGate.refuse("permit-missing: none"));
    assertThat(scheduler.canary()).isEqualTo(new Canary.Refused("permit-missing: none"));
    assertThat(gate.questions())
        .singleElement()
        .satisfies(question ->
            assertThat(question)
                .containsEntry("devices", "8")
                .containsEntry("seconds", "unlimited")
                .doesNotContainKey("permit"));
    gate.answers(question -> ScriptedGate.ADMIT);
    assertThat(scheduler.canary()).isInstanceOf(Canary.Admitted.class);
    assertThat(cluster.must("squeue", "--noheader")).isBlank();
  }

  @Test
  void aCanaryThatFailsForAnotherReasonProvesNothing() {
    SlurmScheduler nobody =
        new SlurmScheduler(cluster.installation(), cluster.commands(), Optional.of("nobody"));
    assertThatThrownBy(nobody::canary)
        .isInstanceOf(SchedulerException.class)
        .hasMessageContaining("not by the hook");
  }

  @Test
  void withoutAControllerNothingIsKnown() throws Exception {
    cluster.stopController();
    SlurmScheduler impatient =
        new SlurmScheduler(
            cluster.installation(),
            new SlurmCommands(cluster.installation(), Duration.ofSeconds(2), cluster.jobs()),
            Optional.empty());
    assertThatThrownBy(impatient::jobs).isInstanceOf(SchedulerException.class);
    cluster.startController();
    assertThat(impatient.jobs()).isNotNull();
  }
}
