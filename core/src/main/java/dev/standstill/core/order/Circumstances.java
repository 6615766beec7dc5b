package dev.standstill.core.order;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.Digest;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What orders depend on and this room cannot know: it is given by whoever evaluated the log. What
 * is missing here counts against release: a condition nobody read is not met, and not having looked
 * whether an order is kept is not the same as having seen it broken.
 *
 * @param witnessedSize how many entries the newest witnessed checkpoint covers
 * @param proceedings the rulings that stand and the appeals that were made
 * @param sites every site that owes receipts
 * @param conditions what was read of the charter's conditions, by time
 * @param standings whether parties were seen to keep what they adopted, by time; empty if no
 *     conclusions were drawn, and then a restriction goes on
 * @param knownCompute each party's share of the known compute; empty if nobody supplied shares, and
 *     then a restriction that waits for a share of it binds
 * @param kept for which sites an order was concluded to be kept
 */
public record Circumstances(
    long witnessedSize,
    Proceedings proceedings,
    Set<SiteId> sites,
    List<ConditionReading> conditions,
    Optional<List<Standing>> standings,
    Optional<Map<PartyId, PartsPerMillion>> knownCompute,
    Set<Kept> kept) {

  /** From then on, until it is read again, the condition is met or is not. */
  public record ConditionReading(String condition, Instant at, boolean met) {}

  /** From then on conclusions about the party are upheld, or refuted or undecided. */
  public record Standing(PartyId party, Instant from, boolean upheld) {}

  /** The order was concluded to be kept at the site. */
  public record Kept(Digest order, SiteId site) {}

  public Circumstances {
    sites = Set.copyOf(sites);
    conditions = conditions.stream().sorted(Comparator.comparing(ConditionReading::at)).toList();
    standings =
        standings.map(
            drawn -> drawn.stream().sorted(Comparator.comparing(Standing::from)).toList());
    knownCompute = knownCompute.map(Map::copyOf);
    kept = Set.copyOf(kept);
  }

  /** Nothing is known but how far the witnesses saw: no conclusions were drawn. */
  public static Circumstances witnessed(long size) {
    return new Circumstances(
        size, Proceedings.NONE, Set.of(), List.of(), Optional.empty(), Optional.empty(), Set.of());
  }

  /** The same, where these sites owe receipts. */
  public Circumstances owing(Set<SiteId> receipts) {
    return new Circumstances(
        witnessedSize, proceedings, receipts, conditions, standings, knownCompute, kept);
  }

  /** The same, with what the docket knows. */
  public Circumstances with(Proceedings known) {
    return new Circumstances(
        witnessedSize, known, sites, conditions, standings, knownCompute, kept);
  }

  /** Whether all of these were read as met at that time; of readings at one time the worse. */
  boolean allMet(Set<String> names, Instant at) {
    return names.stream().allMatch(name -> met(name, at));
  }

  private boolean met(String name, Instant at) {
    Optional<Instant> last =
        conditions.stream()
            .filter(reading -> reading.condition().equals(name) && !reading.at().isAfter(at))
            .map(ConditionReading::at)
            .max(Comparator.naturalOrder());
    return last.isPresent()
        && conditions.stream()
            .filter(reading -> reading.condition().equals(name))
            .filter(reading -> reading.at().equals(last.get()))
            .allMatch(ConditionReading::met);
  }

  /**
   * Since when the party has been refuted or undecided without a break. Empty if no conclusions
   * were drawn at all.
   *
   * @param otherwise since when, if nothing was ever concluded
   */
  Optional<Instant> unsettledSince(PartyId party, Instant at, Optional<Instant> otherwise) {
    if (standings.isEmpty()) {
      return Optional.empty();
    }
    Optional<Instant> since = otherwise;
    for (Standing standing : standings.get()) {
      if (!standing.party().equals(party) || standing.from().isAfter(at)) {
        continue;
      }
      if (standing.upheld()) {
        since = Optional.empty();
      } else if (since.isEmpty()) {
        since = Optional.of(standing.from());
      }
    }
    return since;
  }
}
