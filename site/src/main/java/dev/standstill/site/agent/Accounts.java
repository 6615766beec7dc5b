package dev.standstill.site.agent;

import dev.standstill.site.workload.EndedJob;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What each scheduler's accounts say of what is over. They are read beside the sweep and never in
 * it: accounts that do not answer must not make a stop come late. What was last read counts on.
 */
final class Accounts {
  /** How often they are read. */
  static final Duration EVERY = Duration.ofMinutes(1);

  /** For so long one owner's jobs without a permit add up. */
  private static final Duration WINDOW = Duration.ofDays(30);

  private static final Read NEVER = new Read(List.of(), Optional.empty());

  private final List<Guarded> guarded;
  private final InstantSource clock;
  private final Map<String, String> failures;
  private final Map<String, Read> read = new ConcurrentHashMap<>();

  /**
   * What accounts said.
   *
   * @param jobs what of the scheduler's work is over
   * @param asked when that was asked for; empty if it never was
   */
  record Read(List<EndedJob> jobs, Optional<Instant> asked) {
    Read {
      jobs = List.copyOf(jobs);
    }
  }

  Accounts(List<Guarded> guarded, InstantSource clock, Map<String, String> failures) {
    this.guarded = List.copyOf(guarded);
    this.clock = clock;
    this.failures = failures;
  }

  /**
   * Reads them all.
   *
   * @param reported up to when the site's reports account for what ran
   * @return whether any is read for the first time
   */
  boolean read(Instant reported) {
    boolean first = false;
    for (Guarded one : guarded) {
      String name = one.scheduler().name();
      try {
        Instant now = clock.instant();
        Instant window = now.minus(WINDOW);
        Instant since = reported.isBefore(window) ? reported : window;
        first |= read.put(name, new Read(one.accounting().since(since), Optional.of(now))) == null;
        failures.remove(name + " accounting");
      } catch (IOException | RuntimeException e) {
        failures.put(name + " accounting", String.valueOf(e.getMessage()));
      }
    }
    return first;
  }

  /** What was last read of a scheduler's. */
  Read of(String scheduler) {
    return read.getOrDefault(scheduler, NEVER);
  }
}
