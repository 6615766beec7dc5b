package dev.standstill.core.order;

import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.order.OrderAccount.Judgement;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Goes through the log once, in its order, and files what concerns orders. */
final class OrderFold {
  private final CharterHistory history;
  private final Circumstances circumstances;
  private final OrderRule rule;
  private final Map<Digest, OrderAccount> accounts = new LinkedHashMap<>();

  OrderFold(CharterHistory history, Circumstances circumstances, OrderRule rule) {
    this.history = history;
    this.circumstances = circumstances;
    this.rule = rule;
  }

  CharterHistory history() {
    return history;
  }

  Circumstances circumstances() {
    return circumstances;
  }

  Map<Digest, OrderAccount> accounts() {
    return accounts;
  }

  Optional<OrderAccount> adopted(Digest order) {
    return Optional.ofNullable(accounts.get(order))
        .filter(account -> account.adoption().isPresent());
  }

  /** Files the next statement of the log. */
  void take(PublishedFact<? extends StatementBody> fact) {
    switch (fact.body()) {
      case Order body -> include(fact.with(body));
      case Acknowledgement body ->
          Optional.ofNullable(accounts.get(body.order().id()))
              .filter(account -> account.isAt(body.order().logIndex()))
              .ifPresent(account -> account.receipt(fact.with(body)));
      // Reports, findings and the rest are no business of this room.
      default -> {}
    }
  }

  private void include(PublishedFact<Order> fact) {
    OrderAccount account =
        accounts.computeIfAbsent(fact.id(), id -> new OrderAccount(id, fact.body()));
    account.included(fact);
    if (account.isDecided()) {
      return;
    }
    Judgement judgement = rule.judge(fact, this);
    account.decide(judgement);
    if (judgement instanceof Judgement.Adoption) {
      fact.body().measure().target().flatMap(this::adopted).ifPresent(t -> t.change(account));
    }
  }
}
