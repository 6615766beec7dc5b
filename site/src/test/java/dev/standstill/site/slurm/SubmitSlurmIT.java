package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.site.slurm.SlurmCommands.Ended;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the hook asks at a submission, and that nothing but the gate's word admits a job. */
@ExtendWith(OnSlurm.class)
class SubmitSlurmIT {

  private static final String[] BIG = {"--hold", "--gres=gpu:8", "--time=480", "--wrap=true"};

  private final SlurmCluster cluster;
  private final ScriptedGate gate;

  SubmitSlurmIT(SlurmCluster cluster, ScriptedGate gate) {
    this.cluster = cluster;
    this.gate = gate;
  }

  private static void assertRefused(Ended ended, String words) {
    assertThat(ended.status()).isNotZero();
    assertThat(ended.output()).isBlank();
    assertThat(ended.errors()).contains("standstill: refused: " + words);
  }

  @Test
  void theOwnerReadsWhyAJobIsRefusedAndTheGateSeesWhatItNames() throws Exception {
    gate.answers(question -> ScriptedGate.refuse("permit-unknown: the log has no permit a1"));
    assertRefused(
        cluster.trySubmit(
            "--gres=gpu:8",
            "--nodes=2",
            "--time=480",
            "--account=other",
            "--comment=night run, permit:a1 lineage:atlas/2",
            "--wrap=true"),
        "permit-unknown: the log has no permit a1");
    assertThat(gate.questions())
        .containsExactly(
            Map.of(
                "occasion", "submit",
                "scheduler", "slurm",
                "queue", "train",
                "owner", cluster.user(),
                "account", "other",
                "devices", "16",
                "seconds", "28800",
                "permit", "a1",
                "lineage", "atlas/2",
                "token", SlurmCluster.TOKEN));
  }

  @Test
  void aJobWithoutDevicesIsAskedAboutToo() throws Exception {
    cluster.submit("--hold", "--wrap=true");
    assertThat(gate.questions())
        .singleElement()
        .satisfies(question -> assertThat(question).containsEntry("devices", "0"));
  }

