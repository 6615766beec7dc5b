package dev.standstill.core.report;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Assumption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A site's account of one balance period.
 *
 * @param site the site's name within its party, the author
 * @param period which period
 * @param areas what each area did, no area twice
 * @param readings the Parquet files its energies were computed from, by digest
 * @param assumptions what the declaration takes for granted
 * @param corrects the report it corrects, if any
 * @param enforcement what the site says of its own enforcement; empty if it says nothing of it
 */
public record ActivityReport(
    String site,
    BalancePeriod period,
    List<AreaActivity> areas,
    List<Digest> readings,
    List<Assumption> assumptions,
    Optional<Digest> corrects,
    Optional<Enforcement> enforcement)
    implements StatementBody {

  public ActivityReport {
    areas = List.copyOf(areas);
    readings = List.copyOf(readings);
    assumptions = List.copyOf(assumptions);
    if (period.length().compareTo(BalancePeriod.LENGTH_MAX) > 0) {
      throw new IllegalArgumentException("a balance period lasts at most ten years: " + period);
    }
    Set<AreaId> names = new HashSet<>();
    for (AreaActivity area : areas) {
      if (!names.add(area.area())) {
        throw new IllegalArgumentException("the report names area " + area.area() + " twice");
      }
    }
    if (Set.copyOf(readings).size() != readings.size()) {
      throw new IllegalArgumentException("the report cites a file of readings twice");
    }
    if (enforcement.filter(own -> own.staleView().compareTo(period.length()) > 0).isPresent()) {
      throw new IllegalArgumentException("a view is stale no longer than the period lasts");
    }
  }

  /** One that says nothing of how the site enforces. */
  public ActivityReport(
      String site,
      BalancePeriod period,
      List<AreaActivity> areas,
      List<Digest> readings,
      List<Assumption> assumptions,
      Optional<Digest> corrects) {
    this(site, period, areas, readings, assumptions, corrects, Optional.empty());
  }

  public Optional<AreaActivity> area(AreaId id) {
    return areas.stream().filter(area -> area.area().equals(id)).findFirst();
  }

  @Override
  public StatementKind kind() {
    return StatementKind.ACTIVITY_REPORT;
  }
}
