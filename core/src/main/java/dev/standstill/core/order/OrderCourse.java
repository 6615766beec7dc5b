package dev.standstill.core.order;

import dev.standstill.core.order.Measure.Resume.Stage;
import dev.standstill.core.order.OrderAccount.Judgement;
import dev.standstill.core.order.OrderAccount.Judgement.Adoption;
import dev.standstill.core.order.OrderLife.Waiting;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where an adopted order stands at a moment. What releases goes by the log's time and by nothing a
 * site could set; what restricts begins by the later of that and the clock. Not final, so that a
 * test can break one rule and see that somebody notices.
 */
class OrderCourse {
  private final Circumstances circumstances;

  OrderCourse(Circumstances circumstances) {
    this.circumstances = circumstances;
  }

  final OrderLife life(OrderAccount account, Moment moment) {
    return switch (account.judgement()) {
      case Judgement.Proposal proposal ->
          new OrderLife.Proposed(account.signers(), proposal.hindrance());
      case Judgement.Refusal refusal -> new OrderLife.Refused(refusal.defect());
      case Adoption adoption -> {
        if (!witnessed(adoption)) {
          yield new OrderLife.Adopted(adoption.logIndex(), Waiting.WITNESSES);
        }
        Optional<OrderAccount> withdrawal = withdrawal(account);
        if (withdrawal.isPresent()) {
          yield new OrderLife.Withdrawn(withdrawal.get().id());
        }
        yield switch (account.order().measure()) {
          case Measure.Restriction restriction ->
              restricting(account, adoption, restriction, moment);
          case Measure.Amend amend -> restricting(account, adoption, amend.replacement(), moment);
          case Measure.Resume resume -> resuming(account, adoption, resume, moment);
          case Measure.Stay stay -> staying(account, adoption, stay, moment);
          case Measure.Extend extend -> done(adoption);
          case Measure.Withdraw withdraw -> done(adoption);
        };
      }
    };
  }

  private static OrderLife done(Adoption adoption) {
    return new OrderLife.InForce(adoption.logIndex(), Set.of(), false);
  }

  boolean witnessed(Adoption adoption) {
    return adoption.logIndex() < circumstances.witnessedSize();
  }

  /** Whether a change counts: adopted it is, so it must be witnessed and not taken back. */
  private boolean counts(OrderAccount change) {
    return change.adoption().filter(this::witnessed).isPresent() && withdrawal(change).isEmpty();
  }

  private Optional<OrderAccount> withdrawal(OrderAccount account) {
    return account.changes().stream()
        .filter(change -> change.order().measure() instanceof Measure.Withdraw)
        .filter(change -> change.adoption().filter(this::witnessed).isPresent())
        .findFirst();
  }

  private OrderLife restricting(
      OrderAccount account, Adoption adoption, Measure.Restriction restriction, Moment moment) {
    Optional<OrderLife> ended = ended(account, restriction, moment);
    if (ended.isPresent()) {
      return ended.get();
    }
    if (moment.later().isBefore(restriction.terms().from())) {
      return new OrderLife.Adopted(adoption.logIndex(), Waiting.START);
    }
    Optional<OrderLife> stayed = stayed(account, moment);
    if (stayed.isPresent()) {
      return stayed.get();
    }
    if (!joined(account)) {
      return new OrderLife.Adopted(adoption.logIndex(), Waiting.CONDITION);
    }
    boolean kept = keeping(account, moment);
    Optional<Flop> otherwise =
        account.order().condition().flatMap(AdoptionCondition::otherwiseFlopPerDay);
    return kept
        ? eased(account, restriction, moment)
            .or(() -> steppedDown(account, adoption, restriction, moment))
            .orElseGet(() -> binding(account, adoption, restriction, moment))
        : new OrderLife.ConditionFailed(otherwise);
  }

  boolean joined(OrderAccount account) {
    return Adopters.all(account, circumstances);
  }

  boolean keeping(OrderAccount account, Moment moment) {
    return Adopters.keeping(account, circumstances, moment.logTime());
  }

  /** Lifted by a resume, or replaced by an amendment. */
  private Optional<OrderLife> ended(
      OrderAccount account, Measure.Restriction restriction, Moment moment) {
    for (OrderAccount change : account.changes()) {
      switch (change.order().measure()) {
        case Measure.Resume resume -> {
          Optional<Stage> stage = reached(change, restriction, resume, moment);
          if (stage.isPresent() && stage.get().flopPerDay().isEmpty()) {
            return Optional.of(new OrderLife.Lifted(change.id()));
          }
        }
        case Measure.Amend amend -> {
          // The old one must not go before the new one is there.
          Instant start = amend.replacement().terms().from();
          Instant at = amend.at().isAfter(start) ? amend.at() : start;
          if (counts(change) && takesEffect(change, restriction, at, moment)) {
            return Optional.of(new OrderLife.Replaced(change.id()));
          }
        }
        case Measure.Restriction unrelated -> {}
        case Measure.Extend unrelated -> {}
        case Measure.Withdraw unrelated -> {}
        case Measure.Stay unrelated -> {}
      }
    }
    return Optional.empty();
  }

  /** The last stage of a resume that has taken effect. */
  private Optional<Stage> reached(
      OrderAccount change, Measure.Restriction restriction, Measure.Resume resume, Moment moment) {
    if (!counts(change)) {
      return Optional.empty();
    }
    return resume.stages().reversed().stream()
        .filter(stage -> takesEffect(change, restriction, stage.at(), moment))
        .findFirst();
  }

