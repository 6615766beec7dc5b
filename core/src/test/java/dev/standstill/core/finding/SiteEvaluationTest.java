package dev.standstill.core.finding;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.SampleReport;
import dev.standstill.core.SampleSite;
import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.accountancy.PeriodBalance;
import dev.standstill.core.finding.World.Hour;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.site.AreaId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sites over many periods and areas. Seeds are fixed: every run sees the same worlds. */
class SiteEvaluationTest {

  private static final int PERIODS = 26;
  private static final double HONEST_JOULES = 1.1e6;

  /**
   * A site with errors exactly as stated: one draw for coefficient and meter, one a period for
   * workload and reading. From {@code violatingFrom} on it performs {@code factor} times what it
   * declares.
   */
  private static World drawn(long seed, int violatingFrom, double factor) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    double systematic = .1 * random.nextGaussian() + .01 * random.nextGaussian();
    World world = World.ofHours(PERIODS);
    for (int i = 0; i < PERIODS; i++) {
      double own = .12 * random.nextGaussian() + .005 * random.nextGaussian();
      double performed = i < violatingFrom ? 1 : factor;
      double joules = HONEST_JOULES * performed * Math.max(0, 1 + systematic + own);
      world.hours.get(i).drew(Energy.ofMilliJoules(Math.round(1e3 * joules)));
    }
    return world;
  }

  private static List<Status> statuses(World world) {
    return world.conclusions(Claim.DECLARED_ACTIVITY).stream().map(Conclusion::status).toList();
  }

  /** The charter's 5 % is for ever raising an alarm, not for raising one in each period. */
  @Test
  void leavesAnHonestSiteInPeaceHoweverOftenItIsLookedAt() {
    int seeds = 200;
    long everAlarmed =
        LongStream.range(0, seeds)
            .filter(seed ->
                statuses(drawn(seed, PERIODS, 1)).stream().anyMatch(s -> s != Status.UPHELD))
            .count();
    double tolerance = 3 * Math.sqrt(.05 * .95 / seeds);
    assertThat((double) everAlarmed / seeds).isLessThan(.05 + tolerance);
  }

  @ParameterizedTest(name = "{1} times the declared from period {0}")
  @CsvSource({"0, 3", "1, 3", "13, 2", "13, 3"})
  void refutesAViolationInTheEnd(int violatingFrom, double factor) {
    for (long seed = 0; seed < 20; seed++) {
      List<Status> statuses = statuses(drawn(seed, violatingFrom, factor));
      assertThat(statuses).as("seed %s", seed).contains(Status.REFUTED);
      assertThat(statuses.indexOf(Status.REFUTED))
          .as("seed %s", seed)
          .isGreaterThanOrEqualTo(violatingFrom);
    }
  }

  @Test
  void keepsAnAnomalyOpenThroughQuietPeriods() {
    World world = World.ofHours(4);
    world.hours.get(1).drew(Energy.ofMilliJoules(5_000_000_000L));
    List<Conclusion> conclusions = world.conclusions(Claim.DECLARED_ACTIVITY);
    assertThat(conclusions.getFirst().status()).isEqualTo(Status.UPHELD);
    assertThat(conclusions.subList(1, 4))
        .allSatisfy(c -> assertThat(World.codes(c)).containsExactly(ReasonCode.ANOMALY_OPEN));
  }

  @Test
  void closesNoBalanceOverAPeriodThatIsMissing() {
    World world = World.ofHours(3);
    world.hours.get(1).metered.clear();
    List<Conclusion> conclusions = world.conclusions(Claim.DECLARED_ACTIVITY);
    assertThat(conclusions)
        .extracting(Conclusion::status)
        .containsExactly(Status.UPHELD, Status.UNDECIDED, Status.UPHELD);
    assertThat(conclusions.get(1).detectable()).isEmpty();
  }

  private static final AreaId ANNEX = new AreaId("annex");

  /** The hall with node 0 and the annex with node 1, both honest. */
  private static World twoAreas() {
    World world = World.honest();
    world.areas.add(SampleSite.area(ANNEX, List.of(SampleSite.node("node_1"))));
    Hour hour = world.hour();
    hour.area(ANNEX).activities.add(SampleReport.activity(a -> {}));
    annexDrew(world, 1_100_000_000);
    return world;
  }

  private static void annexDrew(World world, long milliJoules) {
    Energy energy = Energy.ofMilliJoules(milliJoules);
    world.hour().area(ANNEX).energies.put("node_1", energy);
    world
        .hour()
        .metered
        .put(
            "node_1",
            SampleReport.metered(m -> {
              m.point = "node_1";
              m.energy = Optional.of(energy);
            }));
  }

  @Test
  void concludesOnEveryAreaByItself() {
    World world = twoAreas();
    assertThat(statuses(world)).containsExactly(Status.UPHELD, Status.UPHELD);
    annexDrew(world, 11_000_000_000L);
    assertThat(statuses(world)).containsExactly(Status.UPHELD, Status.REFUTED);
    Finding finding = world.evaluate().findings().getFirst();
    assertThat(finding.subject().area()).contains(ANNEX);
    assertThat(world.conclusions(Claim.DECLARED_SITE)).hasSize(1);
  }

  @Test
  void sharesTheGoalOutEvenly() {
    double detectable = World.honest().activity().detectable().orElseThrow().honestFlop();
    Flop enoughForOne = new Flop(new BigDecimal(1.5 * detectable).toBigInteger());
    World one = World.honest();
    one.charter.significant = enoughForOne;
    assertThat(statuses(one)).containsExactly(Status.UPHELD);
    World two = twoAreas();
    two.charter.significant = enoughForOne;
    assertThat(two.conclusions(Claim.DECLARED_ACTIVITY))
        .allSatisfy(c -> assertThat(World.codes(c)).containsExactly(ReasonCode.GOAL_NOT_ATTAINED));
  }

  @Test
  void missesAnAreaThatTheReportLeavesOut() {
    World world = twoAreas();
    world.hour().areas.remove(ANNEX);
    assertThat(World.codes(world.conclusions(Claim.DECLARED_ACTIVITY).getLast()))
        .containsExactly(ReasonCode.NOT_REPORTED);
    assertThat(World.codes(world.site())).containsExactly(ReasonCode.NOT_REPORTED);
  }

  @Test
  void doubtsCopiesThatStandInTwoAreas() {
    World world = twoAreas();
    world.copied("node_0", "node_1");
    assertThat(world.conclusions(Claim.DECLARED_ACTIVITY))
        .hasSize(2)
        .allSatisfy(c -> assertThat(World.codes(c)).containsExactly(ReasonCode.DUPLICATE_SERIES));
    List<PeriodBalance> least = new ArrayList<>();
    world
        .evaluate()
        .balances()
        .getFirst()
        .areas()
        .forEach(area -> area.periods().stream().map(JudgedPeriod::least).forEach(least::add));
    assertThat(least).extracting(PeriodBalance::complete).containsExactly(true, false);
  }
}
