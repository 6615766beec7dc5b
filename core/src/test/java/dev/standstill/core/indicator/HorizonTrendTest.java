package dev.standstill.core.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trends and forecasts against METR's published doubling times and figures found by hand. */
class HorizonTrendTest {

  // SPEC: TRD
  private static final List<ModelHorizon> JANUARY =
      models(
          "2019-02-14 .039762; 2020-05-28 .148793; 2022-03-15 .604245; 2023-03-14 3.524514;"
              + " 2023-11-06 3.609578; 2024-05-13 6.404471; 2024-06-20 10.771603;"
              + " 2024-09-12 19.395096; 2024-10-22 19.776241; 2024-12-05 37.937543;"
              + " 2025-02-24 59.763762; 2025-04-16 120.730463; 2025-08-07 213.954459;"
              + " 2025-11-24 320.422486");

  private static final List<ModelHorizon> FEBRUARY =
      with(JANUARY, "2025-11-18 236.654674; 2025-12-11 394.383957; 2026-02-05 870.027186");

  // SPEC: FOR
  private static final List<ModelHorizon> SIX =
      models(
          "2025-02-24 60; 2025-04-16 121; 2025-05-22 101; 2025-08-07 214; 2025-11-24 320;"
              + " 2026-02-05 719");

  private static final LocalDate END = day("2026-12-31");

  @ParameterizedTest
  @CsvSource({
    "january,  2023-01-01, 130.801",
    "january,  2019-01-01, 196.475",
    "february, 2023-01-01, 122.611",
    "february, 2019-01-01, 182.725"
  })
  void reproducesThePublishedDoublingTimes(String table, LocalDate from, double days) {
    List<ModelHorizon> models = table.equals("january") ? JANUARY : FEBRUARY;
    assertThat(trend(models, from).doublingDays().orElseThrow()).isCloseTo(days, within(5e-4));
  }

  @Test
  void statesHowSureTheDoublingTimeIs() {
    HorizonTrend trend = trend(JANUARY, day("2023-01-01"));
    assertThat(trend.doublingInterval().orElseThrow().low()).isCloseTo(105.311, within(5e-4));
    assertThat(trend.doublingInterval().orElseThrow().high()).isCloseTo(172.570, within(5e-4));
    assertThat(trend.determination()).isCloseTo(.90659, within(5e-6));
    assertThat(trend.models()).isEqualTo(11);
  }

  @Test
  void decidesTheStateOfTheArtInsideTheWindow() {
    List<ModelHorizon> more = with(JANUARY, "2024-03-04 3.575399");
    assertThat(trend(more, day("2024-01-01")).doublingDays().orElseThrow())
        .isCloseTo(94.136, within(5e-4));
    // The same model is none where the better one of 2023 is in the window.
    assertThat(new TrendWindow(day("2023-01-01"), END).stateOfTheArt(more))
        .extracting(ModelHorizon::released)
        .doesNotContain(day("2024-03-04"));
    assertThat(trend(JANUARY, day("2024-01-01")).doublingDays().orElseThrow())
        .isCloseTo(96.774, within(5e-4));
  }

  @Test
  void ofOneDayOnlyTheBestAreStateOfTheArt() {
    List<ModelHorizon> models = models("2025-01-01 10; 2025-01-01 12; 2025-01-01 12; 2025-02-01 9");
    assertThat(new TrendWindow(day("2025-01-01"), END).stateOfTheArt(models))
        .extracting(ModelHorizon::p50Minutes)
        .containsExactly(12.0, 12.0);
    assertThatThrownBy(() -> new TrendWindow(END, day("2025-01-01")))
        .hasMessageContaining("must not end before");
  }

  @Test
  void forecastsAndDatesTheCrossing() {
    HorizonTrend trend = HorizonTrend.through(SIX).orElseThrow();
    assertThat(trend.slope()).isCloseTo(.009383064, within(5e-10));
    assertThat(trend.doublingDays().orElseThrow()).isCloseTo(106.5750, within(5e-5));
    assertThat(trend.doublingInterval().orElseThrow().low()).isCloseTo(82.2547, within(5e-5));
    assertThat(trend.doublingInterval().orElseThrow().high()).isCloseTo(151.3143, within(5e-5));
    assertThat(StrictMath.sqrt(trend.residualVariance())).isCloseTo(.2996643, within(5e-8));
    Forecast forecast = new Forecast(trend);
    assertThat(forecast.probabilityReached(2400, day("2027-01-01")))
        .isCloseTo(.936436, within(5e-7));
    assertThat(forecast.probabilityOfMean(2400, day("2027-01-01")))
        .isCloseTo(.953703, within(5e-7));
    assertThat(forecast.crossing(2400))
        .isInstanceOfSatisfying(
            Forecast.Crossing.Dated.class,
            dated -> {
              assertThat(dated.day()).isEqualTo("2026-08-28");
              assertThat(dated.earliest()).isEqualTo("2026-05-24");
              assertThat(dated.latest()).isEqualTo("2027-02-16");
              assertThat(dated.g()).isCloseTo(.0874214, within(5e-8));
            });
  }

