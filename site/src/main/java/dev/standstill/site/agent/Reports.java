package dev.standstill.site.agent;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.Enforcement;
import dev.standstill.site.configuration.ReportSettings;
import dev.standstill.site.configuration.SiteConfiguration;
import dev.standstill.site.outbox.Outbox;
import dev.standstill.site.outbox.Said;
import dev.standstill.site.workload.Accounted;
import dev.standstill.site.workload.AccountedRun;
import dev.standstill.wire.Binding;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Says what ran at the site, period by period: when the operator asks for it, and by itself where
 * he wants that. A period that was said, here or in the log, is not said again.
 */
final class Reports {
  private static final Duration PACE_MAX = Duration.ofMinutes(1);
  private static final Duration PACE_MIN = Duration.ofSeconds(1);
  private static final String FAILURE = "report of ";

  private final SiteConfiguration site;
  private final Reporting reporting;
  private final SelfReport self;
  private final List<Guarded> guarded;
  private final Outbox outbox;
  private final Journal journal;
  private final Map<String, String> failures;
  private final InstantSource clock;

  Reports(
      SiteConfiguration site,
      Reporting reporting,
      SelfReport self,
      List<Guarded> guarded,
      Outbox outbox,
      Journal journal,
      Map<String, String> failures,
      InstantSource clock) {
    this.site = site;
    this.reporting = reporting;
    this.self = self;
    this.guarded = guarded;
    this.outbox = outbox;
    this.journal = journal;
    this.failures = failures;
    this.clock = clock;
  }

  /** How often to look whether a report is due. */
  static Duration pace(ReportSettings settings) {
    Duration settling = settings.settling();
    Duration pace = settling.compareTo(PACE_MAX) > 0 ? PACE_MAX : settling;
    return pace.compareTo(PACE_MIN) < 0 ? PACE_MIN : pace;
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
    List<AccountedRun> runs = new ArrayList<>();
    List<String> unread = new ArrayList<>();
    for (Guarded one : guarded) {
      if (one.runs().isEmpty()) {
        return Optional.empty();
      }
      Accounted accounted = one.runs().get().between(period.from(), period.to());
      runs.addAll(accounted.runs());
      unread.addAll(accounted.unread());
    }
    return Optional.of(AccountedPeriod.of(period, site.queues(), new Accounted(runs, unread)));
  }

  /**
   * Makes and says every report whose period is over and settled, if all evidence of it is there:
   * its hours written, its accounts read. What is missing is a failure, and it is tried again.
   *
   * @return how many were said
   */
  synchronized int sayDue(Known known) {
    List<BalancePeriod> due =
        reporting.unreported(
            known, outbox.said(), clock.instant().minus(site.reporting().settling()));
    failures
        .keySet()
        .removeIf(key ->
            key.startsWith(FAILURE)
                && due.stream().noneMatch(period -> key.equals(FAILURE + period.from())));
    int said = 0;
    for (BalancePeriod period : due) {
      try {
        Optional<AccountedPeriod> accounted = accounted(period);
        Optional<ActivityReport> declared =
            reporting
                .activities()
                .filter(one -> one.period().equals(period) && one.corrects().isEmpty());
        say(
            declared.isPresent() ? declared.get() : fromAccounts(known, accounted),
            accounted,
            known);
        failures.remove(FAILURE + period.from());
        said++;
      } catch (IOException | RuntimeException e) {
        failures.put(FAILURE + period.from(), String.valueOf(e.getMessage()));
      }
    }
    return said;
  }

  private ActivityReport fromAccounts(Known known, Optional<AccountedPeriod> accounted)
      throws IOException {
    return reporting.fromAccounts(
        known,
        accounted.orElseThrow(() ->
            new IllegalArgumentException(
                "a scheduler keeps no accounts: declare in activities.json what ran")));
  }

  private Said say(ActivityReport declared, Optional<AccountedPeriod> accounted, Known known)
      throws IOException {
    Enforcement enforcement =
        self.of(
            declared.period().from(),
            declared.period().to(),
            guarded.stream().flatMap(one -> one.hooks().get().stream()).toList(),
            known.governance().map(one -> one.freshness().sources()).orElse(List.of()),
            known.view().sources(),
            accounted.map(AccountedPeriod::figures));
    ActivityReport report =
        reporting.make(declared, known, outbox.said(), enforcement, clock.instant());
    if (accounted.isPresent()) {
      // The runs behind the figures that are signed, and the lines that nobody could read.
      reporting.keepAccounted(accounted.get());
    }
    Said said = outbox.say(new Binding.ToCharter(known.charter().orElseThrow().id()), report);
    journal.write("reported " + report.period() + " as " + said.id());
    return said;
  }

  /**
   * Reports the period of the operator's activities; without those the one that is due, from the
   * accounts. The answer is for the operator.
   */
  synchronized String now(Known known) {
    try {
      Optional<ActivityReport> activities = reporting.activities();
      if (activities.isPresent()) {
        return now(activities.get(), known);
      }
      Optional<AccountedPeriod> accounted = accounted(due(known).orElseThrow(Reports::nothingDue));
      ActivityReport filled = fromAccounts(known, accounted);
      Said said = say(filled, accounted, known);
      return "reported " + filled.period() + " as " + said.id() + compared(filled, accounted);
    } catch (IOException | RuntimeException e) {
      journal.write("PROBLEM not reported: " + e.getMessage());
      return "not reported: " + e.getMessage();
    }
  }

  private static IllegalArgumentException nothingDue() {
    return new IllegalArgumentException("no period is over that was not reported");
  }

  /** The operator declared by hand: accounts that cannot be read keep him from nothing. */
  private String now(ActivityReport declared, Known known) throws IOException {
    Optional<AccountedPeriod> accounted = Optional.empty();
    String words;
    try {
      accounted = accounted(declared.period());
      words = compared(declared, accounted);
    } catch (IOException | RuntimeException e) {
      words = "; the schedulers' accounts cannot be read: " + e.getMessage();
    }
    return "reported " + declared.period() + " as " + say(declared, accounted, known).id() + words;
  }

  private static String compared(ActivityReport report, Optional<AccountedPeriod> accounted) {
    if (accounted.isEmpty()) {
      return "; not compared: a scheduler keeps no accounts";
    }
    List<String> differences = accounted.get().differences(report);
    return differences.isEmpty()
        ? "; agrees with the schedulers' accounts"
        : "; differs from the schedulers' accounts: " + String.join("; ", differences);
  }
}
