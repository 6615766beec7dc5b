package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Citation;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.site.agent.AccountedPeriod;
import dev.standstill.site.configuration.AccountsForm;
import dev.standstill.site.configuration.QueueUse;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.workload.Accounted;
import dev.standstill.site.workload.AccountedRun;
import dev.standstill.site.workload.SchedulerException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What is offered for a report is what Slurm accounted, to the second, a pause or not. */
@ExtendWith(OnSlurm.class)
class AccountsSlurmIT {
  private static final Map<String, QueueUse> QUEUES =
      Map.of(
          "train",
          new QueueUse(LabAgreement.AREA, Set.of(OperationKind.PRE_TRAINING), LabAgreement.PEAK));

  private final SlurmCluster cluster;

  @TempDir private Path directory = Path.of("");

  AccountsSlurmIT(SlurmCluster cluster) {
    this.cluster = cluster;
  }

  @Test
  void whatAPauseStoppedAndPutBackIsCountedForEveryRun() throws Exception {
    LabAgreement agreement =
        new LabAgreement(Duration.ofSeconds(9), Duration.ofSeconds(9), Duration.ofSeconds(3));
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    try (SlurmSite site = new SlurmSite(cluster, directory, agreement, Duration.ofMillis(300))) {
      String permit = site.permit();
      String job = site.runs(permit, "--nodes=2");
      String small = site.runs(permit, "--gres=gpu:3");
      Citation pause = site.pause();
      SlurmCluster.await("the halt", () -> site.isHeld(job) && site.isHeld(small));
      SlurmCluster.await("the receipt", () -> site.isHalted(pause));
      site.resume(pause);
      SlurmCluster.await("going on", () -> site.wentOn(job) && site.wentOn(small));
      cluster.clear();
      String ids = "--jobs=" + job + "," + small;
      SlurmCluster.await("the accounts", () -> accounted(ids).lines().count() == 4);
      Instant to = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
      SlurmCluster.await("records that wait", () -> isWhole(site.accounts()));
      List<AccountedRun> runs =
          site.accounts().between(from, to).runs().stream()
              .filter(run -> run.id().equals(job) || run.id().equals(small))
              .toList();
      AccountedPeriod period =
          AccountedPeriod.of(new BalancePeriod(from, to), QUEUES, new Accounted(runs, List.of()));
      long byHand = byHand(accounted(ids));
      System.out.println("device-seconds that sacct accounted: " + byHand);
      assertThat(byHand).isPositive();
      assertThat(period.deviceSeconds(LabAgreement.AREA)).isEqualTo(byHand);
      assertThat(period.areas()).containsOnlyKeys(LabAgreement.AREA);
      assertThat(runs).hasSize(4).allSatisfy(run -> assertThat(run.permit()).contains(permit));
    }
  }

  /** JSON says of every run what the lines say. */
  @Test
  void bothFormsOfTheAccountsAgree() throws Exception {
    Instant from = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(1);
    String comment = "--comment=permit:ab lineage:x\nand | a \"second\" line";
    String array = cluster.submit("--gres=gpu:2", "--array=1-2", comment, "--wrap=true");
    String pair = cluster.submit("--gres=gpu:1", "--time=7", ":", "--gres=gpu:3", "--wrap=sleep 1");
    String running = cluster.submit("--gres=gpu:4", "--time=UNLIMITED", "--wrap=sleep 300");
    cluster.awaitState(running, "RUNNING");
    SlurmCluster.await(
        "five runs in the accounts",
        () ->
            accounts(AccountsForm.PARSABLE, from).stream()
                    .filter(job -> job.end().isPresent() || job.id().equals(running))
                    .count()
                == 5);
    List<AccountedJob> lines = accounts(AccountsForm.PARSABLE, from);
    List<AccountedJob> json = accounts(AccountsForm.JSON, from);
    assertThat(json)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("elapsed")
        .containsExactlyInAnyOrderElementsOf(lines);
    assertThat(json)
        .extracting(AccountedJob::id)
        .containsExactlyInAnyOrder(array + "_1", array + "_2", pair + "+0", pair + "+1", running);
    cluster.clear();
  }

  private List<AccountedJob> accounts(AccountsForm form, Instant from) throws Exception {
    return new SacctAccounting(
            cluster.installation(),
            cluster.commands(),
            form,
            defect -> {
              throw new AssertionError(defect);
            })
        .since(from)
        .jobs();
  }

  private static boolean isWhole(PeriodAccounts accounts) {
    try {
      return accounts.between(Instant.now(), Instant.now()).unread().isEmpty();
    } catch (SchedulerException e) {
      return false;
    }
  }

  /** Finished runs only: elapsed seconds, resources. */
  private String accounted(String jobs) throws Exception {
    return cluster
        .must("sacct", "-X", "-n", "-P", "-D", jobs, "--format=ElapsedRaw,AllocTRES,State,End")
        .lines()
        .filter(line -> !line.contains("RUNNING") && !line.endsWith("Unknown"))
        .filter(line -> line.contains("gres/gpu="))
        .reduce("", (one, other) -> one + other + "\n");
  }

  private static long byHand(String lines) {
    return lines
        .lines()
        .mapToLong(line -> {
          String[] fields = line.split("\\|", -1);
          String devices = fields[1].replaceAll(".*gres/gpu=(\\d+).*", "$1");
          return Long.parseLong(fields[0]) * Long.parseLong(devices);
        })
        .sum();
  }
}
