package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever lets a job do more is asked about, and nothing that a pause needs ever is. */
@ExtendWith(OnSlurm.class)
class ModifySlurmIT {

  private final SlurmCluster cluster;
  private final ScriptedGate gate;

  ModifySlurmIT(SlurmCluster cluster, ScriptedGate gate) {
    this.cluster = cluster;
    this.gate = gate;
  }

  private String waiting() throws Exception {
    String job =
        cluster.submit(
            "--hold",
            "--gres=gpu:2",
            "--nodes=1",
            "--time=60",
            "--comment=permit:a1",
            "--wrap=sleep 60");
    gate.answers(question -> ScriptedGate.refuse("paused: by order 1"));
    return job;
  }

  private int update(String job, String change) throws Exception {
    return cluster.commands().run("scontrol", "update", "jobid=" + job, change).status();
  }

  @ParameterizedTest
  @CsvSource({
    "timelimit=120,        seconds, 7200",
    "timelimit=UNLIMITED,  seconds, unlimited",
    "gres=gpu:8,           devices, 8",
    "numnodes=1-4,         devices, 8",
    "comment=permit:b2,    permit,  b2",
    "comment=permit:a1 lineage:y, lineage, y",
    "account=other,        account, other",
    "partition=whole,      queue,   whole",
    "oversubscribe=no,     devices, 8"
  })
  void whateverRisesIsAskedAboutAndRefusedEvenForRoot(String change, String field, String value)
      throws Exception {
    String job = waiting();
    assertThat(update(job, change)).isNotZero();
    assertThat(gate.questions())
        .singleElement()
        .satisfies(question ->
            assertThat(question)
                .containsEntry("occasion", "modify")
                .containsEntry("job", job)
                .containsEntry(field, value));
    gate.answers(question -> ScriptedGate.ADMIT);
    assertThat(update(job, change)).isZero();
  }

  @Test
  void takingThePermitAwayIsAskedAbout() throws Exception {
    String job = waiting();
    assertThat(update(job, "comment=none")).isNotZero();
    assertThat(gate.questions().getFirst()).doesNotContainKey("permit");
  }

  @Test
  void aLaterEndIsRefusedBecauseItIsNoLimit() throws Exception {
    String job = waiting();
    gate.answers(question -> ScriptedGate.ADMIT);
    assertThat(update(job, "endtime=now+2days")).isNotZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "timelimit=30",
        "timelimit=60",
        "gres=gpu:1",
        "comment=permit:a1",
        "nice=100",
        "starttime=now+1hour",
        "admincomment=x",
        "name=other"
      })
  void whatDoesNotRiseIsNobodysToRefuse(String change) throws Exception {
    String job = waiting();
    gate.die();
    assertThat(update(job, change)).isZero();
  }

  @Test
  void holdingReleasingAndPuttingBackIsNeverAskedAboutNotEvenWhenTheGateIsDead() throws Exception {
    String job = cluster.submit("--gres=gpu:2", "--time=60", "--wrap=sleep 60");
    cluster.awaitState(job, "RUNNING");
    gate.die();
    for (String command : new String[] {"suspend", "resume", "requeuehold", "release", "hold"}) {
      assertThat(cluster.commands().run("scontrol", command, job).status()).as(command).isZero();
    }
    assertThat(cluster.commands().run("scancel", job).status()).isZero();
  }

  @Test
  void aRunningJobIsCountedByWhatItHas() throws Exception {
    String job = cluster.submit("--exclusive", "--time=60", "--wrap=sleep 60");
    cluster.awaitState(job, "RUNNING");
    gate.answers(question -> ScriptedGate.refuse("paused: by order 1"));
    assertThat(update(job, "timelimit=120")).isNotZero();
    assertThat(gate.questions())
        .singleElement()
        .satisfies(question ->
            assertThat(question).containsEntry("devices", "8").containsEntry("seconds", "7200"));
  }

  @Test
  void allTasksOfAnArrayThatWaitAreCountedTogether() throws Exception {
    String job =
        cluster.submit("--hold", "--array=0-9%2", "--gres=gpu:1", "--time=60", "--wrap=true");
    gate.answers(question -> ScriptedGate.refuse("paused: by order 1"));
    assertThat(update(job, "timelimit=120")).isNotZero();
    assertThat(gate.questions().getFirst())
        .containsEntry("devices", "10")
        .containsEntry("job", job);
  }
}
