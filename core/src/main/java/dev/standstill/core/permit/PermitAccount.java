package dev.standstill.core.permit;

import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.report.DeclaredActivity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Everything the log says of one permit or request. It grows while the log is folded. */
final class PermitAccount {
  private final Digest id;
  private final PermitTerms terms;
  private final boolean request;
  private final Set<PartyId> signers = new TreeSet<>();
  private final List<Changed> changes = new ArrayList<>();
  private Citation place;
  private Judgement judgement = new Judgement.Open();
  private Optional<PermitAccount> answer = Optional.empty();
  private Optional<PermitAccount> answers = Optional.empty();

  /** What the log has made of it so far. */
  sealed interface Judgement {

    /** No inclusion decided anything yet. */
    record Open() implements Judgement {}

    /** The first inclusion with the quorum was in order. */
    record Grant(Citation place, InclusionTime loggedAt) implements Judgement {}

    /** It was asked for by whom it may be. */
    record Ask(Citation place, Optional<Instant> tacitFrom) implements Judgement {}

    /** The first inclusion that could have decided was not in order; that is final. */
    record Refusal(Citation place, PermitDefect defect) implements Judgement {}
  }

  /** A change that took effect, and when it came into the log. */
  record Changed(Citation place, InclusionTime loggedAt, Step step) {}

  PermitAccount(PublishedFact<?> first, PermitTerms terms, boolean request) {
    this.id = first.id();
    this.place = place(first);
    this.terms = terms;
    this.request = request;
  }

  static Citation place(PublishedFact<?> fact) {
    return new Citation(fact.logIndex(), fact.id());
  }

  Digest id() {
    return id;
  }

  /** The terms it was first given or asked for with. */
  PermitTerms terms() {
    return terms;
  }

  boolean isRequest() {
    return request;
  }

  /** Where it stands in the log: what decided it, else its first inclusion. */
  Citation place() {
    return place;
  }

  Judgement judgement() {
    return judgement;
  }

  boolean isDecided() {
    return !(judgement instanceof Judgement.Open);
  }

  void decide(Judgement made) {
    judgement = made;
    switch (made) {
      case Judgement.Open open -> {}
      case Judgement.Grant(Citation at, InclusionTime loggedAt) -> place = at;
      case Judgement.Ask(Citation at, Optional<Instant> tacitFrom) -> place = at;
      case Judgement.Refusal(Citation at, PermitDefect defect) -> place = at;
    }
  }

  Set<PartyId> signers() {
    return Collections.unmodifiableSet(signers);
  }

  void signed(Set<PartyId> parties) {
    signers.addAll(parties);
  }

  /** Changes that took effect, in the order of the log. */
  List<Changed> changes() {
    return Collections.unmodifiableList(changes);
  }

  /** Files a change; what takes a request away takes away what answered it too. */
  void change(Changed change) {
    changes.add(change);
    if (!change.step().action().restricts()) {
      return;
    }
    answer.ifPresent(granted -> granted.change(change));
  }

  /** From when reports can draw on it, however often it was amended. */
  Instant firstDay() {
    return changes.stream()
        .flatMap(change ->
            change.step() instanceof Step.Amend amend
                ? Stream.of(amend.terms().notBefore())
                : Stream.empty())
        .reduce(terms.notBefore(), (one, other) -> one.isBefore(other) ? one : other);
  }

  /** Until when it can permit at most, however often it was amended. */
  private Instant lastDay() {
    return changes.stream()
        .flatMap(change ->
            change.step() instanceof Step.Amend amend
                ? Stream.of(amend.terms().expires())
                : Stream.empty())
        .reduce(terms.expires(), (one, other) -> one.isAfter(other) ? one : other);
  }

  /**
   * Whether work can have been done under it. What names it and cannot draws as if it named none.
   */
  boolean mayBeNamed(SiteId site, DeclaredActivity activity, BalancePeriod period) {
    boolean over = end().filter(end -> end.loggedAt().certainlyBy(period.from())).isPresent();
    return site.equals(terms.site())
        && activity.lineage().filter(name -> !name.equals(terms.lineage().id())).isEmpty()
        && period.from().isBefore(lastDay())
        && !over
        && (answer.isPresent() || permittedBefore(period.to()));
  }

  /** Whether it was granted, or silence had certainly become approval by then. */
  private boolean permittedBefore(Instant time) {
    return switch (judgement) {
      case Judgement.Grant grant -> true;
      case Judgement.Ask(Citation at, Optional<Instant> tacitFrom) ->
          tacitFrom
              .filter(from -> from.isBefore(time))
              .filter(from -> end().filter(end -> !end.loggedAt().certainlyFrom(from)).isEmpty())
              .isPresent();
      case Judgement.Open open -> false;
      case Judgement.Refusal refusal -> false;
    };
  }

  /** The change that ended it for good. */
  Optional<Changed> end() {
    return changes.stream()
        .filter(change ->
            change.step() instanceof Step.Revoke
                || (request && change.step() instanceof Step.Refuse))
        .findFirst();
  }

  /** The permit that answers this request. */
  Optional<PermitAccount> answer() {
    return answer;
  }

  /** Whether this is its id, or that of the request it answers. */
  boolean isCalled(Digest name) {
    // What was done under a tacit approval was done under the permit that answers it.
    return id.equals(name) || answers.filter(asked -> asked.id.equals(name)).isPresent();
  }

  /** The request that this permit answers. */
  Optional<PermitAccount> answers() {
    return answers;
  }

  void answeredBy(PermitAccount granted) {
    answer = Optional.of(granted);
    granted.answers = Optional.of(this);
  }
}
