package dev.standstill.core.finding;

import dev.standstill.core.accountancy.AreaBalance;
import dev.standstill.core.party.SiteId;
import java.util.List;

/** The balances of one site's areas, as far as the evidence allowed any. */
public record SiteBalance(SiteId site, List<AreaBalance> areas) {

  public SiteBalance {
    areas = List.copyOf(areas);
  }
}
