package dev.standstill.site.agent;

import dev.standstill.core.report.Enforcement.Hook;
import dev.standstill.site.workload.Accounted;
import dev.standstill.site.workload.EndedJob;
import dev.standstill.site.workload.Scheduler;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A scheduler that the agent keeps in order.
 *
 * @param accounting what of its work is over, since a time; empty where it keeps none
 * @param hooks what it asks before it starts anything, as found in its place now
 * @param runs what it accounted in a period; empty where it keeps no accounts
 */
public record Guarded(
    Scheduler scheduler, Accounting accounting, Supplier<List<Hook>> hooks, Optional<Runs> runs) {

  /** What is over. */
  @FunctionalInterface
  public interface Accounting {
    List<EndedJob> since(Instant time) throws IOException;
  }

  /** What ran in a period, whether it is over or not. */
  @FunctionalInterface
  public interface Runs {
    Accounted between(Instant from, Instant to) throws IOException;
  }

  /** One that keeps no accounts of periods. */
  public Guarded(Scheduler scheduler, Accounting accounting, Supplier<List<Hook>> hooks) {
    this(scheduler, accounting, hooks, Optional.empty());
  }
}
