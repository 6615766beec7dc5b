package dev.standstill.core.verdict;

import dev.standstill.core.order.Duty;
import dev.standstill.core.order.Scope;
import dev.standstill.core.permit.PermitLife;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.verdict.Outlook.Binding;
import dev.standstill.core.verdict.Verdict.Refuse;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a job fits the live permit it names.
 *
 * <p>Of a cap {@code C} for a day, a permit of rate {@code f} has the share {@code min(f, floor(f x
 * C / F))}, where {@code F} is the sum of the rates of all live permits that the cap is shared
 * among. All shares together never exceed the cap.
 */
final class PermitFit {
  private final Job job;
  private final Outlook outlook;
  private final Instant clock;
  private final PermitLife.Live live;
  private final PermitTerms terms;
  private final Digest restsOn;
  private final Committed committed;

  PermitFit(Job job, Outlook outlook, Instant clock, Digest id, PermitLife.Live live) {
    this.job = job;
    this.outlook = outlook;
    this.clock = clock;
    this.live = live;
    this.terms = live.terms();
    this.restsOn = live.restsOn().id();
    this.committed = outlook.committed(id);
  }

  /** The first of the permit's own terms that it does not fit. */
  Optional<Refuse> ofTerms() {
    return subject().or(this::bounds);
  }

  /** The first thing that does not fit, caps that others share in too. */
  Optional<Refuse> refusal(Predicate<Scope> reaches) {
    return ofTerms().or(() -> caps(reaches));
  }

  private Optional<Refuse> refuse(Refusal reason, String detail) {
    return Optional.of(new Refuse(reason, detail, Optional.of(restsOn)));
  }

  private Optional<Refuse> subject() {
    if (!terms.site().equals(job.site())) {
      return refuse(Refusal.PERMIT_OF_ANOTHER_SITE, "the permit is for " + terms.site());
    }
    if (!terms.areas().contains(job.area())) {
      return refuse(Refusal.PERMIT_OF_ANOTHER_AREA, "the permit is for " + terms.areas());
    }
    if (!terms.operations().contains(job.operation())) {
      return refuse(
          Refusal.PERMIT_OF_ANOTHER_OPERATION, "the permit is not for " + job.operation());
    }
    String lineage = terms.lineage().id();
    if (job.lineage().filter(lineage::equals).isEmpty()) {
      return refuse(
          Refusal.PERMIT_OF_ANOTHER_LINEAGE,
          "the permit is for " + lineage + ", the job " + job.lineage().orElse("does not say"));
    }
    return Optional.empty();
  }

  private Optional<Refuse> bounds() {
    if (job.devices() > terms.devicesMax()) {
      return refuse(
          Refusal.TOO_MANY_DEVICES, job.devices() + " devices, permitted " + terms.devicesMax());
    }
    if (job.devicePeak().filter(peak -> peak.compareTo(terms.devicePeak()) > 0).isPresent()) {
      return refuse(
          Refusal.DEVICES_TOO_FAST,
          "a device does " + job.devicePeak().get() + ", permitted " + terms.devicePeak());
    }
    Instant end = clock.plus(job.timeLimit());
    if (end.isAfter(terms.expires())) {
      return refuse(
          Refusal.LASTS_TOO_LONG, "could run until " + end + ", permitted " + terms.expires());
    }
    Flop flop = job.most(terms.devicePeak()).plus(committed.flop());
    if (flop.compareTo(live.remaining()) > 0) {
      return refuse(
          Refusal.BUDGET_EXCEEDED,
          "could bring it to " + flop + " FLOP, remaining " + live.remaining());
    }
    Flop daily = daily();
    return daily.compareTo(terms.flopPerDay()) > 0
        ? refuse(
            Refusal.DAILY_RATE_EXCEEDED,
            "could bring it to " + daily + " FLOP a day, permitted " + terms.flopPerDay())
        : Optional.empty();
  }

  /** What it and all others under this permit could execute in a day. */
  private Flop daily() {
    return job.mostPerDay(terms.devicePeak()).plus(committed.flopPerDay());
  }

  private Optional<Refuse> caps(Predicate<Scope> reaches) {
    Flop daily = daily();
    Optional<Flop> reachable = outlook.reachable(live);
    for (List<Binding> bindings : outlook.bindings(job.site())) {
      for (Binding binding : bindings) {
        Scope scope = binding.obligation().scope();
        if (binding.obligation().duty() instanceof Duty.Cap(Flop cap)
            && reaches.test(scope)
            && exceeds(daily, cap, sharedRate(binding, reachable))) {
          return Optional.of(exceeding(daily, cap, binding, reachable));
        }
      }
    }
    return Optional.empty();
  }

  /** The sum of the rates of all permits that a cap is shared among, this one included. */
  private BigInteger sharedRate(Binding binding, Optional<Flop> reachable) {
    // The job is the permit's, and the order reaches the job: only the lineage can tell them apart.
    boolean included =
        reachable.isEmpty()
            || reachable.get().compareTo(binding.obligation().scope().lineageAbove()) > 0;
    BigInteger sum = binding.flopPerDay().operations();
    // A job may state more of its lineage than the log knows, and so be in scope alone.
    return included ? sum : sum.add(terms.flopPerDay().operations());
  }

  /** Whether it is more than floor(f x C / F): whole numbers, so no division is needed. */
  private boolean exceeds(Flop daily, Flop cap, BigInteger sum) {
    BigInteger rate = terms.flopPerDay().operations();
    BigInteger limit = cap.operations();
    // A product has as many bits as its factors together, or one fewer: most need no product. Of a
    // cap of nothing that is untrue, but the sum is never below the rate.
    int most = daily.operations().bitLength() + sum.bitLength();
    int least = rate.bitLength() + limit.bitLength() - 2;
    return most > least && daily.operations().multiply(sum).compareTo(rate.multiply(limit)) > 0;
  }

  private Refuse exceeding(Flop daily, Flop cap, Binding binding, Optional<Flop> reachable) {
    BigInteger share =
        terms
            .flopPerDay()
            .operations()
            .multiply(cap.operations())
            .divide(sharedRate(binding, reachable));
    return new Refuse(
        Refusal.SHARE_OF_CAP_EXCEEDED,
        "could bring it to " + daily + " FLOP a day, its share of the cap is " + share,
        Optional.of(binding.obligation().order()));
  }
}
