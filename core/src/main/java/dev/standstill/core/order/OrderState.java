package dev.standstill.core.order;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.order.OrderAccount.Judgement.Adoption;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * All orders of a log, folded. It is a function of the log, the agreement's history and the
 * circumstances alone: the same three, the same state. It forgets nothing and needs no memory of
 * its own, so no crash can end an order.
 */
public final class OrderState {
  private final CharterHistory history;
  private final Circumstances circumstances;
  private final Map<Digest, OrderAccount> accounts;
  private final OrderCourse course;

  private OrderState(OrderFold fold, OrderCourse course) {
    this.history = fold.history();
    this.circumstances = fold.circumstances();
    this.accounts = fold.accounts();
    this.course = course;
  }

  /**
   * Folds a log.
   *
   * @param history the versions of the charter that were accepted from the same log
   * @param facts in any order; the log index decides
   * @param circumstances what the evaluation of the log knows
   */
  public static OrderState fold(
      CharterHistory history,
      List<? extends PublishedFact<? extends StatementBody>> facts,
      Circumstances circumstances) {
    return fold(history, facts, circumstances, new OrderRule(), new OrderCourse(circumstances));
  }

  static OrderState fold(
      CharterHistory history,
      List<? extends PublishedFact<? extends StatementBody>> facts,
      Circumstances circumstances,
      OrderRule rule,
      OrderCourse course) {
    OrderFold fold = new OrderFold(history, circumstances, rule);
    facts.stream()
        .sorted(Comparator.comparingLong(PublishedFact::logIndex))
        .forEachOrdered(fold::take);
    return new OrderState(fold, course);
  }

  /** The ids of all orders, in the order in which they first came into the log. */
  public List<Digest> orders() {
    return List.copyOf(accounts.keySet());
  }

  /** What an order says. */
  public Optional<Order> order(Digest id) {
    return Optional.ofNullable(accounts.get(id)).map(OrderAccount::order);
  }

  /** Where an order stands; empty if the log does not have it. */
  public Optional<OrderLife> life(Digest id, Moment moment) {
    return Optional.ofNullable(accounts.get(id)).map(account -> course.life(account, moment));
  }

  /** When an order's quorum entered the log; empty if it was not adopted. */
  public Optional<InclusionTime> adoptedAt(Digest id) {
    return Optional.ofNullable(accounts.get(id))
        .flatMap(OrderAccount::adoption)
        .map(Adoption::loggedAt);
  }

  /** Where the inclusion of an order stands that made it adopted; empty if it was not. */
  public Optional<Citation> adoption(Digest id) {
    return Optional.ofNullable(accounts.get(id))
        .flatMap(OrderAccount::adoption)
        .map(made -> new Citation(made.logIndex(), id));
  }

  /** The first receipt of an order that a site sent. */
  public Optional<PublishedFact<Acknowledgement>> receipt(Digest id, SiteId site) {
    return Optional.ofNullable(accounts.get(id)).flatMap(account -> account.receipt(site));
  }

  /** By when sites owe their receipts; empty if it was not adopted, or nobody knows when. */
  public Optional<Instant> receiptsDue(Digest id) {
    return Optional.ofNullable(accounts.get(id))
        .flatMap(OrderAccount::adoption)
        .flatMap(made ->
            made.loggedAt()
                .notAfter()
                .map(logged -> logged.plus(made.governance().clocks().acknowledgement())));
  }

  /**
   * What an order demanded up to a time, as whoever owed it may read the log. Empty if it was not
   * adopted, had not begun by then, or nobody vouches for when it began.
   */
  public List<DutySpan> course(Digest id, Instant until) {
    OrderAccount account = accounts.get(id);
    return account == null || account.adoption().isEmpty()
        ? List.of()
        : new DutyHistory(
                account, circumstances, moment -> obligation(account, moment).map(Obligation::duty))
            .until(until);
  }

  /**
   * Sites that owed a receipt of an order by now and have sent none. Doubt favours them: it counts
   * from the latest time at which the order can have entered the log.
   */
  public Set<SiteId> overdueReceipts(Digest id, Moment moment) {
    Set<SiteId> overdue = new TreeSet<>();
    OrderAccount account = accounts.get(id);
    boolean due = receiptsDue(id).filter(moment.logTime()::isAfter).isPresent();
    if (account != null && due) {
      circumstances.sites().stream().filter(site -> owes(account, site)).forEach(overdue::add);
    }
    return overdue;
  }

  /**
   * Orders whose receipt a site owes, due or not: adopted, witnessed, binding it, and not
   * acknowledged by it. Each where it was adopted, as a receipt cites it.
   */
  public List<Citation> owedReceipts(SiteId site) {
    return accounts.values().stream()
        .filter(account -> owes(account, site))
        .flatMap(account -> adoption(account.id()).stream())
        .toList();
  }

  private boolean owes(OrderAccount account, SiteId site) {
    return account.adoption().filter(course::witnessed).isPresent()
        && !account.receipts().contains(site)
        && account
            .order()
            .measure()
            .restriction()
            .filter(binding -> binding.scope().subjects().covers(site))
            .isPresent();
  }

  /** What binds whom at a moment: the log alone. */
  public Obligations at(Moment moment) {
    return at(moment, List.of());
  }

