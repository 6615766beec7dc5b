package dev.standstill.core.estimate;

import java.util.OptionalDouble;

/**
 * The time from what is held to a target of training compute.
 *
 * <p>With C0 the FLOP of the first year and l = ln(hardware growth) + ln(algorithmic growth), the
 * effective compute after T years is C0 (exp(l T) - 1) / l, so T = ln(1 + l F / C0) / l, and F / C0
 * if nothing grows. F is in today's effective FLOP.
 *
 * @param flopPerSecond peak of all chips together, above zero
 * @param utilisation share of the peak that the run reaches, above 0 and at most 1
 * @param hardwareGrowth factor a year by which the chips grow, above zero; 1 for none
 * @param algorithmicGrowth factor a year by which one operation is worth more, above zero
 */
public record Breakout(
    double flopPerSecond, double utilisation, double hardwareGrowth, double algorithmicGrowth) {

  /** A Julian year. */
  public static final double DAYS_A_YEAR = 365.25;

  private static final double SECONDS_A_DAY = 86_400;

  /** Below this the growth of a whole run is lost in rounding, and none is the better formula. */
  private static final double NO_GROWTH = 1e-12;

  public Breakout {
    positive(flopPerSecond, "the peak");
    positive(utilisation, "the utilisation");
    if (utilisation > 1) {
      throw new IllegalArgumentException(
          "the utilisation is a share of the peak, 0 to 1, not " + utilisation);
    }
    positive(hardwareGrowth, "hardware growth");
    positive(algorithmicGrowth, "algorithmic growth");
  }

  private static void positive(double value, String what) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException(what + " must be above zero and finite, not " + value);
    }
  }

  /** C0: FLOP of a year without growth. */
  public double flopOfFirstYear() {
    return flopPerSecond * utilisation * DAYS_A_YEAR * SECONDS_A_DAY;
  }

  /**
   * Days until the target is reached; empty if it never is, because what is held shrinks.
   *
   * @param target F, in FLOP, above zero
   */
  public OptionalDouble days(double target) {
    positive(target, "the target");
    double growth = StrictMath.log(hardwareGrowth) + StrictMath.log(algorithmicGrowth);
    double years = target / flopOfFirstYear();
    if (Math.abs(growth) > NO_GROWTH) {
      double argument = growth * years;
      if (argument <= -1) {
        return OptionalDouble.empty();
      }
      years = StrictMath.log1p(argument) / growth;
    }
    return OptionalDouble.of(years * DAYS_A_YEAR);
  }

  /**
   * The longest that noticing, adjudicating and halting may take in all: half of the time that
   * breaking out takes.
   */
  public OptionalDouble daysToAct(double target) {
    OptionalDouble days = days(target);
    return days.isPresent() ? OptionalDouble.of(days.getAsDouble() / 2) : days;
  }
}
