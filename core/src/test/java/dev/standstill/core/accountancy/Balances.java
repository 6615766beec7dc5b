package dev.standstill.core.accountancy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** The sequences of balances that several tests share. */
final class Balances {
  /** Twelve periods of constant flows and inventories, each with its own instrument. */
  static final double[] TWELVE = {.31, -.52, .11, .77, -.20, .05, .94, .61, 1.20, .38, 1.05, .83};

  static final double[] TWELVE_INDEPENDENT = {
    .486920872,
    -.863888091,
    .138550202,
    1.318598505,
    -.299501829,
    -.055508261,
    1.478710022,
    .996841329,
    1.859326868,
    .444620771,
    1.371703417,
    1.037106808
  };

  private Balances() {}

  static List<MeasuredQuantity> twelve(int periods) {
    List<MeasuredQuantity> quantities = new ArrayList<>();
    for (int i = 1; i <= periods; i++) {
      quantities.add(MeasuredQuantity.input("in A " + i, i, 50, flow("in A")));
      quantities.add(MeasuredQuantity.input("in B " + i, i, 30, flow("in B")));
      quantities.add(MeasuredQuantity.output("out A " + i, i, 76, flow("out A")));
      quantities.add(MeasuredQuantity.output("out B " + i, i, 4, flow("out B")));
    }
    for (int i = 0; i <= periods; i++) {
      quantities.add(MeasuredQuantity.inventory("store A " + i, i, 50, store("store A")));
      quantities.add(MeasuredQuantity.inventory("store B " + i, i, 20, store("store B")));
    }
    return quantities;
  }

  private static MeasurementError flow(String instrument) {
    return MeasurementError.of(.005, 1, instrument, .003);
  }

  private static MeasurementError store(String instrument) {
    return MeasurementError.of(.004, 1, instrument, .002);
  }

  /** Three periods with an inventory that moves. */
  static List<MeasuredQuantity> three() {
    double[] in = {100, 120, 90};
    double[] out = {95, 110, 97};
    double[] inventory = {200, 206, 215, 207};
    List<MeasuredQuantity> quantities = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      quantities.add(
          MeasuredQuantity.input("in " + i, i, in[i - 1], MeasurementError.of(.01, 1, "i", .004)));
      quantities.add(
          MeasuredQuantity.output(
              "out " + i, i, out[i - 1], MeasurementError.of(.01, 1, "o", .004)));
    }
    for (int i = 0; i <= 3; i++) {
      quantities.add(
          MeasuredQuantity.inventory(
              "inventory " + i, i, inventory[i], MeasurementError.of(.006, 1, "s", .003)));
    }
    return quantities;
  }

  /** Any sequence of balances: flows and inventories of any size, recalibrated now and then. */
  static List<MeasuredQuantity> any(RandomGenerator random, int periods) {
    List<MeasuredQuantity> quantities = new ArrayList<>();
    int calibration = 0;
    for (int i = 0; i <= periods; i++) {
      calibration += random.nextInt(4) == 0 ? 1 : 0;
      quantities.add(
          MeasuredQuantity.inventory(
              "stock " + i, i, random.nextDouble(0, 500), error(random, "stock", calibration)));
      if (i > 0) {
        quantities.add(
            MeasuredQuantity.input(
                "in " + i, i, random.nextDouble(50, 150), error(random, "in", calibration)));
        quantities.add(
            MeasuredQuantity.output(
                "out " + i, i, random.nextDouble(50, 150), error(random, "out", calibration)));
      }
    }
    return quantities;
  }

  private static MeasurementError error(RandomGenerator random, String meter, int calibration) {
    return MeasurementError.of(
        random.nextDouble(.001, .05), random.nextInt(1, 50), meter + " " + calibration, .01);
  }

  /**
   * One draw of the errors of unaccounted compute when nothing was lost, by the model itself: a
   * fresh error for each quantity and one for each systematic group.
   */
  static double[] draw(List<MeasuredQuantity> quantities, int periods, RandomGenerator random) {
    Map<String, Double> shared = new HashMap<>();
    double[] unaccounted = new double[periods];
    for (MeasuredQuantity quantity : quantities) {
      MeasurementError error = quantity.error();
      double relative =
          error.randomRelative() / Math.sqrt((double) error.items()) * random.nextGaussian();
      for (SystematicError systematic : error.systematic()) {
        relative +=
            systematic.relative()
                * shared.computeIfAbsent(systematic.group(), _ -> random.nextGaussian());
      }
      for (var sign : quantity.signs().headMap(periods + 1).entrySet()) {
        unaccounted[sign.getKey() - 1] += sign.getValue() * quantity.amount() * relative;
      }
    }
    return unaccounted;
  }
}