  /**
   * What binds whom at a moment, with pauses that were shown directly. What the log says of one of
   * them goes before what it looks like.
   */
  public Obligations at(Moment moment, List<PresentedOrder> presented) {
    List<Obligation> binding = new ArrayList<>();
    for (OrderAccount account : accounts.values()) {
      obligation(account, moment).ifPresent(binding::add);
    }
    Set<Digest> shown = new HashSet<>();
    for (PresentedOrder order : presented) {
      if (shown.add(order.id())) {
        presented(order, moment).ifPresent(binding::add);
      }
    }
    return new Obligations(moment, binding);
  }

  private Optional<Obligation> obligation(OrderAccount account, Moment moment) {
    Optional<Measure.Restriction> restriction = account.order().measure().restriction();
    Optional<Adoption> adoption = account.adoption();
    if (restriction.isEmpty() || adoption.isEmpty()) {
      return Optional.empty();
    }
    return duty(course.life(account, moment), restriction.get(), adoption.get())
        .map(duty -> new Obligation(account.id(), restriction.get().scope(), duty));
  }

  private static Optional<Duty> duty(
      OrderLife life, Measure.Restriction restriction, Adoption adoption) {
    return switch (life) {
      case OrderLife.InForce inForce -> Optional.of(full(restriction, adoption));
      case OrderLife.Acknowledged acknowledged -> Optional.of(full(restriction, adoption));
      case OrderLife.Verified verified -> Optional.of(full(restriction, adoption));
      case OrderLife.SteppedDown down ->
          Optional.of(eased(restriction, new Duty.Cap(down.flopPerDay())));
      case OrderLife.Eased eased ->
          Optional.of(eased(restriction, new Duty.Cap(eased.flopPerDay())));
      case OrderLife.ConditionFailed failed ->
          failed.flopPerDay().map(cap -> eased(restriction, new Duty.Cap(cap)));
      case OrderLife.Proposed proposed -> Optional.empty();
      case OrderLife.Refused refused -> Optional.empty();
      case OrderLife.Adopted adopted -> Optional.empty();
      case OrderLife.Lifted lifted -> Optional.empty();
      case OrderLife.Replaced replaced -> Optional.empty();
      case OrderLife.Withdrawn withdrawn -> Optional.empty();
      case OrderLife.Stayed stayed -> Optional.empty();
      case OrderLife.Lapsed lapsed -> Optional.empty();
    };
  }

  private static Duty full(Measure.Restriction restriction, Adoption adoption) {
    return switch (restriction) {
      case Measure.Slow slow -> new Duty.Cap(slow.flopPerDay());
      case Measure.Pause pause -> {
        Instant from = pause.terms().from();
        yield new Duty.Halt(
            pause.checkpointGrace(),
            adoption
                .loggedAt()
                .notAfter()
                .map(logged -> logged.isAfter(from) ? logged : from)
                .map(start -> start.plus(pause.checkpointGrace())));
      }
    };
  }

  /** A cap that is looser than the order itself; a smaller one would be no easing. */
  private static Duty eased(Measure.Restriction restriction, Duty.Cap cap) {
    return switch (restriction) {
      case Measure.Pause pause -> cap;
      case Measure.Slow slow ->
          slow.flopPerDay().compareTo(cap.flopPerDay()) > 0 ? new Duty.Cap(slow.flopPerDay()) : cap;
    };
  }

  private Optional<Obligation> presented(PresentedOrder shown, Moment moment) {
    OrderAccount logged = accounts.get(shown.id());
    boolean open =
        logged == null
            || !logged.isDecided()
            || logged.adoption().filter(made -> !course.witnessed(made)).isPresent();
    if (!open || defect(shown, moment).isPresent()) {
      return Optional.empty();
    }
    return governance(shown, moment)
        .flatMap(part -> {
          OrderAccount alone = new OrderAccount(shown.id(), shown.order());
          alone.signed(shown.signers());
          // Before every entry, so witnessed whatever the witnesses have seen.
          alone.decide(new Adoption(-1, InclusionTime.UNKNOWN, part));
          return obligation(alone, moment);
        });
  }

  /** What is wrong with an order that was shown, whatever the log says of it; or empty. */
  public Optional<PresentedDefect> defect(PresentedOrder shown, Moment moment) {
    if (!(shown.order().measure() instanceof Measure.Pause pause)) {
      return Optional.of(PresentedDefect.NO_PAUSE);
    }
    Optional<Governance> governance = governance(shown, moment);
    if (governance.isEmpty()) {
      return Optional.of(PresentedDefect.CHARTER_NOT_IN_FORCE);
    }
    Governance part = governance.get();
    Set<PartyId> silent = new HashSet<>(shown.order().excluded());
    silent.addAll(shown.order().recused());
    if (!part.decided(Action.PAUSE, shown.order().proposer(), shown.signers(), silent)) {
      return Optional.of(PresentedDefect.QUORUM_MISSING);
    }
    if (shown.order().recused().size() > part.recusalsMax()) {
      return Optional.of(PresentedDefect.TOO_MANY_RECUSED);
    }
    return OrderRule.ofTerms(pause, part).map(unfit -> PresentedDefect.TERMS_UNFIT);
  }

  private Optional<Governance> governance(PresentedOrder shown, Moment moment) {
    return inForce(shown.charter(), moment).flatMap(charter -> charter.body().governance());
  }

  private Optional<PublishedFact<Charter>> inForce(Digest charter, Moment moment) {
    return List.of(history.current(moment.logTime()), history.current(moment.later())).stream()
        .filter(version -> version.id().equals(charter))
        .findFirst();
  }
}
