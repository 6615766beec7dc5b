package dev.standstill.page;

import dev.standstill.core.accountancy.AreaBalance;
import dev.standstill.core.accountancy.PeriodTests;
import dev.standstill.core.charter.DecidingTest;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.page.chart.BalancePoint;
import dev.standstill.page.chart.ChartName;
import dev.standstill.page.chart.Drawing;
import dev.standstill.page.chart.Ink;
import dev.standstill.page.chart.SequenceChart;
import dev.standstill.page.chart.SequenceChart.Limit;
import dev.standstill.page.chart.SequenceChart.Value;
import dev.standstill.page.words.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The sequential tests of one area as small panels side by side, all on the same periods. */
final class TestPanels {

  private final String id;
  private final String subject;
  private final List<BalancePeriod> periods;
  private final List<Integer> places = new ArrayList<>();
  private final List<PeriodTests> tests = new ArrayList<>();

  TestPanels(String id, String subject, List<BalancePoint> points, AreaBalance area) {
    this.id = id;
    this.subject = subject;
    this.periods = points.stream().map(BalancePoint::period).toList();
    area.periods()
        .forEach(judged ->
            judged
                .tests()
                .ifPresent(passed -> {
                  places.add(periods.indexOf(judged.seen().period()));
                  tests.add(passed);
                }));
  }

  List<TestPanel> all() {
    return List.of(independent(), page(), anytime(), cumulative());
  }

  private TestPanel independent() {
    return panel(
        "independent",
        "Independent sequence y",
        false,
        "What each period adds that the periods before did not foretell, in units of its own"
            + " sigma. Without violation: scatter around zero, mostly between the lines.",
        values(PeriodTests::independent, t -> 0),
        List.of(
            limit(Ink.ALARM_LIMIT, tests.getLast(), "+", t -> t.oneShot().alarmAbove()),
            limit(Ink.ALARM_LIMIT, tests.getLast(), "−", t -> -t.oneShot().alarmAbove())),
        "sigma");
  }

  private TestPanel page() {
    return panel(
        "page",
        "Page's test",
        false,
        "Builds up while y stays above "
            + Figures.decimal(tests.getLast().page().referenceValue(), 1)
            + " and falls back to zero otherwise: it sees a lasting change, from whenever it"
            + " began.",
        values(t -> t.page().statistic(), t -> 0),
        List.of(line(Ink.ALARM_LIMIT, "alarm", t -> t.page().alarmAbove())),
        "sigma");
  }

  private TestPanel anytime() {
    return panel(
        "anytime",
        "Anytime sum",
        tests.getLast().deciding() == DecidingTest.ANYTIME,
        "The sum of y so far. Its boundaries hold however often one looks, for a pause without"
            + " end.",
        values(t -> t.anytime().sum(), t -> 0),
        List.of(
            line(Ink.ALARM_LIMIT, "alarm", t -> t.anytime().alarmFrom()),
            line(Ink.REFUTATION_LIMIT, "refutation", t -> t.anytime().refutedFrom())),
        "sigma");
  }

  private TestPanel cumulative() {
    return panel(
        "cumulative",
        "Cumulative sum",
        false,
        "All unaccounted compute so far, with one and two sigma. Shared errors do not average"
            + " out, so the band widens.",
        values(t -> t.cumulative().flop(), t -> t.cumulative().sigmaFlop()),
        List.of(),
        "FLOP");
  }

  private TestPanel panel(
      String form,
      String name,
      boolean decides,
      String caption,
      List<Value> values,
      List<Limit> limits,
      String unit) {
    Drawing chart =
        new SequenceChart(periods, values, limits, unit)
            .draw(new ChartName(id, name + ", " + subject, caption).as(form));
    return new TestPanel(name, decides, caption, chart);
  }

  private List<Value> values(
      ToDoubleFunction<PeriodTests> amount, ToDoubleFunction<PeriodTests> sigma) {
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < tests.size(); i++) {
      values.add(
          new Value(
              places.get(i),
              amount.applyAsDouble(tests.get(i)),
              sigma.applyAsDouble(tests.get(i))));
    }
    return values;
  }

  private Limit limit(Ink ink, PeriodTests last, String sign, ToDoubleFunction<PeriodTests> level) {
    return line(ink, sign + Figures.decimal(last.oneShot().alarmAbove(), 3), level);
  }

  private Limit line(Ink ink, String name, ToDoubleFunction<PeriodTests> level) {
    return new Limit(ink, name, tests.stream().map(t -> level.applyAsDouble(t)).toList());
  }
}
