package dev.standstill.core.estimate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.standstill.core.estimate.Suspicion.Item;
import dev.standstill.core.estimate.Suspicion.Weight;
import java.util.List;
import org.junit.jupiter.api.Test;

class SuspicionTest {

  private static Suspicion of(Item... items) {
    return new Suspicion(.1, 10, List.of(items));
  }

  @Test
  void multipliesOddsOfIndependentItems() {
    Suspicion suspicion =
        of(new Item("power", 3, "grid"), new Item("heat", .5, "sky"), new Item("tip", 8, "t"));
    assertThat(suspicion.posterior()).isCloseTo(.5714286, within(5.1e-8));
    assertThat(suspicion.ratio()).isCloseTo(12, within(1e-12));
    assertThat(suspicion.priorForEvenOdds()).isCloseTo(1 / 13.0, within(1e-12));
    assertThat(suspicion.weights())
        .extracting(Weight::counted)
        .satisfies(counted -> assertThat(counted).hasSize(3));
    assertThat(suspicion.widestSwing().orElseThrow()).isCloseTo(.5714286 - .1428571, within(1e-6));
  }

  @Test
  void aRumourToldAgainChangesNothing() {
    Item once = new Item("article", 4, "one source");
    Suspicion single = of(once);
    Suspicion twice =
        of(new Item("retold", 3, "one source"), once, new Item("cloned", 4, "one source"));
    assertThat(twice.posterior()).isEqualTo(single.posterior());
    assertThat(twice.weights()).extracting(Weight::counted).containsExactly(1.0, 4.0, 1.0);
  }

  @Test
  void noItemCountsForMoreThanTheCap() {
    assertThat(of(new Item("photo", 1000, "a")).ratio()).isCloseTo(10, within(1e-12));
    assertThat(of(new Item("denial", 1e-9, "a")).ratio()).isCloseTo(.1, within(1e-12));
  }

  @Test
  void ordersDoNotMatterToTheBit() {
    Item a = new Item("a", 3.3, "x");
    Item b = new Item("b", .7, "y");
    Item c = new Item("c", 1.9, "z");
    assertThat(of(a, b, c).posterior()).isEqualTo(of(c, b, a).posterior());
  }

  @Test
  void ratiosOfATestFollowFromItsErrors() {
    assertThat(Suspicion.ratioOfAlarm(.87, .10)).isCloseTo(8.7, within(1e-9));
    assertThat(Suspicion.ratioOfSilence(.87, .10)).isCloseTo(.1444, within(5.1e-5));
  }

  @Test
  void refusesContradictionsAndCertainties() {
    assertThatThrownBy(() -> of(new Item("yes", 3, "s"), new Item("no", .3, "s")))
        .hasMessageContaining("yes and no come from one origin, s, and point in opposite");
    assertThatThrownBy(() -> of(new Item("x", 3, "s"), new Item("x", 3, "t")))
        .hasMessage("item stated twice: x");
    assertThatThrownBy(() -> new Suspicion(1, 10, List.of()))
        .hasMessage("the prior must lie between 0 and 1, was 1.0");
    assertThatThrownBy(() -> new Item("x", 0, "s")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Suspicion(.5, 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(of().posterior()).isCloseTo(.1, within(1e-15));
    assertThat(of().widestSwing()).isEmpty();
  }
}
