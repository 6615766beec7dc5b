package dev.standstill.core.verdict;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.order.Duty;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.Obligation;
import dev.standstill.core.order.Obligations;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PartyLineage;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitLife;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything a verdict needs of the log, looked up once for one moment and asked for every job.
 * What is shared out under a cap is added up here, so no verdict's cost depends on the log.
 */
public final class Outlook {

  /** An outlook serves for a minute before and after its moment; then another is made. */
  public static final Duration AGE_MAX = Duration.ofMinutes(1);

  private final Moment moment;
  private final boolean intact;
  private final Optional<Instant> newest;
  private final List<PublishedFact<Charter>> charters;
  private final Optional<Duration> checkpointGrace;
  private final Map<Digest, PermitLife> permits;
  private final Map<PartyLineage, Flop> lineageTotals;
  private final Map<Digest, Committed> committed;
  private final List<Binding> everyone;
  private final Map<PartyId, List<Binding>> byParty;
  private final Map<SiteId, List<Binding>> bySite;

  /**
   * One order that binds.
   *
   * @param obligation what it demands of whom
   * @param flopPerDay what the live permits in its scope may do in a day together; nothing for a
   *     pause, which is not shared out
   */
  record Binding(Obligation obligation, Flop flopPerDay) {}

  /** A live permit, and what its lineage can come to. */
  private record Sharing(PermitTerms terms, Optional<Flop> reachable) {}

  private Outlook(
      boolean intact,
      Optional<Instant> newest,
      List<PublishedFact<Charter>> charters,
      Obligations obligations,
      PermitBook book,
      Map<Digest, Committed> committed) {
    this.moment = obligations.moment();
    this.intact = intact;
    this.newest = newest;
    this.charters = List.copyOf(charters);
    this.checkpointGrace =
        charters.stream()
            .flatMap(charter -> charter.body().governance().stream())
            .map(governance -> governance.clocks().checkpointGrace())
            .min(Comparator.naturalOrder());
    this.permits = Map.copyOf(book.at(moment));
    this.lineageTotals = Map.copyOf(book.lineageTotals());
    this.committed = Map.copyOf(committed);
    this.everyone = new ArrayList<>();
    this.byParty = new HashMap<>();
    this.bySite = new HashMap<>();
    Map<SiteId, List<Sharing>> live = new HashMap<>();
    permits.values().stream()
        .flatMap(life -> life instanceof PermitLife.Live one ? Stream.of(one) : Stream.empty())
        .forEach(one -> add(live, one.terms().site(), new Sharing(one.terms(), reachable(one))));
    strictest(obligations.all()).forEach(obligation -> file(obligation, live));
  }

  /**
   * Looks everything up.
   *
   * @param intact whether what was read of the log fits together; damage admits nothing
   * @param newest the time that witnesses vouch for, of the newest checkpoint; empty if none do
   * @param history the versions of the charter that were accepted
   * @param obligations what binds whom; its moment is this outlook's
   * @param book all permits of the same log
   * @param committed what other jobs may still draw, by permit; who admits jobs knows
   */
  public static Outlook of(
      boolean intact,
      Optional<Instant> newest,
      CharterHistory history,
      Obligations obligations,
      PermitBook book,
      Map<Digest, Committed> committed) {
    Moment moment = obligations.moment();
    // Two clocks may stand on two sides of a new charter; then the job must satisfy both.
    List<PublishedFact<Charter>> charters =
        Stream.of(history.current(moment.logTime()), history.current(moment.later()))
            .distinct()
            .toList();
    return new Outlook(intact, newest, charters, obligations, book, committed);
  }

  private Outlook(Outlook other, Map<Digest, Committed> committed) {
    this.moment = other.moment;
    this.intact = other.intact;
    this.newest = other.newest;
    this.charters = other.charters;
    this.checkpointGrace = other.checkpointGrace;
    this.permits = other.permits;
    this.lineageTotals = other.lineageTotals;
    this.committed = Map.copyOf(committed);
    this.everyone = other.everyone;
    this.byParty = other.byParty;
    this.bySite = other.bySite;
  }

