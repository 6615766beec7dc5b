package dev.standstill.core.decision;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.Proceedings;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.record.StatementKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes through the log once, in its order, and files what concerns cases. */
final class DocketFold {
  private final CharterHistory history;
  private final List<PublishedFact<? extends StatementBody>> log;
  private final long[] places;
  private final Map<Digest, Filing> filings = new LinkedHashMap<>();
  private final Map<Citation, Filing> ruled = new HashMap<>();
  private final Map<Digest, Filing> ordered = new HashMap<>();
  private final Set<Said> said = new HashSet<>();
  private final List<Proceedings.Ruled> rulings = new ArrayList<>();
  private final List<Proceedings.Appealed> appeals = new ArrayList<>();
  private final List<Docket.Unheard> unheard = new ArrayList<>();

  /** A case while it is being filed. */
  private static final class Filing {
    private final PublishedFact<Clarification> opening;
    private final Optional<Governance> governance;
    private final List<PublishedFact<Recusal>> recusals = new ArrayList<>();
    private final List<PublishedFact<Order>> orders = new ArrayList<>();
    private final List<PublishedFact<Appeal>> appeals = new ArrayList<>();
    private Optional<PublishedFact<ClarificationReply>> reply = Optional.empty();
    private Optional<PublishedFact<Ruling>> ruling = Optional.empty();

    private Filing(PublishedFact<Clarification> opening, Optional<Governance> governance) {
      this.opening = opening;
      this.governance = governance;
    }

    private Set<PartyId> recused() {
      Set<PartyId> parties = new HashSet<>();
      recusals.forEach(recusal -> parties.add(recusal.author()));
      return parties;
    }

    private Case close() {
      Duration within =
          governance.map(Governance::clocks).map(Clocks::clarification).orElse(Clocks.LENGTH_MAX);
      return new Case(opening, within, reply, recusals, ruling, orders, appeals);
    }
  }

  private record Said(PartyId author, Digest id) {}

  DocketFold(CharterHistory history, List<PublishedFact<? extends StatementBody>> log) {
    this.history = history;
    this.log = log;
    this.places = log.stream().mapToLong(PublishedFact::logIndex).toArray();
  }

  Docket close() {
    return new Docket(
        filings.values().stream().map(Filing::close).toList(),
        new Proceedings(rulings, appeals),
        unheard);
  }

  /** Files the next statement of the log; what has no effect is kept with the reason. */
  void take(PublishedFact<? extends StatementBody> fact) {
    Optional<DocketDefect> defect =
        switch (fact.body()) {
          case Clarification body -> once(fact) ? open(fact.with(body)) : Optional.empty();
          case ClarificationReply body -> once(fact) ? reply(fact.with(body)) : Optional.empty();
          case Recusal body -> once(fact) ? stepAside(fact.with(body)) : Optional.empty();
          case Appeal body -> once(fact) ? appeal(fact.with(body)) : Optional.empty();
          // Of what needs a quorum each inclusion is looked at until one carries it.
          case Ruling body -> rule(fact.with(body));
          case Order body -> cite(fact.with(body));
          default -> Optional.empty();
        };
    defect.ifPresent(found -> unheard.add(new Docket.Unheard(fact, found)));
  }

  /** The first inclusion counts: what is logged again says nothing new. */
  private boolean once(PublishedFact<?> fact) {
    return said.add(new Said(fact.author(), fact.id()));
  }

  private Optional<DocketDefect> open(PublishedFact<Clarification> fact) {
    boolean findings =
        fact.body().findings().stream()
            .allMatch(cited -> stands(cited, fact, Optional.of(StatementKind.FINDING)));
    if (!findings) {
      return Optional.of(DocketDefect.CITATION_NOT_FOUND);
    }
    Optional<Governance> governance = charter(fact).flatMap(version -> version.body().governance());
    filings.putIfAbsent(fact.id(), new Filing(fact, governance));
    return Optional.empty();
  }

  private Optional<DocketDefect> reply(PublishedFact<ClarificationReply> fact) {
    Optional<Filing> filing = filing(fact.body().clarification());
    if (filing.isEmpty()) {
      return Optional.of(DocketDefect.CASE_UNKNOWN);
    }
    if (!filing.get().opening.body().asked().equals(fact.author())) {
      return Optional.of(DocketDefect.NOT_THE_PARTY_ASKED);
    }
    if (filing.get().reply.isPresent()) {
      return Optional.of(DocketDefect.ALREADY_REPLIED);
    }
    if (!fact.body().evidence().stream().allMatch(cited -> stands(cited, fact, Optional.empty()))) {
      return Optional.of(DocketDefect.CITATION_NOT_FOUND);
    }
    filing.get().reply = Optional.of(fact);
    return Optional.empty();
  }

