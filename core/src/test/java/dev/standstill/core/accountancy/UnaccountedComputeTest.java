package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class UnaccountedComputeTest {

  /** The one place that pins the sign: published sources disagree on it. */
  @Test
  void isAboveZeroWhenComputeWasPerformedButNotDeclared() {
    UnaccountedCompute hidden = UnaccountedCompute.performedLessDeclared(5e20, 1e20, 1e20);
    assertThat(hidden.flop()).isEqualTo(4e20);
    assertThat(hidden.standardised()).isEqualTo(4);
    UnaccountedCompute padded = UnaccountedCompute.performedLessDeclared(1e20, 5e20, 1e20);
    assertThat(padded.flop()).isEqualTo(-4e20);
    assertThat(padded.standardised()).isEqualTo(-4);
  }

  @Test
  void knowsNoDoubtWhereThereIsNoError() {
    assertThat(new UnaccountedCompute(0, 0).standardised()).isZero();
    assertThat(new UnaccountedCompute(1, 0).standardised()).isInfinite().isPositive();
    assertThat(new UnaccountedCompute(-1, 0).standardised()).isInfinite().isNegative();
  }

  @Test
  void refusesWhatIsNoAmount() {
    for (double flop : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new UnaccountedCompute(flop, 1))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> new UnaccountedCompute(1, flop))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new UnaccountedCompute(1, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
