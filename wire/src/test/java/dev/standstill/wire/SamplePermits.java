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
import dev.standstill.core.record.StatementBody;
import dev.standstill.core.rule.Comparison;
import dev.standstill.core.rule.OperationKind;
import dev.standstill.core.rule.ScopeCondition;
import dev.standstill.core.rule.ScopeRule;
import dev.standstill.core.rule.ScopeRules;
import dev.standstill.core.rule.Threshold;
import dev.standstill.core.site.AreaId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Permits with every optional field present. */
final class SamplePermits {
  private static final Instant FROM = Instant.parse("2026-12-01T00:00:00Z");
  private static final FlopRate H100 = FlopRate.ofTera("989.4");

  private static final CriticalService DISPATCH = new CriticalService("emergency-dispatch");

  private SamplePermits() {}

  /** The same terms for whatever goes on under a pause. */
  static List<PermitTerms> exempt() {
    return Stream.of(
            new Purpose.Critical(DISPATCH), new Purpose.BreakGlass("a hospital lost its own site"))
        .map(terms()::forPurpose)
        .toList();
  }

  static List<StatementBody> requests() {
    return Stream.concat(Stream.of(terms()), exempt().stream())
        .<StatementBody>map(terms -> new PermitRequest(terms, "to finish what began"))
        .toList();
  }

  static List<StatementBody> permits() {
    return Stream.concat(Stream.of(terms()), exempt().stream())
        .<StatementBody>map(SamplePermits::permit)
        .toList();
  }

  static PermitRules rules() {
    return new PermitRules(
        new ScopeRules(
            List.of(
                new ScopeRule(
                    "large-training",
                    Set.of(OperationKind.PRE_TRAINING, OperationKind.FINE_TUNING),
                    List.of(
                        new ScopeCondition.Lineage(
                            new Threshold.TrainingFlop(
                                Comparison.MORE_THAN, Flop.of("1000000000000000000000000"))),
                        new ScopeCondition.Cluster(
                            new Threshold.ClusterEquivalents(Comparison.AT_LEAST, 16, H100)))))),
        Duration.ofDays(14),
        true,
        Duration.ofDays(365),
        Optional.of(Flop.of("10000000000000000000000000")),
        Set.of(DISPATCH, new CriticalService("power-grid")),
        Optional.of(
            new BreakGlassRules(
                Quorum.of(2, SampleOrders.AURORA, SampleOrders.REGISTER), Duration.ofDays(3))));
  }

  static PermitTerms terms() {
    return new PermitTerms(
        new SiteId(SampleOrders.AURORA, "north"),
        Set.of(new AreaId("hall-1")),
        Set.of(OperationKind.PRE_TRAINING, OperationKind.EVALUATION),
        new Lineage("aurora-70b-2026", Samples.DIGEST_A, Samples.DIGEST_B, Samples.digest("data")),
        Flop.of("1000000000000000000000000"),
        Flop.of("20000000000000000000000"),
        1024,
        H100,
        FROM,
        FROM.plus(Duration.ofDays(90)));
  }

  private static Permit permit(PermitTerms terms) {
    return new Permit(
        terms,
        Optional.of(SampleOrders.CITATION),
        SampleOrders.REGISTER,
        Set.of(new PartyId("borealis")),
        "evaluations show no new capability");
  }

  static List<PermitChange> changes() {
    return Stream.of(
            new Step.Suspend(Samples.DIGEST_A, Optional.of(FROM)),
            new Step.Amend(Samples.DIGEST_A, terms()),
            new Step.Amend(Samples.DIGEST_A, exempt().get(0)),
            new Step.Amend(Samples.DIGEST_A, exempt().get(1)),
            new Step.Reinstate(Samples.DIGEST_A),
            new Step.Revoke(Samples.DIGEST_A),
            new Step.Refuse(Samples.DIGEST_A))
        .map(SamplePermits::change)
        .toList();
  }

  private static PermitChange change(Step step) {
    return new PermitChange(
        step,
        SampleOrders.REGISTER,
        Set.of(new PartyId("borealis")),
        "a reading is being looked into");
  }
}
