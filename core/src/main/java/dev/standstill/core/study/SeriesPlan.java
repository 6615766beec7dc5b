package dev.standstill.core.study;

import dev.standstill.core.study.Flow.Direction;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * Many series of amounts under one plan: thousands of simulated runs, or as many areas alike.
 *
 * <p>y of {@link dev.standstill.core.accountancy.IndependentSequence} is the residual of predicting
 * a balance from those before it, over that residual's sigma. Cholesky's factor gives it in the
 * cube of the periods. The same prediction follows from what is known of the errors themselves
 * (Kalman 1960): their state is the systematic error of each instrument in use, and the sum of the
 * random errors at the boundary just passed, which closes one period and opens the next. With s
 * instruments a series of n periods costs n s^2, and nothing is allocated but its result.
 *
 * <p>A recalibration draws an instrument's systematic error anew. Two places are kept for an
 * instrument that is ever recalibrated, since a stock measured before it still opens the first
 * period after.
 *
 * <p>Not for several threads at once: each takes a plan of its own.
 */
public final class SeriesPlan {
  /** As for Cholesky's pivots: below this share of a variance its sign is not known. */
  private static final double RESIDUAL_ROUNDING = 0x1p-50;

  private final int periods;
  private final List<Source> flows;
  private final List<Source> stocks;
  private final Place[] places;
  private final int size;
  private final double[] mean;
  private final double[] known;
  private final double[] enters;
  private final double[] gain;

  /** Where an instrument's systematic errors stand in the state, and when they are drawn anew. */
  private static final class Place {
    private final int first;
    private final double variance;
    private final boolean[] recalibrated;
    private final int[] slot;

    Place(int first, double variance, boolean[] recalibrated, int[] slot) {
      this.first = first;
      this.variance = variance;
      this.recalibrated = recalibrated;
      this.slot = slot;
    }
  }

  /** A flow or a stock: its sign, its random variance for a unit amount, its instrument. */
  private record Source(double sign, double randomVariance, Place place) {}

  /**
   * One series under the plan.
   *
   * @param balances unaccounted, in the unit of the amounts
   * @param sigma of each balance alone
   * @param independent y, in sigma
   */
  public record Series(List<Double> balances, List<Double> sigma, List<Double> independent) {}

  private SeriesPlan(
      int periods, List<Source> flows, List<Source> stocks, Place[] places, int size) {
    this.periods = periods;
    this.flows = flows;
    this.stocks = stocks;
    this.places = places;
    this.size = size;
    this.mean = new double[size];
    this.known = new double[size * size];
    this.enters = new double[size];
    this.gain = new double[size];
  }

  /** The plan of a stated balance: its flows, stocks and instruments; its amounts are left out. */
  public static SeriesPlan of(StatedBalance stated) {
    Map<Instrument, Place> places = new LinkedHashMap<>();
    int[] size = {0};
    List<Source> flows = new ArrayList<>();
    for (Flow flow : stated.flows()) {
      double sign = flow.direction() == Direction.IN ? 1 : -1;
      flows.add(source(places, size, stated.periods(), sign, flow.instrument(), flow.items()));
    }
    List<Source> stocks = new ArrayList<>();
    for (Stock stock : stated.stocks()) {
      stocks.add(source(places, size, stated.periods(), 1, stock.instrument(), stock.items()));
    }
    return new SeriesPlan(
        stated.periods(), flows, stocks, places.values().toArray(Place[]::new), size[0] + 1);
  }

  private static Source source(
      Map<Instrument, Place> places,
      int[] size,
      int periods,
      double sign,
      Instrument instrument,
      long items) {
    Place place =
        places.computeIfAbsent(
            instrument,
            known -> {
              Place made = place(known, size[0], periods);
              size[0] += known.recalibrated().isEmpty() ? 1 : 2;
              return made;
            });
    return new Source(sign, instrument.random() * instrument.random() / items, place);
  }

  private static Place place(Instrument instrument, int first, int periods) {
    boolean[] recalibrated = new boolean[periods + 1];
    int[] slot = new int[periods + 1];
    slot[0] = first;
    int calibration = 0;
    for (int period = 1; period <= periods; period++) {
      if (instrument.recalibrated().contains(period)) {
        recalibrated[period] = true;
        calibration++;
      }
      slot[period] = first + calibration % 2;
    }
    return new Place(first, instrument.systematic() * instrument.systematic(), recalibrated, slot);
  }