  /** The same outlook, for another count of what other jobs may still draw. It costs no look-up. */
  public Outlook committing(Map<Digest, Committed> others) {
    return new Outlook(this, others);
  }

  /** Of orders with the very same scope only the strictest can be what refuses. */
  private static Collection<Obligation> strictest(List<Obligation> all) {
    Map<Scope, Obligation> strictest = new LinkedHashMap<>();
    for (Obligation one : all) {
      strictest.merge(
          one.scope(),
          one,
          (old, other) -> old.duty().stricter(other.duty()).equals(old.duty()) ? old : other);
    }
    return strictest.values();
  }

  private void file(Obligation obligation, Map<SiteId, List<Sharing>> live) {
    Binding binding = new Binding(obligation, shared(obligation, live));
    switch (obligation.scope().subjects()) {
      case Subjects.Everyone subjects -> everyone.add(binding);
      case Subjects.Parties subjects ->
          subjects.parties().forEach(party -> add(byParty, party, binding));
      case Subjects.Sites subjects -> subjects.sites().forEach(site -> add(bySite, site, binding));
    }
  }

  private static <K, V> void add(Map<K, List<V>> lists, K key, V value) {
    lists.computeIfAbsent(key, _ -> new ArrayList<>()).add(value);
  }

  private Flop shared(Obligation obligation, Map<SiteId, List<Sharing>> live) {
    if (!(obligation.duty() instanceof Duty.Cap)) {
      return Flop.ZERO;
    }
    Scope scope = obligation.scope();
    Flop sum = Flop.ZERO;
    for (Map.Entry<SiteId, List<Sharing>> site : live.entrySet()) {
      if (scope.subjects().covers(site.getKey())) {
        for (Sharing permit : site.getValue()) {
          if (shares(permit.terms(), permit.reachable(), scope)) {
            sum = sum.plus(permit.terms().flopPerDay());
          }
        }
      }
    }
    return sum;
  }

  /**
   * What a permit's lineage can come to under it, as far as the log knows; empty if it does not.
   */
  Optional<Flop> reachable(PermitLife.Live permit) {
    PermitTerms terms = permit.terms();
    return lineageTotal(terms.beneficiary(), terms.lineage().id()).map(permit.remaining()::plus);
  }

  /**
   * Whether a permit has a share of a cap: whether any job under it could be in the order's scope.
   * What goes on under every restraint takes nothing from what others share; its budget bounds it.
   */
  private static boolean shares(PermitTerms terms, Optional<Flop> reachable, Scope scope) {
    return !terms.purpose().goesOnUnderRestraint()
        && scope.subjects().covers(terms.site())
        && !Collections.disjoint(terms.operations(), scope.operations())
        && (reachable.isEmpty() || reachable.get().compareTo(scope.lineageAbove()) > 0);
  }

  Moment moment() {
    return moment;
  }

  boolean isIntact() {
    return intact;
  }

  Optional<Instant> newest() {
    return newest;
  }

  /** The versions that may be in force: all of them must agree to a job. */
  List<PublishedFact<Charter>> charters() {
    return charters;
  }

  /** How long a job that must stop may take to save its work, unless an order says otherwise. */
  Optional<Duration> checkpointGrace() {
    return checkpointGrace;
  }

  Optional<PermitLife> permit(Digest id) {
    return Optional.ofNullable(permits.get(id));
  }

  /** What a party's lineage has executed as far as the log says; empty if it does not. */
  Optional<Flop> lineageTotal(PartyId party, String lineage) {
    return Optional.ofNullable(lineageTotals.get(new PartyLineage(party, lineage)));
  }

  Committed committed(Digest permit) {
    return committed.getOrDefault(permit, Committed.NOTHING);
  }

  /** Every order that binds this site, in three parts. */
  List<List<Binding>> bindings(SiteId site) {
    return List.of(
        everyone,
        byParty.getOrDefault(site.party(), List.of()),
        bySite.getOrDefault(site, List.of()));
  }
}
