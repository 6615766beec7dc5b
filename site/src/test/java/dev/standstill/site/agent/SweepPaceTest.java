package dev.standstill.site.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.site.enforcement.Enforcer.Swept;
import dev.standstill.site.enforcement.Halt;
import dev.standstill.site.enforcement.SweepPlan;
import dev.standstill.site.lab.LabScheduler;
import dev.standstill.site.workload.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepPaceTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Duration RHYTHM = Duration.ofSeconds(5);

  private static Duration pause(List<Swept> swept, Optional<Instant> begins, Duration took) {
    return SweepPace.pause(RHYTHM, swept, begins, took, NOW);
  }

  /** One job that must stop by this. */
  private static List<Swept> stopping(Instant until) {
    ScheduledJob job =
        new LabScheduler()
            .runs("7", LabScheduler.demand("train", 8, Duration.ofHours(1), Optional.empty()));
    Halt halt = new Halt("lab/7", "paused", "", Optional.empty(), NOW, until);
    SweepPlan plan = new SweepPlan(List.of(), Map.of("lab/7", halt));
    return List.of(new Swept(NOW, List.of(job), plan, List.of(), List.of(job)));
  }

  @Test
  void usuallyItIsTheSitesOwnRhythm() {
    assertThat(pause(List.of(), Optional.empty(), Duration.ofSeconds(1))).isEqualTo(RHYTHM);
  }

  @Test
  void aGraceThatEndsSoonerIsNotMissed() {
    assertThat(pause(stopping(NOW.plusSeconds(2)), Optional.empty(), Duration.ZERO))
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(pause(stopping(NOW.plusSeconds(9)), Optional.empty(), Duration.ZERO))
        .isEqualTo(RHYTHM);
  }

  @Test
  void whoIsBeingStoppedIsLookedAtOftenButNotAllTheTime() {
    assertThat(pause(stopping(NOW), Optional.empty(), Duration.ofMillis(20)))
        .isEqualTo(Duration.ofMillis(500));
    assertThat(pause(stopping(NOW), Optional.empty(), Duration.ofSeconds(3)))
        .isEqualTo(Duration.ofSeconds(3));
    assertThat(pause(stopping(NOW), Optional.empty(), Duration.ofSeconds(30))).isEqualTo(RHYTHM);
  }

  @Test
  void anOrderThatBeginsSoonerIsNotMissed() {
    assertThat(pause(List.of(), Optional.of(NOW.plusMillis(700)), Duration.ZERO))
        .isEqualTo(Duration.ofMillis(700));
    assertThat(pause(List.of(), Optional.of(NOW.minusSeconds(1)), Duration.ZERO)).isEqualTo(RHYTHM);
  }
}
