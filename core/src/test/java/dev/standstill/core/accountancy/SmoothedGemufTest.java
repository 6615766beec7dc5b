package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmoothedGemufTest {

  /** With independent balances of sigma 2 the statistic is the plain product over sigma squared. */
  @Test
  void weighsTheMovingAverageOfFive() {
    List<MeasuredQuantity> quantities = new ArrayList<>();
    for (int i = 1; i <= 6; i++) {
      quantities.add(
          MeasuredQuantity.input("in " + i, i, 100, MeasurementError.of(.02, 1, "m", 0)));
    }
    IndependentSequence sequence = IndependentSequence.of(Covariance.of(6, quantities));
    double third = (1 + 2 + 3 * 3 + 4 + 5) / 7.0;
    double fourth = (2 + 3 + 3 * 4 + 5 + 6) / 7.0;
    assertThat(SmoothedGemuf.of(sequence, 1, 2, 3, 4, 5, 6))
        .isCloseTo((third * 3 + fourth * 4) / 4, within(1e-12));
  }

  @Test
  void needsFivePeriods() {
    IndependentSequence sequence = IndependentSequence.of(Covariance.of(3, Balances.three()));
    assertThatThrownBy(() -> SmoothedGemuf.of(sequence, 1, 2, 3))
        .hasMessage("a moving average of five needs 5 periods, not 3");
  }

  @Test
  void amountsUndoStandardising() {
    IndependentSequence sequence = IndependentSequence.of(Covariance.of(12, Balances.twelve(12)));
    assertThat(sequence.amounts(sequence.standardise(Balances.TWELVE)))
        .containsExactly(Balances.TWELVE, within(1e-12));
  }
}
