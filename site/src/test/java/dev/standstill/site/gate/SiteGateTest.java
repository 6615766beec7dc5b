package dev.standstill.site.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.verdict.Committed;
import dev.standstill.site.configuration.QueueUse;
import dev.standstill.site.configuration.ReportSettings;
import dev.standstill.site.configuration.Rhythm;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.configuration.SourceAddress;
import dev.standstill.site.gate.Commitments.Account;
import dev.standstill.site.gate.Commitments.Share;
import dev.standstill.site.lab.LabAgreement;
import dev.standstill.site.lab.LabScheduler;
import dev.standstill.site.workload.Demand;
import dev.standstill.site.workload.EndedJob;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is over and in no accounts yet, between two lists of a scheduler. */
class SiteGateTest {
  private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration LIMIT = Duration.ofHours(8);
  private static final Digest NOTHING = new Digest("0".repeat(64));
  private static final Account ADA = new Account.OfOwner("ada");

  private Instant now = START;
  private final SiteGate gate = new SiteGate(configuration(), () -> now);

  @BeforeEach
  void knowTheLog() {
    gate.look(Optional.empty(), Optional.empty(), START.minus(Duration.ofDays(1)));
  }

  private static SiteConfiguration configuration() {
    return new SiteConfiguration(
        LabAgreement.SITE,
        NOTHING,
        Path.of("policy"),
        List.of(new SourceAddress("register", "register")),
        Optional.empty(),
        Path.of("state"),
        Optional.empty(),
        0,
        Map.of(
            "train",
            new QueueUse(LabAgreement.AREA, Set.of(OperationKind.PRE_TRAINING), LabAgreement.PEAK)),
        new Rhythm(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofHours(1)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ReportSettings.BY_HAND,
        NOTHING);
  }

  private void list(Optional<Instant> accounts, ScheduledJob... jobs) {
    gate.list("lab", List.of(jobs), List.<EndedJob>of(), now, accounts);
  }

  private static ScheduledJob job(Phase phase, Optional<Instant> started) {
    Demand demand = LabScheduler.demand("train", 8, LIMIT, Optional.empty());
    return new ScheduledJob("1", "big", phase, demand, START, started, 0, Optional.empty());
  }

  private static Committed executed(Duration time) {
    return Share.of(ADA, 8, LabAgreement.PEAK, time).ended().most();
  }

  private static Committed ahead(Duration time) {
    return Share.of(ADA, 8, LabAgreement.PEAK, time).most();
  }

  @Test
  void aJobThatIsHeldCountsWithWhatItExecutedAndNotWithWhatWasLeftOfItsLimit() {
    list(Optional.empty(), job(Phase.RUNNING, Optional.of(START)));
    assertThat(gate.counted(ADA)).isEqualTo(ahead(LIMIT));
    now = START.plus(Duration.ofHours(1));
    list(Optional.empty(), job(Phase.HELD, Optional.empty()));
    assertThat(gate.counted(ADA)).isEqualTo(executed(Duration.ofHours(1)));
  }

  @Test
  void aJobThatBeganAndEndedBetweenTwoListsCountsFromTheFirst() {
    list(Optional.empty(), job(Phase.PENDING, Optional.empty()));
    now = START.plusSeconds(40);
    list(Optional.empty());
    assertThat(gate.counted(ADA)).isEqualTo(executed(Duration.ofSeconds(40)));
  }

  @Test
  void itCountsUntilAccountsAreReadThatMustShowIt() {
    list(Optional.of(START), job(Phase.RUNNING, Optional.of(START)));
    now = START.plusSeconds(10);
    list(Optional.of(START));
    now = START.plusSeconds(35);
    list(Optional.of(START.plusSeconds(35)));
    assertThat(gate.counted(ADA)).isEqualTo(executed(Duration.ofSeconds(10)));
    now = START.plusSeconds(50);
    list(Optional.of(START.plusSeconds(50)));
    assertThat(gate.counted(ADA)).isEqualTo(Committed.NOTHING);
  }

  @Test
  void nothingIsCountedBeyondALimit() {
    list(Optional.empty(), job(Phase.RUNNING, Optional.of(START)));
    now = START.plus(LIMIT).plusSeconds(500);
    list(Optional.empty());
    assertThat(gate.counted(ADA)).isEqualTo(executed(LIMIT));
  }
}
