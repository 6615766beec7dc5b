package dev.standstill.core.rule;

import java.math.BigInteger;

/**
 * What the cost of attention depends on, beside the parameters.
 *
 * @param layers of the model
 * @param width of the residual stream
 * @param context tokens a sequence
 */
public record AttentionShape(long layers, long width, long context) {

  private static final BigInteger TWELVE = BigInteger.valueOf(12);

  public AttentionShape {
    if (layers < 1 || width < 1 || context < 1) {
      throw new IllegalArgumentException("layers, width and context are at least 1");
    }
  }

  /**
   * Forward and backward operations of attention for each token, no mask counted. An even number,
   * so that half of it, the count under a causal mask, is whole.
   */
  BigInteger flopPerToken() {
    return TWELVE
        .multiply(BigInteger.valueOf(layers))
        .multiply(BigInteger.valueOf(width))
        .multiply(BigInteger.valueOf(context));
  }
}
