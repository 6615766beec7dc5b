package dev.standstill.core.inspection;

/**
 * Visits at random times, so many a year on average (a Poisson process): the probability of one
 * within T is 1 - exp(-l T).
 *
 * @param perYear l, above zero; a year has 365 days here, as in the inspectorates' tables
 */
public record UnannouncedVisits(double perYear) {
  private static final double DAYS_A_YEAR = 365;

  public UnannouncedVisits {
    if (!(perYear > 0) || Double.isInfinite(perYear)) {
      throw new IllegalArgumentException("visits a year must be above zero, were " + perYear);
    }
  }

  /** So many as are needed for this probability within so many days. */
  public static UnannouncedVisits detecting(double probability, double days) {
    if (!(probability > 0 && probability < 1) || !(days > 0)) {
      throw new IllegalArgumentException(
          "a probability between 0 and 1 within more than 0 days, not "
              + probability
              + " within "
              + days);
    }
    return new UnannouncedVisits(-StrictMath.log1p(-probability) * DAYS_A_YEAR / days);
  }

  /** The probability of a visit within so many days. */
  public double within(double days) {
    return -StrictMath.expm1(-perYear * days / DAYS_A_YEAR);
  }
}
