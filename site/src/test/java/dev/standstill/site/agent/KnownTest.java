package dev.standstill.site.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.evidence.Evidence;
import dev.standstill.evidence.JobVerdict;
import dev.standstill.site.follow.LogView;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.lab.LabRegister;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Up to when a site's reports account for what ran, from a real log. */
class KnownTest {
  @TempDir private Path directory = Path.of("");

  private final LabAgreement agreement =
      new LabAgreement(
          Duration.ofSeconds(30),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(2));
  private final BalancePeriod first = agreement.firstPeriod();

  private static void reports(LabRegister register, BalancePeriod period, LabAgreement agreement)
      throws IOException {
    register.say(
        new ActivityReport(
            LabAgreement.SITE.name(),
            period,
            List.of(
                new AreaActivity(LabAgreement.AREA, List.of(), DeviceTime.ZERO, new TreeMap<>())),
            List.of(),
            List.of(),
            Optional.empty()),
        agreement.signer(LabAgreement.AURORA));
  }

  private static Instant reportedUntil(LabRegister register) throws IOException {
    Evidence log = register.evidence();
    LogView view =
        new LogView(Optional.of(log), Optional.of(Instant.now()), List.of(), Optional.empty());
    return Known.of(view, Optional.of(new JobVerdict(log)), List.of(), Instant.now())
        .reportedUntil(LabAgreement.SITE);
  }

  private static BalancePeriod next(BalancePeriod period) {
    return new BalancePeriod(period.to(), period.to().plus(period.length()));
  }

  /** Whoever says today that nothing will run tomorrow has accounted for nothing. */
  @Test
  void aReportOfATimeThatHadNotComeAccountsForNothing() throws Exception {
    try (LabRegister register = new LabRegister(directory, agreement::charter, agreement.all())) {
      reports(register, new BalancePeriod(first.from(), first.from().plusSeconds(3600)), agreement);
      // What is said later vouches for when the report was logged.
      register.say(agreement.permit("later", 1), agreement.signer(LabAgreement.BOREALIS));
      assertThat(reportedUntil(register)).isEqualTo(first.from());
    }
  }

  @Test
  void periodsInARowAccountAndAGapEndsThem() throws Exception {
    try (LabRegister register = new LabRegister(directory, agreement::charter, agreement.all())) {
      BalancePeriod second = next(first);
      BalancePeriod third = next(second);
      while (Instant.now().isBefore(third.to().plusSeconds(2))) {
        Thread.sleep(100);
      }
      reports(register, third, agreement);
      reports(register, first, agreement);
      register.say(agreement.permit("later", 1), agreement.signer(LabAgreement.BOREALIS));
      assertThat(reportedUntil(register)).isEqualTo(first.to());
      reports(register, second, agreement);
      register.say(agreement.permit("last", 1), agreement.signer(LabAgreement.BOREALIS));
      assertThat(reportedUntil(register)).isEqualTo(third.to());
    }
  }
}
