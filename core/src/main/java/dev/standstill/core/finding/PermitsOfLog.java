package dev.standstill.core.finding;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitBook.BrokenGlass;
import dev.standstill.core.permit.PermitSpan;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.site.AreaId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The permits that were ever granted in a log. One covers work of its lineage, in its areas, that
 * may have been of a kind and at a time that it permitted, until its budget is used up. Doubt about
 * when it was taken away favours the site.
 */
public final class PermitsOfLog implements Permitted {
  private final PermitBook book;
  private final Map<SiteId, Map<Digest, List<PermitSpan>>> bySite = new HashMap<>();

  public PermitsOfLog(PermitBook book) {
    this.book = book;
    for (Digest id : book.ids()) {
      List<PermitSpan> course = book.course(id);
      if (!course.isEmpty()) {
        SiteId site = course.getFirst().terms().site();
        bySite.computeIfAbsent(site, _ -> new HashMap<>()).put(id, course);
      }
    }
  }

  @Override
  public boolean covers(
      SiteId site, AreaId area, PublishedFact<ActivityReport> report, DeclaredActivity activity) {
    BalancePeriod period = report.body().period();
    return bySite.getOrDefault(site, Map.of()).entrySet().stream()
        .filter(permit -> book.draws(site, activity, period, permit.getKey()))
        .anyMatch(permit ->
            permit.getValue().stream()
                .anyMatch(span -> covers(permit.getKey(), span, area, activity, period)));
  }

  @Override
  public Exemption exempts(
      SiteId site, AreaId area, PublishedFact<ActivityReport> report, DeclaredActivity activity) {
    BalancePeriod period = report.body().period();
    Optional<Digest> named = activity.permit().filter(id -> book.draws(site, activity, period, id));
    if (named.isEmpty()) {
      // Whoever is exempt says so: a verdict asks the same.
      return Exemption.NONE;
    }
    Digest id = named.get();
    List<PermitSpan> spans =
        bySite.getOrDefault(site, Map.of()).getOrDefault(id, List.of()).stream()
            .filter(span -> span.terms().purpose().goesOnUnderRestraint())
            .filter(span -> covers(id, span, area, activity, period))
            .toList();
    if (spans.stream().anyMatch(span -> span.contains(period))) {
      return Exemption.CERTAIN;
    }
    return spans.isEmpty() ? Exemption.NONE : Exemption.PERHAPS;
  }

  @Override
  public List<BrokenGlass> brokenGlass() {
    return book.brokenGlass();
  }

  private boolean covers(
      Digest id, PermitSpan span, AreaId area, DeclaredActivity activity, BalancePeriod period) {
    return span.touches(period)
        && span.terms().areas().contains(area)
        && !Collections.disjoint(
            span.terms().operations(), ScopeInspection.kinds(activity.category()))
        && book.drawnBy(id, period.to()).compareTo(span.terms().budget()) <= 0;
  }
}
