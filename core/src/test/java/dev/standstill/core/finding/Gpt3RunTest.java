package dev.standstill.core.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Percentage.withPercentage;

import dev.standstill.core.accountancy.AreaBalance;
import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.quantity.Flop;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The figures this project was asked to reproduce on the published run, from its totals. */
class Gpt3RunTest {

  private static AreaBalance balance(World world) {
    return world.evaluate().balances().getFirst().areas().getFirst();
  }

  private static JudgedPeriod judged(World world) {
    return balance(world).periods().getFirst();
  }

  private static double z(World world) {
    return judged(world).unaccounted().standardised();
  }

  /** Unaccounted, against the part of the true FLOP that was not declared. */
  private static double sigmasFromTruth(World world) {
    JudgedPeriod judged = judged(world);
    double hidden = Gpt3Run.TRUTH.toDouble() - judged.balance().declared().toDouble();
    return Math.abs(judged.unaccounted().flop() - hidden) / judged.unaccounted().sigmaFlop();
  }

  @Test
  void countsSixOperationsForEachParameterAndToken() {
    assertThat(Gpt3Run.TRUTH.operations())
        .isEqualTo(
            BigInteger.valueOf(6)
                .multiply(BigInteger.valueOf(175_000_000_000L))
                .multiply(BigInteger.valueOf(1_207_959_552)));
  }

  @Test
  void upholdsTheHonestDeclaration() {
    World world = Gpt3Run.sharingMeters(Gpt3Run::training);
    Conclusion conclusion = world.activity();
    assertThat(conclusion.status()).isEqualTo(Status.UPHELD);
    assertThat(balance(world).instruments()).isEqualTo(34);
    JudgedPeriod judged = judged(world);
    assertThat(judged.balance().energy().joules()).isCloseTo(1_494_918_600.0, within(.001));
    assertThat(judged.unaccounted().flop()).isCloseTo(9.066e19, withPercentage(.1));
    assertThat(judged.unaccounted().sigmaFlop()).isCloseTo(2.12e20, withPercentage(.5));
    Detectable detectable = conclusion.detectable().orElseThrow();
    assertThat(detectable.honestFlop()).isCloseTo(7.0e20, within(.05e20));
    assertThat(conclusion.sentence())
        .contains("agrees with the declaration of 1.3e21 FLOP", "7.0e20 FLOP would have been");
    assertThat(world.evaluate().findings()).isEmpty();
  }

  @Test
  void cannotSupportAGoalSmallerThanWhatItCanDetect() {
    World world = Gpt3Run.sharingMeters(Gpt3Run::training);
    world.charter.significant = Flop.of("100000000000000000000");
    Conclusion conclusion = world.activity();
    assertThat(conclusion.status()).isEqualTo(Status.UNDECIDED);
    assertThat(World.codes(conclusion)).containsExactly(ReasonCode.GOAL_NOT_ATTAINED);
    assertThat(conclusion.reasons().getFirst().detail()).contains("7.0e20", "1.0e20");
  }

  @Test
  void refutesTrainingDeclaredAsIdle() {
    World world = Gpt3Run.sharingMeters(Gpt3Run::idle);
    Conclusion conclusion = world.activity();
    assertThat(conclusion.status()).isEqualTo(Status.REFUTED);
    assertThat(World.codes(conclusion)).containsExactly(ReasonCode.UNACCOUNTED_COMPUTE);
    assertThat(judged(world).unaccounted().flop()).isCloseTo(9.5e20, within(.05e20));
    assertThat(sigmasFromTruth(world)).isLessThan(2);
    assertThat(conclusion.sentence()).contains("not who is to blame");
  }

