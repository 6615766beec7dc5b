package dev.standstill.site.configuration;

import java.time.Duration;

/**
 * How often the agent does what it does.
 *
 * @param follow how often it looks for a newer checkpoint
 * @param sweep how often it goes through what runs and waits
 * @param canary how often it submits a job that must be refused
 */
public record Rhythm(Duration follow, Duration sweep, Duration canary) {

  /** For sites of any size. */
  public static final Rhythm USUAL =
      new Rhythm(Duration.ofSeconds(15), Duration.ofSeconds(5), Duration.ofHours(1));

  public Rhythm {
    for (Duration each : new Duration[] {follow, sweep, canary}) {
      // An outlook serves for a minute; what is done less often would always come too late.
      if (each.compareTo(Duration.ofMillis(100)) < 0 || each.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException("the agent does things every 0.1 s to 1 day: " + each);
      }
    }
    if (sweep.compareTo(Duration.ofSeconds(30)) > 0) {
      throw new IllegalArgumentException("a sweep is due at least every 30 s, not " + sweep);
    }
  }
}
