package dev.standstill.core;

import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.CharterHistory;
import dev.standstill.core.decision.Docket;
import dev.standstill.core.order.Circumstances;
import dev.standstill.core.order.Measure;
import dev.standstill.core.order.Order;
import dev.standstill.core.order.OrderState;
import dev.standstill.core.order.Scope;
import dev.standstill.core.order.Subjects;
import dev.standstill.core.order.Terms;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.rule.OperationKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A log that a test writes line by line; equal bodies have equal ids, as their bytes would. */
public final class SampleLog {
  public static final Flop CAP = Flop.of("1000");
  public static final SiteId SITE_A = new SiteId(SampleGovernance.A, "north");
  public static final SiteId SITE_B = new SiteId(SampleGovernance.B, "south");

  private final List<PublishedFact<? extends StatementBody>> facts = new ArrayList<>();
  private final Map<StatementBody, Digest> ids = new HashMap<>();
  public CharterHistory history;

  public SampleLog(Charter charter) {
    history = CharterHistory.of(SampleGovernance.logged(charter, 0, Optional.empty()));
  }

  /** Puts a statement into the log at a time everybody vouches for. */
  public Citation say(StatementBody body, Instant at, PartyId... signers) {
    return say(body, InclusionTime.at(at), Signers.of(signers));
  }

  /** Puts a statement under the newest charter into the log. */
  public Citation say(StatementBody body, InclusionTime at, Signers signers) {
    return say(body, at, signers, history.latest().id());
  }

  public Citation say(StatementBody body, InclusionTime at, Signers signers, Digest charter) {
    long index = facts.size() + 100L;
    PartyId author =
        body instanceof Order order && signers.parties().contains(order.proposer())
            ? order.proposer()
            : signers.parties().stream().sorted().findFirst().orElseThrow();
    Digest id = ids.computeIfAbsent(body, _ -> SampleReport.digest(ids.size() + 5_000));
    facts.add(new PublishedFact<>(author, index, id, body, signers, at, Optional.of(charter)));
    return new Citation(index, id);
  }

  public List<PublishedFact<? extends StatementBody>> facts() {
    return facts;
  }

  public long size() {
    return facts.size() + 100L;
  }

  /** Everything witnessed, nothing else known. */
  public OrderState state() {
    return state(Circumstances.witnessed(size()));
  }

  public OrderState state(Circumstances circumstances) {
    return Docket.orders(history, facts, circumstances);
  }

  public static Order order(Measure measure) {
    return order(measure, SampleGovernance.A);
  }

  public static Order order(Measure measure, PartyId proposer, PartyId... excluded) {
    return new Order(
        measure,
        proposer,
        Set.of(excluded),
        Set.of(),
        Optional.empty(),
        Optional.empty(),
        "a test asks for it");
  }

  /** All training of everyone, from the start, reviewed after 30 days, no conditions. */
  public static Measure.Pause pause() {
    return pause(new Subjects.Everyone(), Set.of());
  }

  public static Measure.Pause pause(Subjects subjects, Set<String> conditions) {
    return new Measure.Pause(scope(subjects), SampleGovernance.DAY, terms(conditions));
  }

  public static Measure.Slow slow() {
    return new Measure.Slow(scope(new Subjects.Everyone()), CAP, terms(Set.of()));
  }

  public static Scope scope(Subjects subjects) {
    return new Scope(subjects, EnumSet.allOf(OperationKind.class), Flop.ZERO);
  }

  public static Terms terms(Set<String> conditions) {
    return new Terms(
        SampleGovernance.START, SampleGovernance.START.plus(Duration.ofDays(30)), conditions);
  }

  public static Measure.Resume resume(Digest order, Instant at) {
    return new Measure.Resume(order, List.of(new Measure.Resume.Stage(at, Optional.empty())));
  }
}
