package dev.standstill.core.order;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.time.Instant;
import java.util.Optional;

/**
 * A site has received an order. It agrees to nothing: an order binds without it.
 *
 * @param site name of the site, of the party that signs
 * @param order the order, at the inclusion that was seen
 * @param halted when nothing in the order's scope ran any more at the site, as its own schedulers
 *     said; empty while something may. It is the site's word, and no evidence of it
 */
public record Acknowledgement(String site, Citation order, Optional<Instant> halted)
    implements StatementBody {

  private static final PartyId ANY_PARTY = new PartyId("any");

  public Acknowledgement {
    // Refuses a name that no site can have; whose site it is stands in the fact.
    SiteId unused = new SiteId(ANY_PARTY, site);
    if (!unused.name().equals(site)) {
      throw new IllegalArgumentException("not a name of a site: " + site);
    }
  }

  /** One that says nothing of what runs. */
  public Acknowledgement(String site, Citation order) {
    this(site, order, Optional.empty());
  }

  @Override
  public StatementKind kind() {
    return StatementKind.ACKNOWLEDGEMENT;
  }
}
