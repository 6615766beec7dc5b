package dev.standstill.core.verdict;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.order.Duty;
import dev.standstill.core.order.Scope;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.rule.Operation;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.rule.ScopeAnswer;
import dev.standstill.core.rule.ScopeAnswer.InScope;
import dev.standstill.core.rule.StatedFact;
import dev.standstill.core.verdict.Outlook.Binding;
import dev.standstill.core.verdict.Verdict.Refuse;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Which orders and which rules of the charter reach one job. */
final class Reach {
  private final Job job;
  private final Outlook outlook;
  private final Optional<FlopRate> peak;
  private final Optional<Flop> lineageTotal;

  /**
   * Of one job.
   *
   * @param peak what one of its devices can do at most; empty if nobody knows
   */
  Reach(Job job, Outlook outlook, Optional<FlopRate> peak) {
    this.job = job;
    this.outlook = outlook;
    this.peak = peak;
    this.lineageTotal = lineageTotal();
  }

  /** What the lineage will have executed at most once the job is done; empty if nobody knows. */
  private Optional<Flop> lineageTotal() {
    Optional<Flop> logged =
        job.lineage().flatMap(name -> outlook.lineageTotal(job.site().party(), name));
    Optional<Flop> stated = job.lineage().isPresent() ? job.lineageFlop() : Optional.empty();
    Optional<Flop> before =
        logged.isPresent() && stated.isPresent()
            ? logged.map(flop -> flop.compareTo(stated.get()) > 0 ? flop : stated.get())
            : logged.or(() -> stated);
    return before.isPresent() && peak.isPresent()
        ? Optional.of(before.get().plus(job.most(peak.get())))
        : Optional.empty();
  }

  /** An unknown lineage is above every threshold. */
  boolean reachedBy(Scope scope) {
    return scope.operations().contains(job.operation())
        && (scope.lineageAbove().isZero()
            || lineageTotal.isEmpty()
            || lineageTotal.get().compareTo(scope.lineageAbove()) > 0);
  }

  /** The strictest of the pauses that reach it. */
  Optional<Binding> pause() {
    Optional<Binding> strictest = Optional.empty();
    for (List<Binding> bindings : outlook.bindings(job.site())) {
      for (Binding binding : bindings) {
        Duty duty = binding.obligation().duty();
        if (duty instanceof Duty.Halt
            && reachedBy(binding.obligation().scope())
            && strictest.filter(one -> stricter(one, duty)).isEmpty()) {
          strictest = Optional.of(binding);
        }
      }
    }
    return strictest;
  }

  private static boolean stricter(Binding one, Duty other) {
    Duty duty = one.obligation().duty();
    return duty.stricter(other).equals(duty);
  }

  /** The first order that reaches it and demands what is asked about. */
  Optional<Binding> order(Predicate<Duty> demands) {
    for (List<Binding> bindings : outlook.bindings(job.site())) {
      for (Binding binding : bindings) {
        if (demands.test(binding.obligation().duty()) && reachedBy(binding.obligation().scope())) {
          return Optional.of(binding);
        }
      }
    }
    return Optional.empty();
  }

  /** Why the charter asks for a permit for it. */
  Optional<Refuse> permitRules() {
    Operation operation =
        new Operation(
            new StatedFact.Known<>(job.operation()),
            stated(lineageTotal.map(FlopInterval::exactly), "the lineage's total is not known"),
            stated(
                peak.map(one -> one.times(BigInteger.valueOf(job.devices()))),
                "the devices' peak is not known"));
    for (PublishedFact<Charter> charter : outlook.charters()) {
      Optional<Refuse> why = permitRules(charter, operation);
      if (why.isPresent()) {
        return why;
      }
    }
    return Optional.empty();
  }

  private Optional<Refuse> permitRules(PublishedFact<Charter> charter, Operation operation) {
    Optional<Digest> id = Optional.of(charter.id());
    Optional<PermitRules> rules = charter.body().governance().flatMap(Governance::permits);
    if (rules.isEmpty()) {
      // Where nothing says what needs a permit, whatever may train does.
      return mayTrain(job.operation())
          ? Optional.of(
              new Refuse(
                  Refusal.CHARTER_WITHOUT_PERMITS,
                  "the charter does not say what needs a permit",
                  id))
          : Optional.empty();
    }
    return rules.get().scope().of(operation) instanceof InScope(List<ScopeAnswer.Ground> why)
        ? Optional.of(
            new Refuse(
                Refusal.PERMIT_MISSING,
                "scope rule " + why.getFirst().rule() + " asks for a permit",
                id))
        : Optional.empty();
  }

  /** Whether anything that is known restrains such work: an order of any kind, or the charter. */
  boolean isRestrained() {
    return (outlook.charters().isEmpty() && mayTrain(job.operation()))
        || order(duty -> !(duty instanceof Duty.Free)).isPresent()
        || permitRules().isPresent();
  }

  /** What trains, and what nobody can name. */
  static boolean mayTrain(OperationKind operation) {
    return operation.trains() || operation == OperationKind.OTHER;
  }

  private static <T> StatedFact<T> stated(Optional<T> known, String why) {
    return known
        .<StatedFact<T>>map(StatedFact.Known::new)
        .orElseGet(() -> new StatedFact.Unknown<>(why));
  }
}
