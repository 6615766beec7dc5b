package dev.standstill.site.enforcement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.site.gate.Answer;
import dev.standstill.site.workload.Demand;
import dev.standstill.site.workload.Phase;
import dev.standstill.site.workload.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepPlanTest {
  private static final Instant NOW = Instant.parse("2026-11-24T13:50:40Z");
  private static final Instant PUT_BACK = Instant.parse("2026-11-24T13:50:33Z");

  /** Slurm writes whole seconds, so of two jobs put back together only the numbers tell. */
  @Test
  void ofTwoPutBackInOneSecondTheOlderIsReleasedFirstAlsoWhereTheNumbersGrowLonger() {
    SweepPlan plan =
        SweepPlan.of(
            List.of(held("100"), held("99")), Map.of(), _ -> new Answer.Admit(), Map.of(), NOW);
    assertThat(plan.steps()).extracting(step -> step.job().id()).containsExactly("99", "100");
  }

  private static ScheduledJob held(String id) {
    Demand demand =
        new Demand(
            "slurm",
            "train",
            "ada",
            "ada",
            8,
            Optional.of(Duration.ofHours(1)),
            Optional.empty(),
            Optional.empty());
    return new ScheduledJob(
        id, "big", Phase.HELD, demand, PUT_BACK, Optional.empty(), 1, Optional.of("paused"));
  }
}
