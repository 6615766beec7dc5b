package dev.standstill.core.charter;

import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.PartsPerMillion;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How much undeclared compute in one balance period would matter, and how it is shared out: if
 * every site could hide its share and no more, together they could hide no more than the whole.
 *
 * @param perPeriod FLOP that all sites together must not be able to hide in one period
 * @param shares each site's part; together at most the whole; a site left out has no share, so
 *     nothing it can show attains the goal
 */
public record SignificantCompute(Flop perPeriod, List<SiteShare> shares) {

  /** One site's part of the significant compute. */
  public record SiteShare(SiteId site, PartsPerMillion share) {}

  public SignificantCompute {
    shares = List.copyOf(shares);
    Set<SiteId> sites = new HashSet<>();
    long total = 0;
    for (SiteShare share : shares) {
      total += share.share().value();
      if (!sites.add(share.site())) {
        throw new IllegalArgumentException("site " + share.site() + " has two shares");
      }
    }
    if (total > PartsPerMillion.WHOLE.value()) {
      throw new IllegalArgumentException("the sites' shares exceed the whole: " + total + " ppm");
    }
  }

  /** FLOP that this site must be able to show; zero if it has no share. */
  public double goalFlop(SiteId site) {
    return shares.stream()
        .filter(share -> share.site().equals(site))
        .mapToDouble(share -> perPeriod.toDouble() * share.share().fraction())
        .findFirst()
        .orElse(0);
  }
}
