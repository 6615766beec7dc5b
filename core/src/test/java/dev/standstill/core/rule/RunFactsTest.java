package dev.standstill.core.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.standstill.core.quantity.Flop;
import dev.standstill.core.quantity.FlopInterval;
import dev.standstill.core.quantity.FlopRate;
import dev.standstill.core.quantity.PartsPerMillion;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Facts that cannot be, and the table of accelerators. */
class RunFactsTest {

  private static final BigInteger ONE = BigInteger.ONE;

  @Test
  void refusesZeroAndLess() {
    for (BigInteger bad : List.of(BigInteger.ZERO, ONE.negate())) {
      refused(() -> RunFacts.ofArchitecture(bad, ONE));
      refused(() -> RunFacts.ofArchitecture(ONE, bad));
      refused(() -> new FlopRate(bad));
      refused(() ->
          new DeviceUse(Optional.of(bad), Optional.empty(), Optional.empty(), Optional.empty()));
    }
    for (Duration bad : List.of(Duration.ZERO, Duration.ofSeconds(-1))) {
      refused(() ->
          new DeviceUse(Optional.empty(), Optional.empty(), Optional.of(bad), Optional.empty()));
    }
    refused(() ->
        new DeviceUse(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of(PartsPerMillion.ZERO)));
    refused(() -> new AttentionShape(0, 1, 1));
    refused(() -> new AttentionShape(1, 0, 1));
    refused(() -> new AttentionShape(1, 1, 0));
    refused(() -> new FlopInterval(Flop.of("2"), Flop.of("1")));
    refused(() ->
        new FlopEstimate(Convention.MODEL_FLOP, Flop.of("3"), FlopInterval.exactly(Flop.of("2"))));
  }

  @Test
  void refusesAPartThatIsMoreThanTheWhole() {
    refused(() -> facts(Optional.of(BigInteger.TWO), Optional.empty()));
    refused(() -> facts(Optional.empty(), Optional.of(BigInteger.TWO)));
    assertThat(facts(Optional.of(ONE), Optional.of(ONE)).parameters()).contains(ONE);
  }

  @Test
  void addsAndSpansIntervals() {
    FlopInterval one = new FlopInterval(Flop.of("1"), Flop.of("4"));
    FlopInterval two = new FlopInterval(Flop.of("2"), Flop.of("3"));
    assertThat(one.plus(two)).isEqualTo(new FlopInterval(Flop.of("3"), Flop.of("7")));
    assertThat(one.spanning(two)).isEqualTo(one).isEqualTo(two.spanning(one));
    assertThat(one.contains(Flop.of("4"))).isTrue();
    assertThat(one.contains(Flop.of("5"))).isFalse();
  }

  @Test
  void findsAcceleratorsHoweverTheyAreWritten() {
    for (String name :
        List.of("H100", "h100-sxm", "NVIDIA H100 SXM", "nvidia_h100_sxm", "H100-SXM")) {
      assertThat(AcceleratorPeak.named(name))
          .as(name)
          .map(AcceleratorPeak::sixteenBit)
          .contains(FlopRate.ofTera("989.4"));
    }
    assertThat(AcceleratorPeak.named("AMD MI300X")).isPresent();
    for (String name : List.of("", "H", "H1000", "nvidia", "A100X", "null")) {
      assertThat(AcceleratorPeak.named(name)).as(name).isEmpty();
    }
    assertThat(
            AcceleratorPeak.equivalents(
                FlopRate.ofTera("312").times(BigInteger.valueOf(50)), AcceleratorPeak.H100_SXM))
        .isEqualByComparingTo("15.77");
  }

  private static RunFacts facts(Optional<BigInteger> active, Optional<BigInteger> trainable) {
    return new RunFacts(
        Optional.of(ONE),
        active,
        trainable,
        Optional.of(ONE),
        Optional.empty(),
        Recomputation.UNSTATED,
        List.of());
  }

  private static void refused(ThrowingCallable action) {
    assertThatThrownBy(action).isInstanceOf(IllegalArgumentException.class);
  }
}
