package dev.standstill.simulation;

import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.simulation.Conduct.Honest;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A world of three weeks in which two of three parties pause all training from the second week on.
 * It is a plan; {@link PausedWorldEvidence} lets it happen, in a log with witnesses.
 *
 * @param seed of every draw
 * @param sites all sites, by party
 */
public record PausedWorld(long seed, List<PausedSite> sites) {
  static final PartyId AURORA = new PartyId("aurora");
  static final PartyId BOREALIS = new PartyId("borealis");
  static final PartyId CYGNUS = new PartyId("cygnus");

  /** How long a job may take to save its work; it ends with the first week. */
  static final Duration GRACE = Duration.ofDays(1);

  private static final WorldScale SCALE = new WorldScale(3, 1, Duration.ofHours(1), 4, 64);
  private static final Duration REVIEWED_WITHIN = Duration.ofDays(60);

  /**
   * A site and what it does about the pause.
   *
   * @param program what it does if it keeps the pause
   */
  public record PausedSite(SiteId id, Program program, UnderPause conduct) {

    private SitePlan plan() {
      Program does = conduct == UnderPause.TRAINS_ON ? Program.TRAINS : program;
      return SitePlan.of(id.party(), id.name(), does, new Honest());
    }
  }

  public PausedWorld {
    sites = List.copyOf(sites);
  }

  /** One site of each conduct. */
  public static PausedWorld of(long seed) {
    return new PausedWorld(
        seed,
        List.of(
            site(AURORA, "harbour", Program.TRAINS_THEN_SERVES, UnderPause.KEEPS_IT),
            site(BOREALIS, "lake", Program.TRAINS_THEN_IDLES, UnderPause.ACKNOWLEDGES_LATE),
            site(CYGNUS, "delta", Program.TRAINS_THEN_SERVES, UnderPause.TRAINS_ON),
            site(CYGNUS, "mesa", Program.TRAINS_THEN_SERVES, UnderPause.SILENT)));
  }

  private static PausedSite site(PartyId party, String name, Program program, UnderPause conduct) {
    return new PausedSite(new SiteId(party, name), program, conduct);
  }

  /** This world, but every site does the same about the pause. */
  public PausedWorld everywhere(UnderPause conduct) {
    return new PausedWorld(
        seed,
        sites.stream().map(site -> new PausedSite(site.id(), site.program(), conduct)).toList());
  }

  /** What runs in it, is metered and declared. */
  World world() {
    return new World(
        seed,
        SCALE,
        List.of(AURORA, BOREALIS, CYGNUS),
        sites.stream().map(PausedSite::plan).toList());
  }

  /** When the first week begins, as many days later. */
  Instant day(int day) {
    return SCALE.begin().plus(Duration.ofDays(day));
  }

  /** All training stops by the end of the first week; what serves goes on. */
  Order pause() {
    Set<OperationKind> training = EnumSet.allOf(OperationKind.class);
    training.removeIf(kind -> !kind.trains());
    Instant from = SCALE.period(1).from().minus(GRACE);
    return new Order(
        new Measure.Pause(
            new Scope(new Subjects.Everyone(), training, Flop.ZERO),
            GRACE,
            new Terms(from, from.plus(REVIEWED_WITHIN), Set.of())),
        AURORA,
        Set.of(),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        "All training stops from the second week on.");
  }
}
