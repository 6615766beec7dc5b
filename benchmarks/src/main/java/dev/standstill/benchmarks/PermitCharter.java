package dev.standstill.benchmarks;

import dev.standstill.core.charter.Action;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.Clocks;
import dev.standstill.core.charter.Freshness;
import dev.standstill.core.charter.Governance;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.charter.ReportingCalendar;
import dev.standstill.core.charter.SignificantCompute;
import dev.standstill.core.charter.StandingLimit;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.charter.Validity;
import dev.standstill.core.party.Party;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.Role;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.rule.ScopeRule;
import dev.standstill.core.rule.ScopeRules;
import dev.standstill.log.note.SigningKey;
import dev.standstill.wire.PartySigner;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A charter under which all pre-training needs a permit, and three parties decide by two. */
final class PermitCharter {
  static final List<PartyId> DECIDING =
      List.of(new PartyId("x"), new PartyId("y"), new PartyId("z"));
  private static final Duration DAY = Duration.ofDays(1);

  private PermitCharter() {}

  static PartyId operator(int number) {
    return new PartyId("operator-" + number);
  }

  /** A party's key, the same each time. */
  static PartySigner signer(PartyId party) {
    byte[] seed = Arrays.copyOf(party.toString().getBytes(StandardCharsets.UTF_8), 32);
    return PartySigner.of(SigningKey.fromSeed(party + ".example/benchmark", seed));
  }

  /**
   * The charter.
   *
   * @param operators how many
   * @param start from when it counts
   * @param policy of the log
   */
  static Charter of(int operators, Instant start, Digest policy) {
    List<Party> parties = new ArrayList<>();
    DECIDING.forEach(id -> parties.add(party(id, Role.ADJUDICATOR)));
    for (int i = 0; i < operators; i++) {
      parties.add(party(operator(i), Role.OPERATOR));
    }
    Map<Action, Quorum> quorums = new EnumMap<>(Action.class);
    for (Action action : Action.values()) {
      quorums.put(action, Quorum.of(2, DECIDING.toArray(PartyId[]::new)));
    }
    Clocks clocks = new Clocks(DAY, DAY, DAY, DAY.multipliedBy(90), DAY, DAY, DAY, DAY, DAY);
    PermitRules rules =
        new PermitRules(
            new ScopeRules(
                List.of(new ScopeRule("training", Set.of(OperationKind.PRE_TRAINING), List.of()))),
            DAY,
            false,
            DAY.multipliedBy(400),
            Optional.empty());
    return new Charter(
        "a benchmark",
        1,
        parties,
        policy,
        new StandingLimit(Flop.ofDecimal(new BigDecimal("1e26")), start),
        new SignificantCompute(Flop.ofDecimal(new BigDecimal("1e24")), List.of()),
        new ReportingCalendar(start, start.plus(DAY), DAY, DAY),
        TestLevels.DEFAULT,
        Charter.DEFAULT_MAXIMUM_UNCOVERED,
        Optional.of(
            new Governance(
                Validity.UNLIMITED,
                quorums,
                0,
                clocks,
                new Freshness(DAY, DAY, List.of()),
                Set.of(),
                Set.of(),
                Optional.empty(),
                Set.of(),
                List.of(),
                Optional.of(rules))));
  }

  private static Party party(PartyId id, Role role) {
    return new Party(id, Set.of(role), List.of(signer(id).key().toString()));
  }
}