  /**
   * Whether a release that was due at a time has taken effect: for all at the first checkpoint
   * whose log time reaches it, and only if its conditions were read as met at that time. Later
   * readings change nothing, so no site can be released by a view that another does not have.
   */
  private boolean takesEffect(
      OrderAccount release, Measure.Restriction restriction, Instant due, Moment moment) {
    Instant at = heldUpUntil(release, due);
    return reached(at, moment) && conditionsMet(restriction, at);
  }

  boolean reached(Instant at, Moment moment) {
    return !moment.logTime().isBefore(at);
  }

  boolean conditionsMet(Measure.Restriction restriction, Instant at) {
    return circumstances.allMet(restriction.terms().liftConditions(), at);
  }

  /** A stay of a release holds up what is due while it lasts. */
  private Instant heldUpUntil(OrderAccount release, Instant due) {
    return release.changes().stream()
        .filter(this::counts)
        .map(change -> change.order().measure())
        .filter(Measure.Stay.class::isInstance)
        .map(stay -> ((Measure.Stay) stay).until())
        .reduce(due, (one, other) -> one.isAfter(other) ? one : other);
  }

  private Optional<OrderLife> stayed(OrderAccount account, Moment moment) {
    return account.changes().stream()
        .filter(change -> change.order().measure() instanceof Measure.Stay)
        .filter(this::counts)
        .filter(change -> {
          Measure.Stay stay = (Measure.Stay) change.order().measure();
          return reached(stay.at(), moment) && moment.later().isBefore(stay.until());
        })
        .findFirst()
        .map(change ->
            new OrderLife.Stayed(change.id(), ((Measure.Stay) change.order().measure()).until()));
  }

  private Optional<OrderLife> eased(
      OrderAccount account, Measure.Restriction restriction, Moment moment) {
    Optional<OrderLife.Eased> most = Optional.empty();
    for (OrderAccount change : account.changes()) {
      if (change.order().measure() instanceof Measure.Resume resume) {
        Optional<Flop> cap =
            reached(change, restriction, resume, moment).flatMap(Stage::flopPerDay);
        if (cap.isPresent()
            && most.filter(e -> e.flopPerDay().compareTo(cap.get()) >= 0).isEmpty()) {
          most = Optional.of(new OrderLife.Eased(change.id(), cap.get()));
        }
      }
    }
    return most.map(eased -> eased);
  }

  /** Only a pause, only where its charter names a cap, and never to no limit. */
  private Optional<OrderLife> steppedDown(
      OrderAccount account, Adoption adoption, Measure.Restriction restriction, Moment moment) {
    return restriction instanceof Measure.Pause && overdue(account, moment)
        ? adoption.governance().stepDownFlopPerDay().map(OrderLife.SteppedDown::new)
        : Optional.empty();
  }

  /** Whether the last review that was fixed has passed without another. */
  boolean overdue(OrderAccount account, Moment moment) {
    Instant reviewBy =
        account.changes().stream()
            .filter(change -> change.order().measure() instanceof Measure.Extend)
            .filter(this::counts)
            .map(change -> ((Measure.Extend) change.order().measure()).reviewBy())
            .max(Comparator.naturalOrder())
            .orElseGet(
                () -> account.order().measure().restriction().orElseThrow().terms().reviewBy());
    return reached(reviewBy, moment);
  }

  private OrderLife binding(
      OrderAccount account, Adoption adoption, Measure.Restriction restriction, Moment moment) {
    Digest id = account.id();
    boolean overdue = overdue(account, moment);
    Set<SiteId> missing = new TreeSet<>();
    Set<SiteId> notKept = new TreeSet<>();
    boolean anybody = false;
    for (SiteId site : circumstances.sites()) {
      if (restriction.scope().subjects().covers(site)) {
        anybody = true;
        if (!account.receipts().contains(site)) {
          missing.add(site);
        }
        if (!circumstances.kept().contains(new Circumstances.Kept(id, site))) {
          notKept.add(site);
        }
      }
    }
    if (anybody && notKept.isEmpty()) {
      return new OrderLife.Verified(adoption.logIndex(), overdue);
    }
    return anybody && missing.isEmpty()
        ? new OrderLife.Acknowledged(adoption.logIndex(), overdue)
        : new OrderLife.InForce(adoption.logIndex(), missing, overdue);
  }

  private OrderLife resuming(
      OrderAccount account, Adoption adoption, Measure.Resume resume, Moment moment) {
    Instant first = heldUpUntil(account, resume.stages().getFirst().at());
    if (!reached(first, moment)) {
      return new OrderLife.Adopted(adoption.logIndex(), Waiting.EFFECT_TIME);
    }
    Optional<Measure.Restriction> eased = target(account);
    return eased.flatMap(target -> reached(account, target, resume, moment)).isPresent()
        ? done(adoption)
        : new OrderLife.Lapsed();
  }

  private OrderLife staying(
      OrderAccount account, Adoption adoption, Measure.Stay stay, Moment moment) {
    if (!moment.later().isBefore(stay.until())) {
      return new OrderLife.Lapsed();
    }
    // A release that is still to come is held up at once.
    boolean atOnce = target(account).isEmpty();
    return atOnce || reached(stay.at(), moment)
        ? done(adoption)
        : new OrderLife.Adopted(adoption.logIndex(), Waiting.EFFECT_TIME);
  }

  private static Optional<Measure.Restriction> target(OrderAccount account) {
    return account.target().flatMap(target -> target.order().measure().restriction());
  }
}
