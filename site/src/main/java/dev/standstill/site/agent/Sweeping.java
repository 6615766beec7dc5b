package dev.standstill.site.agent;

import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.enforcement.Enforcer;
import dev.standstill.site.enforcement.Enforcer.Swept;
import dev.standstill.site.gate.SiteGate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Goes through what runs and waits at every scheduler, and makes it obey. */
final class Sweeping {
  /**
   * So long an agent that has never read a log leaves alone what runs: a slip in a new
   * configuration must not stop a site. It admits nothing meanwhile.
   */
  private static final Duration BLIND_MAX = Duration.ofMinutes(15);

  private static final String BLIND = "view";

  private final Duration rhythm;
  private final List<Guarded> guarded;
  private final Accounts accounts;
  private final Map<String, String> failures;
  private final InstantSource clock;
  private final Instant begun;
  private final Map<String, Enforcer> enforcers = new LinkedHashMap<>();
  private final Map<String, Swept> swept = new ConcurrentHashMap<>();
  private volatile Duration took = Duration.ZERO;

  Sweeping(
      SiteConfiguration site,
      List<Guarded> guarded,
      SiteGate gate,
      Accounts accounts,
      Journal journal,
      Map<String, String> failures,
      InstantSource clock)
      throws IOException {
    this.rhythm = site.rhythm().sweep();
    this.guarded = guarded;
    this.accounts = accounts;
    this.failures = failures;
    this.clock = clock;
    this.begun = clock.instant();
    for (Guarded one : guarded) {
      String name = one.scheduler().name();
      Path own = Files.createDirectories(site.state().resolve(name));
      gate.awaitAccounts(name);
      enforcers.put(name, new Enforcer(one.scheduler(), gate, own, clock, journal::write));
    }
  }

  /** How long to wait until the next sweep. */
  Duration pause(Known known) {
    return SweepPace.pause(rhythm, swept.values(), known.nextStart(), took, clock.instant());
  }

  /** What the last sweep of each scheduler found. */
  Map<String, Swept> swept() {
    return swept;
  }

  /**
   * Sweeps them all.
   *
   * @return whether nothing that must stop holds devices; empty if the log was never read
   */
  Optional<Boolean> sweep(Known known) {
    Instant started = clock.instant();
    Instant blindUntil = begun.plus(BLIND_MAX);
    if (known.outlook().isEmpty() && started.isBefore(blindUntil)) {
      failures.put(
          BLIND, "the log was never read; from " + blindUntil + " on, jobs that train are stopped");
      return Optional.empty();
    }
    failures.remove(BLIND);
    boolean halted = !guarded.isEmpty();
    for (Guarded one : guarded) {
      halted &= sweep(one.scheduler().name());
    }
    took = Duration.between(started, clock.instant());
    return Optional.of(halted);
  }

  private boolean sweep(String name) {
    try {
      Swept sweep =
          Optional.ofNullable(enforcers.get(name))
              .orElseThrow()
              .sweep(accounts.of(name).jobs(), accounts.of(name).asked());
      swept.put(name, sweep);
      failures.remove("sweep " + name);
      return sweep.stopping().isEmpty();
    } catch (IOException | RuntimeException e) {
      // One scheduler that does not answer keeps no job of another from being stopped.
      failures.put("sweep " + name, String.valueOf(e.getMessage()));
      return false;
    }
  }
}
