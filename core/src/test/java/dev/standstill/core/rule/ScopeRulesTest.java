package dev.standstill.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.rule.ScopeAnswer.Ground;
import dev.standstill.core.rule.ScopeAnswer.InScope;
import dev.standstill.core.rule.ScopeAnswer.OutOfScope;
import dev.standstill.core.rule.ScopeAnswer.ScopeFact;
import dev.standstill.core.rule.StatedFact.Known;
import dev.standstill.core.rule.StatedFact.Unknown;
import dev.standstill.core.rule.Threshold.ClusterEquivalents;
import dev.standstill.core.rule.Threshold.TrainingFlop;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a prohibition reaches: anything that is not shown to be outside. */
class ScopeRulesTest {

  private static final Set<OperationKind> TRAINING =
      Set.of(
          OperationKind.PRE_TRAINING,
          OperationKind.FINE_TUNING,
          OperationKind.REINFORCEMENT_LEARNING,
          OperationKind.DISTILLATION,
          OperationKind.HYPER_PARAMETER_SEARCH);

  private static final ScopeCondition LINEAGE =
      new ScopeCondition.Lineage(new TrainingFlop(Comparison.MORE_THAN, Flop.of("1000")));
  private static final ScopeCondition CLUSTER =
      new ScopeCondition.Cluster(
          new ClusterEquivalents(Comparison.MORE_THAN, 16, AcceleratorPeak.H100_SXM));

  private static final ScopeRules BOTH =
      new ScopeRules(List.of(new ScopeRule("both", TRAINING, List.of(LINEAGE, CLUSTER))));

  private static final StatedFact<FlopInterval> SMALL = lineage("1", "1000");
  private static final StatedFact<FlopInterval> ASTRIDE = lineage("1000", "1001");
  private static final StatedFact<FlopInterval> LARGE = lineage("1001", "9999");
  private static final StatedFact<FlopInterval> NO_LINEAGE = new Unknown<>("not stated");
  private static final StatedFact<FlopRate> SIXTEEN = cluster(16);
  private static final StatedFact<FlopRate> SEVENTEEN = cluster(17);
  private static final StatedFact<FlopRate> NO_CLUSTER = new Unknown<>("withheld");
  private static final StatedFact<OperationKind> TRAINS = new Known<>(OperationKind.PRE_TRAINING);
  private static final StatedFact<OperationKind> INFERS = new Known<>(OperationKind.INFERENCE);
  private static final StatedFact<OperationKind> NO_KIND = new Unknown<>("unreadable");

  @Test
  void leavesAloneOnlyWhatIsKnownAndSurelyOutside() {
    List<Operation> outside = new ArrayList<>();
    List<Operation> inside = new ArrayList<>();
    for (StatedFact<OperationKind> kind : List.of(TRAINS, INFERS, NO_KIND)) {
      for (StatedFact<FlopInterval> lineage : List.of(SMALL, ASTRIDE, LARGE, NO_LINEAGE)) {
        for (StatedFact<FlopRate> cluster : List.of(SIXTEEN, SEVENTEEN, NO_CLUSTER)) {
          Operation operation = new Operation(kind, lineage, cluster);
          switch (BOTH.of(operation)) {
            case OutOfScope _ -> outside.add(operation);
            case InScope _ -> inside.add(operation);
          }
        }
      }
    }
    assertThat(outside).hasSize(12 + 4).hasSize(36 - inside.size());
    assertThat(outside)
        .allMatch(operation ->
            operation.kind().equals(INFERS)
                || (operation.kind().equals(TRAINS)
                    && !operation.lineageFlop().equals(NO_LINEAGE)
                    && !operation.cluster().equals(NO_CLUSTER)
                    && (operation.lineageFlop().equals(SMALL)
                        || operation.cluster().equals(SIXTEEN))));
  }

  @Test
  void saysWhyItReachesAnOperation() {
    assertThat(grounds(BOTH, new Operation(TRAINS, LARGE, SEVENTEEN)))
        .containsExactly(new Ground.Met("both"));
    assertThat(grounds(BOTH, new Operation(TRAINS, ASTRIDE, SEVENTEEN)))
        .containsExactly(new Ground.MayBeMet("both"));
    assertThat(grounds(BOTH, new Operation(NO_KIND, NO_LINEAGE, NO_CLUSTER)))
        .containsExactly(
            new Ground.FactMissing("both", ScopeFact.KIND, "unreadable"),
            new Ground.FactMissing("both", ScopeFact.LINEAGE_FLOP, "not stated"),
            new Ground.FactMissing("both", ScopeFact.CLUSTER, "withheld"));
  }

