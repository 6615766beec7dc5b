package dev.standstill.site.agent;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.Enforcement;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.outbox.Outbox;
import dev.standstill.site.outbox.Said;
import dev.standstill.site.workload.AccountedRun;
import dev.standstill.wire.Binding;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what ran at the site, period by period. */
final class Reports {
  private final SiteConfiguration site;
  private final Reporting reporting;
  private final SelfReport self;
  private final List<Guarded> guarded;
  private final Outbox outbox;
  private final Journal journal;
  private final InstantSource clock;

  Reports(
      SiteConfiguration site,
      Reporting reporting,
      SelfReport self,
      List<Guarded> guarded,
      Outbox outbox,
      Journal journal,
      InstantSource clock) {
    this.site = site;
    this.reporting = reporting;
    this.self = self;
    this.guarded = guarded;
    this.outbox = outbox;
    this.journal = journal;
    this.clock = clock;
  }

  /** The last period that is over and not reported. */
  Optional<BalancePeriod> due(Known known) {
    return reporting.due(known, outbox.said(), clock.instant());
  }

  /** Puts down for the operator what the schedulers accounted in the period that is due. */
  void keepAccounts(Known known) throws IOException {
    Optional<BalancePeriod> due = due(known);
    if (due.isPresent() && !reporting.isAccounted(due.get())) {
      Optional<AccountedPeriod> accounted = accounted(due.get());
      if (accounted.isPresent()) {
        reporting.keepAccounted(accounted.get());
        journal.write("accounted for the report that is due: " + due.get());
      }
    }
  }

  /** Empty where a scheduler keeps no accounts: some runs would be missing. */
  private Optional<AccountedPeriod> accounted(BalancePeriod period) throws IOException {
    List<AccountedRun> all = new ArrayList<>();
    for (Guarded one : guarded) {
      if (one.runs().isEmpty()) {
        return Optional.empty();
      }
      all.addAll(one.runs().get().between(period.from(), period.to()));
    }
    return Optional.of(AccountedPeriod.of(period, site.queues(), all));
  }

  /** For the operator: a report is his to make, and whoever reads it may ask for the accounts. */
  private String comparedWithAccounts(ActivityReport report) {
    try {
      Optional<AccountedPeriod> accounted = accounted(report.period());
      if (accounted.isEmpty()) {
        return "; not compared: a scheduler keeps no accounts";
      }
      List<String> differences = accounted.get().differences(report);
      return differences.isEmpty()
          ? "; agrees with the schedulers' accounts"
          : "; differs from the schedulers' accounts: " + String.join("; ", differences);
    } catch (IOException | RuntimeException e) {
      return "; the schedulers' accounts cannot be read: " + e.getMessage();
    }
  }

  /** Reports the period of the operator's activities; the answer is for the operator. */
  String now(Known known) {
    try {
      ActivityReport declared = reporting.activities();
      Enforcement enforcement =
          self.of(
              declared.period().from(),
              declared.period().to(),
              guarded.stream().flatMap(one -> one.hooks().get().stream()).toList(),
              known.governance().map(one -> one.freshness().sources()).orElse(List.of()),
              known.view().sources());
      ActivityReport report = reporting.make(known, outbox.said(), enforcement, clock.instant());
      Said said = outbox.say(new Binding.ToCharter(known.charter().orElseThrow().id()), report);
      journal.write("reported " + report.period() + " as " + said.id());
      return "reported " + report.period() + " as " + said.id() + comparedWithAccounts(report);
    } catch (IOException | RuntimeException e) {
      journal.write("PROBLEM not reported: " + e.getMessage());
      return "not reported: " + e.getMessage();
    }
  }
}
