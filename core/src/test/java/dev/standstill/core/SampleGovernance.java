package dev.standstill.core;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.CompromisedKey;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.charter.ProtectedTerm;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.Role;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.record.InclusionTime;
import dev.standstill.core.record.PublishedFact;
import dev.standstill.core.record.Signers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** A charter with quorums that a test varies in the one respect it is about. */
public final class SampleGovernance {
  public static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
  public static final Duration DAY = Duration.ofDays(1);
  public static final PartyId A = new PartyId("a");
  public static final PartyId B = new PartyId("b");
  public static final PartyId C = new PartyId("c");
  public static final PartyId D = new PartyId("d");
  public static final String CONDITION = "capability-below-threshold";

  private SampleGovernance() {}

  /** Three parties, two of three for everything; grace of a day, release after two. */
  public static final class Fields {
    public int version = 1;
    public List<PartyId> parties = List.of(A, B, C);
    public Map<PartyId, List<String>> keys = Map.of();
    public Validity validity = Validity.UNLIMITED;
    public Quorum quorum = Quorum.of(2, A, B, C);
    public Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    public int recusalsMax = 1;
    public Duration checkpointGrace = DAY;
    public Duration resumeDelay = DAY.multipliedBy(2);
    public Duration reviewInterval = DAY.multipliedBy(90);
    public Duration timeliness = DAY.multipliedBy(400);
    public Duration accessionNotice = Duration.ZERO;
    public Duration withdrawalNotice = Duration.ZERO;
    public Duration limit = Duration.ofHours(6);
    public Duration deadManGrace = Duration.ofHours(18);
    public List<PartyId> sources = List.of(A, B, C);
    public Optional<Flop> stepDown = Optional.empty();
    public Set<ProtectedTerm> protectedTerms = Set.of();
    public List<CompromisedKey> compromised = List.of();
    public Optional<PermitRules> permits = Optional.empty();

    public Governance governance() {
      Map<Action, Quorum> all = new EnumMap<>(Action.class);
      for (Action action : Action.values()) {
        all.put(action, quorums.getOrDefault(action, quorum));
      }
      List<Freshness.Source> named = new ArrayList<>();
      sources.forEach(party -> named.add(new Freshness.Source("log of " + party, party)));
      return new Governance(
          validity,
          all,
          recusalsMax,
          new Clocks(
              checkpointGrace,
              resumeDelay,
              DAY,
              reviewInterval,
              DAY.multipliedBy(5),
              DAY.multipliedBy(10),
              timeliness,
              accessionNotice,
              withdrawalNotice),
          new Freshness(limit, deadManGrace, named),
          Set.of("capability-above-threshold"),
          Set.of(CONDITION),
          stepDown,
          protectedTerms,
          compromised,
          permits);
    }

    public Charter charter() {
      Charter simple =
          SampleCharter.charter(fields -> {
            fields.version = version;
            fields.parties =
                parties.stream()
                    .map(id ->
                        new Party(
                            id,
                            Set.of(Role.OPERATOR, Role.ADJUDICATOR),
                            keys.getOrDefault(id, List.of("key-" + id))))
                    .toList();
          });
      return new Charter(
          simple.name(),
          simple.version(),
          simple.parties(),
          simple.policyDigest(),
          simple.standingLimit(),
          simple.significantCompute(),
          simple.calendar(),
          simple.testLevels(),
          simple.maximumUncovered(),
          Optional.of(governance()));
    }
  }

  /** The same part of a charter with other quorums. */
  static Governance withQuorums(Governance part, Map<Action, Quorum> quorums) {
    return new Governance(
        part.validity(),
        quorums,
        part.recusalsMax(),
        part.clocks(),
        part.freshness(),
        part.triggers(),
        part.liftConditions(),
        part.stepDownFlopPerDay(),
        part.protectedTerms(),
        part.compromisedKeys(),
        part.permits());
  }

  public static Charter charter(Consumer<Fields> change) {
    Fields fields = new Fields();
    change.accept(fields);
    return fields.charter();
  }

  /** A charter as it stands in the log, signed by all its parties, bound to the one before. */
  public static PublishedFact<Charter> logged(
      Charter charter, long logIndex, Optional<Digest> before) {
    Set<PartyId> all = new TreeSet<>();
    charter.parties().forEach(party -> all.add(party.id()));
    return new PublishedFact<>(
        charter.parties().getFirst().id(),
        logIndex,
        SampleReport.digest(1_000 + charter.version()),
        charter,
        new Signers(all, Set.of()),
        InclusionTime.at(START),
        before);
  }
}
