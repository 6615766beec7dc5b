package dev.standstill.core.study;

import dev.standstill.core.study.Flow.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleSupplier;
import java.util.random.RandomGeneratorFactory;

/** Balances that several tests share. */
final class Studies {
  private static final double[] TWELVE = {
    .31, -.52, .11, .77, -.20, .05, .94, .61, 1.20, .38, 1.05, .83
  };

  private Studies() {}

  static Instrument instrument(String name, double random, double systematic) {
    return new Instrument(name, random, systematic, new TreeSet<>());
  }

  static SortedMap<Integer, Double> amounts(int from, double... amounts) {
    SortedMap<Integer, Double> byPlace = new TreeMap<>();
    for (int i = 0; i < amounts.length; i++) {
      byPlace.put(from + i, amounts[i]);
    }
    return byPlace;
  }

  static SortedMap<Integer, Double> constant(int from, int to, double amount) {
    SortedMap<Integer, Double> byPlace = new TreeMap<>();
    for (int i = from; i <= to; i++) {
      byPlace.put(i, amount);
    }
    return byPlace;
  }

  private static Flow flow(String name, Direction direction, double amount, int periods) {
    return new Flow(name, direction, instrument(name, .005, .003), 1, constant(1, periods, amount));
  }

  private static Stock stock(String name, double amount, int periods) {
    return new Stock(name, instrument(name, .004, .002), 1, constant(0, periods, amount));
  }

  /** The published twelve periods; the first so many of them. */
  static StatedBalance twelve(int periods) {
    double[] unaccounted = Arrays.copyOf(TWELVE, periods);
    return nominal(periods, Optional.of(amounts(1, unaccounted)));
  }

  static StatedBalance nominal(int periods, Optional<SortedMap<Integer, Double>> unaccounted) {
    return new StatedBalance(
        periods,
        List.of(
            flow("in A", Direction.IN, 50, periods),
            flow("in B", Direction.IN, 30, periods),
            flow("out A", Direction.OUT, 76, periods),
            flow("out B", Direction.OUT, 4, periods)),
        List.of(stock("store A", 50, periods), stock("store B", 20, periods)),
        unaccounted);
  }

  /** Independent balances of sigma 1: what the tables of detection probabilities assume. */
  static StatedBalance independent(int periods) {
    return new StatedBalance(
        periods,
        List.of(
            new Flow("in", Direction.IN, instrument("meter", .01, 0), 1, constant(1, periods, 100)),
            new Flow("out", Direction.OUT, instrument("book", 0, 0), 1, constant(1, periods, 100))),
        List.of(),
        Optional.empty());
  }

  static DoubleSupplier normals(long seed) {
    return RandomGeneratorFactory.of("L64X128MixRandom").create(seed)::nextGaussian;
  }
}
