package dev.standstill.core.finding;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.Enforcement;
import dev.standstill.core.report.Enforcement.Accounts;
import dev.standstill.core.report.Enforcement.AreaAccounts;
import dev.standstill.core.report.Enforcement.Canaries;
import dev.standstill.core.report.Enforcement.Hook;
import dev.standstill.core.site.AreaId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is noticed in what a site says of its own enforcement, period by period. It refutes nothing:
 * a site that reports its own fault must not be worse off than one that keeps silent, and one that
 * falls silent is noticed too.
 */
final class EnforcementFindings {
  /** Schedulers account to the second; where a run begins within one, both may be right. */
  private static final BigInteger ACCOUNTING_ERROR = BigInteger.valueOf(1_000_000);

  private final SiteId site;
  private final Optional<Freshness> freshness;
  private final List<Finding> findings = new ArrayList<>();
  private Optional<Enforcement> before = Optional.empty();

  private EnforcementFindings(SiteId site, Optional<Freshness> freshness) {
    this.site = site;
    this.freshness = freshness;
  }

  static List<Finding> of(Charter charter, SiteAccount account) {
    EnforcementFindings all =
        new EnforcementFindings(
            account.site(), charter.governance().map(governance -> governance.freshness()));
    account.periods().forEach(all::period);
    return all.findings;
  }

  private void period(PeriodAccount period) {
    if (period.report().isEmpty()) {
      return;
    }
    PublishedFact<ActivityReport> report = period.report().get();
    // What a corrected or a contradicting report said stays said.
    Stream.of(List.of(report), period.corrected(), period.contradicting())
        .flatMap(List::stream)
        .forEach(one -> admitted(period, one));
    if (report.body().enforcement().isEmpty()) {
      if (dropped(period)) {
        add(
            period,
            FindingCode.CANARY_MISSING,
            "the report says nothing of enforcement, as an earlier one did");
      }
      return;
    }
    Enforcement now = report.body().enforcement().get();
    if (now.canaries().submitted() == 0) {
      add(period, FindingCode.CANARY_MISSING, "no canary was submitted");
    }
    hooks(period, now);
    before
        .map(Enforcement::configuration)
        .filter(old -> !old.equals(now.configuration()))
        .ifPresent(old ->
            add(
                period,
                FindingCode.CONFIGURATION_CHANGED,
                changed("the configuration", old, now.configuration())));
    starved(period, now, report.loggedAt().notAfter());
    accounts(period, report.body(), now);
    before = Optional.of(now);
  }

  private boolean dropped(PeriodAccount period) {
    return before.isPresent()
        || period.corrected().stream().anyMatch(one -> one.body().enforcement().isPresent());
  }

  private void admitted(PeriodAccount period, PublishedFact<ActivityReport> report) {
    Optional<Canaries> canaries = report.body().enforcement().map(Enforcement::canaries);
    if (canaries.filter(count -> count.admitted() > 0).isEmpty()) {
      return;
    }
    add(
        period,
        FindingCode.CANARY_ADMITTED,
        "log entry "
            + report.logIndex()
            + ": "
            + canaries.get().admitted()
            + " of "
            + canaries.get().submitted()
            + " jobs that had to be refused were admitted"
            + canaries
                .get()
                .lastAdmitted()
                .map(last -> ", last " + last.job() + " at " + last.at())
                .orElse(""));
  }

  private void hooks(PeriodAccount period, Enforcement now) {
    for (Hook hook : now.hooks()) {
      Optional<Digest> old =
          before.flatMap(earlier -> earlier.hook(hook.name())).flatMap(Hook::digest);
      if (hook.digest().isEmpty()) {
        add(period, FindingCode.HOOK_MISSING, "hook " + hook.name() + " is not in its place");
      } else if (old.filter(digest -> !digest.equals(hook.digest().get())).isPresent()) {
        add(
            period,
            FindingCode.HOOK_CHANGED,
            changed("hook " + hook.name(), old.get(), hook.digest().get()));
      }
    }
    before.stream()
        .flatMap(earlier -> earlier.hooks().stream())
        .filter(earlier -> now.hook(earlier.name()).isEmpty())
        .forEach(earlier ->
            add(
                period,
                FindingCode.HOOK_MISSING,
                "hook " + earlier.name() + " is not listed any more"));
  }

