package dev.standstill.simulation;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.simulation.Conduct.HiddenTraining;
import dev.standstill.simulation.Conduct.Honest;
import dev.standstill.simulation.Conduct.Unreported;
import dev.standstill.simulation.Conduct.Withheld;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;

/**
 * A world: who has which sites, what they do, and all that chance will draw for them. It is a plan;
 * {@link WorldEvidence} lets it happen.
 *
 * @param seed of every draw
 * @param scale how large it is
 * @param parties the operators, in the order of the charter; the first also keeps the register
 * @param sites all sites, by party
 */
public record World(long seed, WorldScale scale, List<PartyId> parties, List<SitePlan> sites) {
  private static final PartyId AURORA = new PartyId("aurora");
  private static final PartyId BOREALIS = new PartyId("borealis");
  private static final PartyId CYGNUS = new PartyId("cygnus");

  public World {
    parties = List.copyOf(parties);
    sites = List.copyOf(sites);
  }

  /** The world of the demo: three parties, six sites, of which one trains in secret. */
  public static World of(long seed) {
    return of(seed, WorldScale.DEMO);
  }

  /** The same world, larger or smaller. */
  public static World of(long seed, WorldScale scale) {
    int limit = scale.weeksBeforeLimit();
    return new World(
        seed,
        scale,
        List.of(AURORA, BOREALIS, CYGNUS),
        List.of(
            SitePlan.of(AURORA, "harbour", Program.SERVES, new Honest()).meteredBy(BOREALIS),
            SitePlan.of(AURORA, "north", Program.TRAINS_THEN_SERVES, new Honest()),
            SitePlan.of(BOREALIS, "lake", Program.TRAINS_THEN_IDLES, new Honest()),
            SitePlan.of(BOREALIS, "ridge", Program.SERVES, new Unreported(limit)),
            SitePlan.of(
                CYGNUS,
                "delta",
                Program.TRAINS_THEN_SERVES,
                new HiddenTraining(limit + 1, scale.rows() / 2)),
            SitePlan.of(CYGNUS, "mesa", Program.SERVES, new Withheld(limit))));
  }

  /** This world, but every site declares, meters, reports and shows all that ran. */
  public World honest() {
    World honest = this;
    for (SitePlan site : sites) {
      honest = honest.with(site.id(), new Honest());
    }
    return honest;
  }

  /** This world, but one site behaves otherwise. */
  public World with(SiteId site, Conduct conduct) {
    List<SitePlan> changed =
        sites.stream()
            .map(plan -> plan.id().equals(site) ? plan.withConduct(conduct) : plan)
            .toList();
    return new World(seed, scale, parties, changed);
  }

  /** What ought to be concluded of a site. */
  public Expectation expectation(SiteId site) {
    return sites.stream()
        .filter(plan -> plan.id().equals(site))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such site: " + site))
        .conduct()
        .expectation();
  }

  /** What no training lineage may exceed once the limit holds: 1e25 FLOP. */
  public Flop lineageCeiling() {
    return new Flop(BigInteger.TEN.pow(25));
  }

  /** What all sites together must not be able to hide in one week: 1.25e25 FLOP. */
  public Flop significantCompute() {
    return new Flop(BigInteger.TEN.pow(23).multiply(BigInteger.valueOf(125)));
  }

  /** When the limit begins to hold. */
  public Instant limitBegins() {
    return scale.limitBegins();
  }
}
