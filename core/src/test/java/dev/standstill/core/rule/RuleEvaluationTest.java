package dev.standstill.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.rule.DutyPosition.ConventionPosition;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where runs stand against the published rules, and when duties fall due. */
class RuleEvaluationTest {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
  private static final KnownDates TODAY = KnownDates.ofThreshold(DAY, DAY);

  /** The one-word difference that decides exactly at a threshold. */
  @ParameterizedTest(name = "{0} {1} {2}")
  @CsvSource({
    "training-banned,       1e24, BELOW",
    "training-banned,       1000000000000000000000001, ABOVE",
    "post-training-banned,  1e23, BELOW",
    "post-training-banned,  100000000000000000000001, ABOVE",
    "training-monitored,    9999999999999999999999, BELOW",
    "training-monitored,    1e22, ABOVE",
    "general-purpose-model, 1e23, BELOW",
    "general-purpose-model, 100000000000000000000001, ABOVE",
    "systemic-risk,         1e25, BELOW",
    "systemic-risk,         10000000000000000000000001, ABOVE"
  })
  void comparesAsEachRuleIsWorded(String rule, String exactly, Position expected) {
    FlopInterval point = FlopInterval.exactly(flop(exactly));
    assertThat(found(rule, facts(point)).position()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({"california-sb-53, frontier-model", "new-york-raise, frontier-model"})
  void catchesFrontierModelsAboveButNotAt1e26(String pack, String rule) {
    assertThat(found(pack, rule, facts(FlopInterval.exactly(flop("1e26")))).position())
        .isEqualTo(Position.BELOW);
    assertThat(
            found(pack, rule, facts(FlopInterval.exactly(flop("100000000000000000000000001"))))
                .position())
        .isEqualTo(Position.ABOVE);
  }

  /** With an error of 30 %, 1e25 is astride for estimates of 7.69e24 to 1.43e25, 1e23 likewise. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "systemic-risk,         7.69e24, BELOW",
    "systemic-risk,         7.70e24, STRADDLES",
    "systemic-risk,         1.42e25, STRADDLES",
    "systemic-risk,         1.43e25, ABOVE",
    "general-purpose-model, 7.69e22, BELOW",
    "general-purpose-model, 7.70e22, STRADDLES",
    "general-purpose-model, 1.42e23, STRADDLES",
    "general-purpose-model, 1.43e23, ABOVE"
  })
  void straddlesWithinTheAccuracyOfEstimates(String rule, String estimate, Position expected) {
    BigDecimal value = new BigDecimal(estimate);
    RuleFacts facts = facts(Accuracy.EUROPEAN.around(value, value));
    assertThat(found(rule, facts).position()).isEqualTo(expected);
  }

  @Test
  void countsRecomputationWhereTheRuleDoesNotLeaveItOut() {
    RuleFacts facts =
        new RuleFacts(
            List.of(
                estimate(Convention.MODEL_FLOP, "9e22"),
                estimate(Convention.EXECUTED_FLOP_WITH_RECOMPUTATION, "1.2e23"),
                estimate(Convention.FORWARD_ONLY, "3e22")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    DutyPosition european = found("general-purpose-model", facts);
    assertThat(european.position()).isEqualTo(Position.BELOW);
    assertThat(european.byConvention())
        .containsExactly(new ConventionPosition(Convention.MODEL_FLOP, Position.BELOW));
    DutyPosition treaty = found("post-training-banned", facts);
    assertThat(treaty.position()).isEqualTo(Position.STRADDLES);
    assertThat(treaty.byConvention())
        .containsExactly(
            new ConventionPosition(Convention.MODEL_FLOP, Position.BELOW),
            new ConventionPosition(Convention.EXECUTED_FLOP_WITH_RECOMPUTATION, Position.ABOVE));
  }

  @Test
  void isUndecidedAndNeverBelowWithoutAnEstimate() {
    RuleFacts nothing =
        new RuleFacts(List.of(), Optional.empty(), Optional.empty(), Optional.empty());
    RuleFacts inference =
        new RuleFacts(
            List.of(estimate(Convention.FORWARD_ONLY, "1")),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    for (RuleFacts facts : List.of(nothing, inference)) {
      assertThat(positions(facts, DAY, TODAY))
          .isNotEmpty()
          .allSatisfy(found -> {
            assertThat(found.position()).isEqualTo(Position.UNDECIDED);
            assertThat(found.due()).isEmpty();
          });
    }
  }

  @Test
  void takesAThirdOfTheOriginalOrOfTheThresholdWhereItIsUnknown() {
    FlopInterval third = FlopInterval.exactly(new Flop(whole("1e23").divide(three())));
    FlopInterval more =
        FlopInterval.exactly(new Flop(whole("1e23").divide(three()).add(BigInteger.ONE)));
    assertThat(found("modifier", facts(third)).position()).isEqualTo(Position.BELOW);
    assertThat(found("modifier", facts(more)).position()).isEqualTo(Position.ABOVE);
    assertThat(
            found("modifier-systemic-risk", facts(FlopInterval.exactly(flop("3.3e24")))).position())
        .isEqualTo(Position.BELOW);
    assertThat(
            found("modifier-systemic-risk", facts(FlopInterval.exactly(flop("3.4e24")))).position())
        .isEqualTo(Position.ABOVE);
    assertThat(modifies("1e22", "3e22", "3e22")).isEqualTo(Position.BELOW);
    assertThat(modifies("1.01e22", "3e22", "3e22")).isEqualTo(Position.ABOVE);
    // An original known only as an interval leaves doubt exactly where it reaches.
    assertThat(modifies("1e22", "2e22", "4e22")).isEqualTo(Position.STRADDLES);
    assertThat(modifies("5e21", "2e22", "4e22")).isEqualTo(Position.BELOW);
    assertThat(modifies("2e22", "2e22", "4e22")).isEqualTo(Position.ABOVE);
  }

  @ParameterizedTest(name = "{0} of {1} TFLOP/s")
  @CsvSource({
    "16, 989.4, BELOW",
    "17, 989.4, ABOVE",
    "50, 312,   BELOW",
    "51, 312,   ABOVE",
    "7,  2250,  BELOW",
    "8,  2250,  ABOVE",
    "106, 148,  BELOW",
    "107, 148,  ABOVE"
  })
  void countsAClusterInH100s(long devices, String tera, Position expected) {
    RuleFacts facts =
        new RuleFacts(
            List.of(),
            Optional.empty(),
            Optional.of(FlopRate.ofTera(tera).times(BigInteger.valueOf(devices))),
            Optional.empty());
    assertThat(found("covered-cluster", facts).position()).isEqualTo(expected);
    assertThat(found("covered-cluster", facts).byConvention()).isEmpty();
  }

  @Test
  void asksForEveryConditionOfARule() {
    LocalDate then = LocalDate.of(2024, 6, 1);
    assertThat(order14110("2e20", Optional.of(200L), then)).isEqualTo(Position.ABOVE);
    assertThat(order14110("2e20", Optional.of(100L), then)).isEqualTo(Position.BELOW);
    assertThat(order14110("1e20", Optional.empty(), then)).isEqualTo(Position.BELOW);
    assertThat(order14110("2e20", Optional.empty(), then)).isEqualTo(Position.UNDECIDED);
  }

  @Test
  void countsDaysFromTheEarlierOfMetAndForeseen() {
    LocalDate met = LocalDate.of(2026, 3, 10);
    LocalDate foreseen = LocalDate.of(2026, 2, 20);
    RuleFacts above = facts(FlopInterval.exactly(flop("2e25")));
    for (KnownDates dates :
        List.of(KnownDates.ofThreshold(met, foreseen), KnownDates.ofThreshold(foreseen, met))) {
      assertThat(found("eu-ai-act", "systemic-risk", above, DAY, dates).due())
          .contains(LocalDate.of(2026, 3, 6));
    }
  }

  @Test
  void isNotDueBeforeTheLawIsInForceNorWhereThresholdIsOutOfReach() {
    RuleFacts above = facts(FlopInterval.exactly(flop("2e26")));
    DutyPosition raise = found("new-york-raise", "frontier-model", above, DAY, TODAY);
    assertThat(raise.standing()).isEqualTo(Validity.Standing.NOT_YET_IN_FORCE);
    assertThat(raise.due()).contains(LocalDate.of(2027, 1, 1));
    assertThat(found("new-york-raise", "internal-use-summary", above, DAY, TODAY).due())
        .contains(LocalDate.of(2027, 2, 23));
    assertThat(found("new-york-raise", "disclosure", above, DAY, TODAY).due())
        .contains(LocalDate.of(2028, 11, 23));
    assertThat(found("systemic-risk", facts(FlopInterval.exactly(flop("1e24")))).due()).isEmpty();
    // Doubt does not put a duty off.
    assertThat(found("systemic-risk", facts(new FlopInterval(flop("9e24"), flop("2e25")))).due())
        .contains(LocalDate.of(2026, 12, 7));
  }

  @Test
  void countsFromEventsOnlyIfTheirDayIsKnown() {
    RuleFacts above = facts(FlopInterval.exactly(flop("2e26")));
    assertThat(found("california-sb-53", "critical-incident", above, DAY, TODAY).due()).isEmpty();
    KnownDates dates =
        new KnownDates(
            Map.of(
                DatedEvent.INCIDENT, LocalDate.of(2027, 2, 27),
                DatedEvent.RUN_START, LocalDate.of(2027, 3, 31),
                DatedEvent.ENTRY_INTO_FORCE, LocalDate.of(2027, 1, 1)));
    assertThat(found("california-sb-53", "critical-incident", above, DAY, dates).due())
        .contains(LocalDate.of(2027, 3, 14));
    assertThat(found("california-sb-53", "imminent-danger", above, DAY, dates).due())
        .contains(LocalDate.of(2027, 2, 28));
    assertThat(found("new-york-raise", "safety-incident", above, DAY, dates).due())
        .contains(LocalDate.of(2027, 3, 2));
    assertThat(found("treaty-draft", "training-monitored", above, DAY, dates).due())
        .contains(LocalDate.of(2027, 3, 1));
    RuleFacts cluster =
        new RuleFacts(
            List.of(),
            Optional.empty(),
            Optional.of(FlopRate.ofTera("989.4").times(BigInteger.valueOf(2_000))),
            Optional.empty());
    assertThat(found("treaty-consolidation-a", "consolidate", cluster, DAY, dates).due())
        .contains(LocalDate.of(2027, 5, 1));
    assertThat(found("treaty-consolidation-b", "above-10000", cluster, DAY, dates).position())
        .isEqualTo(Position.BELOW);
    assertThat(found("treaty-consolidation-b", "above-1000", cluster, DAY, dates).due())
        .contains(LocalDate.of(2027, 1, 11));
    assertThat(found("treaty-consolidation-b", "all", cluster, DAY, dates).due())
        .contains(LocalDate.of(2028, 12, 31));
  }

  private static Position modifies(String run, String originalLeast, String originalMost) {
    RuleFacts facts =
        new RuleFacts(
            List.of(estimate(Convention.MODEL_FLOP, run)),
            Optional.of(new FlopInterval(flop(originalLeast), flop(originalMost))),
            Optional.empty(),
            Optional.empty());
    return found("modifier", facts).position();
  }

  private static Position order14110(String peak, Optional<Long> network, LocalDate day) {
    RuleFacts facts =
        new RuleFacts(List.of(), Optional.empty(), Optional.of(new FlopRate(whole(peak))), network);
    return found("us-eo-14110", "cluster", facts, day, TODAY).position();
  }

  private static RuleFacts facts(FlopInterval interval) {
    return new RuleFacts(
        List.of(new FlopEstimate(Convention.MODEL_FLOP, interval.least(), interval)),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  private static FlopEstimate estimate(Convention convention, String flop) {
    return new FlopEstimate(convention, flop(flop), FlopInterval.exactly(flop(flop)));
  }

  private static List<DutyPosition> positions(RuleFacts facts, LocalDate day, KnownDates dates) {
    return RuleEvaluation.of(RuleCatalogue.PUBLISHED, facts, day, dates);
  }

  /** A rule of any pack; its id must be of one pack only. */
  private static DutyPosition found(String rule, RuleFacts facts) {
    List<DutyPosition> found =
        positions(facts, DAY, TODAY).stream()
            .filter(each -> each.rule().id().equals(rule))
            .toList();
    assertThat(found).as(rule).hasSize(1);
    return found.getFirst();
  }

  private static DutyPosition found(String pack, String rule, RuleFacts facts) {
    return found(pack, rule, facts, DAY, TODAY);
  }

  private static DutyPosition found(
      String pack, String rule, RuleFacts facts, LocalDate day, KnownDates dates) {
    List<DutyPosition> found =
        positions(facts, day, dates).stream()
            .filter(each -> each.pack().id().equals(pack) && each.rule().id().equals(rule))
            .toList();
    assertThat(found).as(pack + " " + rule).hasSize(1);
    return found.getFirst();
  }

  private static Flop flop(String decimal) {
    return new Flop(whole(decimal));
  }

  private static BigInteger whole(String decimal) {
    return new BigDecimal(decimal).toBigIntegerExact();
  }

  private static BigInteger three() {
    return BigInteger.valueOf(3);
  }
}