  private static String changed(String what, Digest from, Digest to) {
    return what + " changed from " + from + " to " + to;
  }

  /**
   * Sources of the charter that gave nothing within the limit of what another gave. Only a time
   * that had come when the report was logged counts: else a made-up one would accuse the others.
   */
  private void starved(PeriodAccount period, Enforcement now, Optional<Instant> logged) {
    if (freshness.isEmpty()) {
      return;
    }
    List<String> names = freshness.get().sources().stream().map(Freshness.Source::name).toList();
    Optional<Instant> best =
        names.stream()
            .flatMap(name -> now.newest(name).stream())
            .filter(time -> logged.filter(time::isAfter).isEmpty())
            .max(Comparator.naturalOrder());
    if (best.isEmpty()) {
      return;
    }
    Duration limit = freshness.get().limit();
    for (String name : names) {
      Optional<Instant> newest = now.newest(name);
      if (newest.filter(time -> isRecent(time, best.get(), limit)).isEmpty()) {
        add(
            period,
            FindingCode.SOURCE_STARVED,
            "source "
                + name
                + " gave nothing"
                + newest.map(time -> " newer than " + time).orElse("")
                + " when another had given "
                + best.get());
      }
    }
  }

  private void accounts(PeriodAccount period, ActivityReport report, Enforcement now) {
    if (now.accounts().isEmpty()) {
      if (before.flatMap(Enforcement::accounts).isPresent()) {
        add(
            period,
            FindingCode.ACCOUNTS_MISSING,
            "the report has no accounts of schedulers, as an earlier one had");
      }
      return;
    }
    Accounts accounts = now.accounts().get();
    if (accounts.unread() > 0) {
      add(
          period,
          FindingCode.ACCOUNTS_MISSING,
          accounts.unread() + " lines of the schedulers' accounts could not be read");
    }
    if (accounts.elsewhere().compareTo(DeviceTime.ZERO) > 0) {
      add(
          period,
          FindingCode.ACCOUNTS_DIFFER,
          "the schedulers accounted %s device-microseconds in no area of the site"
              .formatted(accounts.elsewhere().deviceMicroseconds()));
    }
    accounts.areas().forEach(area -> compare(period, report, area));
    before.flatMap(Enforcement::accounts).map(Accounts::areas).orElse(List.of()).stream()
        .map(AreaAccounts::area)
        .filter(area -> accounts.areas().stream().noneMatch(one -> one.area().equals(area)))
        .forEach(area ->
            add(
                period,
                FindingCode.ACCOUNTS_MISSING,
                "the accounts leave out area " + area + ", which the last report's had"));
  }

  private void compare(PeriodAccount period, ActivityReport report, AreaAccounts accounted) {
    AreaId area = accounted.area();
    BigInteger declared =
        report
            .area(area)
            .map(AreaActivity::declaredUse)
            .orElse(DeviceTime.ZERO)
            .deviceMicroseconds();
    BigInteger used = accounted.deviceTime().deviceMicroseconds();
    if (declared.subtract(used).abs().compareTo(ACCOUNTING_ERROR) > 0) {
      add(
          period,
          FindingCode.ACCOUNTS_DIFFER,
          "area %s: %s device-microseconds declared, %s accounted in %d runs"
              .formatted(area, declared, used, accounted.runs()));
    }
  }

  private static boolean isRecent(Instant time, Instant best, Duration limit) {
    return Duration.between(time, best).compareTo(limit) <= 0;
  }

  private void add(PeriodAccount period, FindingCode code, String detail) {
    findings.add(
        new Finding(code, Subject.ofSite(site), Optional.of(period.period()), List.of(), detail));
  }
}
