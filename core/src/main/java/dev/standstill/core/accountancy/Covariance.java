package dev.standstill.core.accountancy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Covariance of the unaccounted compute of periods 1 to n, in the amounts' unit squared.
 *
 * <p>With c_aj the sign of quantity j in period a, q_j its amount, dR_j and n_j its random error
 * and items, dS_g the systematic error of group g (error propagation over a sequence of balances,
 * Jaech 1973; Picard 1987):
 *
 * <pre>
 * Sigma_ab = sum_j c_aj c_bj q_j^2 dR_j^2 / n_j
 *          + sum_g dS_g^2 (sum_{j in g} c_aj q_j) (sum_{j in g} c_bj q_j)
 * </pre>
 *
 * <p>Random errors add in variance; systematic errors of one instrument add with sign first, so an
 * inventory that stays constant loses its systematic part.
 *
 * <p>Sums run over quantities in the order of their names and over groups in the order of theirs:
 * the bits of the result depend neither on the order of the argument nor on later periods.
 */
public final class Covariance {
  private final double[][] rows;
  private final List<List<String>> names;

  private Covariance(double[][] rows, List<List<String>> names) {
    this.rows = rows;
    this.names = names;
  }

  /**
   * The covariance that these measurements imply. Signs in periods after the last are ignored, so
   * the closing inventory may already be stated as the opening of the period to come.
   */
  public static Covariance of(int periods, Collection<MeasuredQuantity> quantities) {
    Require.atLeastOne(periods, "periods");
    SortedMap<String, MeasuredQuantity> byName = new TreeMap<>();
    for (MeasuredQuantity quantity : quantities) {
      if (byName.put(quantity.name(), quantity) != null) {
        throw new IllegalArgumentException("measured twice: " + quantity.name());
      }
    }
    double[][] rows = new double[periods][];
    List<List<String>> names = new ArrayList<>();
    for (int a = 0; a < periods; a++) {
      rows[a] = new double[a + 1];
      names.add(new ArrayList<>());
    }
    SortedMap<String, Group> groups = new TreeMap<>();
    for (MeasuredQuantity quantity : byName.values()) {
      addRandom(rows, names, quantity);
      collectSystematic(groups, periods, quantity);
    }
    for (Group group : groups.values()) {
      group.addTo(rows);
    }
    return new Covariance(rows, names);
  }

  private static void addRandom(
      double[][] rows, List<List<String>> names, MeasuredQuantity quantity) {
    double variance = quantity.error().randomVariance(quantity.amount());
    SortedMap<Integer, Integer> signs = quantity.signs().headMap(rows.length + 1);
    for (Map.Entry<Integer, Integer> first : signs.entrySet()) {
      int a = first.getKey();
      names.get(a - 1).add(quantity.name());
      for (Map.Entry<Integer, Integer> second : signs.headMap(a + 1).entrySet()) {
        rows[a - 1][second.getKey() - 1] += first.getValue() * second.getValue() * variance;
      }
    }
  }

  private static void collectSystematic(
      SortedMap<String, Group> groups, int periods, MeasuredQuantity quantity) {
    for (SystematicError shared : quantity.error().systematic()) {
      Group group =
          groups.computeIfAbsent(
              shared.group(), _ -> new Group(shared.relative(), new double[periods]));
      if (group.relative != shared.relative()) {
        throw new IllegalArgumentException(
            "systematic group %s has two sizes: %s and, at %s, %s"
                .formatted(shared.group(), group.relative, quantity.name(), shared.relative()));
      }
      group.add(quantity);
    }
  }

  /** Number of periods n. */
  public int periods() {
    return rows.length;
  }

  /** Covariance of the unaccounted compute of two periods, each from 1 to n. */
  public double between(int period, int other) {
    int a = index(period);
    int b = index(other);
    return a >= b ? rows[a][b] : rows[b][a];
  }

  /** Standard deviation of one period's unaccounted compute (sigma MUF), in the amounts' unit. */
  public double sigma(int period) {
    return StrictMath.sqrt(between(period, period));
  }

  /** Standard deviation of the sum over periods 1 to {@code period} (sigma CUMUF). */
  public double cumulativeSigma(int period) {
    double variance = 0;
    for (int a = 0; a <= index(period); a++) {
      for (int b = 0; b < a; b++) {
        variance += 2 * rows[a][b];
      }
      variance += rows[a][a];
    }
    // Rounding may leave a sum that is exactly known a hair below zero.
    return StrictMath.sqrt(Math.max(0, variance));
  }

  /** Covariances of {@code period} with periods 1 to {@code period}: not to be written to. */
  double[] row(int period) {
    return rows[index(period)];
  }

  /** Names of what was measured for {@code period}, for a refusal that can be acted on. */
  List<String> quantities(int period) {
    return List.copyOf(names.get(index(period)));
  }

  private int index(int period) {
    if (period < 1 || period > rows.length) {
      throw new IllegalArgumentException("no period " + period + " among " + rows.length);
    }
    return period - 1;
  }

  /** One systematic group: its size and the signed amount that it moves in each period. */
  private static final class Group {
    private final double relative;
    private final double[] signed;

    private Group(double relative, double[] signed) {
      this.relative = relative;
      this.signed = signed;
    }

    private void add(MeasuredQuantity quantity) {
      for (Map.Entry<Integer, Integer> sign :
          quantity.signs().headMap(signed.length + 1).entrySet()) {
        signed[sign.getKey() - 1] += sign.getValue() * quantity.amount();
      }
    }

    private void addTo(double[][] rows) {
      for (int a = 0; a < rows.length; a++) {
        for (int b = 0; b <= a; b++) {
          rows[a][b] += relative * relative * signed[a] * signed[b];
        }
      }
    }
  }
}
