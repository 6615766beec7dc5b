package dev.standstill.core.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.standstill.core.study.Flow.Direction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class BalanceStudyTest {

  @Test
  void reproducesTwelvePeriods() {
    BalanceStudy study = BalanceStudy.of(Studies.twelve(12), StudyLevels.DEFAULT);
    assertThat(study.covariance().sigma(1)).isCloseTo(.6366537520505161, within(1e-12));
    assertThat(study.covariance().between(1, 2)).isCloseTo(.036328, within(1e-12));
    assertThat(study.covariance().between(1, 3)).isCloseTo(.082728, within(1e-12));
    assertThat(study.independent().get(11)).isCloseTo(1.037106808, within(1e-9));
    assertThat(study.page().test().threshold()).isCloseTo(3.3745, within(5e-5));
    assertThat(study.page().alarms()).containsExactly(11, 12);
    assertThat(study.page().values().get(10)).isCloseTo(3.651202407, within(1e-9));
    assertThat(study.pair().get(0).test().threshold()).isCloseTo(5.5148, within(5e-5));
    assertThat(study.pair().get(1).test().threshold()).isCloseTo(2.2475, within(5e-5));
    assertThat(study.cumulative().scale().get(7)).isCloseTo(2.6880833320, within(1e-9));
    assertThat(study.anytime().scale().get(11)).isCloseTo(10.546724, within(1e-6));
  }

  @Test
  void statesAMovingInventory() {
    StatedBalance stated =
        new StatedBalance(
            3,
            List.of(
                flow("in", Direction.IN, 100, 120, 90), flow("out", Direction.OUT, 95, 110, 97)),
            List.of(
                new Stock(
                    "store",
                    Studies.instrument("store", .006, .003),
                    1,
                    Studies.amounts(0, 200, 206, 215, 207))),
            Optional.empty());
    BalanceStudy study = BalanceStudy.of(stated, StudyLevels.DEFAULT);
    // 200 + 100 - 95 - 206, and so on: what was stated is what is closed.
    assertThat(study.balances()).containsExactly(-1.0, 1.0, 1.0);
    assertThat(study.covariance().between(1, 1)).isCloseTo(5.17492, within(1e-9));
    assertThat(study.covariance().between(1, 2)).isCloseTo(-1.16801, within(1e-9));
    assertThat(study.covariance().between(2, 3)).isCloseTo(-1.321228, within(1e-9));
    assertThat(study.cumulative().scale().get(2)).isCloseTo(3.504749492, within(1e-9));
  }

  private static Flow flow(String name, Direction direction, double... amounts) {
    return new Flow(
        name, direction, Studies.instrument(name, .01, .004), 1, Studies.amounts(1, amounts));
  }

  @Test
  void aPeriodWithAGapHasNoBalanceAndTheOthersKeepTheirs() {
    BalanceStudy whole =
        BalanceStudy.of(Studies.nominal(12, Optional.empty()), StudyLevels.DEFAULT);
    SortedMap<Integer, Double> gap = new TreeMap<>(Studies.constant(1, 12, 50));
    gap.remove(5);
    StatedBalance stated = Studies.nominal(12, Optional.empty());
    Flow first = stated.flows().getFirst();
    StatedBalance lacking =
        new StatedBalance(
            12,
            List.of(
                new Flow(first.name(), first.direction(), first.instrument(), 1, gap),
                stated.flows().get(1),
                stated.flows().get(2),
                stated.flows().get(3)),
            stated.stocks(),
            Optional.empty());
    BalanceStudy study = BalanceStudy.of(lacking, StudyLevels.DEFAULT);
    assertThat(study.missing()).containsExactly(Map.entry(5, List.of("in A")));
    assertThat(study.closed()).containsExactly(1, 2, 3, 4, 6, 7, 8, 9, 10, 11, 12);
    // Period 4 and 6 share no boundary: as far apart as any two others.
    assertThat(study.covariance().between(4, 5)).isCloseTo(.082728, within(1e-12));
    assertThat(study.covariance().sigma(5)).isEqualTo(whole.covariance().sigma(6));
  }

  @Test
  void recalibrationSplitsTheSystematicError() {
    Instrument meter = new Instrument("meter", .01, .02, new TreeSet<>(List.of(3)));
    StatedBalance stated =
        new StatedBalance(
            4,
            List.of(new Flow("in", Direction.IN, meter, 1, Studies.constant(1, 4, 100))),
            List.of(),
            Optional.of(Studies.constant(1, 4, 0)));
    BalanceStudy study = BalanceStudy.of(stated, StudyLevels.DEFAULT);
    assertThat(study.covariance().between(1, 2)).isCloseTo(4, within(1e-12));
    assertThat(study.covariance().between(3, 4)).isCloseTo(4, within(1e-12));
    assertThat(study.covariance().between(2, 3)).isZero();
  }

  @Test
  void sharedInstrumentsCancelWhereTheyStandOnBothSides() {
    StatedBalance stated =
        new StatedBalance(
            1,
            List.of(
                new Flow(
                    "in", Direction.IN, Studies.instrument("one", .02, .004), 40, one(1, 4000)),
                new Flow(
                    "out", Direction.OUT, Studies.instrument("one", .02, .004), 40, one(1, 3980))),
            List.of(
                new Stock(
                    "store",
                    Studies.instrument("two", .01, .005),
                    100,
                    Studies.amounts(0, 10_000, 9950))),
            Optional.empty());
    BalanceStudy study = BalanceStudy.of(stated, StudyLevels.DEFAULT);
    assertThat(study.balances()).containsExactly(70.0);
    assertThat(study.covariance().sigma(1)).isCloseTo(22.74808563, within(1e-7));
    assertThat(study.independent().getFirst()).isCloseTo(3.07718, within(1e-5));
  }

  private static SortedMap<Integer, Double> one(int place, double amount) {
    return Studies.amounts(place, amount);
  }

  @Test
  void refusesWhatCannotBeJudged() {
    assertThatThrownBy(() -> Studies.independent(StatedBalance.PERIODS_MAX + 1))
        .hasMessageContaining("1 to 5000 can be judged in one covariance");
    assertThatThrownBy(
            () -> new StatedBalance(1, List.of(), List.of(), Optional.of(Studies.amounts(1, 1))))
        .hasMessage("nothing was measured: no flow and no stock");
    StatedBalance certain =
        new StatedBalance(
            2,
            List.of(
                new Flow("in", Direction.IN, Studies.instrument("exact", 0, 0), 1, one(1, 4000))),
            List.of(),
            Optional.empty());
    assertThatThrownBy(() -> BalanceStudy.of(certain, StudyLevels.DEFAULT))
        .hasMessageContaining("period 1 is known exactly")
        .hasMessageContaining("in in period 1");
    StatedBalance huge =
        new StatedBalance(1, List.of(flow("in", Direction.IN, 1e200)), List.of(), Optional.empty());
    assertThatThrownBy(() -> BalanceStudy.of(huge, StudyLevels.DEFAULT))
        .hasMessageContaining("the variance of period 1 is beyond what a double holds");
    assertThatThrownBy(() -> SeriesPlan.of(huge).judge(new double[][] {{1e200}}, new double[0][]))
        .hasMessageContaining("beyond what a double holds");
    assertThatThrownBy(() ->
            new StatedBalance(
                1, List.of(flow("in", Direction.IN, 1, 2)), List.of(), Optional.empty()))
        .hasMessage("in has amounts outside periods 1 to 1");
    assertThatThrownBy(() -> new Instrument("m", .1, .1, new TreeSet<>(List.of(1))))
        .hasMessage("m is recalibrated from period 1; 2 is the first");
    assertThatThrownBy(() -> new Instrument("m", -.1, .1, new TreeSet<>()))
        .hasMessageContaining("must not be negative");
  }
}