  @Test
  void letsNoOtherFactMakeUpForAMissingOne() {
    assertThat(grounds(BOTH, new Operation(TRAINS, SMALL, NO_CLUSTER)))
        .containsExactly(new Ground.FactMissing("both", ScopeFact.CLUSTER, "withheld"));
  }

  @Test
  void asksOnlyForWhatARuleNeeds() {
    ScopeRules scope =
        new ScopeRules(List.of(new ScopeRule("lineage", TRAINING, List.of(LINEAGE))));
    assertThat(scope.of(new Operation(TRAINS, SMALL, NO_CLUSTER))).isEqualTo(new OutOfScope());
    ScopeRules everything = new ScopeRules(List.of(new ScopeRule("all", TRAINING, List.of())));
    assertThat(grounds(everything, new Operation(TRAINS, NO_LINEAGE, NO_CLUSTER)))
        .containsExactly(new Ground.Met("all"));
  }

  @Test
  void reachesWhateverAnyRuleReachesAndKeepsEveryGround() {
    ScopeRules scope =
        new ScopeRules(
            List.of(
                new ScopeRule("inference", Set.of(OperationKind.INFERENCE), List.of()),
                new ScopeRule("lineage", TRAINING, List.of(LINEAGE)),
                new ScopeRule("cluster", TRAINING, List.of(CLUSTER))));
    assertThat(grounds(scope, new Operation(TRAINS, LARGE, NO_CLUSTER)))
        .containsExactly(
            new Ground.Met("lineage"),
            new Ground.FactMissing("cluster", ScopeFact.CLUSTER, "withheld"));
    assertThat(scope.of(new Operation(TRAINS, SMALL, SIXTEEN))).isEqualTo(new OutOfScope());
  }

  /** What no fact should be: the evaluation itself breaks, in every way a fact can be broken. */
  @Test
  @SuppressWarnings("NullAway") // Nulls are the fault that is injected.
  void reachesWhatItCannotEvaluate() {
    ScopeRules scope =
        new ScopeRules(
            List.of(
                new ScopeRule("lineage", TRAINING, List.of(LINEAGE)),
                new ScopeRule("cluster", TRAINING, List.of(CLUSTER))));
    List<Operation> broken =
        List.of(
            new Operation(null, SMALL, SIXTEEN),
            new Operation(TRAINS, null, SIXTEEN),
            new Operation(TRAINS, SMALL, null));
    for (Operation operation : broken) {
      assertThat(grounds(scope, operation))
          .as(operation.toString())
          .isNotEmpty()
          .allMatch(Ground.EvaluationFailed.class::isInstance);
    }
    assertThat(grounds(scope, new Operation(TRAINS, null, SEVENTEEN)))
        .extracting(Ground::rule)
        .containsExactly("lineage", "cluster");
    assertThat(scope.of(null)).isInstanceOf(InScope.class);
    assertThatThrownBy(() -> new Known<>(null)).isInstanceOf(NullPointerException.class);
  }

  @Test
  void knowsWhichKindsTrain() {
    EnumSet<OperationKind> training = EnumSet.noneOf(OperationKind.class);
    for (OperationKind kind : OperationKind.values()) {
      if (kind.trains()) {
        training.add(kind);
      }
    }
    assertThat(training).containsExactlyInAnyOrderElementsOf(TRAINING);
  }

  @Test
  void refusesAScopeThatReachesNothing() {
    assertThatThrownBy(() -> new ScopeRules(List.of())).hasMessageContaining("reaches something");
    assertThatThrownBy(() -> new ScopeRule("x", Set.of(), List.of()))
        .hasMessageContaining("no kind");
    ScopeRule rule = new ScopeRule("x", TRAINING, List.of());
    assertThatThrownBy(() -> new ScopeRules(List.of(rule, rule))).hasMessageContaining("twice");
    assertThatThrownBy(() -> new Unknown<>(" ")).hasMessageContaining("why");
    assertThatThrownBy(() -> new InScope(List.of())).hasMessageContaining("no reason");
  }

  private static List<Ground> grounds(ScopeRules scope, Operation operation) {
    return switch (scope.of(operation)) {
      case InScope(List<Ground> grounds) -> grounds;
      case OutOfScope _ -> List.of();
    };
  }

  private static StatedFact<FlopInterval> lineage(String least, String most) {
    return new Known<>(new FlopInterval(Flop.of(least), Flop.of(most)));
  }

  private static StatedFact<FlopRate> cluster(long h100) {
    return new Known<>(AcceleratorPeak.H100_SXM.times(BigInteger.valueOf(h100)));
  }
}
