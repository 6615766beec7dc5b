package dev.standstill.page.register;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.decision.Ruling.Outcome;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.Finding;
import dev.standstill.core.finding.SiteBalance;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.ledger.Ledger;
import dev.standstill.core.ledger.SiteAccount;
import dev.standstill.core.order.Circumstances;
import dev.standstill.core.order.Moment;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.PermitBook;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.site.SiteDeclaration;
import dev.standstill.page.register.RegisterSnapshot.Head;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A snapshot folded once, and asked by every page. */
final class Books {
  private final RegisterSnapshot snapshot;
  private final Moment moment;
  private final Map<Long, PublishedFact<? extends StatementBody>> byPlace = new HashMap<>();
  private final Map<Digest, PublishedFact<? extends StatementBody>> byId = new LinkedHashMap<>();
  private final Map<SiteId, Evaluation> slices = new TreeMap<>();
  private final Map<SiteId, SiteAccount> accounts = new TreeMap<>();
  private final Optional<OrderState> orders;
  private final Optional<Docket> docket;
  private final Optional<PermitBook> permits;

  Books(RegisterSnapshot snapshot) {
    this.snapshot = snapshot;
    // Without witnesses the log has no time of its own, and nothing in it takes effect.
    Instant logTime = snapshot.logTime().orElse(Instant.EPOCH);
    this.moment = Moment.of(logTime.isAfter(snapshot.asOf()) ? snapshot.asOf() : logTime);
    snapshot.history().ifPresent(history -> history.versions().forEach(this::index));
    snapshot.facts().forEach(this::index);
    long witnessed = snapshot.witnessed() ? snapshot.head().map(Head::size).orElse(0L) : 0L;
    this.docket = snapshot.history().map(history -> Docket.fold(history, snapshot.facts()));
    this.permits = snapshot.history().map(h -> PermitBook.fold(h, snapshot.facts(), witnessed));
    charter()
        .ifPresent(charter ->
            Ledger.fold(charter, snapshot.facts(), snapshot.asOf())
                .sites()
                .forEach(account -> accounts.put(account.site(), account)));
    this.orders =
        snapshot
            .history()
            .map(history ->
                OrderState.fold(
                    history,
                    snapshot.facts(),
                    Circumstances.witnessed(witnessed)
                        .owing(declared())
                        .with(docket.orElseThrow().proceedings())));
    slice();
  }

  private void index(PublishedFact<? extends StatementBody> fact) {
    byPlace.put(fact.logIndex(), fact);
    byId.putIfAbsent(fact.id(), fact);
  }

  /** Conclusions, findings and balances by site: once, because there may be thousands. */
  private void slice() {
    Evaluation all = snapshot.evaluation();
    Map<SiteId, List<Conclusion>> conclusions =
        all.conclusions().stream()
            .filter(c -> site(c.subject()).isPresent())
            .collect(Collectors.groupingBy(c -> site(c.subject()).orElseThrow()));
    Map<SiteId, List<Finding>> findings =
        all.findings().stream()
            .filter(f -> site(f.subject()).isPresent())
            .collect(Collectors.groupingBy(f -> site(f.subject()).orElseThrow()));
    Map<SiteId, List<SiteBalance>> balances =
        all.balances().stream().collect(Collectors.groupingBy(SiteBalance::site));
    Set<SiteId> sites = new TreeSet<>(accounts.keySet());
    sites.addAll(conclusions.keySet());
    // A site may be granted something, or be ordered about, before it ever said a word.
    permits.ifPresent(book ->
        book.ids().forEach(id -> book.lastTerms(id).ifPresent(terms -> sites.add(terms.site()))));
    for (SiteId site : sites) {
      slices.put(
          site,
          new Evaluation(
              conclusions.getOrDefault(site, List.of()),
              findings.getOrDefault(site, List.of()),
              balances.getOrDefault(site, List.of())));
    }
  }

  static Optional<SiteId> site(Subject subject) {
    return subject.party().flatMap(party -> subject.site().map(name -> new SiteId(party, name)));
  }

  RegisterSnapshot snapshot() {
    return snapshot;
  }

  Moment moment() {
    return moment;
  }

  Optional<Charter> charter() {
    return snapshot.history().map(history -> history.latest().body());
  }

  Optional<Governance> governance() {
    return charter().flatMap(Charter::governance);
  }

  Optional<OrderState> orders() {
    return orders;
  }

  Optional<Docket> docket() {
    return docket;
  }

  Optional<PermitBook> permits() {
    return permits;
  }

  /** Every site that the charter names or that ever said something, in order. */
  List<SiteId> sites() {
    return List.copyOf(slices.keySet());
  }

  /** Every party of the charter, and whoever else is named by it or has signed something. */
  Set<PartyId> parties() {
    Set<PartyId> parties = new TreeSet<>();
    charter().ifPresent(part -> part.parties().forEach(party -> parties.add(party.id())));
    slices.keySet().forEach(site -> parties.add(site.party()));
    byId.values().forEach(fact -> parties.add(fact.author()));
    return parties;
  }

  /** What the charter says of a party; empty if it does not know it. */
  Optional<Party> party(PartyId id) {
    return charter().flatMap(part -> part.party(id));
  }

  /** What was concluded, noticed and balanced about one site alone. */
  Evaluation of(SiteId site) {
    return slices.getOrDefault(site, new Evaluation(List.of(), List.of(), List.of()));
  }

  Optional<SiteAccount> account(SiteId site) {
    return Optional.ofNullable(accounts.get(site));
  }

  /** Sites that declared themselves: they owe receipts. */
  private Set<SiteId> declared() {
    Set<SiteId> sites = new TreeSet<>();
    for (PublishedFact<? extends StatementBody> fact : snapshot.facts()) {
      if (fact.body() instanceof SiteDeclaration declaration) {
        sites.add(new SiteId(fact.author(), declaration.site()));
      }
    }
    return sites;
  }

  /** Every statement, the charter's versions too, in the order of the log. */
  List<PublishedFact<? extends StatementBody>> statements() {
    return byId.values().stream()
        .<PublishedFact<? extends StatementBody>>map(fact -> fact)
        .sorted(Comparator.comparingLong(PublishedFact::logIndex))
        .toList();
  }

  Optional<PublishedFact<? extends StatementBody>> statement(Digest id) {
    return Optional.ofNullable(byId.get(id));
  }

  Optional<PublishedFact<? extends StatementBody>> at(long logIndex) {
    return Optional.ofNullable(byPlace.get(logIndex));
  }

  /** Links to the statements that something rests on. */
  List<Link> evidence(List<Long> places, Links links) {
    return places.stream()
        .map(place ->
            at(place)
                .map(fact -> new Link("entry " + place, links.statement(fact.id())))
                .orElseGet(() -> new Link("entry " + place, links.to("log"))))
        .toList();
  }

  /** Findings that no ruling has explained. */
  List<Finding> open(SiteId site) {
    return of(site).findings().stream().filter(finding -> !explained(finding)).toList();
  }

  private boolean explained(Finding finding) {
    return docket.stream()
        .flatMap(all -> all.cases().stream())
        .filter(
            one -> one.ruling().filter(r -> r.body().outcome() == Outcome.EXPLAINED).isPresent())
        .flatMap(one -> one.opening().body().findings().stream())
        .flatMap(cited -> statement(cited.id()).stream())
        .anyMatch(fact -> fact.body() instanceof Finding said && same(said, finding));
  }

  private static boolean same(Finding one, Finding other) {
    return one.code() == other.code()
        && one.subject().equals(other.subject())
        && one.period().equals(other.period());
  }
}
