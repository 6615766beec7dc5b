package dev.standstill.core.order;

import dev.standstill.core.charter.Clocks;
import dev.standstill.core.order.AdoptionCondition.Adopters.Named;
import dev.standstill.core.order.AdoptionCondition.Adopters.Share;
import dev.standstill.core.order.OrderAccount.Judgement.Adoption;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.PartsPerMillion;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Whether those a conditional order depends on have adopted it, and are seen to keep it. */
final class Adopters {

  private Adopters() {}

  /** Whether all that must have adopted it have; so it is for an order without condition. */
  static boolean all(OrderAccount account, Circumstances circumstances) {
    return hold(account, circumstances, party -> true);
  }

  /** As {@link #all}, not counting whoever stayed refuted or undecided beyond timeliness. */
  static boolean keeping(OrderAccount account, Circumstances circumstances, Instant at) {
    return hold(account, circumstances, party -> !broken(account, party, circumstances, at));
  }

  private static boolean hold(
      OrderAccount account, Circumstances circumstances, Predicate<PartyId> counted) {
    Optional<AdoptionCondition> condition = account.order().condition();
    if (condition.isEmpty()) {
      return true;
    }
    Predicate<PartyId> adopted = party -> account.signers().contains(party) && counted.test(party);
    return switch (condition.get().adopters()) {
      case Named named -> named.parties().stream().allMatch(adopted);
      // Its quorum adopted it: without any shares to count, it must not vanish.
      case Share share ->
          circumstances.knownCompute().map(known -> reaches(share, known, adopted)).orElse(true);
    };
  }

  private static boolean reaches(
      Share share, Map<PartyId, PartsPerMillion> known, Predicate<PartyId> adopted) {
    return known.entrySet().stream()
            .filter(party -> adopted.test(party.getKey()))
            .map(party -> party.getValue())
            .mapToLong(PartsPerMillion::value)
            .sum()
        >= share.ofKnownCompute().value();
  }

  private static boolean broken(
      OrderAccount account, PartyId party, Circumstances circumstances, Instant at) {
    Optional<Adoption> adoption = account.adoption();
    if (adoption.isEmpty()) {
      return false;
    }
    Clocks clocks = adoption.get().governance().clocks();
    return circumstances
        .unsettledSince(party, at, adoption.get().loggedAt().notAfter())
        .filter(since -> since.plus(clocks.timeliness()).isBefore(at))
        .isPresent();
  }
}
