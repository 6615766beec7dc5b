package dev.standstill.site.slurm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.report.Enforcement;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.lab.LabDeclaration;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The report that the agent makes by itself is what Slurm accounted. */
@ExtendWith(OnSlurm.class)
class ReportSlurmIT {
  private static final int DEVICES = SlurmCluster.NODES * ClusterFiles.DEVICES_PER_NODE;
  private static final BigInteger MICROSECONDS = BigInteger.valueOf(1_000_000);

  private static final String WORK =
      """
      {"assumes": ["executed-equals-model"],
       "kinds": [
        {"runs": {"permit": "PERMIT"}, "category": "training-run", "model": "big",
         "lineage": "big-1", "modelFlopPerDeviceSecond": "400",
         "executedFlopPerDeviceSecond": "500", "precision": "fp8"},
        {"runs": {"queue": "serve"}, "category": "inference", "model": "small",
         "modelFlopPerDeviceSecond": "10", "executedFlopPerDeviceSecond": "10",
         "precision": "bf16"}]}
      """;

  private final SlurmCluster cluster;

  @TempDir private Path directory = Path.of("");

  ReportSlurmIT(SlurmCluster cluster) {
    this.cluster = cluster;
  }

  /** One job is stopped and put back, one serves on, and the period ends while both may run. */
  @Test
  void sacctAgreesWithTheSignedReportToTheSecond() throws Exception {
    LabAgreement agreement =
        new LabAgreement(
            Duration.ofSeconds(9),
            Duration.ofSeconds(9),
            Duration.ofSeconds(3),
            Duration.ofSeconds(50));
    BalancePeriod period = agreement.firstPeriod();
    try (SlurmSite site = new SlurmSite(cluster, directory, agreement, Duration.ofMillis(300))) {
      site.register().say(LabDeclaration.of(DEVICES), agreement.signer(LabAgreement.AURORA));
      String permit = site.permit();
      Files.createDirectories(site.state().resolve("site-data"));
      Files.writeString(
          site.state().resolve("site-data/work.json"), WORK.replace("PERMIT", permit));
      String job = site.runs(permit, "--nodes=2");
      String serving =
          cluster.submit("--partition=serve", "--gres=gpu:3", "--time=60", "--wrap=sleep 300");
      cluster.awaitState(serving, "RUNNING");
      var pause = site.pause();
      SlurmCluster.await("the halt", () -> site.isHeld(job));
      SlurmCluster.await("the receipt", () -> site.isHalted(pause));
      site.resume(pause);
      SlurmCluster.await("going on", () -> site.wentOn(job));
      try {
        SlurmCluster.await("the report", () -> !reports(site, period).isEmpty());
      } catch (AssertionError e) {
        throw new AssertionError(site.site().agent().status(), e);
      }
      ActivityReport report = reports(site, period).getFirst();
      long accounted = accounted(period);
      System.out.println("device-seconds that sacct accounted and the report has: " + accounted);
      agrees(report, accounted, permit);
      site.stop();
      site.start();
      SlurmCluster.await("the next report", () -> reports(site, after(period)).size() == 1);
      assertThat(reports(site, period)).hasSize(1);
    }
  }

  private static void agrees(ActivityReport report, long accounted, String permit) {
    assertThat(accounted).isPositive();
    Enforcement.Accounts figures = report.enforcement().orElseThrow().accounts().orElseThrow();
    assertThat(figures.unread()).isZero();
    assertThat(figures.elsewhere().deviceMicroseconds()).isZero();
    assertThat(figures.areas()).hasSize(1);
    BigInteger microseconds = BigInteger.valueOf(accounted).multiply(MICROSECONDS);
    assertThat(figures.areas().getFirst().deviceTime().deviceMicroseconds())
        .isEqualTo(microseconds);
    // The job that was put back had two runs by the end of the period, or one and a bit.
    assertThat(figures.areas().getFirst().runs()).isGreaterThanOrEqualTo(2);
    AreaActivity hall = report.area(LabAgreement.AREA).orElseThrow();
    assertThat(hall.declaredUse().deviceMicroseconds()).isEqualTo(microseconds);
    assertThat(hall.declaredUse().plus(hall.idle()).deviceMicroseconds())
        .isEqualTo(
            BigInteger.valueOf(DEVICES * report.period().length().toSeconds())
                .multiply(MICROSECONDS));
    assertThat(hall.activities())
        .extracting(DeclaredActivity::category)
        .containsExactlyInAnyOrder(ActivityCategory.TRAINING_RUN, ActivityCategory.INFERENCE);
    DeclaredActivity training =
        hall.activities().stream()
            .filter(one -> one.category() == ActivityCategory.TRAINING_RUN)
            .findFirst()
            .orElseThrow();
    assertThat(training.permit().orElseThrow().hex()).isEqualTo(permit);
    assertThat(training.executedFlop().operations())
        .isEqualTo(
            training
                .deviceTime()
                .deviceMicroseconds()
                .divide(MICROSECONDS)
                .multiply(BigInteger.valueOf(500)));
  }

  private static BalancePeriod after(BalancePeriod period) {
    return new BalancePeriod(period.to(), period.to().plus(period.length()));
  }

  private static List<ActivityReport> reports(SlurmSite site, BalancePeriod period)
      throws Exception {
    return site.register().evidence().facts().stream()
        .map(fact -> fact.body())
        .filter(ActivityReport.class::isInstance)
        .map(ActivityReport.class::cast)
        .filter(report -> report.period().equals(period))
        .toList();
  }

  /** By Slurm's own arithmetic: it cuts runs off at both ends of the time it is asked for. */
  private long accounted(BalancePeriod period) throws Exception {
    return cluster
        .must(
            "sacct",
            "--allocations",
            "--noheader",
            "--parsable2",
            "--duplicates",
            "--allusers",
            "--truncate",
            "--starttime=" + local(period.from()),
            "--endtime=" + local(period.to()),
            "--format=ElapsedRaw,AllocTRES")
        .lines()
        .filter(line -> line.contains("gres/gpu="))
        .mapToLong(line -> {
          String[] fields = line.split("\\|", -1);
          String devices = fields[1].replaceAll(".*gres/gpu=(\\d+).*", "$1");
          return Long.parseLong(fields[0]) * Long.parseLong(devices);
        })
        .sum();
  }

  private static String local(Instant time) {
    return time.toString().replace("Z", "");
  }
}
