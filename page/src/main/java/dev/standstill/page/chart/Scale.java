package dev.standstill.page.chart;

import dev.standstill.page.words.Figures;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Values laid along a stretch of the drawing.
 *
 * @param low the value at {@code from}
 * @param high the value at {@code to}; above {@code low}
 */
record Scale(double low, double high, double from, double to) {

  /** Room for all the values, zero included, with a little air at both ends. */
  static Scale around(List<Double> values, double from, double to) {
    double low = 0;
    double high = 0;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    double air = high > low ? (high - low) * 0.06 : 1;
    return new Scale(low - air, high + air, from, to);
  }

  double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /** Round values inside, about so many. */
  List<Double> ticks(int about) {
    double step = step((high - low) / about);
    List<Double> ticks = new ArrayList<>();
    for (long k = (long) Math.ceil(low / step); k * step <= high; k++) {
      ticks.add(k * step);
    }
    return ticks;
  }

  /** The power of ten in which the ticks read as short numbers; 0 for everyday sizes. */
  int exponent() {
    double largest = Math.max(Math.abs(low), Math.abs(high));
    int exponent = (int) Math.floor(StrictMath.log10(largest));
    return exponent >= -1 && exponent < 3 ? 0 : exponent;
  }

  /** A tick's number in units of ten to the exponent. */
  static String tick(double value, int exponent) {
    BigDecimal number =
        new BigDecimal(value)
            .movePointLeft(exponent)
            .round(new MathContext(4))
            .stripTrailingZeros();
    return Figures.decimal(number.doubleValue(), Math.max(0, number.scale()));
  }

  private static double step(double rough) {
    double power = StrictMath.pow(10, Math.floor(StrictMath.log10(rough)));
    double lead = rough / power;
    return power * (lead < 1.4 ? 1 : lead < 3.2 ? 2 : lead < 7 ? 5 : 10);
  }
}
