package dev.standstill.core.accountancy;

/**
 * The test of a single balance: alarm if the unaccounted compute exceeds a fixed number of its
 * sigma (Neyman and Pearson 1933; for nuclear material, Avenhaus 1977).
 *
 * <p>Under {@link ErrorLaw.StudentT} the error is sigma times Student's t, sigma being the stated
 * estimate, and a loss shifts that law.
 */
public final class OneShotTest {
  private final double falseAlarmProbability;
  private final ErrorLaw law;
  private final double criticalFactor;

  private OneShotTest(double falseAlarmProbability, ErrorLaw law) {
    this.falseAlarmProbability = falseAlarmProbability;
    this.law = law;
    this.criticalFactor = law.upperQuantile(falseAlarmProbability);
  }

  /** The test of one balance at the given false alarm probability, 0 to 1 exclusive. */
  public static OneShotTest at(double falseAlarmProbability, ErrorLaw law) {
    return new OneShotTest(
        Require.probability(falseAlarmProbability, "false alarm probability"), law);
  }

  /**
   * The test to apply to each of several independent balances so that all of them together raise a
   * false alarm with the given probability (Shewhart 1931; Sidak 1967).
   */
  public static OneShotTest repeated(int periods, double falseAlarmProbability, ErrorLaw law) {
    Require.atLeastOne(periods, "periods");
    Require.probability(falseAlarmProbability, "false alarm probability");
    return at(-StrictMath.expm1(StrictMath.log1p(-falseAlarmProbability) / periods), law);
  }

  /** The rule "alarm beyond so many sigma" with the false alarm probability that it implies. */
  public static OneShotTest beyond(double sigmas, ErrorLaw law) {
    return at(law.upperTail(Require.finite(sigmas, "number of sigma")), law);
  }

  /** Probability of an alarm on one balance without loss. */
  public double falseAlarmProbability() {
    return falseAlarmProbability;
  }

  /** The law of the error in units of its sigma. */
  public ErrorLaw law() {
    return law;
  }

  /** The number of sigma beyond which there is an alarm. */
  public double criticalFactor() {
    return criticalFactor;
  }

  /** Whether this amount is an alarm; amount and sigma in one unit. */
  public boolean alarms(double unaccounted, double sigma) {
    Require.positive(sigma, "sigma");
    return Require.finite(unaccounted, "unaccounted compute") > criticalFactor * sigma;
  }

  /** Probability of an alarm when {@code loss} was truly lost; loss and sigma in one unit. */
  public double detectionProbability(double loss, double sigma) {
    Require.positive(sigma, "sigma");
    return law.upperTail(criticalFactor - Require.finite(loss, "loss") / sigma);
  }

  /**
   * The loss that is found with the given probability, in the unit of sigma: to be stated on every
   * conclusion, for a smaller loss cannot be excluded by it.
   */
  public double minimumDetectable(double detectionProbability, double sigma) {
    Require.notNegative(sigma, "sigma");
    Require.probability(detectionProbability, "detection probability");
    return (criticalFactor + law.quantile(detectionProbability)) * sigma;
  }
}
