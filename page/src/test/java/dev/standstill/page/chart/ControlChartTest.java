package dev.standstill.page.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.standstill.core.accountancy.Outcome;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.page.chart.BalancePoint.Balance;
import dev.standstill.page.chart.BalancePoint.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlChartTest {

  private static final ChartName NAME = new ChartName("chart", "title", "description");

  private static BalancePoint point(int day, double flop, double sigma, Outcome outcome) {
    Limits limits = new Limits(1.645 * sigma, 3.09 * sigma);
    return new BalancePoint(
        period(day),
        Optional.of(new Balance(flop, sigma, true, outcome, false, Optional.of(limits))));
  }

  private static BalancePeriod period(int day) {
    Instant from = Instant.parse("2026-10-01T00:00:00Z").plus(Duration.ofDays(day));
    return new BalancePeriod(from, from.plus(Duration.ofDays(1)));
  }

  private static Drawing draw(List<BalancePoint> points, double goal, int width) {
    return new ControlChart(points, OptionalDouble.of(goal)).draw(NAME, width, 320);
  }

  private static List<Ink> inks(Drawing drawing) {
    return drawing.shapes().stream().map(Drawing.Shape::ink).toList();
  }

  @Test
  void outcomesDifferInFormAndNotOnlyInColour() {
    Drawing drawing =
        draw(
            List.of(
                point(0, 0, 1e20, Outcome.WITHIN),
                point(1, 2e20, 1e20, Outcome.ALARM),
                point(2, 9e20, 1e20, Outcome.BEYOND)),
            1e24,
            720);
    assertThat(inks(drawing)).contains(Ink.WITHIN, Ink.ALARM, Ink.BEYOND);
    assertThat(
            drawing.shapes().stream()
                .filter(shape -> !shape.tip().isEmpty())
                .map(shape -> shape.path().replaceAll("[0-9. -]+", " ")))
        .doesNotHaveDuplicates()
        .hasSize(3);
  }

  @Test
  void drawsTheGoalOnlyWhereItFlattensNothing() {
    List<BalancePoint> points = List.of(point(0, 0, 1e20, Outcome.WITHIN));
    assertThat(inks(draw(points, 4e20, 720))).contains(Ink.GOAL);
    assertThat(inks(draw(points, 1e24, 720))).doesNotContain(Ink.GOAL);
  }

  @Test
  void keepsAPeriodWithoutABalanceInItsPlace() {
    Drawing drawing =
        draw(
            List.of(
                point(0, 0, 1e20, Outcome.WITHIN), new BalancePoint(period(1), Optional.empty())),
            1e24,
            720);
    assertThat(inks(drawing)).contains(Ink.MISSING, Ink.MISSING_SLOT);
  }

  @Test
  void labelsStayInsideAndApart() {
    for (int width : List.of(360, 720)) {
      for (int periods : List.of(2, 5, 26, 60)) {
        Drawing drawing =
            draw(
                IntStream.range(0, periods)
                    .mapToObj(day -> point(day, 1e22 * day, 1e20, Outcome.WITHIN))
                    .toList(),
                4e20,
                width);
        assertThat(drawing.labels())
            .allSatisfy(label -> {
              double x = Double.parseDouble(label.x());
              double y = Double.parseDouble(label.y());
              double wide = 5.6 * label.text().length();
              assertThat(label.anchor() == Drawing.Anchor.START ? x + wide : x)
                  .isLessThanOrEqualTo(width + 4);
              assertThat(y).isBetween(0.0, 320.0);
            });
        assertThat(rightNames(drawing)).doesNotHaveDuplicates();
      }
    }
  }

  private static List<String> rightNames(Drawing drawing) {
    return drawing.labels().stream()
        .filter(label -> label.text().matches("zero|alarm.*|refutation.*|goal"))
        .map(Drawing.Label::y)
        .toList();
  }
}
