package dev.standstill.core.rule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * Where both the architecture and the hardware of a run are stated: which share of the peak would
 * make them agree. No run is known outside one tenth to six tenths, so outside it one of the
 * figures wants a question.
 *
 * @param share operations of the model for each operation at peak, to four decimals
 */
public record ImpliedUtilisation(BigDecimal share) {

  private static final BigDecimal LEAST = new BigDecimal("0.1");
  private static final BigDecimal MOST = new BigDecimal("0.6");
  private static final BigInteger SIX = BigInteger.valueOf(6);

  /** Empty unless parameters, tokens, devices, peak and hours are all stated. */
  public static Optional<ImpliedUtilisation> of(RunFacts facts) {
    if (facts.workingParameters().isEmpty()
        || facts.tokens().isEmpty()
        || !facts.missingForPeak().isEmpty()) {
      return Optional.empty();
    }
    BigInteger model = SIX.multiply(facts.workingParameters().get()).multiply(facts.tokens().get());
    return Optional.of(
        new ImpliedUtilisation(
            new BigDecimal(model).divide(Estimation.flopAtPeak(facts), 4, RoundingMode.HALF_EVEN)));
  }

  /** Whether no known run was used so well or so badly. */
  public boolean questionable() {
    return share.compareTo(LEAST) < 0 || share.compareTo(MOST) > 0;
  }
}
