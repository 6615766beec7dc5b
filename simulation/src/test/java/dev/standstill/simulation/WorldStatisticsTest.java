package dev.standstill.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Reason;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.Status;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the package says of its error rates, over {@value #SEEDS} seeds. */
class WorldStatisticsTest {
  private static final int SEEDS = 200;

  /** Weeks in which no site has a secret yet. */
  private static final int OPEN_WEEKS = WorldScale.DEMO.weeksBeforeLimit() + 1;

  private static List<WorldOutcome> outcomes = List.of();

  @BeforeAll
  static void evaluateAllSeeds() {
    outcomes =
        LongStream.rangeClosed(1, SEEDS)
            .mapToObj(seed -> EvaluatedWorld.outcome(World.of(seed)))
            .toList();
  }

  @Test
  void comesOutAsPlannedForAtLeastNinetyNineInAHundredSeeds() {
    assertThat(outcomes)
        .filteredOn(outcome -> outcome.differences().isEmpty())
        .hasSizeGreaterThanOrEqualTo(SEEDS * 99 / 100);
  }

  @Test
  void refutesTheSiteThatTrainsInSecretAndNoOther() {
    assertThat(outcomes)
        .allSatisfy(outcome ->
            assertThat(outcome.standings())
                .filteredOn(standing -> standing.status() == Status.REFUTED)
                .extracting(standing -> standing.site().id().toString())
                .containsExactly("cygnus/delta"));
  }

  @Test
  void neverRefutesAWeekInWhichEverythingWasDeclared() {
    assertThat(outcomes.stream().flatMap(outcome -> outcome.standings().stream()))
        .allSatisfy(standing -> {
          List<Conclusion> before = standing.conclusions().subList(0, OPEN_WEEKS);
          assertThat(before).extracting(Conclusion::status).doesNotContain(Status.REFUTED);
        });
  }

  @Test
  void opensAnAnomalyOnAnHonestSiteNoMoreOftenThanTheCharterAllows() {
    List<SiteStanding> honest =
        outcomes.stream()
            .flatMap(outcome -> outcome.standings().stream())
            .filter(standing -> standing.site().conduct() instanceof Conduct.Honest)
            .toList();
    long open = honest.stream().filter(standing -> has(standing, ReasonCode.ANOMALY_OPEN)).count();
    assertThat((double) open / honest.size()).isLessThanOrEqualTo(0.05);
  }

  @Test
  void attainsTheGoalAtEveryHonestSite() {
    assertThat(outcomes.stream().flatMap(outcome -> outcome.standings().stream()))
        .noneMatch(standing -> has(standing, ReasonCode.GOAL_NOT_ATTAINED));
  }

  @Test
  void refutesNobodyInAWorldWithoutTheSecret() {
    assertThat(LongStream.rangeClosed(1, SEEDS / 4))
        .allSatisfy(seed ->
            assertThat(EvaluatedWorld.outcome(World.of(seed).honest()).standings())
                .noneMatch(standing -> standing.status() == Status.REFUTED));
  }

  private static boolean has(SiteStanding standing, ReasonCode code) {
    return standing.conclusions().stream()
        .flatMap(conclusion -> conclusion.reasons().stream())
        .map(Reason::code)
        .anyMatch(code::equals);
  }
}
