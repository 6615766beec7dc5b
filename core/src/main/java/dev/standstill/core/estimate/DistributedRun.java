package dev.standstill.core.estimate;

/**
 * Training over many small sites, each below what must be registered, joined by ordinary lines:
 * each works alone for H steps, then they average (the public analysis "Distributed Training Below
 * the Registration Threshold", whose regression table this reproduces).
 *
 * <pre>
 * C   = N R MFU T eta                     eta = eta_H eta_comp eta_rep; 1 for a single node
 * H   = ceil( [2 b P / (Cr BW)] f(N) / [6 P B / (R MFU)] ),  f(N) = 1 + 0.05 log2 N
 * eta_H   = max(0.4, 1 - alpha log10 H),  alpha = 0.08 / (1 + log10(P / 1e9) / 5)
 * eta_rep = max(0, 1 - 0.005 min(2.4, P_B) / P_B log2 N),  P_B = P / 1e9
 * </pre>
 *
 * <p>f(N) is inferred from the printed table, not stated by its source. Pipelines over several
 * nodes and the fit of data to parameters are left out: the source's figures for them do not follow
 * from its formulas.
 *
 * @param nodes N, 1 to 1,000,000
 * @param nodeFlopPerSecond R, peak of one node, above zero
 * @param parameters P, at least 1e6
 * @param utilisation MFU within a node, above 0 and at most 1
 * @param days T, above zero
 * @param bits b, bits a parameter that are sent: 16, or 8
 * @param compression Cr of what is sent
 * @param bitsPerSecond BW of each node's line, above zero
 */
public record DistributedRun(
    long nodes,
    double nodeFlopPerSecond,
    double parameters,
    double utilisation,
    double days,
    int bits,
    Compression compression,
    double bitsPerSecond) {

  private static final double TOKENS_A_STEP = 131_072;
  private static final double SECONDS_A_DAY = 86_400;
  private static final long NODES_MAX = 1_000_000;

  /** How much smaller what is sent is made, and what that costs. */
  public enum Compression {
    NONE(1, 1.00),
    FOUR(4, 1.00),
    SIXTEEN(16, 0.98),
    HUNDRED(100, 0.95);

    private final double factor;
    private final double efficiency;

    Compression(double factor, double efficiency) {
      this.factor = factor;
      this.efficiency = efficiency;
    }
  }

  public DistributedRun {
    if (nodes < 1 || nodes > NODES_MAX) {
      throw new IllegalArgumentException("1 to " + NODES_MAX + " nodes, not " + nodes);
    }
    if (!(nodeFlopPerSecond > 0)
        || !(parameters >= 1e6)
        || !(utilisation > 0 && utilisation <= 1)
        || !(days > 0)
        || !(bitsPerSecond > 0)) {
      throw new IllegalArgumentException(
          "peak, days and bandwidth must be above zero, the utilisation 0 to 1, the parameters"
              + " at least 1e6");
    }
    if (bits != 8 && bits != 16) {
      throw new IllegalArgumentException("8 or 16 bits a parameter, not " + bits);
    }
  }

  /** H, the steps each node takes by itself; 1 for a single node. */
  public long stepsAlone() {
    if (nodes == 1) {
      return 1;
    }
    double secondsToSend =
        2
            * bits
            * parameters
            / (compression.factor * bitsPerSecond)
            * (1 + 0.05 * log2((double) nodes));
    double secondsAStep = 6 * parameters * TOKENS_A_STEP / (nodeFlopPerSecond * utilisation);
    return (long) StrictMath.ceil(secondsToSend / secondsAStep);
  }

  /** eta, the share of the work that counts, 0 to 1. */
  public double efficiency() {
    if (nodes == 1) {
      return 1;
    }
    double billions = parameters / 1e9;
    double alpha = 0.08 / (1 + StrictMath.log10(billions) / 5);
    double alone = Math.max(0.4, 1 - alpha * StrictMath.log10((double) stepsAlone()));
    double averaged =
        Math.max(0, 1 - 0.005 * Math.min(2.4, billions) / billions * log2((double) nodes));
    return alone * compression.efficiency * averaged;
  }

  /** C, the compute that the run comes to, in FLOP. */
  public double flop() {
    return nodes * nodeFlopPerSecond * utilisation * days * SECONDS_A_DAY * efficiency();
  }

  private static double log2(double value) {
    return StrictMath.log(value) / StrictMath.log(2);
  }
}
