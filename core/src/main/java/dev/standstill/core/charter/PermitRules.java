package dev.standstill.core.charter;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.rule.ScopeRules;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What needs a permit, and how one comes about. The two stand together: a charter that asks for
 * permits says how they are had, and one that grants them says for what.
 *
 * @param scope the operations that need one at any time, whether or not an order is in force
 * @param noticePeriod how long the parties have to refuse a request
 * @param tacitApproval whether a request that no quorum refused within its notice is a permit
 * @param lengthMax how long a permit may last at most
 * @param budgetMax how much one permit may grant at most; empty if that is for each quorum to say
 * @param criticalServices what goes on under every restraint, once a permit for it was granted
 * @param breakGlass how an emergency that nobody foresaw is permitted; empty if it never is
 */
public record PermitRules(
    ScopeRules scope,
    Duration noticePeriod,
    boolean tacitApproval,
    Duration lengthMax,
    Optional<Flop> budgetMax,
    Set<CriticalService> criticalServices,
    Optional<BreakGlassRules> breakGlass) {

  public PermitRules {
    criticalServices = Collections.unmodifiableSet(new TreeSet<>(criticalServices));
    if (noticePeriod.isNegative() || noticePeriod.compareTo(Clocks.LENGTH_MAX) > 0) {
      throw new IllegalArgumentException("a notice period is 0 to 36525 days: " + noticePeriod);
    }
    if (tacitApproval && noticePeriod.isZero()) {
      throw new IllegalArgumentException("tacit approval without notice: nobody could refuse");
    }
    if (lengthMax.isNegative()
        || lengthMax.isZero()
        || lengthMax.compareTo(Clocks.LENGTH_MAX) > 0) {
      throw new IllegalArgumentException("a permit lasts above 0 to 36525 days: " + lengthMax);
    }
    if (budgetMax.filter(Flop::isZero).isPresent()) {
      throw new IllegalArgumentException("a greatest budget of nothing permits nothing");
    }
    if (breakGlass.filter(rules -> rules.lengthMax().compareTo(lengthMax) > 0).isPresent()) {
      throw new IllegalArgumentException("a break-glass permit lasts no longer than any other");
    }
  }

  /** Rules under which nothing is exempt from a restraint. */
  public PermitRules(
      ScopeRules scope,
      Duration noticePeriod,
      boolean tacitApproval,
      Duration lengthMax,
      Optional<Flop> budgetMax) {
    this(scope, noticePeriod, tacitApproval, lengthMax, budgetMax, Set.of(), Optional.empty());
  }
}
