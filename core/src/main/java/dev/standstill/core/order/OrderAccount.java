package dev.standstill.core.order;

import dev.standstill.core.charter.Governance;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Everything the log says of one order. It grows while the log is folded, and then no more. */
final class OrderAccount {
  private final Digest id;
  private final Order order;
  private final Set<PartyId> signers = new TreeSet<>();
  private final Set<Long> places = new HashSet<>();
  private final Map<PartyId, InclusionTime> signedAt = new HashMap<>();
  private final NavigableMap<SiteId, PublishedFact<Acknowledgement>> receipts = new TreeMap<>();
  private final List<OrderAccount> changes = new ArrayList<>();
  private Optional<OrderAccount> target = Optional.empty();
  private Judgement judgement = new Judgement.Proposal(Optional.empty());

  /** What the log has made of it so far. */
  sealed interface Judgement {

    /** No inclusion carried the quorum yet. */
    record Proposal(Optional<OrderDefect> hindrance) implements Judgement {}

    /** The first inclusion that carried the quorum was in order. */
    record Adoption(long logIndex, InclusionTime loggedAt, Governance governance)
        implements Judgement {}

    /** The first inclusion that carried the quorum was not; that is final. */
    record Refusal(OrderDefect defect) implements Judgement {}
  }

  OrderAccount(Digest id, Order order) {
    this.id = id;
    this.order = order;
  }

  Digest id() {
    return id;
  }

  Order order() {
    return order;
  }

  Judgement judgement() {
    return judgement;
  }

  Optional<Judgement.Adoption> adoption() {
    return judgement instanceof Judgement.Adoption adoption
        ? Optional.of(adoption)
        : Optional.empty();
  }

  /** Everyone who signed it, in whatever envelope. */
  Set<PartyId> signers() {
    return Collections.unmodifiableSet(signers);
  }

  Set<SiteId> receipts() {
    return Collections.unmodifiableSet(receipts.keySet());
  }

  /** The first receipt that a site sent. */
  Optional<PublishedFact<Acknowledgement>> receipt(SiteId site) {
    return Optional.ofNullable(receipts.get(site));
  }

  /** When the first envelope with the party's signature entered the log. */
  Optional<InclusionTime> signedAt(PartyId party) {
    return Optional.ofNullable(signedAt.get(party));
  }

  /** The adopted orders that change this one, in the order of the log. */
  List<OrderAccount> changes() {
    return Collections.unmodifiableList(changes);
  }

  /** Files one inclusion, with whoever signed it. */
  void included(PublishedFact<Order> fact) {
    places.add(fact.logIndex());
    signed(fact.signers().parties());
    fact.signers().parties().forEach(party -> signedAt.putIfAbsent(party, fact.loggedAt()));
  }

  void signed(Set<PartyId> parties) {
    signers.addAll(parties);
  }

  /** Whether it was included there. */
  boolean isAt(long logIndex) {
    return places.contains(logIndex);
  }

  /** Whether an inclusion carried the quorum already: what comes later changes nothing. */
  boolean isDecided() {
    return !(judgement instanceof Judgement.Proposal);
  }

  void decide(Judgement made) {
    judgement = made;
  }

  /** Files an adopted change with the order that it changes. */
  void change(OrderAccount change) {
    changes.add(change);
    change.target = Optional.of(this);
  }

  /** The order that this one changes, once adopted. */
  Optional<OrderAccount> target() {
    return target;
  }

  void receipt(PublishedFact<Acknowledgement> fact) {
    receipts.putIfAbsent(new SiteId(fact.author(), fact.body().site()), fact);
  }
}
