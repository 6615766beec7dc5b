package dev.standstill.benchmarks;

import dev.standstill.core.accountancy.Covariance;
import dev.standstill.core.accountancy.IndependentSequence;
import dev.standstill.core.accountancy.MeasuredQuantity;
import dev.standstill.core.accountancy.MeasurementError;
import dev.standstill.core.accountancy.PageTest;
import dev.standstill.core.study.Flow;
import dev.standstill.core.study.Flow.Direction;
import dev.standstill.core.study.Instrument;
import dev.standstill.core.study.SeriesPlan;
import dev.standstill.core.study.StatedBalance;
import dev.standstill.core.study.Stock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntConsumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;

/**
 * Balance, covariance, independent sequence and Page's test of many series: 4,000 of 19 periods
 * beside the same by Cholesky's factor, 10,000 of 365, and the threshold for a year of days.
 */
public final class BalanceSeries {

  private static final int ROUNDS = 15;

  private BalanceSeries() {}

  /** Measures; takes no arguments. */
  public static void main(String... args) {
    Measured few = new Measured(4_000, 19);
    System.out.printf("4,000 x 19, two threads   %8.2f ms%n", median(() -> few.recursively(2)));
    System.out.printf("4,000 x 19, one thread    %8.2f ms%n", median(() -> few.recursively(1)));
    System.out.printf("4,000 x 19, by Cholesky   %8.2f ms%n", median(few::byCholesky));
    System.out.printf(
        "threshold, 365 periods    %8.2f ms%n",
        median(() -> sink += PageTest.forHorizon(0.5, 365, 0.05).threshold()));
    Measured many = new Measured(10_000, 365);
    System.out.printf("10,000 x 365, two threads %8.2f ms%n", median(() -> many.recursively(2)));
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        "heap in use at the end    %8d MiB (checked: %s)%n",
        (runtime.totalMemory() - runtime.freeMemory()) >> 20, Double.isFinite(sink));
  }

  private static double sink;

  private static double median(Runnable work) {
    double[] milliseconds = new double[ROUNDS];
    for (int round = -3; round < ROUNDS; round++) {
      long began = System.nanoTime();
      work.run();
      if (round >= 0) {
        milliseconds[round] = (System.nanoTime() - began) / 1e6;
      }
    }
    Arrays.sort(milliseconds);
    return milliseconds[ROUNDS / 2];
  }

  /** Series of the published plan: two flows in, two out, two stores, six instruments. */
  private static final class Measured {
    private static final double[] FLOWS = {50, 30, 76, 4};
    private static final double[] STOCKS = {50, 20};

    private final int series;
    private final int periods;
    private final StatedBalance plan;
    private final double[][][] flows;
    private final double[][][] stocks;

    Measured(int series, int periods) {
      this.series = series;
      this.periods = periods;
      this.plan = plan(periods);
      RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(1);
      this.flows = new double[series][][];
      this.stocks = new double[series][][];
      for (int i = 0; i < series; i++) {
        flows[i] = amounts(FLOWS, periods, .005, .003, random);
        stocks[i] = amounts(STOCKS, periods + 1, .004, .002, random);
      }
    }

    private static double[][] amounts(
        double[] nominal, int count, double fresh, double shared, RandomGenerator random) {
      double[][] amounts = new double[nominal.length][count];
      for (int i = 0; i < nominal.length; i++) {
        double systematic = shared * random.nextGaussian();
        for (int j = 0; j < count; j++) {
          amounts[i][j] = nominal[i] * (1 + systematic + fresh * random.nextGaussian());
        }
      }
      return amounts;
    }

    private static StatedBalance plan(int periods) {
      List<Flow> flows = new ArrayList<>();
      for (int i = 0; i < FLOWS.length; i++) {
        flows.add(
            new Flow(
                "flow " + i,
                i < 2 ? Direction.IN : Direction.OUT,
                new Instrument("flow meter " + i, .005, .003, new TreeSet<>()),
                1,
                constant(1, periods, FLOWS[i])));
      }
      List<Stock> stocks = new ArrayList<>();
      for (int i = 0; i < STOCKS.length; i++) {
        stocks.add(
            new Stock(
                "store " + i,
                new Instrument("store meter " + i, .004, .002, new TreeSet<>()),
                1,
                constant(0, periods, STOCKS[i])));
      }
      return new StatedBalance(periods, flows, stocks, Optional.empty());
    }

    private static SortedMap<Integer, Double> constant(int first, int last, double amount) {
      SortedMap<Integer, Double> amounts = new TreeMap<>();
      IntStream.rangeClosed(first, last).forEach(place -> amounts.put(place, amount));
      return amounts;
    }

    void recursively(int threads) {
      PageTest page = new PageTest(0.5, 3.8801);
      IntConsumer part =
          thread -> {
            SeriesPlan own = SeriesPlan.of(plan);
            double[] balances = new double[periods];
            double[] sigma = new double[periods];
            double[] y = new double[periods];
            double last = 0;
            for (int i = thread; i < series; i += threads) {
              own.judge(flows[i], stocks[i], balances, sigma, y);
              last += page.path(y)[periods - 1];
            }
            sink += last;
          };
      if (threads == 1) {
        part.accept(0);
      } else {
        IntStream.range(0, threads).parallel().forEach(part);
      }
    }

    void byCholesky() {
      PageTest page = new PageTest(0.5, 3.8801);
      for (int i = 0; i < series; i++) {
        IndependentSequence sequence =
            IndependentSequence.of(Covariance.of(periods, quantities(flows[i], stocks[i])));
        sink += page.path(sequence.standardise(balances(flows[i], stocks[i])))[periods - 1];
      }
    }

    private double[] balances(double[][] in, double[][] stored) {
      double[] balances = new double[periods];
      for (int p = 0; p < periods; p++) {
        balances[p] = in[0][p] + in[1][p] - in[2][p] - in[3][p];
        for (double[] stock : stored) {
          balances[p] += stock[p] - stock[p + 1];
        }
      }
      return balances;
    }

    private List<MeasuredQuantity> quantities(double[][] in, double[][] stored) {
      List<MeasuredQuantity> quantities = new ArrayList<>();
      for (int p = 1; p <= periods; p++) {
        for (int f = 0; f < in.length; f++) {
          MeasurementError error = MeasurementError.of(.005, 1, "flow " + f, .003);
          String name = "flow " + f + " " + p;
          quantities.add(
              f < 2
                  ? MeasuredQuantity.input(name, p, in[f][p - 1], error)
                  : MeasuredQuantity.output(name, p, in[f][p - 1], error));
        }
      }
      for (int p = 0; p <= periods; p++) {
        for (int s = 0; s < stored.length; s++) {
          MeasurementError error = MeasurementError.of(.004, 1, "store " + s, .002);
          quantities.add(
              MeasuredQuantity.inventory("store " + s + " " + p, p, stored[s][p], error));
        }
      }
      return quantities;
    }
  }
}
