package dev.standstill.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.order.Circumstances;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.OrderLife;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.wire.json.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every order of a log and where it stands, at the log's own time, as JSON. */
public final class OrdersJson {
  private final List<PublishedFact<? extends StatementBody>> facts;
  private final Moment moment;
  private final OrderState state;

  private OrdersJson(
      CharterHistory history,
      List<PublishedFact<? extends StatementBody>> facts,
      Optional<Instant> logTime,
      long witnessedSize) {
    this.facts = facts;
    // Without witnesses the log has no time of its own, and nothing in it takes effect.
    this.moment = Moment.of(logTime.orElse(Instant.EPOCH));
    this.state =
        Docket.orders(
            history, facts, Circumstances.witnessed(witnessedSize).owing(declaredSites(facts)));
  }

  /**
   * One object for each order, in the sequence of the log.
   *
   * @param logTime by when a quorum of witnesses had seen the log
   * @param witnessedSize how many of its entries they had seen
   */
  public static List<ObjectNode> write(
      CharterHistory history,
      List<PublishedFact<? extends StatementBody>> facts,
      Optional<Instant> logTime,
      long witnessedSize) {
    OrdersJson json = new OrdersJson(history, facts, logTime, witnessedSize);
    List<ObjectNode> orders = new ArrayList<>();
    json.state.orders().forEach(id -> orders.add(json.order(id)));
    return orders;
  }

  /** Every site that was declared owes receipts. */
  public static Set<SiteId> declaredSites(List<PublishedFact<? extends StatementBody>> facts) {
    Set<SiteId> sites = new TreeSet<>();
    for (PublishedFact<? extends StatementBody> fact : facts) {
      if (fact.body() instanceof SiteDeclaration declaration) {
        sites.add(new SiteId(fact.author(), declaration.site()));
      }
    }
    return sites;
  }

  private ObjectNode order(Digest id) {
    Order order = state.order(id).orElseThrow();
    OrderLife life = state.life(id, moment).orElseThrow();
    ObjectNode one = Notation.object().put("id", id.hex());
    one.put(
        "logIndex",
        facts.stream().filter(fact -> fact.id().equals(id)).findFirst().orElseThrow().logIndex());
    one.put("action", Words.of(order.measure().action()));
    one.put("life", word(life));
    order.measure().target().ifPresent(target -> one.put("changes", target.hex()));
    one.put("proposer", order.proposer().name());
    one.putArray("signers");
    signers(id).forEach(party -> one.withArray("signers").add(party.name()));
    one.putArray("missing");
    missing(life).forEach(site -> one.withArray("missing").add(site.toString()));
    details(life).forEach(one::put);
    return one.put("reason", order.reason());
  }

  /** In any envelope that was logged. */
  private Set<PartyId> signers(Digest id) {
    Set<PartyId> signers = new TreeSet<>();
    facts.stream()
        .filter(fact -> fact.id().equals(id))
        .forEach(fact -> signers.addAll(fact.signers().parties()));
    return signers;
  }

  /** The word of a life: its name in kebab-case. */
  public static String word(OrderLife life) {
    return life.getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  /** Who owes a receipt. */
  public static Set<SiteId> missing(OrderLife life) {
    return life instanceof OrderLife.InForce inForce ? new TreeSet<>(inForce.missing()) : Set.of();
  }

  /** What is said of a life beside its word. */
  public static Map<String, String> details(OrderLife life) {
    Map<String, String> details = new TreeMap<>();
    switch (life) {
      case OrderLife.Proposed proposed ->
          proposed.hindrance().ifPresent(why -> details.put("defect", Words.of(why)));
      case OrderLife.Refused(var defect) -> details.put("defect", Words.of(defect));
      case OrderLife.Adopted adopted -> details.put("waitingFor", Words.of(adopted.waitingFor()));
      case OrderLife.InForce inForce -> overdue(details, inForce.reviewOverdue());
      case OrderLife.Acknowledged known -> overdue(details, known.reviewOverdue());
      case OrderLife.Verified kept -> overdue(details, kept.reviewOverdue());
      case OrderLife.SteppedDown(var cap) -> details.put("flopPerDay", cap.toString());
      case OrderLife.Eased(var by, var cap) -> {
        details.put("by", by.hex());
        details.put("flopPerDay", cap.toString());
      }
      case OrderLife.Lifted(var by) -> details.put("by", by.hex());
      case OrderLife.Replaced(var by) -> details.put("by", by.hex());
      case OrderLife.Withdrawn(var by) -> details.put("by", by.hex());
      case OrderLife.Stayed(var by, var until) -> {
        details.put("by", by.hex());
        details.put("until", until.toString());
      }
      case OrderLife.ConditionFailed(var cap) ->
          cap.ifPresent(flop -> details.put("flopPerDay", flop.toString()));
      case OrderLife.Lapsed lapsed -> {}
    }
    return details;
  }

  private static void overdue(Map<String, String> details, boolean overdue) {
    if (overdue) {
      details.put("review", "overdue");
    }
  }
}
