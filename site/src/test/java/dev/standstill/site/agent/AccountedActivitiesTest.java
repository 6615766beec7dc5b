package dev.standstill.site.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import dev.standstill.site.configuration.QueueUse;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.lab.LabDeclaration;
import dev.standstill.site.workload.Accounted;
import dev.standstill.site.workload.AccountedRun;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report's activities out of accounts, and of what the operator says of them. */
class AccountedActivitiesTest {
  private static final Instant FROM = Instant.parse("2026-11-23T00:00:00Z");
  private static final BalancePeriod DAY = new BalancePeriod(FROM, FROM.plus(Duration.ofDays(1)));
  private static final String PERMIT = "ab".repeat(32);

  private static final String WORK =
      """
      {"assumes": ["executed-equals-model"],
       "kinds": [
        {"runs": {"permit": "%s"}, "category": "training-run", "model": "big", "lineage": "big-1",
         "modelFlopPerDeviceSecond": "400", "executedFlopPerDeviceSecond": "500",
         "precision": "fp8"},
        {"runs": {"queue": "train", "lineage": "tuning"}, "category": "training-run",
         "model": "big", "lineage": "big-2", "modelFlopPerDeviceSecond": "1",
         "executedFlopPerDeviceSecond": "1", "precision": "bf16"},
        {"runs": {"queue": "serve"}, "category": "inference", "model": "small",
         "modelFlopPerDeviceSecond": "10", "executedFlopPerDeviceSecond": "10",
         "precision": "bf16"}]}
      """
          .formatted(PERMIT);

  @TempDir private Path directory = Path.of("");

  private static AccountedRun run(
      String queue, int devices, Optional<String> permit, Optional<String> lineage, long seconds) {
    return new AccountedRun(
        "7",
        "ada",
        queue,
        devices,
        permit,
        lineage,
        FROM.minusSeconds(60),
        Optional.of(FROM.plusSeconds(seconds)));
  }

  private static QueueUse use(AreaId area) {
    return new QueueUse(area, Set.of(OperationKind.PRE_TRAINING), LabAgreement.PEAK);
  }

  private static AccountedPeriod accounted(AreaId area, AccountedRun... runs) {
    return AccountedPeriod.of(
        DAY,
        Map.of("train", use(area), "serve", use(area)),
        new Accounted(List.of(runs), List.of()));
  }

  private WorkFile work(String text) throws IOException {
    return WorkFile.read(Files.writeString(directory.resolve("work.json"), text));
  }

  private ActivityReport report(AccountedRun... runs) throws IOException {
    return AccountedActivities.of(
        LabDeclaration.of(16), accounted(LabAgreement.AREA, runs), work(WORK));
  }

  @Test
  void runsOfOneKindAndPermitAreOneActivityAndTheRestIsIdle() throws Exception {
    ActivityReport report =
        report(
            run("train", 8, Optional.of(PERMIT), Optional.empty(), 100),
            run("train", 2, Optional.of(PERMIT), Optional.of("tuning"), 50),
            run("train", 1, Optional.of("no digest"), Optional.of("tuning"), 7),
            run("serve", 4, Optional.empty(), Optional.empty(), 1000));
    var hall = report.area(LabAgreement.AREA).orElseThrow();
    assertThat(hall.activities()).hasSize(3);
    DeclaredActivity big = hall.activities().getFirst();
    assertThat(big.deviceTime()).isEqualTo(new DeviceTime(BigInteger.valueOf(900_000_000)));
    assertThat(big.modelFlop().operations()).isEqualTo(BigInteger.valueOf(360_000));
    assertThat(big.executedFlop().operations()).isEqualTo(BigInteger.valueOf(450_000));
    assertThat(big.permit()).contains(new Digest(PERMIT));
    assertThat(big.lineage()).contains("big-1");
    // What is no permit's id cannot be drawn on; the run counts all the same.
    assertThat(hall.activities().get(1).permit()).isEmpty();
    assertThat(hall.activities().get(1).lineage()).contains("big-2");
    assertThat(hall.declaredUse().plus(hall.idle())).isEqualTo(DeviceTime.of(16, DAY));
    assertThat(report.readings()).isEmpty();
  }

  @Test
  void moreThanThereIsLeavesNothingIdle() throws Exception {
    var hall =
        report(run("serve", 40, Optional.empty(), Optional.empty(), 86_400))
            .area(LabAgreement.AREA)
            .orElseThrow();
    assertThat(hall.idle()).isEqualTo(DeviceTime.ZERO);
    assertThat(hall.declaredUse()).isEqualTo(DeviceTime.of(40, DAY));
  }

  @Test
  void whatNobodySaidIsNotMadeUp() {
    assertThatThrownBy(() -> report(run("train", 8, Optional.empty(), Optional.empty(), 100)))
        .hasMessageContaining("what job 7 of ada in queue train was");
    AreaId other = new AreaId("other");
    assertThatThrownBy(() ->
            AccountedActivities.of(
                LabDeclaration.of(16),
                accounted(other, run("serve", 1, Optional.empty(), Optional.empty(), 1)),
                work(WORK)))
        .hasMessageContaining("has not declared area other");
  }

  @Test
  void aQueueThatNobodyKnowsIsElsewhere() {
    AccountedPeriod period =
        accounted(LabAgreement.AREA, run("mine", 2, Optional.empty(), Optional.empty(), 3));
    assertThat(period.figures().elsewhere().deviceMicroseconds())
        .isEqualTo(BigInteger.valueOf(6_000_000));
    assertThat(period.figures().areas().getFirst().runs()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "\"lineage\": \"big-1\", ; ''; kinds/0: a training run, and only that, names its lineage",
        "inference; training-run; kinds/2: a training run, and only that, names its lineage",
        "\"queue\": \"serve\"; \"que\": \"serve\"; kinds/2/runs/que: unknown field",
        "\"10\"; 10; kinds/2/modelFlopPerDeviceSecond: expected a string",
        "\"bf16\"; \"\"; kinds/1/precision: must not be empty",
        "executed-equals-model; honest; assumes/0: unknown word"
      })
  void aSlipInTheFileIsNamedWithItsPlace(String was, String is, String words) {
    assertThat(WORK).contains(was);
    assertThatThrownBy(() -> work(WORK.replaceFirst(was, is)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(words);
  }
}
