package dev.standstill.site.agent;

import dev.standstill.core.order.Acknowledgement;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.site.outbox.Said;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which receipts a site has to send. The first says only that the order came; it is sent when the
 * order's work has stopped, or what runs is within its cap, or shortly before it is due. When that
 * was earlier, a second one says since when nothing has run.
 */
final class Acknowledging {
  /** Of the time the charter gives for a receipt, so much is left for it to reach the log. */
  private static final int LEFT_PART = 5;

  private final SiteId site;

  Acknowledging(SiteId site) {
    this.site = site;
  }

  /**
   * What to say now.
   *
   * @param acknowledgement how long after its inclusion an order is to be acknowledged
   * @param halting the orders that demand a halt now
   * @param capping the orders that demand a cap now
   * @param halted when a sweep with these orders in force found nothing that must stop holding
   *     devices; empty if something did, or nobody could look
   */
  List<Acknowledgement> due(
      OrderState orders,
      Duration acknowledgement,
      List<Said> said,
      Set<Digest> halting,
      Set<Digest> capping,
      Optional<Instant> halted,
      Instant now) {
    List<Acknowledgement> due = new ArrayList<>();
    for (Digest id : orders.orders()) {
      Optional<Citation> adopted = orders.adoption(id).filter(_ -> binds(orders, id));
      if (adopted.isEmpty()) {
        continue;
      }
      Optional<Instant> stopped = halted.filter(_ -> halting.contains(id));
      List<Acknowledgement> sent = sent(said, id);
      boolean first = sent.isEmpty();
      boolean toldHalted = sent.stream().anyMatch(one -> one.halted().isPresent());
      if (stopped.isPresent() && !toldHalted) {
        due.add(new Acknowledgement(site.name(), adopted.get(), stopped));
      } else if (first && halted.isPresent() && capping.contains(id)) {
        due.add(new Acknowledgement(site.name(), adopted.get()));
      } else if (first && isNearlyDue(orders, id, acknowledgement, now)) {
        due.add(new Acknowledgement(site.name(), adopted.get()));
      }
    }
    return due;
  }

  private boolean binds(OrderState orders, Digest id) {
    return orders
        .order(id)
        .flatMap(order -> order.measure().restriction())
        .filter(restriction -> restriction.scope().subjects().covers(site))
        .isPresent();
  }

  private List<Acknowledgement> sent(List<Said> said, Digest order) {
    return said.stream()
        .map(one -> one.statement().body())
        .filter(Acknowledgement.class::isInstance)
        .map(Acknowledgement.class::cast)
        .filter(one -> one.order().id().equals(order) && one.site().equals(site.name()))
        .toList();
  }

  private static boolean isNearlyDue(
      OrderState orders, Digest id, Duration acknowledgement, Instant now) {
    // Nobody vouches for when it came: then it may be due already.
    return orders
        .receiptsDue(id)
        .map(due -> !now.isBefore(due.minus(acknowledgement.dividedBy(LEFT_PART))))
        .orElse(true);
  }
}
