package dev.standstill.page.words;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Energy;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class FiguresTest {

  @Test
  void writesFlopWithTwoDigitsAndAPowerOfTen() {
    assertThat(Figures.flop(9.47e20)).isEqualTo("9.5 × 10²⁰ FLOP");
    assertThat(Figures.flop(-2.2e19)).isEqualTo("−2.2 × 10¹⁹ FLOP");
    assertThat(Figures.flop(9.99e20)).isEqualTo("1.0 × 10²¹ FLOP");
    assertThat(Figures.flop(1e-13)).isEqualTo("1.0 × 10⁻¹³ FLOP");
    assertThat(Figures.flop(-0.0)).isEqualTo("0 FLOP");
    assertThat(Figures.flop(42)).isEqualTo("42 FLOP");
  }

  @Test
  void saysNotStatedForWhatIsNoNumber() {
    for (double none :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertThat(Figures.flop(none)).isEqualTo("not stated");
      assertThat(Figures.scientific(none)).isEqualTo("not stated");
      assertThat(Figures.raw(none)).isEqualTo("not stated");
      assertThat(Figures.decimal(none, 1)).isEqualTo("not stated");
      assertThat(Figures.percent(none)).isEqualTo("not stated");
    }
  }

  @Test
  void keepsEveryDigitOfRawAndExactFigures() {
    assertThat(Figures.raw(9.123456789012345E20)).isEqualTo("9.123456789012345e20");
    assertThat(Figures.exact(new BigInteger("1268357529600000000000")))
        .isEqualTo("1,268,357,529,600,000,000,000");
    assertThat(Figures.energy(Energy.ofMilliJoules(1_494_918_000_000L))).isEqualTo("415.255 kWh");
  }

  @Test
  void writesPercentagesShort() {
    assertThat(Figures.percent(0.001)).isEqualTo("0.1 %");
    assertThat(Figures.percent(0.05)).isEqualTo("5 %");
    assertThat(Figures.percent(1)).isEqualTo("100 %");
  }

  @Test
  void writesTimesInUtc() {
    Instant midnight = Instant.parse("2026-10-01T00:00:00Z");
    assertThat(Figures.instant(midnight)).isEqualTo("2026-10-01 00:00 UTC");
    assertThat(Figures.period(new BalancePeriod(midnight, midnight.plus(Duration.ofDays(1)))))
        .isEqualTo("2026-10-01 to 2026-10-02");
    assertThat(Figures.period(new BalancePeriod(midnight, midnight.plusSeconds(3_723))))
        .isEqualTo("2026-10-01 00:00 to 2026-10-01 01:02:03 UTC");
    assertThat(Figures.duration(Duration.ofHours(30))).isEqualTo("1 day 6 hours");
    assertThat(Figures.duration(Duration.ofMinutes(61))).isEqualTo("1 hour 1 minute");
    assertThat(Figures.duration(Duration.ZERO)).isEqualTo("0 seconds");
  }
}
