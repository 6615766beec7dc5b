package dev.standstill.core.order;

import dev.standstill.core.order.AdoptionCondition.Adopters.Named;
import dev.standstill.core.order.AdoptionCondition.Adopters.Share;
import dev.standstill.core.order.OrderAccount.Judgement.Adoption;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.record.InclusionTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What one order demanded, from its beginning to a given time. Looking back asks more than looking
 * at now: an order binds nobody before it was logged, nor before those it waits for had adopted it,
 * and a review held late does not undo the step-down before it. Where witnesses leave doubt, it
 * favours whoever owes.
 */
final class DutyHistory {
  private final OrderAccount account;
  private final Circumstances circumstances;
  private final Function<Moment, Optional<Duty>> duties;

  /**
   * Of one order.
   *
   * @param duties what the order demands at a moment, were everything in the log known by then
   */
  DutyHistory(
      OrderAccount account, Circumstances circumstances, Function<Moment, Optional<Duty>> duties) {
    this.account = account;
    this.circumstances = circumstances;
    this.duties = duties;
  }

  /** In order of time; empty if nobody vouches for when it began, or if it never did by then. */
  List<DutySpan> until(Instant end) {
    Optional<Instant> start = start();
    if (start.isEmpty() || !start.get().isBefore(end)) {
      return List.of();
    }
    NavigableSet<Instant> turns = new TreeSet<>();
    turns().filter(turn -> turn.isAfter(start.get()) && turn.isBefore(end)).forEach(turns::add);
    turns.add(start.get());
    List<DutySpan> spans = new ArrayList<>();
    for (Instant from : turns) {
      Instant to = Objects.requireNonNullElse(turns.higher(from), end);
      duty(from).ifPresent(duty -> append(spans, from, to, duty));
    }
    return spans;
  }

  private void append(List<DutySpan> spans, Instant from, Instant to, Duty duty) {
    if (!spans.isEmpty()) {
      DutySpan last = spans.getLast();
      if (last.to().equals(from) && last.duty().equals(duty)) {
        spans.set(spans.size() - 1, new DutySpan(last.from(), last.bites(), to, duty));
        return;
      }
    }
    Duration grace = duty instanceof Duty.Halt halt ? halt.grace() : Duration.ZERO;
    spans.add(new DutySpan(from, from.plus(grace), to, duty));
  }

  private Optional<Duty> duty(Instant at) {
    Optional<Duty> duty = duties.apply(Moment.of(at));
    boolean down = duty.filter(Duty.Halt.class::isInstance).isPresent() && unreviewed(at);
    return down
        ? account
            .adoption()
            .flatMap(made -> made.governance().stepDownFlopPerDay())
            .<Duty>map(Duty.Cap::new)
            .or(() -> duty)
        : duty;
  }

  /** Whether at that time no review that was certainly held put it off further. */
  private boolean unreviewed(Instant at) {
    Instant first =
        account
            .order()
            .measure()
            .restriction()
            .map(restriction -> restriction.terms().reviewBy())
            .orElse(Instant.MAX);
    Instant last =
        extensions()
            .filter(change -> logged(change).filter(time -> !time.isAfter(at)).isPresent())
            .map(change -> ((Measure.Extend) change.order().measure()).reviewBy())
            .reduce(first, (one, other) -> one.isAfter(other) ? one : other);
    return !at.isBefore(last);
  }

  private Stream<OrderAccount> extensions() {
    return account.changes().stream()
        .filter(change -> change.order().measure() instanceof Measure.Extend);
  }

  private static Optional<Instant> logged(OrderAccount change) {
    return change.adoption().map(Adoption::loggedAt).flatMap(InclusionTime::notAfter);
  }

  /** When it began to bind, at the latest that is possible. */
  private Optional<Instant> start() {
    Optional<Measure.Restriction> restriction = account.order().measure().restriction();
    Optional<Instant> adopted = logged(account);
    Optional<Instant> joined = joined();
    return restriction.isEmpty() || adopted.isEmpty() || joined.isEmpty()
        ? Optional.empty()
        : Stream.of(adopted.get(), joined.get(), restriction.get().terms().from())
            .max(Comparator.naturalOrder());
  }

  /** When the last of those it waits for had adopted it. */
  private Optional<Instant> joined() {
    if (account.order().condition().isEmpty()) {
      return Optional.of(Instant.MIN);
    }
    return switch (account.order().condition().get().adopters()) {
      case Named named -> {
        List<Optional<Instant>> times = named.parties().stream().map(this::signedBy).toList();
        yield times.stream().anyMatch(Optional::isEmpty)
            ? Optional.empty()
            : times.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
      }
      case Share share -> shareReached(share);
    };
  }

  private Optional<Instant> shareReached(Share share) {
    List<Map.Entry<PartyId, Instant>> joining =
        account.signers().stream()
            .flatMap(party -> signedBy(party).stream().map(time -> Map.entry(party, time)))
            .sorted(Map.Entry.comparingByValue())
            .toList();
    // Who owes is favoured: of shares that nobody supplied it is not certain when they sufficed.
    Map<PartyId, PartsPerMillion> shares = circumstances.knownCompute().orElse(Map.of());
    long held = 0;
    for (Map.Entry<PartyId, Instant> party : joining) {
      var known = Optional.ofNullable(shares.get(party.getKey()));
      held += known.map(part -> (long) part.value()).orElse(0L);
      if (held >= share.ofKnownCompute().value()) {
        return Optional.of(party.getValue());
      }
    }
    return Optional.empty();
  }

  private Optional<Instant> signedBy(PartyId party) {
    return account.signedAt(party).flatMap(InclusionTime::notAfter);
  }

  /** Every time at which what it demands can change. */
  private Stream<Instant> turns() {
    Stream<Instant> reviews =
        Stream.concat(
            account.order().measure().restriction().stream()
                .map(restriction -> restriction.terms().reviewBy()),
            extensions().flatMap(change -> logged(change).stream()));
    return Stream.of(reviews, account.changes().stream().flatMap(DutyHistory::turns), unsettled())
        .flatMap(times -> times);
  }

  /** When a change takes effect, and until when a stay of it may put that off. */
  private static Stream<Instant> turns(OrderAccount change) {
    Stream<Instant> own =
        switch (change.order().measure()) {
          case Measure.Resume resume -> resume.stages().stream().map(Measure.Resume.Stage::at);
          case Measure.Amend amend -> Stream.of(amend.at(), amend.replacement().terms().from());
          case Measure.Extend extend -> Stream.of(extend.reviewBy());
          case Measure.Stay stay -> Stream.of(stay.at(), stay.until());
          case Measure.Withdraw withdraw -> Stream.of();
          case Measure.Restriction unrelated -> Stream.of();
        };
    return Stream.concat(own, change.changes().stream().flatMap(DutyHistory::turns));
  }

  /** When those it depends on began, or ceased, to be seen to keep what they adopted. */
  private Stream<Instant> unsettled() {
    if (account.order().condition().isEmpty() || account.adoption().isEmpty()) {
      return Stream.of();
    }
    Duration timeliness = account.adoption().get().governance().clocks().timeliness();
    return Stream.concat(
            circumstances.standings().stream()
                .flatMap(List::stream)
                .map(Circumstances.Standing::from),
            logged(account).stream())
        // Beyond timeliness means later than it, not at it.
        .flatMap(from -> Stream.of(from, from.plus(timeliness).plusNanos(1)));
  }
}
