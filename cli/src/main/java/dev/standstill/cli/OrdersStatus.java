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
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.evidence.Evidence;
import dev.standstill.wire.OrdersJson;
import dev.standstill.wire.json.StrictJson;
import dev.standstill.wire.json.Words;
import java.time.Instant;
import java.util.List;
import java.util.Set;
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
    this.state =
        Docket.orders(
            evidence.history().orElseThrow(),
            evidence.facts(),
            Circumstances.witnessed(witnessed()).owing(OrdersJson.declaredSites(evidence.facts())));
  }

  private long witnessed() {
    return evidence.witnessed() ? evidence.checkpoint().map(c -> c.size()).orElse(0L) : 0L;
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
    OrdersJson.write(
            evidence.history().orElseThrow(), evidence.facts(), evidence.logTime(), witnessed())
        .forEach(node.withArray("orders")::add);
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
              + OrdersJson.word(life).replace('-', ' '));
      terminal.line("  id       " + id);
      order.measure().target().ifPresent(target -> terminal.line("  changes  " + target));
      terminal.line("  signers  " + String.join(", ", names(signers(id))));
      OrdersJson.details(life).forEach((key, value) -> terminal.line("  " + key + ": " + value));
      OrdersJson.missing(life).forEach(site -> terminal.line("  no receipt from " + site));
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
}
