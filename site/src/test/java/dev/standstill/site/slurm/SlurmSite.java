package dev.standstill.site.slurm;

import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.order.Order;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.StatementBody;
import dev.standstill.site.agent.Guarded;
import dev.standstill.site.configuration.AccountsForm;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.lab.LabRegister;
import dev.standstill.site.lab.LabSite;
import dev.standstill.site.lab.LabSiteFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** A register with its witnesses, an agent, and a real Slurm whose hooks ask it. */
final class SlurmSite implements AutoCloseable {

  /** Counts, saves the count when it is asked to, ignores SIGTERM, and goes on from the count. */
  private static final String TRAINING =
      """
      trap 'echo $n > saved-$SLURM_JOB_ID; echo saved $n' USR1
      trap : TERM
      n=$(cat saved-$SLURM_JOB_ID 2>/dev/null || echo 0); echo from $n
      while :; do n=$((n+1)); sleep 0.1; done
      """;

  private final SlurmCluster cluster;
  private final Path directory;
  private final LabAgreement agreement;
  private final LabRegister register;
  private final LabSiteFiles files;
  private Optional<LabSite> site = Optional.empty();

  /**
   * Starts all of it.
   *
   * @param sweep how often the agent sweeps
   */
  SlurmSite(SlurmCluster cluster, Path directory, LabAgreement agreement, Duration sweep)
      throws Exception {
    this.cluster = cluster;
    this.directory = directory;
    this.agreement = agreement;
    this.register = new LabRegister(directory, agreement::charter, agreement.all());
    this.files = LabSiteFiles.write(directory.resolve("files"), register, agreement, sweep);
    start();
    awaitAdmission();
  }

  private void awaitAdmission() throws Exception {
    SlurmCluster.await(
        "an agent that knows the log",
        () -> cluster.trySubmit("--hold", "--gres=gpu:1", "--time=5", "--wrap=true").status() == 0);
    cluster.clear();
  }

  LabAgreement agreement() {
    return agreement;
  }

  LabRegister register() {
    return register;
  }

  LabSiteFiles files() {
    return files;
  }

  PeriodAccounts accounts() {
    return new PeriodAccounts(accounting(), cluster.installation(), cluster.commands());
  }

  /** Where the agent keeps everything. */
  Path state() {
    return directory.resolve("state");
  }

  SacctAccounting accounting() {
    return new SacctAccounting(
        cluster.installation(),
        cluster.commands(),
        AccountsForm.PARSABLE,
        defect -> {
          throw new AssertionError(defect);
        });
  }

  /** Starts the agent in this process, or starts it again where it was left. */
  void start() throws IOException {
    site =
        Optional.of(
            LabSite.start(
                state(),
                files,
                List.of(
                    new Guarded(
                        cluster.scheduler(),
                        accounting()::endedSince,
                        () -> cluster.hooks().found(),
                        Optional.of(accounts()::between)))));
    cluster.ask(site.get().port(), LabSite.TOKEN);
  }

  LabSite site() {
    return site.orElseThrow();
  }

  void stop() throws IOException {
    if (site.isPresent()) {
      site.get().close();
      site = Optional.empty();
    }
  }

  /** Says something by the two that decide. */
  Citation say(StatementBody body) throws IOException {
    return register.say(
        body, agreement.signer(LabAgreement.BOREALIS), agreement.signer(LabAgreement.CIRRUS));
  }

  /** The id of a permit that is in the log. */
  String permit() throws IOException {
    return say(agreement.permit("big", 64)).id().hex();
  }

  Citation pause() throws IOException {
    return say(agreement.pause());
  }

  void resume(Citation order) throws IOException {
    Order resume = agreement.resume(order.id());
    Citation _ = say(resume);
  }

  /** How a job that saves is submitted. */
  String[] training(String permit, String... more) {
    return Stream.concat(
            Stream.of(
                "--open-mode=append",
                "--gres=gpu:8",
                "--time=60",
                "--comment=permit:" + permit,
                "--wrap=" + TRAINING),
            Stream.of(more))
        .toArray(String[]::new);
  }

  /** Submits such a job as soon as the permit is known, and waits until it runs. */
  String runs(String permit, String... more) throws Exception {
    String job = submit(permit, more);
    SlurmCluster.await("its first step", () -> output(job).contains("from 0"));
    return job;
  }

  /** Submits such a job as soon as the permit is known and has room for it. */
  String submit(String permit, String... more) throws Exception {
    AtomicReference<String> job = new AtomicReference<>("");
    SlurmCluster.await(
        "its admission",
        () -> {
          SlurmCommands.Ended ended = cluster.trySubmit(training(permit, more));
          job.set(ended.output().strip());
          return ended.status() == 0;
        });
    return job.get();
  }

  String output(String job) throws IOException {
    Path file = cluster.jobs().resolve("slurm-" + job + ".out");
    return Files.exists(file) ? Files.readString(file) : "";
  }

  /** Whether it waits, held in our name, and has no devices. */
  boolean isHeld(String job) throws Exception {
    return cluster.state(job).equals("PENDING")
        && cluster.fact(job, "admin_comment").startsWith("standstill: held: ");
  }

  boolean wentOn(String job) throws IOException {
    return output(job).matches("(?s).*from [1-9][0-9]*.*");
  }

  /** The receipts of an order that the register's log has. */
  List<Acknowledgement> receipts(Citation order) throws IOException {
    return register.evidence().facts().stream()
        .map(fact -> fact.body())
        .filter(Acknowledgement.class::isInstance)
        .map(Acknowledgement.class::cast)
        .filter(one -> one.order().equals(order))
        .toList();
  }

  /** Whether the site has said that nothing in the order's scope runs. */
  boolean isHalted(Citation order) throws IOException {
    return receipts(order).stream().anyMatch(one -> one.halted().isPresent());
  }

  @Override
  public void close() throws IOException {
    stop();
    register.close();
  }
}
