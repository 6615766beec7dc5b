package dev.standstill.site.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.verdict.Committed;
import dev.standstill.site.gate.Commitments.Account;
import dev.standstill.site.gate.Commitments.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CommitmentsTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Account ADA = new Account.OfOwner("ada");

  private final Commitments commitments = new Commitments();

  private static Share share(int devices) {
    return Share.of(ADA, devices, FlopRate.ofTera("1"), Duration.ofHours(1));
  }

  private Committed others(String job, int devices) {
    return commitments.others(ADA, Optional.of(job), share(devices).most());
  }

  @Test
  void ofAnArrayThatWaitsATaskIsCountedOnceAndOnlyForWhatItAsks() {
    commitments.list("slurm", Map.of("slurm/5_[0-9]", share(80)), NOW);
    assertThat(others("slurm/5_3", 8)).isEqualTo(share(72).most());
    assertThat(others("slurm/5", 80)).isEqualTo(Committed.NOTHING);
    assertThat(others("slurm/6_3", 8)).isEqualTo(share(80).most());
    commitments.admit(Optional.of("slurm/5_3"), share(8), NOW);
    commitments.admit(Optional.of("slurm/5_3"), share(8), NOW);
    assertThat(others("slurm/7", 1)).isEqualTo(share(80).most());
    assertThat(others("slurm/5_3", 8)).isEqualTo(share(72).most());
  }

  @Test
  void aTaskThatAsksForMoreThanTheRestHasIsNotForgivenTheDifference() {
    commitments.list("slurm", Map.of("slurm/5_[0-1]", share(2), "slurm/9", share(3)), NOW);
    assertThat(others("slurm/5_0", 8)).isEqualTo(share(3).most());
  }

  @Test
  void aJobThatWasJustSubmittedDoesNotCountAgainstItself() {
    commitments.admit(Optional.empty(), share(8), NOW);
    assertThat(others("slurm/1", 8)).isEqualTo(Committed.NOTHING);
    assertThat(others("slurm/1", 6)).isEqualTo(share(2).most());
    commitments.list("slurm", Map.of("slurm/1", share(8)), NOW.plusSeconds(1));
    assertThat(others("slurm/1", 8)).isEqualTo(Committed.NOTHING);
    assertThat(others("slurm/2", 8)).isEqualTo(share(8).most());
  }

  @Test
  void ofTwoThatWereSubmittedEachStandsForOne() {
    commitments.admit(Optional.empty(), share(8), NOW);
    commitments.admit(Optional.empty(), share(4), NOW);
    commitments.admit(Optional.of("slurm/1"), share(8), NOW);
    assertThat(others("slurm/2", 4)).isEqualTo(share(8).most());
    assertThat(others("slurm/1", 8)).isEqualTo(share(4).most());
    commitments.list("slurm", Map.of("slurm/1", share(8)), NOW.plusSeconds(1));
    assertThat(others("slurm/1", 8)).isEqualTo(share(4).most());
    commitments.list("slurm", Map.of("slurm/1", share(8)), NOW.plusSeconds(60));
    assertThat(others("slurm/1", 8)).isEqualTo(Committed.NOTHING);
  }

  @Test
  void whatIsOverCountsByAccountUntilALaterListLeavesItOut() {
    Share over = share(3).ended();
    commitments.list(
        "slurm", Map.of("slurm/1", share(8), "slurm/2@10:00", over, "slurm/3@gone", over), NOW);
    Map<Account, Committed> before = commitments.ended();
    assertThat(before).containsOnly(Map.entry(ADA, share(6).ended().most()));
    commitments.list("other", Map.of("other/1", share(1)), NOW);
    assertThat(commitments.ended()).isEqualTo(before);
    commitments.list("slurm", Map.of("slurm/1", share(8)), NOW);
    assertThat(commitments.ended()).isEmpty();
    assertThat(before).isNotEmpty();
  }
}
