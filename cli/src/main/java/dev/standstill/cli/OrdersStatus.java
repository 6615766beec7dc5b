package dev.standstill.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import dev.standstill.evidence.Evidence;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every order of a log and where it stands, at the log's own time. */
final class OrdersStatus {
  private final Evidence evidence;
  private final OrderState state;
  private final Moment moment;

  private OrdersStatus(Evidence evidence) {
    this.evidence = evidence;
    // Without witnesses the log has no time of its own, and nothing in it takes effect.
    this.moment = Moment.of(evidence.logTime().orElse(Instant.EPOCH));
    long witnessed =
        evidence.witnessed() ? evidence.checkpoint().map(c -> c.size()).orElse(0L) : 0L;
    this.state =
        Docket.orders(
            evidence.history().orElseThrow(),
            evidence.facts(),
            Circumstances.witnessed(witnessed).owing(sites(evidence)));
  }

  /** Every site that was declared owes receipts. */
  private static Set<SiteId> sites(Evidence evidence) {
    Set<SiteId> sites = new TreeSet<>();
    for (PublishedFact<? extends StatementBody> fact : evidence.facts()) {
      if (fact.body() instanceof SiteDeclaration declaration) {
        sites.add(new SiteId(fact.author(), declaration.site()));
      }
    }
    return sites;
  }

  static void print(Terminal terminal, Evidence evidence, boolean json) {
    if (evidence.history().isEmpty()) {
      throw new IllegalArgumentException(
          "the log holds no charter that its parties signed, so no orders");
    }
    OrdersStatus status = new OrdersStatus(evidence);
    if (json) {
      terminal.json(StrictJson.pretty(status.node()));
    } else {
      status.print(terminal);
    }
  }

  private ObjectNode node() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    evidence.logTime().ifPresent(time -> node.put("logTime", time.toString()));
    node.putArray("orders");
    for (Digest id : state.orders()) {
      Order order = state.order(id).orElseThrow();
      OrderLife life = state.life(id, moment).orElseThrow();
      ObjectNode one = node.withArray("orders").addObject().put("id", id.hex());
      one.put("logIndex", first(id).logIndex());
      one.put("action", Words.of(order.measure().action()));
      one.put("life", word(life));
      order.measure().target().ifPresent(target -> one.put("changes", target.hex()));
      one.put("proposer", order.proposer().name());
      one.putArray("signers");
      signers(id).forEach(party -> one.withArray("signers").add(party.name()));
      one.putArray("missing");
      missing(life).forEach(site -> one.withArray("missing").add(site.toString()));
      details(life).forEach(one::put);
      one.put("reason", order.reason());
    }
    return node;
  }

  private void print(Terminal terminal) {
    terminal.line(
        evidence
            .logTime()
            .map(time -> "As of the log's own time, " + time)
            .orElse("No witness vouches for this log's time: nothing in it is in force"));
    if (state.orders().isEmpty()) {
      terminal.line("No orders.");
    }
    for (Digest id : state.orders()) {
      Order order = state.order(id).orElseThrow();
      OrderLife life = state.life(id, moment).orElseThrow();
      terminal.line("");
      terminal.line(
          "entry "
              + first(id).logIndex()
              + "  "
              + Words.of(order.measure().action())
              + "  "
              + word(life).replace('-', ' '));
      terminal.line("  id       " + id);
      order.measure().target().ifPresent(target -> terminal.line("  changes  " + target));
      terminal.line("  signers  " + String.join(", ", names(signers(id))));
      details(life).forEach((key, value) -> terminal.line("  " + key + ": " + value));
      missing(life).forEach(site -> terminal.line("  no receipt from " + site));
      terminal.line("  reason   " + order.reason());
    }
  }

  private static List<String> names(Set<PartyId> parties) {
    return parties.stream().map(PartyId::name).toList();
  }

  private PublishedFact<? extends StatementBody> first(Digest id) {
    return evidence.facts().stream().filter(fact -> fact.id().equals(id)).findFirst().orElseThrow();
  }

  /** In any envelope that was logged. */
  private Set<PartyId> signers(Digest id) {
    Set<PartyId> signers = new TreeSet<>();
    evidence.facts().stream()
        .filter(fact -> fact.id().equals(id))
        .forEach(fact -> signers.addAll(fact.signers().parties()));
    return signers;
  }

  /** The word of a life: its name in kebab-case. */
  private static String word(OrderLife life) {
    return life.getClass()
        .getSimpleName()
        .replaceAll("(?<=[a-z])(?=[A-Z])", "-")
        .toLowerCase(Locale.ROOT);
  }

  private static Set<SiteId> missing(OrderLife life) {
    return life instanceof OrderLife.InForce inForce ? new TreeSet<>(inForce.missing()) : Set.of();
  }

  private static Map<String, String> details(OrderLife life) {
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
