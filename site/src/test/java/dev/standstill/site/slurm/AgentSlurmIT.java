package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.record.Citation;
import dev.standstill.site.agent.Guarded;
import dev.standstill.site.configuration.AccountsForm;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.lab.LabRegister;
import dev.standstill.site.lab.LabSite;
import dev.standstill.site.lab.LabWitness;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The whole way: a log with witnesses, the agent, a real Slurm, and jobs that save. */
@ExtendWith(OnSlurm.class)
class AgentSlurmIT {

  /** Counts, saves the count when it is asked to, ignores SIGTERM, and goes on from the count. */
  private static final String TRAINING =
      """
      trap 'echo $n > saved-$SLURM_JOB_ID; echo saved $n' USR1
      trap : TERM
      n=$(cat saved-$SLURM_JOB_ID 2>/dev/null || echo 0); echo from $n
      while :; do n=$((n+1)); sleep 0.1; done
      """;

  private final SlurmCluster cluster;

  @TempDir private Path directory = Path.of("");

  private final LabAgreement agreement =
      new LabAgreement(Duration.ofSeconds(6), Duration.ofSeconds(3), Duration.ofSeconds(3));
  private Optional<LabRegister> register = Optional.empty();
  private Optional<LabSite> site = Optional.empty();

  AgentSlurmIT(SlurmCluster cluster) {
    this.cluster = cluster;
  }

  @BeforeEach
  void begin() throws Exception {
    register = Optional.of(new LabRegister(directory, agreement::charter, agreement.all()));
    start();
    SlurmCluster.await(
        "an agent that knows the log",
        () -> cluster.trySubmit("--hold", "--gres=gpu:1", "--time=5", "--wrap=true").status() == 0);
    cluster.clear();
  }

  private LabRegister register() {
    return register.orElseThrow();
  }

  private void start() throws IOException {
    SacctAccounting accounting =
        new SacctAccounting(
            cluster.installation(),
            cluster.commands(),
            AccountsForm.PARSABLE,
            defect -> {
              throw new AssertionError(defect);
            });
    site =
        Optional.of(
            LabSite.start(
                directory.resolve("state"),
                register(),
                agreement,
                List.of(
                    new Guarded(
                        cluster.scheduler(),
                        accounting::endedSince,
                        () -> cluster.hooks().found()))));
    cluster.ask(site.get().port(), LabSite.TOKEN);
  }

  @AfterEach
  void end() throws IOException {
    if (site.isPresent()) {
      site.get().close();
    }
    if (register.isPresent()) {
      register.get().close();
    }
  }

  private String permit() throws IOException {
    return register()
        .say(
            agreement.permit("big", 64),
            agreement.signer(LabAgreement.BOREALIS),
            agreement.signer(LabAgreement.CIRRUS))
        .id()
        .hex();
  }

  private Citation pause() throws IOException {
    return register()
        .say(
            agreement.pause(),
            agreement.signer(LabAgreement.BOREALIS),
            agreement.signer(LabAgreement.CIRRUS));
  }

  private String[] big(String permit) {
    return new String[] {
      "--open-mode=append",
      "--gres=gpu:8",
      "--nodes=2",
      "--time=60",
      "--comment=permit:" + permit,
      "--wrap=" + TRAINING
    };
  }

  private String runBig(String permit) throws Exception {
    SlurmCluster.await("the permit", () -> cluster.trySubmit(withHold(big(permit))).status() == 0);
    cluster.clear();
    String job = cluster.submit(big(permit));
    SlurmCluster.await("its first step", () -> output(job).contains("from 0"));
    return job;
  }

  private static String[] withHold(String[] options) {
    String[] held = new String[options.length + 1];
    held[0] = "--hold";
    System.arraycopy(options, 0, held, 1, options.length);
    return held;
  }

  private String serving() throws Exception {
    String job =
        cluster.submit("--partition=serve", "--gres=gpu:8", "--time=480", "--wrap=sleep 900");
    cluster.awaitState(job, "RUNNING");
    return job;
  }

  private String output(String job) throws IOException {
    Path file = cluster.jobs().resolve("slurm-" + job + ".out");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  private boolean isHeld(String job) throws Exception {
    return cluster.state(job).equals("PENDING")
        && cluster.fact(job, "admin_comment").startsWith("standstill: held: ");
  }

  private boolean isAcknowledged(Citation order) throws IOException {
    return register().evidence().facts().stream()
        .map(fact -> fact.body())
        .filter(Acknowledgement.class::isInstance)
        .map(Acknowledgement.class::cast)
        .anyMatch(one -> one.order().equals(order) && one.halted().isPresent());
  }

  @Test
  void aPauseHaltsWhatIsInItsScopeAndAResumeLetsItGoOnFromWhereItSaved() throws Exception {
    assertThat(cluster.trySubmit("--gres=gpu:8", "--nodes=2", "--time=60", "--wrap=true").errors())
        .contains("standstill: refused: permit-missing");
    String permit = permit();
    String big = runBig(permit);
    String serving = serving();
    Citation pause = pause();
    SlurmCluster.await("the halt", () -> isHeld(big));
    assertThat(output(big)).contains("saved");
    assertThat(cluster.state(serving)).isEqualTo("RUNNING");
    assertThat(cluster.trySubmit(big(permit)).errors()).contains("standstill: refused: paused");
    SlurmCluster.await("the acknowledgement", () -> isAcknowledged(pause));
    register()
        .say(
            agreement.resume(pause.id()),
            agreement.signer(LabAgreement.BOREALIS),
            agreement.signer(LabAgreement.CIRRUS));
    SlurmCluster.await("going on", () -> output(big).matches("(?s).*from [1-9][0-9]*.*"));
    assertThat(cluster.state(serving)).isEqualTo("RUNNING");
  }

  @Test
  void anAgentThatDiesRefusesAndOneThatComesBackAdmits() throws Exception {
    String permit = permit();
    String big = runBig(permit);
    site.orElseThrow().close();
    site = Optional.empty();
    assertThat(cluster.trySubmit("--gres=gpu:1", "--time=5", "--wrap=true").errors())
        .contains("standstill: refused: gate-silent");
    assertThat(cluster.state(big)).isEqualTo("RUNNING");
    start();
    SlurmCluster.await(
        "an agent that admits", () -> cluster.trySubmit(withHold(big(permit))).status() == 0);
    assertThat(cluster.state(big)).isEqualTo("RUNNING");
  }

  @Test
  void withoutTheRegisterWitnessesKeepItRunningAndWithoutAnybodyItHalts() throws Exception {
    String permit = permit();
    String big = runBig(permit);
    String serving = serving();
    register().down();
    // Longer than a view of the log is fresh without its witnesses.
    Thread.sleep(12_000);
    assertThat(cluster.state(big)).isEqualTo("RUNNING");
    register().witnesses().forEach(LabWitness::down);
    SlurmCluster.await("the halt", () -> isHeld(big));
    assertThat(output(big)).contains("saved");
    assertThat(cluster.state(serving)).isEqualTo("RUNNING");
    assertThat(cluster.trySubmit(big(permit)).errors())
        .contains("standstill: refused: view-silent");
  }

  @Test
  void manySmallJobsWithoutAPermitAddUpToALargeOne() throws Exception {
    // Each is below the threshold of sixteen hours of one device; three are above it.
    for (int i = 0; i < 2; i++) {
      cluster.submit("--gres=gpu:1", "--time=420", "--wrap=sleep 900");
    }
    assertThat(cluster.trySubmit("--gres=gpu:1", "--time=420", "--wrap=sleep 900").errors())
        .contains("standstill: refused: permit-missing");
  }
}
