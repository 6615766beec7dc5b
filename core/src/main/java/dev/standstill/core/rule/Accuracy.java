package dev.standstill.core.rule;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.quantity.PartsPerMillion;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/**
 * How far the truth may lie from an estimate, as a share of the estimate.
 *
 * @param overall below the whole
 * @param source who says so
 */
public record Accuracy(PartsPerMillion overall, Citation source) {

  /**
   * The one published bound on such estimates. Other rules state none, so it serves for them too: a
   * threshold within it is straddled.
   */
  public static final Accuracy EUROPEAN =
      new Accuracy(
          new PartsPerMillion(300_000),
          new Citation(
              "EU guidelines on general-purpose AI models, Annex A.2: overall error at most 30 % of"
                  + " the reported estimate",
              "2025-07-18", CitationStatus.PUBLISHED));

  public Accuracy {
    if (overall.compareTo(PartsPerMillion.WHOLE) >= 0) {
      throw new IllegalArgumentException("an estimate that may be wrong by the whole is none");
    }
  }

  /** Rounded outwards: an interval must not shrink by rounding. */
  FlopInterval around(BigDecimal least, BigDecimal most) {
    BigDecimal share = BigDecimal.valueOf(overall.value(), 6);
    return new FlopInterval(
        new Flop(rounded(least.multiply(BigDecimal.ONE.subtract(share)), RoundingMode.FLOOR)),
        new Flop(rounded(most.multiply(BigDecimal.ONE.add(share)), RoundingMode.CEILING)));
  }

  private static BigInteger rounded(BigDecimal value, RoundingMode mode) {
    return value.setScale(0, mode).toBigIntegerExact();
  }
}
