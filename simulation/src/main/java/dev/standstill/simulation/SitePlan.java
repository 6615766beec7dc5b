package dev.standstill.simulation;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;

/**
 * One site of a world.
 *
 * @param id whose it is, and its name
 * @param program what it openly does
 * @param conduct how it deals with it
 * @param meterOwner who owns and seals its meters; the site's own party means no seal
 */
public record SitePlan(SiteId id, Program program, Conduct conduct, PartyId meterOwner) {

  static SitePlan of(PartyId party, String name, Program program, Conduct conduct) {
    return new SitePlan(new SiteId(party, name), program, conduct, party);
  }

  SitePlan meteredBy(PartyId owner) {
    return new SitePlan(id, program, conduct, owner);
  }

  SitePlan withConduct(Conduct other) {
    return new SitePlan(id, program, other, meterOwner);
  }

  boolean independentlyMetered() {
    return !meterOwner.equals(id.party());
  }
}
