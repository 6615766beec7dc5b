package dev.standstill.core.accountancy;

/**
 * Compute that the books cannot explain: the field's material unaccounted for.
 *
 * <p><b>Sign: above zero means compute that was performed but not declared.</b> Below zero means
 * that more was declared than performed, a finding of its own that is never netted against another
 * site's or period's excess.
 *
 * @param flop the amount in FLOP, of either sign
 * @param sigmaFlop its standard deviation in FLOP, 0 or more
 */
public record UnaccountedCompute(double flop, double sigmaFlop) {

  public UnaccountedCompute {
    Require.finite(flop, "unaccounted compute");
    Require.notNegative(sigmaFlop, "sigma");
  }

  /** Performed less declared, so that the sign cannot be written the wrong way round. */
  public static UnaccountedCompute performedLessDeclared(
      double performedFlop, double declaredFlop, double sigmaFlop) {
    return new UnaccountedCompute(performedFlop - declaredFlop, sigmaFlop);
  }

  /** The amount in units of its sigma; 0 where there is neither amount nor error. */
  public double standardised() {
    return flop == 0 && sigmaFlop == 0 ? 0 : flop / sigmaFlop;
  }
}
