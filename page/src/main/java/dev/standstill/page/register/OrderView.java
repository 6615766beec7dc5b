package dev.standstill.page.register;

import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.OrderLife;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.page.Standing;
import dev.standstill.page.words.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One order.
 *
 * @param id its id
 * @param title what it commands, of whom
 * @param word its state
 * @param sentence its state in a sentence
 * @param binds whether it restrains anybody now
 * @param open whether something may still come of it
 * @param reason why, as its proposer wrote
 * @param facts the rest of what it says, and when it takes effect
 * @param signers who signed, linked to the statement; with a remark
 * @param unsigned who has a voice and did not
 * @param quorum whose voices decide
 * @param receipts one for each site that it binds
 * @param related the orders it changes or that change it, and the ruling it carries out
 */
record OrderView(
    Digest id,
    String title,
    String word,
    String sentence,
    boolean binds,
    boolean open,
    String reason,
    List<Term> facts,
    List<String> signers,
    List<String> unsigned,
    String quorum,
    List<Receipt> receipts,
    List<Link> related) {

  /** A name and what it is. */
  record Term(String name, String value) {}

  /**
   * What one site owes and has sent.
   *
   * @param sent when, in words; empty if nothing was
   * @param missing whether it is overdue
   */
  record Receipt(
      SiteId site,
      String sent,
      Optional<Link> statement,
      String halted,
      boolean missing,
      Standing kept,
      String sentence) {}

  static List<OrderView> all(Books books, Links links) {
    return books.orders().stream()
        .flatMap(state -> state.orders().reversed().stream())
        .flatMap(id -> of(id, books, links).stream())
        .toList();
  }

  static Optional<OrderView> of(Digest id, Books books, Links links) {
    return books
        .orders()
        .flatMap(state -> state.order(id).map(order -> make(id, order, state, books, links)));
  }

  private static OrderView make(
      Digest id, Order order, OrderState state, Books books, Links links) {
    OrderLife life = state.life(id, books.moment()).orElseThrow();
    boolean open =
        OrderWords.binds(life)
            || life instanceof OrderLife.Proposed
            || life instanceof OrderLife.Adopted
            || life instanceof OrderLife.Stayed;
    Set<PartyId> signed = new TreeSet<>();
    books.snapshot().facts().stream()
        .filter(fact -> fact.id().equals(id))
        .forEach(fact -> signed.addAll(fact.signers().parties()));
    Optional<Quorum> quorum = books.governance().map(part -> part.quorum(order.measure().action()));
    Set<PartyId> unsigned = new TreeSet<>(quorum.map(Quorum::parties).orElse(Set.of()));
    unsigned.removeAll(signed);
    return new OrderView(
        id,
        OrderWords.title(order),
        OrderWords.word(life),
        OrderWords.sentence(life),
        OrderWords.binds(life) && order.measure().restriction().isPresent(),
        open,
        order.reason(),
        new OrderTerms(id, order, state).all(),
        signed.stream().map(party -> voice(party, order)).toList(),
        unsigned.stream().map(party -> voice(party, order)).toList(),
        quorum.map(OrderWords::quorum).orElse("the charter names no quorum"),
        receipts(id, order, state, books, links),
        related(id, order, state, books, links));
  }

  private static String voice(PartyId party, Order order) {
    if (order.excluded().contains(party)) {
      return party + " (the case is about it: no voice)";
    }
    if (order.recused().contains(party)) {
      return party + " (stepped aside: no voice)";
    }
    return party.equals(order.proposer()) ? party + " (proposed it)" : party.name();
  }

  private static List<Receipt> receipts(
      Digest id, Order order, OrderState state, Books books, Links links) {
    Optional<Measure.Restriction> restriction = order.measure().restriction();
    if (restriction.isEmpty() || state.adoptedAt(id).isEmpty()) {
      return List.of();
    }
    Set<SiteId> overdue = state.overdueReceipts(id, books.moment());
    List<Receipt> receipts = new ArrayList<>();
    for (SiteId site : books.sites()) {
      if (restriction.get().scope().subjects().covers(site)) {
        receipts.add(receipt(id, site, state, overdue.contains(site), books, links));
      }
    }
    return receipts;
  }

  private static Receipt receipt(
      Digest id, SiteId site, OrderState state, boolean overdue, Books books, Links links) {
    Optional<PublishedFact<Acknowledgement>> sent = state.receipt(id, site);
    Optional<Conclusion> kept =
        books.of(site).conclusions().stream()
            .filter(c -> c.claim() == Claim.ORDER_KEPT)
            .filter(c -> c.subject().order().filter(id::equals).isPresent())
            .findFirst();
    return new Receipt(
        site,
        sent.map(fact -> "logged " + Times.logged(fact.loggedAt())).orElse(""),
        sent.map(fact -> new Link("entry " + fact.logIndex(), links.statement(fact.id()))),
        sent.flatMap(fact -> fact.body().halted()).map(Figures::instant).orElse(""),
        sent.isEmpty() && overdue,
        kept.map(Standing::of).orElse(Standing.UNDECIDED),
        kept.map(Conclusion::sentence).orElse("Nothing was concluded about it yet."));
  }

  private static List<Link> related(
      Digest id, Order order, OrderState state, Books books, Links links) {
    List<Link> related = new ArrayList<>();
    // What it cites need not be there.
    order
        .measure()
        .target()
        .filter(target -> state.order(target).isPresent())
        .ifPresent(target ->
            related.add(new Link("changes order " + Ids.brief(target), links.order(target))));
    for (Digest other : state.orders()) {
      state
          .order(other)
          .filter(change -> change.measure().target().filter(id::equals).isPresent())
          .ifPresent(change ->
              related.add(new Link("changed by: " + OrderWords.title(change), links.order(other))));
    }
    order
        .ruling()
        .filter(ruling -> books.statement(ruling.id()).isPresent())
        .ifPresent(ruling ->
            related.add(
                new Link(
                    "carries out the ruling at entry " + ruling.logIndex(),
                    links.statement(ruling.id()))));
    books
        .statement(id)
        .ifPresent(fact ->
            related.add(new Link("the statement, entry " + fact.logIndex(), links.statement(id))));
    return related;
  }
}
