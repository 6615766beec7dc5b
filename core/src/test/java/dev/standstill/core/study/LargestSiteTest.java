package dev.standstill.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LargestSiteTest {
  private static final double H100_DAYS_30_AT_38_PERCENT = 989.4e12 * .38 * 30 * 86_400;

  private static Channel channel(String name, double random, String cause, double systematic) {
    return new Channel(name, random, new TreeMap<>(Map.of(cause, systematic)), .4, "test", false);
  }

  private static final Channel ENERGY = channel("energy", .12, "energy per FLOP", .10);

  @Test
  void energyAloneHoldsAboutTwoThousand() {
    LargestSite site = LargestSite.of(List.of(ENERGY), StudyLevels.DEFAULT);
    assertThat(site.sigma()).isCloseTo(Math.hypot(.12, .10), within(1e-12));
    assertThat(site.declaredMax(1e24) / H100_DAYS_30_AT_38_PERCENT).isCloseTo(1997, within(1.0));
    assertThat(site.binding()).isEqualTo("energy");
    // (3.2897 x .1562 + .4) / .6 of what is declared
    assertThat(site.adversarialShare()).isCloseTo(1.5231, within(1e-4));
  }

  @Test
  void whatTwoChannelsShareDoesNotAverageOut() {
    Channel second = channel("device energy", .12, "energy per FLOP", .10);
    Channel other = channel("counters", .12, "counter", .10);
    double shared = LargestSite.of(List.of(ENERGY, second), StudyLevels.DEFAULT).sigma();
    double own = LargestSite.of(List.of(ENERGY, other), StudyLevels.DEFAULT).sigma();
    assertThat(shared).isCloseTo(Math.sqrt(.0144 / 2 + .01), within(1e-12));
    assertThat(own).isCloseTo(Math.sqrt((.0144 + .01) / 2), within(1e-12));
  }

  @Test
  void aChannelThatMaySayAnythingHelpsOnlyAgainstHonestErrors() {
    Channel own = new Channel("self-report", .01, new TreeMap<>(), 1, "whatever he likes", true);
    LargestSite both = LargestSite.of(List.of(ENERGY, own), StudyLevels.DEFAULT);
    LargestSite energy = LargestSite.of(List.of(ENERGY), StudyLevels.DEFAULT);
    assertThat(both.honestShare()).isLessThan(.04);
    assertThat(both.adversarialShare()).isCloseTo(energy.adversarialShare(), within(1e-12));
    assertThat(both.binding()).isEqualTo("energy");
    LargestSite alone = LargestSite.of(List.of(own), StudyLevels.DEFAULT);
    assertThat(alone.adversarialShare()).isInfinite();
    assertThat(alone.declaredMaxAdversarial(1e24)).isZero();
  }

  @Test
  void refusesWhatMeasuresNothingOrPerfectly() {
    assertThatThrownBy(() -> LargestSite.of(List.of(), StudyLevels.DEFAULT))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Channel("x", 0, new TreeMap<>(), .4, "s", false))
        .hasMessage("x: no channel is without error");
    assertThatThrownBy(() -> channel("x", 1.5, "c", .1))
        .hasMessage("x: random must be 0 to 1, a share, was 1.5");
  }
}