  /** Each is a way in which Slurm gives more devices than a first look at a request finds. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "8     | --gres=gpu:8",
        "8     | --gres=gpu:h100:8",
        "1     | --gres=gpu",
        "24    | --gres=gpu:8 --nodes=3",
        "32    | --gres=gpu:8 --nodes=1-9",
        "16    | --gpus=16 --nodes=2",
        "16    | --gpus=h100:16 --nodes=2",
        "8     | --gpus-per-node=4 --nodes=2",
        "8     | --ntasks=8 --gpus-per-task=1",
        "4     | --ntasks-per-node=2 --nodes=2 --gpus-per-task=1",
        "8     | --sockets-per-node=2 --gpus-per-socket=2 --nodes=2",
        "8     | --ntasks=8 --ntasks-per-gpu=1",
        "8     | --exclusive",
        "24    | --exclusive --nodes=3",
        "8     | --partition=whole",
        "16    | --partition=whole --gres=gpu:1 --nodes=2",
        "20    | --array=0-9 --gres=gpu:2",
        "20    | --array=0-9%1 --gres=gpu:2",
        "10    | --array=0-9:2 --gres=gpu:2",
        "10    | --array=1,3,5-7 --gres=gpu:2",
        "80    | --array=0-9 --exclusive",
        "32    | --ntasks=4 --gres=gpu:8",
        "16    | --nodelist=n0,n1 --gres=gpu:8",
        "24    | --nodelist=n[0-2] --gres=gpu:8",
      })
  void devicesAreCountedAtTheirWorst(int devices, String options) throws Exception {
    List<String> command = new ArrayList<>(List.of("--hold", "--time=60", "--wrap=true"));
    command.addAll(List.of(options.split(" ", -1)));
    cluster.trySubmit(command.toArray(String[]::new));
    assertThat(gate.questions())
        .singleElement()
        .satisfies(
            question -> assertThat(question).containsEntry("devices", Integer.toString(devices)));
  }

  @ParameterizedTest
  @CsvSource({
    "28800,     --time=480,      train",
    "unlimited, --time=UNLIMITED, train",
    "unlimited, --time=0,        train",
    "600,       --gres=gpu:1,    train",
    "unlimited, --gres=gpu:1,    whole",
    "1800,      --gres=gpu:1,    short"
  })
  void withoutALimitThePartitionsOwnCounts(String seconds, String option, String partition)
      throws Exception {
    cluster.trySubmit("--hold", option, "--partition=" + partition, "--wrap=true");
    assertThat(gate.questions())
        .singleElement()
        .satisfies(question ->
            assertThat(question)
                .containsEntry("seconds", seconds)
                .containsEntry("queue", partition));
  }

  @Test
  void aJobThatNamesSeveralPartitionsNeedsTheGatesWordForEach() throws Exception {
    gate.answers(question ->
        question.containsValue("whole")
            ? ScriptedGate.refuse("paused: by order 1")
            : ScriptedGate.ADMIT);
    assertRefused(
        cluster.trySubmit("--partition=train,whole", "--gres=gpu:1", "--wrap=true"),
        "paused: by order 1");
    assertThat(gate.questions())
        .extracting(question -> question.get("queue"))
        .containsExactly("train", "whole");
  }

  @Test
  void everyPartOfAHeterogeneousJobIsAskedAbout() throws Exception {
    gate.answers(question ->
        "8".equals(question.get("devices"))
            ? ScriptedGate.refuse("permit-missing: of the larger part")
            : ScriptedGate.ADMIT);
    assertRefused(
        cluster.trySubmit("--gres=gpu:1", ":", "--gres=gpu:8", "--wrap=true"),
        "permit-missing: of the larger part");
    assertThat(gate.questions())
        .extracting(question -> question.get("devices"))
        .containsExactly("1", "8");
    assertThat(cluster.must("squeue", "--noheader")).isBlank();
  }

  @Test
  void interactiveJobsAreAskedAboutToo() throws Exception {
    gate.answers(question -> ScriptedGate.refuse("paused: by order 1"));
    for (String command : List.of("salloc", "srun")) {
      assertRefused(
          cluster.asUser(command, "--gres=gpu:8", "--time=480", "true"), "paused: by order 1");
    }
  }

  @Test
  void aGateThatIsDeadRefusesEverything() throws Exception {
    gate.die();
    assertRefused(cluster.trySubmit(BIG), "gate-silent");
    assertRefused(cluster.trySubmit("--hold", "--wrap=true"), "gate-silent");
    gate.revive();
    cluster.submit(BIG);
  }

  @Test
  void aGateThatHangsRefuses() throws Exception {
    gate.answers(question -> new ScriptedGate.Reply.Hangs());
    assertRefused(cluster.trySubmit(BIG), "gate-silent: the site agent did not answer (timeout)");
  }

  @Test
  void aGateThatHangsUpRefuses() throws Exception {
    gate.answers(question -> new ScriptedGate.Reply.HangsUp());
    assertRefused(cluster.trySubmit(BIG), "gate-silent");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "admit", "ADMIT!", "ADMIT\nREFUSE paused: x", "OK", "<html>ADMIT</html>"})
  void whateverIsNotTheOneWordRefuses(String body) throws Exception {
    gate.answers(question -> new ScriptedGate.Reply.Says(200, body));
    assertRefused(
        cluster.trySubmit(BIG), "gate-silent: the site agent did not answer (odd answer)");
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 404, 500, 503})
  void aWordWithAnotherStatusRefuses(int status) throws Exception {
    gate.answers(question -> new ScriptedGate.Reply.Says(status, "ADMIT\n"));
    assertRefused(cluster.trySubmit(BIG), "gate-silent");
  }

  @Test
  void withoutTheTokenNothingIsAdmitted() throws Exception {
    Files.delete(cluster.tokenFile());
    assertRefused(cluster.trySubmit(BIG), "in-doubt: the token");
    assertThat(gate.questions()).isEmpty();
  }

  @Test
  void twoPermitsInOneCommentAreADoubt() throws Exception {
    assertRefused(
        cluster.trySubmit("--comment=permit:a1 permit:b2", "--gres=gpu:1", "--wrap=true"),
        "in-doubt: the comment names two of permit");
  }

  /** Slurm admits a job whose hook fails, so the hook must never be seen to fail. */
  @Test
  void aFailureInTheHookIsARefusal() throws Exception {
    Path file = cluster.hooks().place(SlurmHooks.SUBMIT);
    String whole = Files.readString(file);
    Files.writeString(
        file,
        whole.replace(
            "local function submit(job, partitions)",
            """
            local function submit(job, partitions)
              local nothing = nil
              local word = nothing.field
            """));
    cluster.scriptChanged();
    assertRefused(cluster.trySubmit(BIG), "in-doubt");
    Files.writeString(
        file,
        whole.replace(
            "local function submit(job, partitions)",
            """
            local function submit(job, partitions)
              if true then return "not a number" end
            """));
    cluster.scriptChanged();
    assertRefused(cluster.trySubmit(BIG), "in-doubt");
  }

  @Test
  void withTheScriptGoneOrBrokenTheOneBeforeStays() throws Exception {
    gate.answers(question -> ScriptedGate.refuse("paused: by order 1"));
    assertRefused(cluster.trySubmit(BIG), "paused");
    Path file = cluster.hooks().place(SlurmHooks.SUBMIT);
    Files.delete(file);
    assertRefused(cluster.trySubmit(BIG), "paused");
    assertThat(cluster.hooks().inspect())
        .filteredOn(hook -> !hook.isIntact())
        .extracting(InstalledHook::name)
        .containsExactly(SlurmHooks.SUBMIT);
    Files.writeString(file, "function slurm_job_submit( no end");
    cluster.scriptChanged();
    assertRefused(cluster.trySubmit(BIG), "paused");
  }

  @Test
  void withTheScriptBrokenSlurmDoesNotStartAtAll() throws Exception {
    cluster.stopController();
    Files.writeString(
        cluster.hooks().place(SlurmHooks.SUBMIT), "function slurm_job_submit( no end");
    assertThat(cluster.startsController()).isFalse();
  }
}
