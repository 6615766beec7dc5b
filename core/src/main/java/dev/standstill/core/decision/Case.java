package dev.standstill.core.decision;

import dev.standstill.core.order.Order;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One case of the docket.
 *
 * @param opening the question; its id is the name of the case
 * @param replyWithin how long the charter gives for a reply
 * @param reply the first reply of the party that was asked
 * @param recusals who stepped aside, in the order of the log
 * @param ruling the first ruling that carried its quorum
 * @param orders every order that cites the ruling, whoever signed it so far
 * @param appeals every appeal against one of them
 */
public record Case(
    PublishedFact<Clarification> opening,
    Duration replyWithin,
    Optional<PublishedFact<ClarificationReply>> reply,
    List<PublishedFact<Recusal>> recusals,
    Optional<PublishedFact<Ruling>> ruling,
    List<PublishedFact<Order>> orders,
    List<PublishedFact<Appeal>> appeals) {

  public Case {
    recusals = List.copyOf(recusals);
    orders = List.copyOf(orders);
    appeals = List.copyOf(appeals);
  }

  /** Its name. */
  public Digest id() {
    return opening.id();
  }

  /** Who stepped aside so far. */
  public Set<PartyId> recused() {
    Set<PartyId> parties = new TreeSet<>();
    recusals.forEach(recusal -> parties.add(recusal.author()));
    return parties;
  }

  /** By when the party must have replied. Doubt favours it: from the latest it can have been. */
  public Optional<Instant> replyBy() {
    return opening.loggedAt().notAfter().map(asked -> asked.plus(replyWithin));
  }

  /** Where it stands when the log's time is this. */
  public CaseState state(Instant logTime) {
    if (ruling.isPresent()) {
      long ruled = ruling.get().logIndex();
      boolean answered = reply.filter(made -> made.logIndex() < ruled).isPresent();
      return new CaseState.Ruled(ruling.get().body(), answered);
    }
    if (reply.isPresent()) {
      boolean late = replyBy().filter(by -> reply.get().loggedAt().certainlyAfter(by)).isPresent();
      return new CaseState.Replied(reply.get().loggedAt(), late);
    }
    return replyBy()
        .filter(logTime::isAfter)
        .<CaseState>map(CaseState.Unanswered::new)
        .orElseGet(() -> new CaseState.Asked(replyBy()));
  }
}
