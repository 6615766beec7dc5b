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
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.permit.PermitLife;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
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
  private final Map<Digest, PermitLife> permits;
  private final Map<String, Flop> lineageTotals;
  private final Map<Digest, Committed> committed;
  private final List<Binding> everyone = new ArrayList<>();
  private final Map<PartyId, List<Binding>> byParty = new HashMap<>();
  private final Map<SiteId, List<Binding>> bySite = new HashMap<>();

  /**
   * One order that binds.
   *
   * @param obligation what it demands of whom
   * @param flopPerDay what the live permits in its scope may do in a day together; nothing for a
   *     pause, which is not shared out
   */
  record Binding(Obligation obligation, Flop flopPerDay) {}

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
    this.permits = Map.copyOf(book.at(moment));
    this.lineageTotals = Map.copyOf(book.lineageTotals());
    this.committed = Map.copyOf(committed);
    Map<SiteId, List<PermitLife.Live>> live = new HashMap<>();
    permits.values().stream()
        .flatMap(life -> life instanceof PermitLife.Live one ? Stream.of(one) : Stream.empty())
        .forEach(one -> add(live, one.terms().site(), one));
    obligations.all().forEach(obligation -> file(obligation, live));
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

  private void file(Obligation obligation, Map<SiteId, List<PermitLife.Live>> live) {
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

  private Flop shared(Obligation obligation, Map<SiteId, List<PermitLife.Live>> live) {
    if (!(obligation.duty() instanceof Duty.Cap)) {
      return Flop.ZERO;
    }
    Scope scope = obligation.scope();
    Flop sum = Flop.ZERO;
    for (Map.Entry<SiteId, List<PermitLife.Live>> site : live.entrySet()) {
      if (scope.subjects().covers(site.getKey())) {
        for (PermitLife.Live permit : site.getValue()) {
          sum = shares(permit, scope) ? sum.plus(permit.terms().flopPerDay()) : sum;
        }
      }
    }
    return sum;
  }

  /**
   * Whether a permit has a share of a cap: whether any job under it could be in the order's scope.
   */
  boolean shares(PermitLife.Live permit, Scope scope) {
    if (!scope.subjects().covers(permit.terms().site())
        || permit.terms().operations().stream().noneMatch(scope.operations()::contains)) {
      return false;
    }
    return lineageTotal(permit.terms().lineage().id())
        .map(total -> total.plus(permit.remaining()).compareTo(scope.lineageAbove()) > 0)
        .orElse(true);
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

  Optional<PermitLife> permit(Digest id) {
    return Optional.ofNullable(permits.get(id));
  }

  /** What a lineage has executed as far as the log says; empty if it does not. */
  Optional<Flop> lineageTotal(String lineage) {
    return Optional.ofNullable(lineageTotals.get(lineage));
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
