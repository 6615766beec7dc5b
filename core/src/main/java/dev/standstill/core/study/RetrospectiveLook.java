package dev.standstill.core.study;

import dev.standstill.core.accountancy.IndependentSequence;
import dev.standstill.core.accountancy.SmoothedGemuf;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/**
 * One look back over all closed periods with {@link SmoothedGemuf}, whose threshold is simulated.
 *
 * @param value the statistic, without unit
 * @param threshold what simulated balances without loss exceed with the study's false alarm
 *     probability
 * @param runs how many were simulated
 */
public record RetrospectiveLook(double value, double threshold, int runs) {
  /** Each run costs the square of the periods. */
  private static final int PERIODS_MAX = 500;

  /**
   * The look, or empty where there are too few periods for it, or more than {@value #PERIODS_MAX}.
   *
   * @param normals independent N(0, 1); a seeded source makes the answer reproducible
   * @param runs how many runs are simulated, 1 or more
   */
  public static Optional<RetrospectiveLook> at(
      BalanceStudy study, DoubleSupplier normals, int runs) {
    int periods = study.closed().size();
    if (periods < SmoothedGemuf.PERIODS_MIN || periods > PERIODS_MAX) {
      return Optional.empty();
    }
    IndependentSequence sequence = study.sequence();
    double[] simulated = new double[runs];
    double[] y = new double[periods];
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < periods; i++) {
        y[i] = normals.getAsDouble();
      }
      simulated[run] = SmoothedGemuf.of(sequence, sequence.amounts(y));
    }
    Arrays.sort(simulated);
    int rank = (int) StrictMath.ceil((1 - study.levels().falseAlarm()) * runs) - 1;
    double[] balances = study.balances().stream().mapToDouble(Double::doubleValue).toArray();
    return Optional.of(
        new RetrospectiveLook(
            SmoothedGemuf.of(sequence, balances), simulated[Math.clamp(rank, 0, runs - 1)], runs));
  }

  public boolean alarms() {
    return value > threshold;
  }
}
