package dev.standstill.core.finding;

import dev.standstill.core.order.Moment;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitLife;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.ActivityReport;
import dev.standstill.core.report.DeclaredActivity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The permits that were ever granted in a log. Doubt favours the site: a permit that was later
 * suspended, revoked or used up counts for the whole time it was given for.
 */
public final class PermitsOfLog implements Permitted {
  private final Map<SiteId, List<Granted>> bySite = new HashMap<>();

  private record Granted(Digest id, PermitTerms terms) {}

  /**
   * Of a book.
   *
   * @param moment up to which it is read
   */
  public PermitsOfLog(PermitBook book, Moment moment) {
    book.at(moment)
        .forEach((id, life) ->
            terms(book, id, life)
                .ifPresent(terms ->
                    bySite
                        .computeIfAbsent(terms.site(), _ -> new ArrayList<>())
                        .add(new Granted(id, terms))));
  }

  private static Optional<PermitTerms> terms(PermitBook book, Digest id, PermitLife life) {
    return switch (life) {
      case PermitLife.NotYetValid granted -> Optional.of(granted.terms());
      case PermitLife.Live granted -> Optional.of(granted.terms());
      case PermitLife.Expired granted -> Optional.of(granted.terms());
      case PermitLife.Exhausted granted -> Optional.of(granted.terms());
      case PermitLife.Suspended granted -> book.firstTerms(id);
      case PermitLife.Revoked granted -> book.firstTerms(id);
      // What was done under a tacit approval was done under the permit that answers it.
      case PermitLife.Answered answered -> book.firstTerms(id);
      case PermitLife.Proposed proposed -> Optional.empty();
      case PermitLife.Requested requested -> Optional.empty();
      case PermitLife.Refused refused -> Optional.empty();
    };
  }

  @Override
  public boolean covers(
      SiteId site, PublishedFact<ActivityReport> report, DeclaredActivity activity) {
    BalancePeriod period = report.body().period();
    return bySite.getOrDefault(site, List.of()).stream()
        .filter(one -> meant(one, activity))
        .map(Granted::terms)
        .anyMatch(terms ->
            terms.notBefore().isBefore(period.to()) && period.from().isBefore(terms.expires()));
  }

  /** A report may name the permit, or only the lineage that the permit is for. */
  private static boolean meant(Granted one, DeclaredActivity activity) {
    return activity.permit().isPresent()
        ? activity.permit().get().equals(one.id())
        : activity.lineage().filter(one.terms().lineage().id()::equals).isPresent();
  }
}