  private Optional<DocketDefect> stepAside(PublishedFact<Recusal> fact) {
    Optional<Filing> found = filing(fact.body().clarification());
    if (found.isEmpty()) {
      return Optional.of(DocketDefect.CASE_UNKNOWN);
    }
    Filing filing = found.get();
    if (filing.ruling.isPresent()) {
      return Optional.of(DocketDefect.ALREADY_RULED);
    }
    if (filing.opening.body().asked().equals(fact.author())) {
      return Optional.of(DocketDefect.ACCUSED_CANNOT_STEP_ASIDE);
    }
    int max = filing.governance.map(Governance::recusalsMax).orElse(0);
    if (filing.recused().contains(fact.author()) || filing.recusals.size() >= max) {
      return Optional.of(DocketDefect.TOO_MANY_RECUSED);
    }
    filing.recusals.add(fact);
    return Optional.empty();
  }

  private Optional<DocketDefect> rule(PublishedFact<Ruling> fact) {
    Optional<Filing> found = filing(fact.body().clarification());
    if (found.isEmpty()) {
      return Optional.of(DocketDefect.CASE_UNKNOWN);
    }
    Filing filing = found.get();
    if (filing.ruling.isPresent()) {
      boolean again = filing.ruling.get().id().equals(fact.id());
      return again ? Optional.empty() : Optional.of(DocketDefect.ALREADY_RULED);
    }
    Optional<DocketDefect> defect =
        RulingRule.defect(fact, filing.opening, filing.recused(), history);
    if (defect.isPresent()) {
      return defect;
    }
    if (!fact.body().grounds().stream().allMatch(cited -> stands(cited, fact, Optional.empty()))) {
      return Optional.of(DocketDefect.CITATION_NOT_FOUND);
    }
    filing.ruling = Optional.of(fact);
    Citation place = new Citation(fact.logIndex(), fact.id());
    ruled.put(place, filing);
    rulings.add(new Proceedings.Ruled(place, fact.body().accused(), fact.body().recused()));
    return Optional.empty();
  }

  private Optional<DocketDefect> cite(PublishedFact<Order> fact) {
    // Whether the order counts is for the order room; here it only finds its case.
    Optional<Filing> filing =
        fact.body()
            .ruling()
            .map(ruled::get)
            .or(() -> fact.body().measure().target().map(ordered::get));
    if (filing.isPresent() && ordered.putIfAbsent(fact.id(), filing.get()) == null) {
      filing.get().orders.add(fact);
    }
    return Optional.empty();
  }

  private Optional<DocketDefect> appeal(PublishedFact<Appeal> fact) {
    if (!stands(fact.body().order(), fact, Optional.of(StatementKind.ORDER))) {
      return Optional.of(DocketDefect.CITATION_NOT_FOUND);
    }
    Digest order = fact.body().order().id();
    appeals.add(
        new Proceedings.Appealed(new Citation(fact.logIndex(), fact.id()), order, fact.loggedAt()));
    Optional.ofNullable(ordered.get(order)).ifPresent(filing -> filing.appeals.add(fact));
    return Optional.empty();
  }

  private Optional<Filing> filing(Citation clarification) {
    return Optional.ofNullable(filings.get(clarification.id()))
        .filter(filing -> clarification.names(filing.opening));
  }

  private Optional<PublishedFact<Charter>> charter(PublishedFact<?> fact) {
    return fact.charter().filter(id -> history.mayBind(id, fact)).flatMap(history::version);
  }

  /** Whether what is cited stands in the log before this, and is of that kind. */
  private boolean stands(Citation cited, PublishedFact<?> before, Optional<StatementKind> kind) {
    if (cited.logIndex() >= before.logIndex()) {
      return false;
    }
    int place = Arrays.binarySearch(places, cited.logIndex());
    return place >= 0
        && cited.names(log.get(place))
        && kind.filter(wanted -> log.get(place).body().kind() != wanted).isEmpty();
  }
}
