package dev.standstill.wire;

import dev.standstill.core.charter.BreakGlassRules;
import dev.standstill.core.charter.CriticalService;
import dev.standstill.core.charter.PermitRules;
import dev.standstill.core.party.PartyId;
import dev.standstill.core.party.Quorum;
import dev.standstill.core.party.SiteId;
import dev.standstill.core.permit.Lineage;
import dev.standstill.core.permit.Permit;
import dev.standstill.core.permit.PermitChange;
import dev.standstill.core.permit.PermitChange.Step;
import dev.standstill.core.permit.PermitRequest;
import dev.standstill.core.permit.PermitTerms;
import dev.standstill.core.permit.Purpose;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.record.Citation;
import dev.standstill.core.record.Digest;
import dev.standstill.core.rule.Comparison;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.rule.ScopeCondition;
import dev.standstill.core.rule.ScopeRule;
import dev.standstill.core.rule.ScopeRules;
import dev.standstill.core.rule.Threshold;
import dev.standstill.core.site.AreaId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Random permits and what surrounds them: the same seed, the same bodies. */
final class RandomPermits {
  private final Random random;

  RandomPermits(Random random) {
    this.random = random;
  }

  PermitRules rules(Quorum breaking) {
    List<ScopeRule> rules = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      List<ScopeCondition> conditions = new ArrayList<>();
      for (int j = 0; j < random.nextInt(3); j++) {
        conditions.add(condition());
      }
      rules.add(new ScopeRule("rule-" + i, kinds(), conditions));
    }
    return new PermitRules(
        new ScopeRules(rules),
        Duration.ofSeconds(1 + random.nextInt(1_000_000)),
        random.nextBoolean(),
        Duration.ofSeconds(1_000 + random.nextInt(1_000_000)),
        maybe(this::flop),
        random.nextBoolean() ? services() : Set.of(),
        maybe(() -> new BreakGlassRules(breaking, Duration.ofSeconds(1 + random.nextInt(1_000)))));
  }

  private Set<CriticalService> services() {
    CriticalService one = service();
    return Set.of(one, new CriticalService(one.name() + "-2"));
  }

  private CriticalService service() {
    return new CriticalService("service-" + random.nextLong(1_000_000_000_000L));
  }

  private Purpose purpose() {
    return switch (random.nextInt(3)) {
      case 0 -> Purpose.ordinary();
      case 1 -> new Purpose.Critical(service());
      default -> new Purpose.BreakGlass(text());
    };
  }

  private ScopeCondition condition() {
    return random.nextBoolean()
        ? new ScopeCondition.Lineage(new Threshold.TrainingFlop(comparison(), flop()))
        : new ScopeCondition.Cluster(
            new Threshold.ClusterEquivalents(comparison(), random.nextInt(1000), rate()));
  }

  private Comparison comparison() {
    return random.nextBoolean() ? Comparison.MORE_THAN : Comparison.AT_LEAST;
  }

  PermitRequest request() {
    return new PermitRequest(terms(), text());
  }

  Permit permit() {
    return new Permit(terms(), maybe(this::citation), party(), Set.of(party()), text());
  }

  PermitChange change() {
    Step step =
        switch (random.nextInt(5)) {
          case 0 -> new Step.Amend(digest(), terms());
          case 1 -> new Step.Suspend(digest(), maybe(this::time));
          case 2 -> new Step.Reinstate(digest());
          case 3 -> new Step.Revoke(digest());
          default -> new Step.Refuse(digest());
        };
    return new PermitChange(step, party(), Set.of(party()), text());
  }

  private PermitTerms terms() {
    Instant from = time();
    Flop budget = flop();
    int devices = 1 + random.nextInt(Integer.MAX_VALUE);
    FlopRate peak = rate();
    BigInteger devicesDo =
        peak.perSecond().multiply(BigInteger.valueOf(devices)).multiply(BigInteger.valueOf(86_400));
    return new PermitTerms(
        new SiteId(party(), "north"),
        Set.of(new AreaId("hall-" + random.nextInt(9))),
        kinds(),
        new Lineage(text(), digest(), digest(), digest()),
        budget,
        new Flop(budget.operations().min(devicesDo)),
        devices,
        peak,
        from,
        from.plusSeconds(1 + random.nextInt(1_000_000)),
        purpose());
  }

  private Set<OperationKind> kinds() {
    OperationKind[] all = OperationKind.values();
    return Set.of(all[random.nextInt(all.length)]);
  }

  private <T> Optional<T> maybe(Supplier<T> value) {
    return random.nextBoolean() ? Optional.of(value.get()) : Optional.empty();
  }

  private Citation citation() {
    return new Citation(random.nextLong(1L << 53), digest());
  }

  private Digest digest() {
    return Samples.digest("p" + random.nextLong());
  }

  private PartyId party() {
    return new PartyId("p" + random.nextInt(1_000_000));
  }

  private Flop flop() {
    return new Flop(new BigInteger(100, random).add(BigInteger.ONE));
  }

  private FlopRate rate() {
    return new FlopRate(new BigInteger(60, random).add(BigInteger.ONE));
  }

  private Instant time() {
    return Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
  }

  private String text() {
    return "x" + random.nextInt(1000) + "äλ\\\"漢";
  }
}