  /**
   * One series.
   *
   * @param flowAmounts by flow in the order of the plan, one amount a period, 0 or more
   * @param stockAmounts by stock in the order of the plan, one amount a boundary, 0 or more
   * @param y receives the independent sequence
   * @param balances receives the unaccounted amounts
   * @param sigma receives the standard deviation of each balance
   * @throws IllegalArgumentException when a period is known exactly from those before it
   */
  public void judge(
      double[][] flowAmounts,
      double[][] stockAmounts,
      double[] balances,
      double[] sigma,
      double[] y) {
    begin(stockAmounts);
    for (int period = 1; period <= periods; period++) {
      recalibrate(period);
      Arrays.fill(enters, 0);
      double balance = 0;
      double flowVariance = 0;
      for (int f = 0; f < flows.size(); f++) {
        Source flow = flows.get(f);
        double amount = flowAmounts[f][period - 1];
        enters[flow.place.slot[period]] += flow.sign * amount;
        flowVariance += amount * amount * flow.randomVariance;
        balance += flow.sign * amount;
      }
      double closing = 0;
      for (int s = 0; s < stocks.size(); s++) {
        Source stock = stocks.get(s);
        double opened = stockAmounts[s][period - 1];
        double closed = stockAmounts[s][period];
        enters[stock.place.slot[Math.max(1, period - 1)]] += opened;
        enters[stock.place.slot[period]] -= closed;
        closing += closed * closed * stock.randomVariance;
        balance += opened - closed;
      }
      enters[size - 1] = 1;
      balances[period - 1] = balance;
      sigma[period - 1] = sigma(stockAmounts, period, closing + flowVariance);
      y[period - 1] = learn(balance, closing, closing + flowVariance, sigma[period - 1], period);
    }
  }

  /** The same with its result in lists, for whoever judges few. */
  public Series judge(double[][] flowAmounts, double[][] stockAmounts) {
    double[] balances = new double[periods];
    double[] sigma = new double[periods];
    double[] y = new double[periods];
    judge(flowAmounts, stockAmounts, balances, sigma, y);
    return new Series(boxed(balances), boxed(sigma), boxed(y));
  }

  private static List<Double> boxed(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  /** Before the first period nothing is known of the errors but their size. */
  private void begin(double[][] stockAmounts) {
    Arrays.fill(mean, 0);
    Arrays.fill(known, 0);
    for (Place place : places) {
      known[place.first * size + place.first] = place.variance;
    }
    double opening = 0;
    for (int s = 0; s < stocks.size(); s++) {
      opening += stockAmounts[s][0] * stockAmounts[s][0] * stocks.get(s).randomVariance;
    }
    known[size * size - 1] = opening;
  }

  private void recalibrate(int period) {
    for (Place place : places) {
      if (place.recalibrated[period]) {
        int slot = place.slot[period];
        for (int i = 0; i < size; i++) {
          known[slot * size + i] = 0;
          known[i * size + slot] = 0;
        }
        known[slot * size + slot] = place.variance;
        mean[slot] = 0;
      }
    }
  }

  /** Of the balance alone, as if no other were known. */
  private double sigma(double[][] stockAmounts, int period, double fresh) {
    double variance = fresh;
    for (Place place : places) {
      double now = enters[place.slot[period]];
      variance += now * now * place.variance;
      int before = place.slot[Math.max(1, period - 1)];
      if (before != place.slot[period]) {
        variance += enters[before] * enters[before] * place.variance;
      }
    }
    for (int s = 0; s < stocks.size(); s++) {
      double opened = stockAmounts[s][period - 1];
      variance += opened * opened * stocks.get(s).randomVariance;
    }
    return StrictMath.sqrt(variance);
  }

  /** What the balance says of the errors, and how far it is from what they let expect. */
  private double learn(double balance, double closing, double fresh, double sigma, int period) {
    double expected = 0;
    double variance = fresh;
    for (int i = 0; i < size; i++) {
      double sum = 0;
      for (int j = 0; j < size; j++) {
        sum += known[i * size + j] * enters[j];
      }
      gain[i] = sum;
      expected += enters[i] * mean[i];
      variance += enters[i] * sum;
    }
    if (!Double.isFinite(variance)) {
      throw new IllegalArgumentException(
          "the variance of period " + period + " is beyond what a double holds");
    }
    if (!(variance > RESIDUAL_ROUNDING * period * sigma * sigma)) {
      throw new IllegalArgumentException(
          "period %d is known exactly from the periods before it (residual variance %s)"
              .formatted(period, variance));
    }
    double residual = balance - expected;
    double share = 1 / variance;
    int last = size - 1;
    for (int i = 0; i < last; i++) {
      double step = gain[i] * share;
      mean[i] += step * residual;
      for (int j = 0; j < last; j++) {
        known[i * size + j] -= step * gain[j];
      }
      // The boundary just reached takes the place of the one before.
      known[i * size + last] = step * closing;
      known[last * size + i] = step * closing;
    }
    mean[last] = -closing * share * residual;
    known[last * size + last] = closing - closing * share * closing;
    return residual / StrictMath.sqrt(variance);
  }
}
