package dev.standstill.core.study;

import dev.standstill.core.accountancy.MeasuredQuantity;
import dev.standstill.core.study.Flow.Direction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A balance as somebody states it.
 *
 * <p>Per period: unaccounted = stocks at its begin + flows in - flows out - stocks at its end.
 * <b>Above zero means performed but not declared.</b>
 *
 * @param periods how many, 1 to {@link #PERIODS_MAX}
 * @param flows in the order in which they are summed
 * @param stocks in the order in which they are summed
 * @param unaccounted the balances themselves, where they were stated apart from amounts that are
 *     only nominal; by period, and a period that is not there is missing
 */
public record StatedBalance(
    int periods,
    List<Flow> flows,
    List<Stock> stocks,
    Optional<SortedMap<Integer, Double>> unaccounted) {

  /** The covariance of more would not fit into a gigabyte with its factor. */
  public static final int PERIODS_MAX = 5_000;

  public StatedBalance {
    if (periods < 1 || periods > PERIODS_MAX) {
      throw new IllegalArgumentException(
          "%d periods; 1 to %d can be judged in one covariance: split a longer run where an"
                  .formatted(periods, PERIODS_MAX)
              + " instrument was recalibrated");
    }
    flows = List.copyOf(flows);
    stocks = List.copyOf(stocks);
    if (flows.isEmpty() && stocks.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured: no flow and no stock");
    }
    unaccounted = unaccounted.map(u -> Collections.unmodifiableSortedMap(new TreeMap<>(u)));
    Set<String> names = new HashSet<>();
    for (Flow flow : flows) {
      require(names, flow.name(), flow.amounts(), 1, periods, "period");
    }
    for (Stock stock : stocks) {
      require(names, stock.name(), stock.amounts(), 0, periods, "boundary");
    }
    final int last = periods;
    unaccounted.ifPresent(u -> require(names, "unaccounted", u, 1, last, "period"));
  }

  private static void require(
      Set<String> names,
      String name,
      SortedMap<Integer, Double> amounts,
      int first,
      int last,
      String place) {
    if (!names.add(name)) {
      throw new IllegalArgumentException("stated twice: " + name);
    }
    if (!amounts.isEmpty() && (amounts.firstKey() < first || amounts.lastKey() > last)) {
      throw new IllegalArgumentException(
          "%s has amounts outside %ss %d to %d".formatted(name, place, first, last));
    }
  }

  /** What is missing, by period; periods without gap are not there. */
  public SortedMap<Integer, List<String>> missing() {
    SortedMap<Integer, List<String>> missing = new TreeMap<>();
    for (int period = 1; period <= periods; period++) {
      List<String> names = new ArrayList<>();
      for (Flow flow : flows) {
        if (!flow.amounts().containsKey(period)) {
          names.add(flow.name());
        }
      }
      for (Stock stock : stocks) {
        if (!stock.amounts().containsKey(period - 1) || !stock.amounts().containsKey(period)) {
          names.add(stock.name());
        }
      }
      if (unaccounted.isPresent() && !unaccounted.get().containsKey(period)) {
        names.add("unaccounted");
      }
      if (!names.isEmpty()) {
        missing.put(period, List.copyOf(names));
      }
    }
    return missing;
  }

  /** The periods whose balance can be closed, in order. */
  public List<Integer> closed() {
    SortedMap<Integer, List<String>> missing = missing();
    List<Integer> closed = new ArrayList<>();
    for (int period = 1; period <= periods; period++) {
      if (!missing.containsKey(period)) {
        closed.add(period);
      }
    }
    return closed;
  }

  /** The unaccounted amounts of the closed periods, in their order. */
  double[] balances() {
    return closed().stream().mapToDouble(this::balance).toArray();
  }

  private double balance(int period) {
    if (unaccounted.isPresent()) {
      return at(unaccounted.get(), period);
    }
    double sum = 0;
    for (Stock stock : stocks) {
      sum += at(stock.amounts(), period - 1);
    }
    for (Flow flow : flows) {
      sum += (flow.direction() == Direction.IN ? 1 : -1) * at(flow.amounts(), period);
    }
    for (Stock stock : stocks) {
      sum -= at(stock.amounts(), period);
    }
    return sum;
  }

  private static double at(SortedMap<Integer, Double> amounts, int place) {
    Double amount = amounts.get(place);
    if (amount == null) {
      throw new IllegalStateException("asked for the balance of a period with a gap");
    }
    return amount;
  }

  /** What was measured, its periods counted among the closed ones alone. */
  List<MeasuredQuantity> quantities() {
    List<Integer> closed = closed();
    Map<Integer, Integer> places = new TreeMap<>();
    closed.forEach(period -> places.put(period, places.size() + 1));
    List<MeasuredQuantity> quantities = new ArrayList<>();
    for (Flow flow : flows) {
      int sign = flow.direction() == Direction.IN ? 1 : -1;
      for (int period : closed) {
        quantities.add(
            new MeasuredQuantity(
                flow.name() + " in period " + period,
                at(flow.amounts(), period),
                new TreeMap<>(Map.of(places.getOrDefault(period, 0), sign)),
                flow.instrument().in(period, flow.items())));
      }
    }
    stocks.forEach(stock -> addStock(quantities, places, stock));
    return quantities;
  }

  private static void addStock(
      List<MeasuredQuantity> quantities, Map<Integer, Integer> places, Stock stock) {
    stock
        .amounts()
        .forEach((boundary, amount) -> {
          SortedMap<Integer, Integer> signs = new TreeMap<>();
          Integer opened = places.get(boundary + 1);
          Integer ended = places.get(boundary);
          if (opened != null) {
            signs.put(opened, 1);
          }
          if (ended != null) {
            signs.put(ended, -1);
          }
          if (!signs.isEmpty()) {
            quantities.add(
                new MeasuredQuantity(
                    stock.name() + " at boundary " + boundary,
                    amount,
                    signs,
                    stock.instrument().in(Math.max(1, boundary), stock.items())));
          }
        });
  }
}
