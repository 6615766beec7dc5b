package dev.standstill.core.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleSizeTest {

  @ParameterizedTest(name = "{0} items, {1} defects, {2}")
  @CsvSource({
    "10, 1, .95, 10, 10, 10, 1",
    "10, 1, .5, 5, 5, 5, .5",
    "20, 2, .9, 14, 14, 14, .92105",
    "20, 2, .2, 3, 3, 3, .28421",
    "50, 5, .95, 23, 22, 22, .96190",
    "50, 5, .5, 7, 7, 7, .54568",
    "60, 12, .9, 11, 10, 10, .93407",
    "60, 12, .2, 2, 1, 2, .36271",
    "100, 1, .95, 95, 95, 95, .95",
    "100, 1, .5, 50, 50, 50, .5",
    "100, 2, .9, 69, 69, 69, .90606",
    "100, 2, .2, 11, 11, 11, .20889",
    "100, 5, .95, 46, 45, 45, .95799",
    "100, 5, .5, 13, 13, 13, .50922",
    "100, 10, .9, 21, 20, 20, .91677",
    "100, 10, .2, 3, 3, 3, .27347",
    "200, 4, .95, 106, 105, 105, .95286",
    "200, 10, .9, 42, 41, 41, .91101",
    "500, 5, .95, 226, 225, 225, .95140",
    "500, 25, .9, 44, 43, 43, .90585",
    "1000, 10, .95, 259, 258, 258, .95088",
    "1000, 50, .9, 46, 44, 44, .91070",
    "5000, 25, .95, 565, 564, 564, .95048",
    "10000, 100, .9, 228, 227, 227, .90153",
    "100000, 100, .95, 2952, 2950, 2950, .95011",
    "100000, 100, .5, 691, 691, 691, .50030"
  })
  void reproducesThePublishedSamples(
      long population,
      long defects,
      BigDecimal probability,
      long iaea,
      long exact,
      long jaech,
      double detection) {
    SampleSize size = SampleSize.detecting(population, defects, probability);
    assertThat(size.iaea()).isEqualTo(iaea);
    assertThat(size.exact()).isEqualTo(exact);
    assertThat(size.jaech()).isEqualTo(jaech);
    assertThat(size.detectionProbability(iaea)).isCloseTo(detection, within(5.1e-6));
  }

  /** JNMM 44(3): the exact sample is at most three below the IAEA's, and never above it. */
  @Test
  void differsFromTheFormulaAsOftenAsWasCounted() {
    assertThat(differences(Ratio.of(1, 20)))
        .isEqualTo(Map.of(0L, 663, 1L, 17_051, 2L, 28_127, 3L, 1_958));
    assertThat(differences(Ratio.of(1, 2))).isEqualTo(Map.of(0L, 32_327, 1L, 15_472));
  }

  private static Map<Long, Integer> differences(Ratio miss) {
    Map<Long, Integer> counted = new TreeMap<>();
    IntStream.concat(IntStream.rangeClosed(2, 300), IntStream.of(400, 500, 750, 1000))
        .forEach(population -> {
          for (int defects = 1; defects <= population; defects++) {
            SampleSize size = new SampleSize(population, defects, miss);
            counted.merge(size.iaea() - size.exact(), 1, Integer::sum);
          }
        });
    return counted;
  }

  @Test
  void countsDefectsFromWhatSomebodyWants() {
    Ratio goal = Ratio.of(800, 1);
    Ratio content = Ratio.of(40, 1);
    assertThat(SampleSize.defectsFor(goal, content, Ratio.ONE)).isEqualTo(20);
    assertThat(SampleSize.defectsFor(goal, content, Ratio.of(1, 2))).isEqualTo(40);
    assertThat(SampleSize.defectsFor(goal, content, Ratio.of(3, 10))).isEqualTo(67);
    assertThatThrownBy(() -> SampleSize.defectsFor(goal, content, Ratio.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesEmptyPopulationsAndCertainty() {
    BigDecimal half = new BigDecimal("0.5");
    assertThatThrownBy(() -> SampleSize.detecting(0, 1, half))
        .hasMessage("the population must be 1 to 1000000 items, not 0");
    assertThatThrownBy(() -> SampleSize.detecting(5, 6, half))
        .hasMessage("the defects must be 1 to the population of 5, not 6");
    assertThatThrownBy(() -> SampleSize.detecting(5, 1, BigDecimal.ONE))
        .hasMessage("the probability must lie between 0 and 1");
  }
}
