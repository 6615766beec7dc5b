package dev.standstill.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.standstill.core.estimate.DistributedRun.Compression;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BreakoutTest {
  private static final double H100 = 989.4e12;

  private static Breakout of(double chips, double hardware, double algorithms) {
    return new Breakout(chips * H100, .4, hardware, algorithms);
  }

  @Test
  void reproducesThePublishedTimes() {
    Breakout sixteen = of(16, 1, 1);
    assertThat(sixteen.flopOfFirstYear()).isCloseTo(1.998278e23, within(5.1e16));
    assertThat(sixteen.days(1e24).orElseThrow()).isCloseTo(1827.824, within(5.1e-4));
    assertThat(sixteen.days(1e26).orElseThrow() / 365.25).isCloseTo(500.4309, within(5.1e-5));
    assertThat(of(16, 1, 3).days(1e26).orElseThrow() / 365.25).isCloseTo(5.744824, within(5.1e-7));
    assertThat(of(10_000, 1, 1).days(1e26).orElseThrow()).isCloseTo(292.4518, within(5.1e-5));
    assertThat(of(140_000, 1, 1).days(1e26).orElseThrow()).isCloseTo(20.88942, within(5.1e-6));
  }

  @Test
  void bothGrowthsMultiplyAndTheirOrderDoesNotMatter() {
    assertThat(of(16, 2, 3).days(1e26)).isEqualTo(of(16, 3, 2).days(1e26));
    assertThat(of(16, 1, 1 + 1e-13).days(1e24).orElseThrow()).isCloseTo(1827.824, within(5.1e-4));
    assertThat(of(16, .5, 2).days(1e24).orElseThrow()).isCloseTo(1827.824, within(5.1e-4));
  }

  @Test
  void neverBreaksOutWhereWhatIsHeldShrinksTooFast() {
    assertThat(of(16, .5, 1).days(1e26)).isEmpty();
    assertThat(of(16, .5, 1).daysToAct(1e26)).isEmpty();
    assertThat(of(16, 1, 1).daysToAct(1e24).orElseThrow()).isCloseTo(913.912, within(5.1e-4));
  }

  @Test
  void refusesWhatIsNoRun() {
    assertThatThrownBy(() -> new Breakout(0, .4, 1, 1))
        .hasMessage("the peak must be above zero and finite, not 0.0");
    assertThatThrownBy(() -> new Breakout(1, 1.4, 1, 1))
        .hasMessage("the utilisation is a share of the peak, 0 to 1, not 1.4");
    assertThatThrownBy(() -> of(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> of(1, 1, 1).days(0)).isInstanceOf(IllegalArgumentException.class);
  }

  /** The regression table of the analysis below the threshold: 50 A100 a node, 250e9, 548 days. */
  @ParameterizedTest(name = "{0} nodes")
  @CsvSource({
    "1, 1, 1.000, 2.95e23", "4, 175, .861, 1.02e24", "8, 183, .860, 2.03e24",
    "16, 191, .859, 4.06e24", "32, 199, .858, 8.11e24", "72, 208, .857, 1.82e25",
    "144, 216, .856, 3.64e25", "500, 230, .854, 1.26e26"
  })
  void reproducesTrainingBelowTheThreshold(long nodes, long steps, double efficiency, double flop) {
    DistributedRun run =
        new DistributedRun(nodes, 15.6e15, 250e9, .4, 548, 16, Compression.SIXTEEN, 1e8);
    assertThat(run.stepsAlone()).isEqualTo(steps);
    assertThat(run.efficiency()).isCloseTo(efficiency, within(1e-3));
    assertThat(run.flop() / flop).isCloseTo(1, within(.01));
  }

  @ParameterizedTest(name = "{0} Mbit/s")
  @CsvSource({
    "10, 2077, .804",
    "25, 831, .825",
    "50, 416, .841",
    "250, 84, .878",
    "1000, 21, .910"
  })
  void slowLinesCostLittle(double megabits, long steps, double efficiency) {
    DistributedRun run =
        new DistributedRun(72, 15.6e15, 250e9, .4, 548, 16, Compression.SIXTEEN, megabits * 1e6);
    assertThat(run.stepsAlone()).isEqualTo(steps);
    assertThat(run.efficiency()).isCloseTo(efficiency, within(1e-3));
  }
}
