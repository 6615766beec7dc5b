package dev.standstill.simulation.live;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import java.util.List;

/**
 * Who takes part, and what each site does about the pause.
 *
 * @param seed of what the sites draw: meters, noise, what an operation costs
 * @param delta what the third party's site does while training is paused
 */
public record LivePlan(long seed, WhilePaused delta) {
  static final PartyId AURORA = new PartyId("aurora");
  static final PartyId BOREALIS = new PartyId("borealis");
  static final PartyId CYGNUS = new PartyId("cygnus");
  static final SiteId HARBOUR = new SiteId(AURORA, "harbour");
  static final SiteId LAKE = new SiteId(BOREALIS, "lake");
  static final SiteId DELTA = new SiteId(CYGNUS, "delta");

  /** All parties; the first runs the register. */
  public static final List<PartyId> PARTIES = List.of(AURORA, BOREALIS, CYGNUS);

  static final List<SiteId> SITES = List.of(HARBOUR, LAKE, DELTA);

  /** What a site does while training is paused. */
  public enum WhilePaused {
    /** Acknowledges, and trains on in half its rows for one period, declared as serving. */
    HIDES_A_RUN,
    /** Acknowledges and keeps the pause: then there is nothing to find. */
    KEEPS_IT,
    /** Hides a run, and never acknowledges the pause either. */
    HIDES_AND_IS_SILENT
  }

  boolean acknowledges(SiteId site) {
    return !site.equals(DELTA) || delta != WhilePaused.HIDES_AND_IS_SILENT;
  }

  boolean hides(SiteId site, int period) {
    return site.equals(DELTA) && period == LiveCharter.HIDDEN && delta != WhilePaused.KEEPS_IT;
  }
}
