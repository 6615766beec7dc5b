package dev.standstill.site.agent;

import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.site.workload.AccountedRun;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The activities of a report, filled from what the schedulers accounted. Device-time is theirs, to
 * the second; what it was for and how much it executed is the operator's word. Devices that no run
 * had are declared idle: whoever switched some off declares by hand.
 */
final class AccountedActivities {
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private final SiteDeclaration site;
  private final AccountedPeriod accounted;
  private final WorkFile said;

  /** Runs that one line of a report is about. */
  private record Line(Work work, Optional<Digest> permit) {}

  private AccountedActivities(SiteDeclaration site, AccountedPeriod accounted, WorkFile said) {
    this.site = site;
    this.accounted = accounted;
    this.said = said;
  }

  /**
   * Fills a report that has neither energies nor readings yet.
   *
   * @throws IllegalArgumentException if nothing says what a run was, or it belongs to an area that
   *     the site has not declared
   */
  static ActivityReport of(SiteDeclaration site, AccountedPeriod accounted, WorkFile said) {
    return new AccountedActivities(site, accounted, said).report();
  }

  private ActivityReport report() {
    List<AreaId> declared = site.areas().stream().map(ComputeBalanceArea::id).toList();
    for (AreaId area : accounted.areas().keySet()) {
      if (!declared.contains(area) && accounted.deviceSeconds(area) > 0) {
        throw new IllegalArgumentException(
            "the site has not declared area " + area + ", in which its queues run");
      }
    }
    return new ActivityReport(
        site.site(),
        accounted.period(),
        site.areas().stream().map(this::area).toList(),
        List.of(),
        said.assumes(),
        Optional.empty());
  }

  private AreaActivity area(ComputeBalanceArea area) {
    Map<Line, Long> lines = new LinkedHashMap<>();
    for (AccountedRun run : accounted.areas().getOrDefault(area.id(), List.of())) {
      lines.merge(line(run), accounted.deviceSeconds(run), Math::addExact);
    }
    List<DeclaredActivity> activities = new ArrayList<>();
    lines.forEach((line, seconds) -> activities.add(line.work().activity(seconds, line.permit())));
    return new AreaActivity(area.id(), activities, idle(area, activities), new TreeMap<>());
  }

  private Line line(AccountedRun run) {
    Work work =
        said.kinds().stream()
            .filter(one -> one.fits(run))
            .findFirst()
            .orElseThrow(() ->
                new IllegalArgumentException(
                    "nothing in %s says what job %s of %s in queue %s was"
                        .formatted(WorkFile.NAME, run.id(), run.owner(), run.queue())));
    return new Line(work, run.permit().filter(id -> DIGEST.matcher(id).matches()).map(Digest::new));
  }

  private DeviceTime idle(ComputeBalanceArea area, List<DeclaredActivity> activities) {
    BigInteger available = DeviceTime.of(area.devices(), accounted.period()).deviceMicroseconds();
    BigInteger used =
        activities.stream()
            .map(activity -> activity.deviceTime().deviceMicroseconds())
            .reduce(BigInteger.ZERO, BigInteger::add);
    // More used than there is: the reader of the report must see that, not be told of idleness.
    return new DeviceTime(available.subtract(used).max(BigInteger.ZERO));
  }
}
