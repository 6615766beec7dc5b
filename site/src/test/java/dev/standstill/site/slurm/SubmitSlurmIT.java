package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.site.slurm.SlurmCommands.Ended;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SubmitSlurmIT {
  private static ScriptedGate gate;
  private static SlurmCluster cluster;

  @BeforeAll
  static void begin() throws Exception {
    RealSlurm.require();
    gate = new ScriptedGate();
    cluster = SlurmCluster.start(gate.port());
  }

  @AfterAll
  static void end() {
    if (cluster != null) {
      cluster.close();
    }
  }

  @Test
  void aJobThatTheGateRefusesIsNotSubmitted() throws Exception {
    gate.answers(question -> ScriptedGate.refuse("permit-missing: no permit"));
    Ended ended = cluster.asUser("sbatch", "--gres=gpu:8", "--time=480", "--wrap=true");
    System.out.println(ended);
    System.out.println(gate.questions());
    assertThat(ended.errors()).contains("standstill: refused: permit-missing: no permit");
    gate.answers(question -> ScriptedGate.ADMIT);
    ended =
        cluster.asUser(
            "sbatch",
            "--parsable",
            "--gres=gpu:8",
            "--time=480",
            "--comment=permit:a1 lineage:x",
            "--wrap=sleep 100");
    System.out.println(ended);
    Thread.sleep(3000);
    System.out.println(gate.questions());
    System.out.println(cluster.must("scontrol", "show", "job"));
    System.out.println(cluster.must("squeue", "--json"));
    System.out.println(cluster.controllerLog());
  }
}
