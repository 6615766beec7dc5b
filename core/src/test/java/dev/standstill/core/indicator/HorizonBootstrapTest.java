package dev.standstill.core.indicator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HorizonBootstrapTest {

  private static final HorizonMethod METHOD =
      new HorizonMethod(Weighting.INVERSE_ROOT_OF_FAMILY, 0.1);

  @Test
  void aReplicateDependsOnItsNumberAndNotOnWhatWasDrawnBefore() {
    List<EvaluationRun> runs = Runs.world(1);
    HorizonBootstrap bootstrap = new HorizonBootstrap(HorizonStudy.of(runs, METHOD), 42);
    List<HorizonBootstrap.Replicate> forwards =
        IntStream.range(0, 200).mapToObj(bootstrap::replicate).toList();
    List<EvaluationRun> shuffled = new ArrayList<>(runs);
    Collections.reverse(shuffled);
    HorizonBootstrap other = new HorizonBootstrap(HorizonStudy.of(shuffled, METHOD), 42);
    List<HorizonBootstrap.Replicate> parallel =
        IntStream.range(0, 200).parallel().mapToObj(other::replicate).toList();
    assertThat(other.spreads(parallel)).isEqualTo(bootstrap.spreads(forwards));
    for (int i = 0; i < 200; i++) {
      assertThat(parallel.get(i).log2P50(1)).isEqualTo(forwards.get(i).log2P50(1));
    }
    HorizonBootstrap otherSeed = new HorizonBootstrap(HorizonStudy.of(runs, METHOD), 43);
    assertThat(otherSeed.replicate(0).log2P50(0)).isNotEqualTo(bootstrap.replicate(0).log2P50(0));
  }

  @Test
  void spreadsHoldTheEstimateAndWidenWithTheirEnds() {
    HorizonStudy study = HorizonStudy.of(Runs.world(2), METHOD);
    HorizonBootstrap bootstrap = new HorizonBootstrap(study, 7);
    List<Optional<HorizonBootstrap.Spread>> spreads =
        bootstrap.spreads(IntStream.range(0, 500).mapToObj(bootstrap::replicate).toList());
    for (int system = 0; system < 3; system++) {
      Horizon.Fitted horizon = (Horizon.Fitted) study.horizons().get(system);
      HorizonBootstrap.Spread spread = spreads.get(system).orElseThrow();
      assertThat(horizon.log2P50()).isBetween(spread.p50().low(), spread.p50().high());
      assertThat(horizon.log2P80()).isBetween(spread.p80().low(), spread.p80().high());
      assertThat(spread.replicates()).isEqualTo(500);
    }
  }

  @Test
  void aSystemWithOneOutcomeHasNoSpread() {
    HorizonStudy study = HorizonStudy.of(Runs.ofTen("abcdefghij", new double[10]), METHOD);
    HorizonBootstrap bootstrap = new HorizonBootstrap(study, 7);
    assertThat(bootstrap.spreads(IntStream.range(0, 50).mapToObj(bootstrap::replicate).toList()))
        .containsExactly(Optional.empty());
  }

  @Test
  void tooFewReplicatesGiveNoInterval() {
    HorizonStudy study = HorizonStudy.of(Runs.ofTen("abcdefghij", Runs.WHOLE), METHOD);
    HorizonBootstrap bootstrap = new HorizonBootstrap(study, 7);
    assertThat(bootstrap.spreads(List.of(bootstrap.replicate(0))))
        .containsExactly(Optional.empty());
  }

  @Test
  void chanceIsUniform() {
    int[] counts = new int[7];
    for (int stream = 0; stream < 1000; stream++) {
      CounterRandom random = new CounterRandom(5, stream);
      for (int i = 0; i < 70; i++) {
        counts[random.below(7)]++;
      }
    }
    double chiSquared = 0;
    for (int count : counts) {
      chiSquared += (count - 10_000.0) * (count - 10_000.0) / 10_000;
    }
    // The 99.9th percentile of chi squared with 6 degrees of freedom; the seed is fixed.
    assertThat(chiSquared).isLessThan(22.46);
  }
}
