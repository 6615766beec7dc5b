package dev.standstill.core.finding;

import dev.standstill.core.order.Scope;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityCategory;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.site.AreaId;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reports held against an order's scope. A report says less than a scope asks: a training run may
 * be of any kind that trains. What it leaves open is possibly in scope, never certainly.
 */
final class ScopeInspection {
  private final Scope scope;
  private final LineageTotals totals;
  private final Permitted permitted;

  ScopeInspection(Scope scope, LineageTotals totals, Permitted permitted) {
    this.scope = scope;
    this.totals = totals;
    this.permitted = permitted;
  }

  /** The work of one report that is in scope. */
  ScopedWork of(SiteId site, PublishedFact<ActivityReport> report) {
    Map<String, ScopedWork> lineages = new TreeMap<>();
    ScopedWork work = ScopedWork.NONE;
    for (var area : report.body().areas()) {
      for (DeclaredActivity activity : area.activities()) {
        if (!ran(activity)) {
          continue;
        }
        ScopedWork found = ofActivity(site, area.area(), report, activity);
        if (activity.lineage().isPresent() && !scope.lineageAbove().isZero()) {
          lineages.merge(activity.lineage().get(), found, ScopedWork::plus);
        } else {
          work = work.plus(scope.lineageAbove().isZero() ? found : doubted(found));
        }
      }
    }
    for (Map.Entry<String, ScopedWork> lineage : lineages.entrySet()) {
      work = work.plus(ofLineage(site, report, lineage.getKey(), lineage.getValue()));
    }
    return work;
  }

  private ScopedWork ofActivity(
      SiteId site, AreaId area, PublishedFact<ActivityReport> report, DeclaredActivity activity) {
    boolean unpermitted = !permitted.covers(site, area, report, activity);
    return switch (permitted.exempts(site, area, report, activity)) {
      case NONE -> ofKind(activity, unpermitted);
      case PERHAPS -> doubted(ofKind(activity, unpermitted));
      case CERTAIN -> ScopedWork.NONE;
    };
  }

  private static boolean ran(DeclaredActivity activity) {
    return !activity.executedFlop().isZero()
        || activity.deviceTime().deviceMicroseconds().signum() > 0;
  }

  private ScopedWork ofKind(DeclaredActivity activity, boolean unpermitted) {
    Set<OperationKind> kinds = kinds(activity.category());
    Flop flop = activity.executedFlop();
    if (scope.operations().containsAll(kinds)) {
      return new ScopedWork(true, true, unpermitted, flop, flop);
    }
    return kinds.stream().anyMatch(scope.operations()::contains)
        ? new ScopedWork(false, true, false, Flop.ZERO, flop)
        : ScopedWork.NONE;
  }

  /** What an activity of this category may have been. */
  static Set<OperationKind> kinds(ActivityCategory category) {
    return switch (category) {
      case TRAINING_RUN -> {
        Set<OperationKind> training = EnumSet.allOf(OperationKind.class);
        training.removeIf(kind -> !kind.trains());
        yield training;
      }
      case INFERENCE -> EnumSet.of(OperationKind.INFERENCE);
      case OTHER ->
          EnumSet.of(
              OperationKind.SYNTHETIC_DATA_GENERATION,
              OperationKind.EVALUATION,
              OperationKind.OTHER);
    };
  }

  /** What may be in scope and may not: that refutes nobody, and helps nobody. */
  private static ScopedWork doubted(ScopedWork work) {
    return new ScopedWork(false, work.possibly(), false, Flop.ZERO, work.most());
  }

  /** Only what lies above the threshold is meant. */
  private ScopedWork ofLineage(
      SiteId site, PublishedFact<ActivityReport> report, String lineage, ScopedWork work) {
    if (!work.possibly()) {
      return ScopedWork.NONE;
    }
    var period = report.body().period();
    Flop own = own(report.body(), lineage);
    Flop above = scope.lineageAbove();
    Flop certain = totals.before(site.party(), lineage, period).plus(own);
    boolean possibly =
        totals
            .atMost(site.party(), lineage, period)
            .filter(total -> total.compareTo(above) <= 0)
            .isEmpty();
    boolean certainly = work.certainly() && certain.compareTo(above) > 0;
    Flop least = certainly ? lesser(work.least(), certain, above) : Flop.ZERO;
    return new ScopedWork(
        certainly,
        possibly,
        certainly && work.unpermitted(),
        least,
        possibly ? work.most() : Flop.ZERO);
  }

  private static Flop own(ActivityReport report, String lineage) {
    return report.areas().stream()
        .flatMap(area -> area.activities().stream())
        .filter(activity -> activity.lineage().filter(lineage::equals).isPresent())
        .map(DeclaredActivity::executedFlop)
        .reduce(Flop.ZERO, Flop::plus);
  }

  private static Flop lesser(Flop work, Flop total, Flop above) {
    Flop excess = new Flop(total.operations().subtract(above.operations()));
    return excess.compareTo(work) < 0 ? excess : work;
  }
}
