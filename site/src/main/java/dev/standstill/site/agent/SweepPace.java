package dev.standstill.site.agent;

import dev.standstill.site.enforcement.Enforcer.Swept;
import dev.standstill.site.enforcement.Halt;
import dev.standstill.site.gate.SiteGate;
import dev.standstill.site.workload.ScheduledJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When to sweep again. Usually that is after the site's own rhythm; but a grace that ends, or an
 * order that begins, must not wait for it, and who is being stopped is looked at often, so that the
 * receipt says when it was and not when somebody looked.
 */
final class SweepPace {
  private static final Duration STOPPING = Duration.ofMillis(500);
  private static final Duration SHORTEST = Duration.ofMillis(1);

  private SweepPace() {}

  /**
   * How long to wait.
   *
   * @param rhythm how long at most
   * @param swept what the last sweep of each scheduler found
   * @param begins when the next order begins that is known and has not
   * @param took how long the last sweep took: listing must not be all that a scheduler does
   */
  static Duration pause(
      Duration rhythm,
      Collection<Swept> swept,
      Optional<Instant> begins,
      Duration took,
      Instant now) {
    Instant next = now.plus(rhythm);
    for (Swept sweep : swept) {
      for (ScheduledJob job : sweep.stopping()) {
        next = sooner(next, due(sweep.plan().halts().get(SiteGate.key(job)), took, now));
      }
    }
    if (begins.isPresent() && begins.get().isAfter(now)) {
      next = sooner(next, begins.get());
    }
    Duration pause = Duration.between(now, next);
    return pause.compareTo(SHORTEST) < 0 ? SHORTEST : pause;
  }

  private static Instant due(@Nullable Halt halt, Duration took, Instant now) {
    return halt != null && halt.until().isAfter(now)
        ? halt.until()
        : now.plus(took.compareTo(STOPPING) < 0 ? STOPPING : took);
  }

  private static Instant sooner(Instant one, Instant other) {
    return other.isBefore(one) ? other : one;
  }
}
