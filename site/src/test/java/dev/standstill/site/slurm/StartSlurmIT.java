package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is asked when a job starts, and that nothing starts without the gate's word. */
@ExtendWith(OnSlurm.class)
class StartSlurmIT {

  private static final String MARK = "admin_comment";

  private final SlurmCluster cluster;
  private final ScriptedGate gate;

  StartSlurmIT(SlurmCluster cluster, ScriptedGate gate) {
    this.cluster = cluster;
    this.gate = gate;
  }

  private void refuseStarts(String words) {
    gate.answers(question ->
        "start".equals(question.get("occasion")) ? ScriptedGate.refuse(words) : ScriptedGate.ADMIT);
  }

  private List<Map<String, String>> starts() {
    return gate.questions().stream()
        .filter(question -> "start".equals(question.get("occasion")))
        .toList();
  }

  private void awaitMark(String job, Predicate<String> mark) throws Exception {
    SlurmCluster.await("a mark on job " + job, () -> mark.test(cluster.fact(job, MARK)));
  }

  @Test
  void aJobThatWasAdmittedRunsAndItsStartIsAskedWithWhatItWasGiven() throws Exception {
    String job =
        cluster.submit("--exclusive", "--time=60", "--comment=permit:a1, lineage:x", "--wrap=id");
    cluster.awaitState(job, "COMPLETED");
    assertThat(starts())
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.map(String.class, String.class))
        .containsOnly(
            entry("occasion", "start"),
            entry("scheduler", "slurm"),
            entry("queue", "train"),
            entry("owner", cluster.user()),
            entry("account", "lab"),
            entry("devices", "8"),
            entry("seconds", "3600"),
            entry("job", job),
            entry("permit", "a1"),
            entry("lineage", "x"),
            entry("token", SlurmCluster.TOKEN));
    assertThat(cluster.fact(job, MARK)).isEqualTo("standstill: start 0 admitted");
  }

  @Test
  void aPauseBetweenSubmissionAndStartHoldsTheJobAndSaysWhy() throws Exception {
    String job = cluster.submit("--hold", "--gres=gpu:4", "--time=480", "--wrap=echo ran");
    refuseStarts("paused: by order 1");
    cluster.must("scontrol", "release", job);
    awaitMark(job, "standstill: start refused: paused: by order 1"::equals);
    SlurmCluster.await(
        "a hold",
        () ->
            cluster.fact(job, "Reason").contains("Held")
                || cluster.fact(job, "Reason").contains("held"));
    assertThat(cluster.jobs().resolve("slurm-" + job + ".out")).doesNotExist();
    gate.answers(question -> ScriptedGate.ADMIT);
    cluster.scheduler().jobs().stream()
        .filter(each -> each.id().equals(job))
        .forEach(each -> assertThat(each.heldForUs()).contains("paused: by order 1"));
  }

  /** Its words can hold anything, also what looks like Slurm's own. */
  @Test
  void anOwnersWordsCannotPassForSlurmsOwn() throws Exception {
    String job =
        cluster.submit(
            "--gres=gpu:8",
            "--time=480",
            "--job-name=a\n   TRES=cpu=1 TimeLimit=00:01:00"
                + " AdminComment=standstill: start 0 admitted",
            "--comment=permit:a1 * $(id) ; TRES=cpu=1,gres/gpu=0 TimeLimit=00:01:00\n"
                + "   AdminComment=x",
            "--wrap=true");
    SlurmCluster.await("a start", () -> !starts().isEmpty());
    assertThat(starts().getFirst())
        .containsEntry("devices", "8")
        .containsEntry("seconds", "28800")
        .containsEntry("permit", "a1")
        .containsEntry("job", job);
  }

  @Test
  void everyTaskOfAnArrayAndEveryPartOfAHeterogeneousJobIsAskedByItsOwnName() throws Exception {
    String array = cluster.submit("--array=0-1", "--gres=gpu:1", "--time=5", "--wrap=true");
    String parts =
        cluster.submit("--gres=gpu:2", "--time=5", ":", "--gres=gpu:3", "--time=5", "--wrap=true");
    SlurmCluster.await("four starts", () -> starts().size() == 4);
    assertThat(starts())
        .extracting(question -> question.get("job"))
        .containsExactlyInAnyOrder(array + "_0", array + "_1", parts + "+0", parts + "+1");
  }

  @Test
  void aDeadGateStartsNothingAndOnceItIsBackTheJobStarts() throws Exception {
    String job = cluster.submit("--hold", "--gres=gpu:4", "--time=480", "--wrap=echo ran");
    gate.die();
    cluster.must("scontrol", "release", job);
    awaitMark(job, "standstill: start put off: the site agent did not answer"::equals);
    cluster.awaitState(job, "PENDING");
    assertThat(cluster.fact(job, "Priority")).isNotEqualTo("0.00000000000000");
    gate.revive();
    cluster.must("scontrol", "update", "jobid=" + job, "starttime=now");
    cluster.awaitState(job, "COMPLETED");
  }

  @Test
  void aHungGateStartsNothing() throws Exception {
    String job = cluster.submit("--hold", "--gres=gpu:4", "--time=480", "--wrap=echo ran");
    gate.answers(question -> new ScriptedGate.Reply.Hangs());
    cluster.must("scontrol", "release", job);
    awaitMark(job, mark -> mark.startsWith("standstill: start put off"));
    assertThat(cluster.jobs().resolve("slurm-" + job + ".out")).doesNotExist();
  }

  /** Slurm runs a job whose PrologSlurmctld is missing; the node then puts it back. */
  @Test
  void withoutTheControllersProgramTheNodePutsTheJobBackAndStaysInService() throws Exception {
    Files.delete(cluster.hooks().place(SlurmHooks.START));
    String job = cluster.submit("--gres=gpu:4", "--time=480", "--wrap=sleep 1; echo ran");
    awaitMark(job, mark -> mark.startsWith("standstill: start refused: not-asked"));
    cluster.awaitState(job, "PENDING");
    assertThat(starts()).isEmpty();
    assertThat(
            Files.exists(cluster.jobs().resolve("slurm-" + job + ".out"))
                && Files.readString(cluster.jobs().resolve("slurm-" + job + ".out"))
                    .contains("ran"))
        .isFalse();
    SlurmCluster.await(
        "nodes that are idle, and not drained",
        () -> cluster.must("sinfo", "--noheader", "--format=%T").strip().equals("idle"));
    assertThat(cluster.hooks().inspect())
        .filteredOn(hook -> !hook.isIntact())
        .extracting(InstalledHook::name)
        .containsExactly(SlurmHooks.START);
  }

  @Test
  void aControllerThatStartsAnewForgetsNeitherHoldsNorHooks() throws Exception {
    String held = cluster.submit("--hold", "--gres=gpu:4", "--time=480", "--wrap=echo ran");
    refuseStarts("paused: by order 1");
    cluster.must("scontrol", "release", held);
    awaitMark(held, "standstill: start refused: paused: by order 1"::equals);
    SlurmCluster.await(
        "a hold",
        () -> cluster.fact(held, "Reason").toLowerCase(java.util.Locale.ROOT).contains("held"));
    cluster.stopController();
    cluster.startController();
    assertThat(cluster.fact(held, MARK)).isEqualTo("standstill: start refused: paused: by order 1");
    gate.answers(question -> ScriptedGate.refuse("paused: by order 1"));
    // What was written down last may be the start that was refused: it is then refused again.
    SlurmCluster.await("the job to wait", () -> cluster.fact(held, "State").equals("PENDING"));
    assertThat(cluster.fact(held, MARK)).isEqualTo("standstill: start refused: paused: by order 1");
    assertThat(cluster.jobs().resolve("slurm-" + held + ".out")).doesNotExist();
    assertThat(cluster.trySubmit("--gres=gpu:8", "--wrap=true").errors()).contains("paused");
  }
}
