package dev.standstill.core.rule;

/**
 * The ways in which people count the operations of a run. They differ by factors, so a figure means
 * something only beside the name of its convention, and none is taken for the truth.
 */
public enum Convention {
  /** EU guidelines, Annex A.2.2: the architecture, every parameter working on every token. */
  MODEL_FLOP(
      "6 P D",
      Counts.MODEL,
      "every parameter works on every token, 2 forward, 4 backward; no attention or recomputation"),
  /** EU guidelines, Annex A.2.2 for a mixture of experts. */
  MODEL_FLOP_ACTIVE_PARAMETERS(
      "6 Pactive D",
      Counts.MODEL,
      "only the active parameters work on a token; routing costs nothing"),
  /** EU guidelines, Annex A.2.2 for long contexts. */
  MODEL_FLOP_WITH_ATTENTION(
      "6 P D + 12 layers width context D",
      Counts.MODEL,
      "attention without its mask; the lower bound counts half of it, as a causal mask leaves"),
  /** What the hardware really does if activations are not kept. */
  EXECUTED_FLOP_WITH_RECOMPUTATION(
      "8 P D",
      Counts.EXECUTED,
      "one more forward pass to compute activations again; the lower bound counts none of it unless"
          + " recomputation is stated"),
  /** Adapters on a frozen model: gradients pass through it but are not kept for it. */
  FROZEN_BASE(
      "(4 P + 2 Ptrained) D",
      Counts.MODEL,
      "2 forward and 2 backward through every parameter, 2 more for those that are trained"),
  /** Inference, and the making of synthetic data: no training. */
  FORWARD_ONLY(
      "2 P D", Counts.FORWARD, "one forward pass for each token; no gradient, so no training"),
  /** EU guidelines, Annex A.2.1: the hardware, as far as somebody states how well it was used. */
  DEVICE_HOURS(
      "N L H U",
      Counts.MODEL,
      "all devices work for all the hours at the stated share of their dense peak"),
  /** The same where nobody states the utilisation: what published runs attained. */
  DEVICE_HOURS_USUAL_UTILISATION(
      "N L H 0.40",
      Counts.MODEL,
      "nobody states a utilisation, so 0.40 as usual in published runs, from 0.20 to 0.50");

  /** Of what a convention is a count. */
  enum Counts {
    /** What the mathematics of training needs. */
    MODEL,
    /** What the hardware did, recomputation included. */
    EXECUTED,
    /** Forward passes alone. */
    FORWARD
  }

  private final String formula;
  private final Counts counts;
  private final String assumes;

  Convention(String formula, Counts counts, String assumes) {
    this.formula = formula;
    this.counts = counts;
    this.assumes = assumes;
  }

  public String formula() {
    return formula;
  }

  Counts counts() {
    return counts;
  }

  public String assumes() {
    return assumes;
  }
}
