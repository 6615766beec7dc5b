package dev.standstill.core.accountancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.standstill.core.accountancy.DifferenceStatistic.Side;
import dev.standstill.core.accountancy.DifferenceStatistic.Stratum;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferenceStatisticTest {
  private static final Stratum DECLARED_USE =
      new Stratum(
          "declared use",
          Side.SUBTRACTS,
          200,
          List.of(.4, .7, -.1, .9, .3, .6, .2, .8, .5, .7),
          .3,
          .1);

  @Test
  void reproducesAnOverstatedOutput() {
    assertThat(DECLARED_USE.difference()).isCloseTo(100, within(1e-9));
    assertThat(DECLARED_USE.sigma()).isCloseTo(27.568098, within(1e-6));
    assertThat(DECLARED_USE.difference() / DECLARED_USE.sigma()).isCloseTo(3.627381, within(1e-6));
  }

  @Test
  void whatWasOverstatedAsOutputIsAddedToWhatIsUnaccounted() {
    DifferenceStatistic statistic = new DifferenceStatistic(List.of(DECLARED_USE));
    assertThat(statistic.value()).isCloseTo(-100, within(1e-9));
    UnaccountedCompute corrected = statistic.corrected(new UnaccountedCompute(30, 10));
    assertThat(corrected.flop()).isCloseTo(130, within(1e-9));
    assertThat(corrected.sigmaFlop()).isCloseTo(Math.hypot(10, 27.568098), within(1e-6));
  }

  @Test
  void strataOfBothSidesTakeTheirSigns() {
    Stratum input = new Stratum("performed", Side.ADDS, 10, List.of(-2.0), 1, 0);
    DifferenceStatistic both = new DifferenceStatistic(List.of(DECLARED_USE, input));
    assertThat(both.value()).isCloseTo(-120, within(1e-9));
    assertThat(both.sigma()).isCloseTo(Math.hypot(27.568098, 10), within(1e-6));
  }

  @Test
  void oneItemAloneMayAlarm() {
    assertThat(DECLARED_USE.alarmsOnItem(3)).isFalse();
    assertThat(new Stratum("x", Side.ADDS, 5, List.of(.1, -3.1), 1, 0).alarmsOnItem(3)).isTrue();
  }

  @Test
  void refusesEmptyAndOverfullSamples() {
    assertThatThrownBy(() -> new Stratum("x", Side.ADDS, 5, List.of(), 1, 0))
        .hasMessage("x: 0 sampled items of 5");
    assertThatThrownBy(() -> new Stratum("x", Side.ADDS, 1, List.of(1.0, 2.0), 1, 0))
        .hasMessage("x: 2 sampled items of 1");
    assertThatThrownBy(() -> new DifferenceStatistic(List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