  @Test
  void opensAnAnomalyWhenSixtyPercentAreDeclared() {
    World world = Gpt3Run.sharingMeters(Gpt3Run.trainingAtPercent(60));
    assertThat(z(world)).isCloseTo(2.8, within(.05));
    assertThat(world.activity().status()).isEqualTo(Status.UNDECIDED);
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.ANOMALY_OPEN);
    assertThat(world.findingCodes()).containsExactly(FindingCode.UNACCOUNTED_COMPUTE);
    assertThat(sigmasFromTruth(world)).isLessThan(2);
  }

  @Test
  void refutesWhenTwentyPercentAreDeclared() {
    World world = Gpt3Run.sharingMeters(Gpt3Run.trainingAtPercent(20));
    assertThat(z(world)).isGreaterThan(3.0902);
    assertThat(world.activity().status()).isEqualTo(Status.REFUTED);
    assertThat(sigmasFromTruth(world)).isLessThan(2);
  }

  @Test
  void cannotTellInferenceOfTheSameFlopFromTraining() {
    Conclusion conclusion = Gpt3Run.sharingMeters(Gpt3Run::inference).activity();
    assertThat(conclusion.status()).isEqualTo(Status.UPHELD);
    assertThat(conclusion.notEstablished()).contains(NotEstablished.KIND);
    assertThat(Gpt3Run.sharingMeters(Gpt3Run::idle).activity().notEstablished())
        .doesNotContain(NotEstablished.KIND);
  }

  @Test
  void namesTheThirtyNodesWithoutReadingsOfTheirOwn() {
    Conclusion conclusion = Gpt3Run.sharingMeters(Gpt3Run::training).site();
    assertThat(conclusion.status()).isEqualTo(Status.UNDECIDED);
    assertThat(World.codes(conclusion)).containsExactly(ReasonCode.UNMETERED);
    List<String> twins =
        IntStream.range(0, Gpt3Run.PAIRS).mapToObj(pair -> Gpt3Run.node(2 * pair + 1)).toList();
    assertThat(conclusion.reasons().getFirst().points()).hasSize(30).isEqualTo(twins);
  }

  @Test
  void doesNotUpholdCopiesAsTheyStand() {
    World world = Gpt3Run.asTheyStand(Gpt3Run::training);
    Conclusion conclusion = world.activity();
    assertThat(conclusion.status()).isEqualTo(Status.UNDECIDED);
    assertThat(World.codes(conclusion)).contains(ReasonCode.DUPLICATE_SERIES);
    assertThat(World.reason(conclusion, ReasonCode.DUPLICATE_SERIES).points()).hasSize(60);
    assertThat(balance(world).instruments()).isEqualTo(34);
    List<Finding> pairs =
        world.evaluate().findings().stream()
            .filter(finding -> finding.code() == FindingCode.DUPLICATE_SERIES)
            .toList();
    assertThat(pairs).hasSize(30);
    assertThat(pairs.get(2).points()).containsExactly("node_4", "node_5");
  }

  @Test
  void refutesOnlyByWhatCannotBeACopy() {
    World idle = Gpt3Run.asTheyStand(Gpt3Run::idle);
    JudgedPeriod judged = judged(idle);
    assertThat(judged.balance().energy().joules()).isCloseTo(1_494_918_600.0, within(.001));
    assertThat(judged.least().energy().joules()).isCloseTo(1_494_918_600.0 * 34 / 64, within(.001));
    // 34 of 64 nodes alone drew 3.5e8 J more than the idle power of all: 3.3 sigma.
    assertThat(judged.leastUnaccounted().standardised()).isCloseTo(3.31, within(.01));
    assertThat(idle.activity().status()).isEqualTo(Status.REFUTED);
    World underDeclared = Gpt3Run.asTheyStand(Gpt3Run.trainingAtPercent(40));
    assertThat(z(underDeclared)).isGreaterThan(3.0902);
    assertThat(underDeclared.activity().status()).isEqualTo(Status.UNDECIDED);
    assertThat(World.codes(underDeclared.activity())).contains(ReasonCode.ANOMALY_OPEN);
  }

  @Test
  void isUndecidedWithoutOneNodesReadingsThoughItsTwinIsThere() {
    World world = Gpt3Run.asTheyStand(Gpt3Run::training);
    Gpt3Run.lose(world, "node_6");
    world.copies.removeIf(group -> group.getFirst().point().equals("node_6"));
    Conclusion conclusion = world.activity();
    assertThat(conclusion.status()).isEqualTo(Status.UNDECIDED);
    assertThat(World.reason(conclusion, ReasonCode.MISSING_READINGS).points())
        .containsExactly("node_6");
    assertThat(World.reason(world.site(), ReasonCode.MISSING_READINGS).points())
        .containsExactly("node_6");
    assertThat(world.findingCodes()).contains(FindingCode.MISSING_READINGS);
  }

  @Test
  void losesBothNodesOfAPairWithTheirOneMeter() {
    World world = Gpt3Run.sharingMeters(Gpt3Run::training);
    Gpt3Run.lose(world, "node_6");
    assertThat(World.codes(world.activity())).containsExactly(ReasonCode.MISSING_READINGS);
    assertThat(judged(world).balance().missing()).containsExactly("node_6", "node_7");
    assertThat(world.activity().detectable()).isEmpty();
  }

  @Test
  void refutesByALowerBoundWhenWhatIsLeftSuffices() {
    World world = Gpt3Run.sharingMeters(Gpt3Run::idle);
    Gpt3Run.lose(world, "node_6");
    assertThat(world.activity().status()).isEqualTo(Status.REFUTED);
    assertThat(World.codes(world.activity())).contains(ReasonCode.MISSING_READINGS);
  }

  @Test
  void isUndecidedWhenWhatIsLeftDoesNotRefute() {
    World world = Gpt3Run.sharingMeters(Gpt3Run::idle);
    for (int node = 0; node < 50; node += 2) {
      Gpt3Run.lose(world, Gpt3Run.node(node));
    }
    assertThat(world.activity().status()).isEqualTo(Status.UNDECIDED);
    assertThat(World.codes(world.activity())).contains(ReasonCode.MISSING_READINGS);
  }
}