  @Test
  void aSlopeThatMayBeFlatGivesNoDate() {
    List<ModelHorizon> noisy = models("2025-01-01 10; 2025-02-01 40; 2025-03-01 9; 2025-04-01 30");
    HorizonTrend trend = HorizonTrend.through(noisy).orElseThrow();
    assertThat(trend.doublingInterval().orElseThrow().high()).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(new Forecast(trend).crossing(1000))
        .isInstanceOfSatisfying(
            Forecast.Crossing.Unbounded.class,
            unbounded -> assertThat(unbounded.g()).isGreaterThan(1));
    HorizonTrend falling =
        HorizonTrend.through(models("2025-01-01 40; 2025-02-01 21; 2025-03-01 10")).orElseThrow();
    assertThat(falling.doublingDays()).isEmpty();
    assertThat(new Forecast(falling).crossing(1000))
        .isInstanceOf(Forecast.Crossing.Unbounded.class);
  }

  @Test
  void refusesToForecastFromNothing() {
    assertThat(HorizonTrend.through(models("2025-01-01 10; 2025-01-01 12"))).isEmpty();
    assertThat(HorizonTrend.through(List.of())).isEmpty();
    HorizonTrend two = HorizonTrend.through(models("2025-01-01 10; 2025-02-01 20")).orElseThrow();
    assertThat(two.doublingDays().orElseThrow()).isCloseTo(31, within(1e-9));
    assertThat(two.doublingInterval()).isEmpty();
    assertThatThrownBy(() -> new Forecast(two)).hasMessageContaining("three models");
    assertThatThrownBy(() -> new ModelHorizon("m", END, 0)).hasMessageContaining("p50");
  }

  @Test
  void intervalsCoverTheTruthAsOftenAsTheySay() {
    double slope = 1 / 120.0;
    int worlds = 4000;
    int doubling = 0;
    int crossing = 0;
    double truth = (StrictMath.log(2400) / StrictMath.log(2) - 3) / slope;
    for (int world = 0; world < worlds; world++) {
      CounterRandom random = new CounterRandom(2026, world);
      List<ModelHorizon> models = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        double log2 = 3 + slope * i * 70 + 0.5 * normal(random);
        models.add(
            new ModelHorizon(
                "m" + i, day("2024-01-01").plusDays(i * 70L), StrictMath.pow(2, log2)));
      }
      HorizonTrend trend = HorizonTrend.through(models).orElseThrow();
      Interval interval = trend.doublingInterval().orElseThrow();
      doubling += interval.low() <= 120 && 120 <= interval.high() ? 1 : 0;
      LocalDate day = day("2024-01-01").plusDays(Math.round(truth));
      crossing +=
          new Forecast(trend).crossing(2400) instanceof Forecast.Crossing.Dated dated
                  && !day.isBefore(dated.earliest())
                  && !day.isAfter(dated.latest())
              ? 1
              : 0;
    }
    assertThat((double) doubling / worlds).isBetween(.93, .97);
    assertThat((double) crossing / worlds).isBetween(.93, .97);
  }

  /** The sum of twelve uniforms less six: near enough to a normal for a coverage. */
  private static double normal(CounterRandom random) {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.below(1_000_000) / 1e6;
    }
    return sum;
  }

  private static HorizonTrend trend(List<ModelHorizon> models, LocalDate from) {
    return HorizonTrend.through(new TrendWindow(from, END).stateOfTheArt(models)).orElseThrow();
  }

  private static List<ModelHorizon> with(List<ModelHorizon> models, String more) {
    List<ModelHorizon> all = new ArrayList<>(models);
    all.addAll(models(more));
    return all;
  }

  private static List<ModelHorizon> models(String text) {
    List<ModelHorizon> models = new ArrayList<>();
    for (String entry : text.split(";", -1)) {
      String[] words = entry.strip().split(" ", -1);
      models.add(
          new ModelHorizon("m" + models.size(), day(words[0]), Double.parseDouble(words[1])));
    }
    return models;
  }

  private static LocalDate day(String text) {
    return LocalDate.parse(text);
  }
}
