package dev.standstill.simulation;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.SignificantCompute.SiteShare;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Role;
import dev.standstill.core.quantity.PartsPerMillion;
import java.util.List;
import java.util.Set;

/**
 * What the parties of a world agreed on. As much undeclared compute in a week as one lineage may
 * reach at all is significant; every site has an equal share of it.
 */
final class WorldCharter {
  private WorldCharter() {}

  static Charter of(World world, WorldKeys keys) {
    WorldScale scale = world.scale();
    return new Charter(
        "A simulated agreement, seed " + world.seed(),
        1,
        world.parties().stream().map(party -> party(world, keys, party)).toList(),
        keys.log().policyDigest(),
        new StandingLimit(world.lineageCeiling(), world.limitBegins()),
        new SignificantCompute(world.significantCompute(), shares(world)),
        new ReportingCalendar(
            scale.begin(), scale.period(scale.weeks() - 1).to(), WorldScale.WEEK, WorldScale.WEEK),
        TestLevels.DEFAULT,
        Charter.DEFAULT_MAXIMUM_UNCOVERED);
  }

  private static Party party(World world, WorldKeys keys, PartyId id) {
    Set<Role> roles =
        id.equals(world.parties().getFirst())
            ? Set.of(Role.OPERATOR, Role.REGISTER)
            : Set.of(Role.OPERATOR);
    return new Party(id, roles, List.of(keys.party(id).key().toString()));
  }

  private static List<SiteShare> shares(World world) {
    int each = PartsPerMillion.WHOLE.value() / world.sites().size();
    return world.sites().stream()
        .map(site -> new SiteShare(site.id(), new PartsPerMillion(each)))
        .toList();
  }
}
