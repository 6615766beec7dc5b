package dev.standstill.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.standstill.core.accountancy.AnytimeTest;
import dev.standstill.core.accountancy.PageTest;
import dev.standstill.core.study.Flow.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SeriesPlanTest {

  static LongStream seeds() {
    Long seed = Long.getLong("seed");
    return seed == null ? LongStream.range(0, 200) : LongStream.of(seed);
  }

  /** Any plan: shared instruments, recalibrations, several stocks, amounts that jump. */
  private static StatedBalance any(RandomGenerator random, int periods) {
    List<Instrument> instruments = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      TreeSet<Integer> recalibrated = new TreeSet<>();
      for (int period = 2; period <= periods; period++) {
        if (random.nextInt(5) == 0) {
          recalibrated.add(period);
        }
      }
      instruments.add(
          new Instrument(
              "i" + i, random.nextDouble(.002, .03), random.nextDouble(0, .02), recalibrated));
    }
    List<Flow> flows = new ArrayList<>();
    for (int f = 0; f < 1 + random.nextInt(4); f++) {
      flows.add(
          new Flow(
              "flow " + f,
              random.nextBoolean() ? Direction.IN : Direction.OUT,
              instruments.get(random.nextInt(4)),
              1 + random.nextInt(9),
              Studies.amounts(1, random.doubles(periods, 0, 200).toArray())));
    }
    List<Stock> stocks = new ArrayList<>();
    for (int s = 0; s < random.nextInt(3); s++) {
      stocks.add(
          new Stock(
              "stock " + s,
              instruments.get(random.nextInt(4)),
              1 + random.nextInt(9),
              Studies.amounts(0, random.doubles(periods + 1, 0, 500).toArray())));
    }
    return new StatedBalance(periods, flows, stocks, Optional.empty());
  }

  private static double[][] flows(StatedBalance stated) {
    return stated.flows().stream()
        .map(f -> f.amounts().values().stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] stocks(StatedBalance stated) {
    return stated.stocks().stream()
        .map(s -> s.amounts().values().stream().mapToDouble(Double::doubleValue).toArray())
        .toArray(double[][]::new);
  }

  @ParameterizedTest(name = "seed={0}")
  @MethodSource("seeds")
  void comesToTheSameAsCholesky(long seed) {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    StatedBalance stated = any(random, 2 + (int) (seed % 40));
    BalanceStudy study = BalanceStudy.of(stated, StudyLevels.DEFAULT);
    SeriesPlan.Series series = SeriesPlan.of(stated).judge(flows(stated), stocks(stated));
    for (int i = 0; i < stated.periods(); i++) {
      double size = 1 + Math.abs(study.independent().get(i));
      assertThat(series.independent().get(i))
          .isCloseTo(study.independent().get(i), within(1e-8 * size));
      assertThat(series.balances().get(i))
          .isCloseTo(
              study.balances().get(i), within(1e-9 * (1 + Math.abs(study.balances().get(i)))));
      assertThat(series.sigma().get(i) / study.covariance().sigma(i + 1))
          .isCloseTo(1, within(1e-12));
    }
  }

  @Test
  void keepsItsDigitsOverManyPeriods() {
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(5);
    StatedBalance stated = any(random, 365);
    List<Double> cholesky = BalanceStudy.of(stated, StudyLevels.DEFAULT).independent();
    List<Double> series = SeriesPlan.of(stated).judge(flows(stated), stocks(stated)).independent();
    for (int i = 0; i < 365; i++) {
      assertThat(series.get(i))
          .isCloseTo(cholesky.get(i), within(1e-7 * (1 + Math.abs(cholesky.get(i)))));
    }
  }

  /** 4,000 honest series: standard deviation 1.00 +- 0.03 and no lag correlation. */
  @Test
  void honestSeriesAreIndependentAndStandard() {
    StatedBalance stated = Studies.nominal(19, Optional.empty());
    SeriesPlan plan = SeriesPlan.of(stated);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
    double[] balances = new double[19];
    double[] sigma = new double[19];
    double[] y = new double[19];
    double[] squares = new double[19];
    double lagged = 0;
    int runs = 4_000;
    for (int run = 0; run < runs; run++) {
      plan.judge(
          measured(flows(stated), .005, .003, random),
          measured(stocks(stated), .004, .002, random),
          balances,
          sigma,
          y);
      for (int i = 0; i < 19; i++) {
        squares[i] += y[i] * y[i];
        lagged += i > 0 ? y[i] * y[i - 1] : 0;
      }
    }
    for (double square : squares) {
      assertThat(Math.sqrt(square / runs)).isCloseTo(1, within(.03));
    }
    assertThat(lagged / runs / 18).isCloseTo(0, within(.02));
  }

  /** 10,000 honest site-years of weeks: each test keeps its budget of 5 %. */
  @Test
  void keepsItsFalseAlarmsOverTenThousandSiteYears() {
    int periods = 52;
    int years = 10_000;
    StatedBalance stated = Studies.nominal(periods, Optional.empty());
    SeriesPlan plan = SeriesPlan.of(stated);
    double cumulativeSigma =
        BalanceStudy.of(stated, StudyLevels.DEFAULT).cumulative().scale().getLast();
    PageTest page = PageTest.forHorizon(.5, periods, .05);
    AnytimeTest anytime = AnytimeTest.at(.05);
    RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(2);
    double[] balances = new double[periods];
    double[] sigma = new double[periods];
    double[] y = new double[periods];
    int[] alarms = new int[3];
    for (int year = 0; year < years; year++) {
      plan.judge(
          measured(flows(stated), .005, .003, random),
          measured(stocks(stated), .004, .002, random),
          balances,
          sigma,
          y);
      alarms[0] += page.firstAlarm(y).isPresent() ? 1 : 0;
      alarms[1] += anytime.firstAlarm(y).isPresent() ? 1 : 0;
      alarms[2] += Arrays.stream(balances).sum() > 1.6448536 * cumulativeSigma ? 1 : 0;
    }
    // Three standard errors of a rate of 5 % in 10,000 are .0065.
    assertThat(alarms[0] / (double) years).isCloseTo(.05, within(.0065));
    assertThat(alarms[1] / (double) years).isBetween(.001, .05);
    assertThat(alarms[2] / (double) years).isCloseTo(.05, within(.0065));
  }

  private static double[][] measured(
      double[][] amounts, double fresh, double shared, RandomGenerator random) {
    for (double[] row : amounts) {
      double systematic = shared * random.nextGaussian();
      for (int i = 0; i < row.length; i++) {
        row[i] *= 1 + systematic + fresh * random.nextGaussian();
      }
    }
    return amounts;
  }

  @Test
  void refusesAPeriodThatIsKnownExactly() {
    StatedBalance exact =
        new StatedBalance(
            2,
            List.of(
                new Flow(
                    "in",
                    Direction.IN,
                    Studies.instrument("m", 0, .01),
                    1,
                    Studies.constant(1, 2, 100))),
            List.of(),
            Optional.empty());
    assertThatThrownBy(() -> SeriesPlan.of(exact).judge(flows(exact), stocks(exact)))
        .hasMessageContaining("period 2 is known exactly from the periods before it");
  }
}
