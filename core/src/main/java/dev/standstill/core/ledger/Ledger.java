package dev.standstill.core.ledger;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.site.Calibration;
import dev.standstill.core.site.SiteDeclaration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The book folded from the log.
 *
 * @param sites one account a site, by party and name
 */
public record Ledger(List<SiteAccount> sites) {

  public Ledger {
    sites = List.copyOf(sites);
  }

  /**
   * Folds checked facts into accounts.
   *
   * @param charter the charter in force, for what is due
   * @param facts in any order; the log index decides
   * @param asOf reports of periods that end later are not yet on the books
   */
  public static Ledger fold(
      Charter charter, List<? extends PublishedFact<? extends StatementBody>> facts, Instant asOf) {
    NavigableMap<SiteId, Filing> filings = new TreeMap<>();
    Set<Said> included = new HashSet<>();
    facts.stream()
        .sorted(Comparator.comparingLong(PublishedFact::logIndex))
        // The first inclusion counts: who may append must not be able to say it again for them.
        .filter(fact -> included.add(new Said(fact.author(), fact.id())))
        .forEach(fact -> file(filings, fact, asOf));
    // A site named by the charter owes its reports even if it never said a word.
    charter.significantCompute().shares().stream()
        .filter(share -> share.share().value() > 0)
        .forEach(share -> filings.computeIfAbsent(share.site(), site -> new Filing()));
    List<BalancePeriod> due = charter.calendar().periodsDue(asOf);
    List<SiteAccount> accounts = new ArrayList<>();
    for (Map.Entry<SiteId, Filing> filing : filings.entrySet()) {
      accounts.add(filing.getValue().close(filing.getKey(), due));
    }
    return new Ledger(accounts);
  }

  /** Two parties may say the same: the id of a statement names no author. */
  private record Said(PartyId author, Digest id) {}

  private static void file(
      Map<SiteId, Filing> filings, PublishedFact<? extends StatementBody> fact, Instant asOf) {
    switch (fact.body()) {
      case SiteDeclaration body ->
          filing(filings, fact, body.site()).declarations.add(as(fact, body));
      case Calibration body -> filing(filings, fact, body.site()).calibrations.add(as(fact, body));
      case ActivityReport body -> {
        Filing filing = filing(filings, fact, body.site());
        if (!body.period().to().isAfter(asOf)) {
          filing.file(as(fact, body));
        }
      }
      // Charters and findings are no entry in a site's book; findings are never read back.
      default -> {}
    }
  }

  private static Filing filing(
      Map<SiteId, Filing> filings, PublishedFact<? extends StatementBody> fact, String site) {
    return filings.computeIfAbsent(new SiteId(fact.author(), site), id -> new Filing());
  }

  private static <B extends StatementBody> PublishedFact<B> as(
      PublishedFact<? extends StatementBody> fact, B body) {
    return fact.with(body);
  }

  /** One site's statements while they are being filed. */
  private static final class Filing {
    private final List<PublishedFact<SiteDeclaration>> declarations = new ArrayList<>();
    private final List<PublishedFact<Calibration>> calibrations = new ArrayList<>();
    private final NavigableMap<BalancePeriod, PublishedFact<ActivityReport>> reports =
        new TreeMap<>();
    private final List<PublishedFact<ActivityReport>> contradicting = new ArrayList<>();
    private final Map<Digest, List<PublishedFact<ActivityReport>>> corrected = new HashMap<>();

    void file(PublishedFact<ActivityReport> report) {
      report
          .body()
          .corrects()
          .flatMap(id ->
              reports.values().stream().filter(earlier -> earlier.id().equals(id)).findFirst())
          .ifPresent(earlier -> replace(earlier, report));
      boolean repeated = reports.values().stream().anyMatch(old -> old.id().equals(report.id()));
      boolean overlaps =
          reports.keySet().stream().anyMatch(old -> old.overlaps(report.body().period()));
      if (overlaps && !repeated) {
        contradicting.add(report);
      } else if (!overlaps) {
        reports.put(report.body().period(), report);
      }
    }

    private void replace(
        PublishedFact<ActivityReport> earlier, PublishedFact<ActivityReport> report) {
      reports.remove(earlier.body().period());
      List<PublishedFact<ActivityReport>> all =
          new ArrayList<>(corrected.getOrDefault(earlier.id(), List.of()));
      all.add(earlier);
      corrected.put(report.id(), all);
    }

    SiteAccount close(SiteId site, List<BalancePeriod> due) {
      NavigableMap<BalancePeriod, PeriodAccount> periods = new TreeMap<>();
      reports.forEach((period, report) -> periods.put(period, account(period, report)));
      for (BalancePeriod period : due) {
        if (!reports.containsKey(period)) {
          periods.put(period, unreported(period));
        }
      }
      return new SiteAccount(site, declarations, List.copyOf(periods.values()));
    }

    private PeriodAccount account(BalancePeriod period, PublishedFact<ActivityReport> report) {
      List<PublishedFact<ActivityReport>> others =
          contradicting.stream().filter(other -> other.body().period().overlaps(period)).toList();
      return new PeriodAccount(
          period,
          Optional.of(report),
          corrected.getOrDefault(report.id(), List.of()),
          others,
          lastBefore(declarations, report.logIndex()),
          lastBefore(calibrations, report.logIndex()));
    }

    private PeriodAccount unreported(BalancePeriod period) {
      return new PeriodAccount(
          period, Optional.empty(), List.of(), List.of(), last(declarations), last(calibrations));
    }

    private static <T extends PublishedFact<?>> Optional<T> last(List<T> facts) {
      return facts.isEmpty() ? Optional.empty() : Optional.of(facts.getLast());
    }

    private static <T extends PublishedFact<?>> Optional<T> lastBefore(List<T> facts, long index) {
      return last(facts.stream().filter(fact -> fact.logIndex() < index).toList());
    }
  }
}
