package dev.standstill.core.indicator;

/**
 * How horizons are fitted. Part of every reading: with another method the same runs give another
 * series, never a continuation of the old one.
 *
 * @param weighting how much a run counts
 * @param regularization lambda, the strength with which the slope is pulled towards 0; above 0. As
 *     the weights sum to 1, 0.1 is not negligible: there is no default, it must be agreed
 */
public record HorizonMethod(Weighting weighting, double regularization) {

  /** What is computed here; another number whenever the same runs could give other figures. */
  public static final String VERSION = "standstill-horizon/1";

  public HorizonMethod {
    Require.positive(regularization, "regularization");
  }
}
