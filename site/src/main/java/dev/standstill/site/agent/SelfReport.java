package dev.standstill.site.agent;

import dev.standstill.core.charter.Freshness;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.Enforcement;
import dev.standstill.core.report.Enforcement.HeardSource;
import dev.standstill.core.report.Enforcement.Hook;
import dev.standstill.site.follow.SourceStanding;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * What the agent says of its own enforcement in a report. Whoever rules the machine can change any
 * of it, and must then sign that.
 */
final class SelfReport {
  private final CanaryFile canaries;
  private final ViewFile views;
  private final Digest configuration;

  SelfReport(CanaryFile canaries, ViewFile views, Digest configuration) {
    this.canaries = canaries;
    this.views = views;
    this.configuration = configuration;
  }

  /**
   * Puts it together.
   *
   * @param hooks as they are installed now
   * @param charter the sources that the charter names: others are nobody's business
   * @param heard what each configured source gave
   * @param accounts what the schedulers accounted; empty where one keeps no accounts
   */
  Enforcement of(
      Instant from,
      Instant to,
      List<Hook> hooks,
      List<Freshness.Source> charter,
      List<SourceStanding> heard,
      Optional<Enforcement.Accounts> accounts)
      throws IOException {
    List<HeardSource> sources =
        charter.stream()
            .map(source -> new HeardSource(source.name(), newest(heard, source.name())))
            .toList();
    return new Enforcement(
        canaries.between(from, to),
        hooks,
        configuration,
        sources,
        views.staleBetween(from, to).truncatedTo(ChronoUnit.SECONDS),
        accounts);
  }

  private static Optional<Instant> newest(List<SourceStanding> heard, String name) {
    return heard.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .flatMap(SourceStanding::newest);
  }
}
