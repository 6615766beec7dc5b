package dev.standstill.page;

import dev.standstill.core.accountancy.AreaBalance;
import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.accountancy.Outcome;
import dev.standstill.core.accountancy.PeriodTests;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.charter.DecidingTest;
import dev.standstill.core.finding.Claim;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.finding.Detectable;
import dev.standstill.core.finding.Evaluation;
import dev.standstill.core.finding.ReasonCode;
import dev.standstill.core.finding.SiteBalance;
import dev.standstill.core.finding.Subject;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.page.chart.BalanceLine;
import dev.standstill.page.chart.BalancePoint;
import dev.standstill.page.chart.BalancePoint.Balance;
import dev.standstill.page.chart.BalancePoint.Limits;
import dev.standstill.page.chart.ChartName;
import dev.standstill.page.chart.ControlChart;
import dev.standstill.page.chart.Drawing;
import dev.standstill.page.words.Figures;
import dev.standstill.page.words.Sentences;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * The balance of one area, charted and in figures.
 *
 * @param name party, site and area
 * @param instruments how many independent meters its energy comes from
 * @param charts the same chart for a wide and a narrow page; empty if no balance was closed
 * @param legend what the marks mean
 * @param notes what to know when reading the chart
 * @param panels the sequential tests; empty below two tested periods
 * @param rows the figures, period by period
 */
public record AreaView(
    String name,
    int instruments,
    List<Drawing> charts,
    List<LegendLine> legend,
    List<String> notes,
    List<TestPanel> panels,
    List<PeriodRow> rows) {

  /** Longer tables are folded away until a reader asks. */
  static final int ROWS_SHOWN = 7;

  private static final int WIDE = 720;
  private static final int NARROW = 360;

  public static List<AreaView> all(Evaluation evaluation, Optional<Charter> charter) {
    List<AreaView> views = new ArrayList<>();
    for (SiteBalance site : evaluation.balances()) {
      for (AreaBalance area : site.areas()) {
        Subject subject = Subject.ofArea(site.site(), area.area());
        List<Conclusion> conclusions = Glance.about(evaluation, subject, Claim.DECLARED_ACTIVITY);
        // As core does it: the site's share is split evenly over its areas.
        OptionalDouble goal =
            charter
                .map(c -> c.significantCompute().goalFlop(site.site()) / site.areas().size())
                .filter(g -> g > 0)
                .map(OptionalDouble::of)
                .orElse(OptionalDouble.empty());
        if (!conclusions.isEmpty()) {
          views.add(of("area-" + (views.size() + 1), subject, area, conclusions, goal));
        }
      }
    }
    return views;
  }

  private static AreaView of(
      String id,
      Subject subject,
      AreaBalance area,
      List<Conclusion> conclusions,
      OptionalDouble goal) {
    Map<BalancePeriod, JudgedPeriod> judged =
        area.periods().stream().collect(Collectors.toMap(j -> j.seen().period(), j -> j));
    List<BalancePoint> points =
        conclusions.stream()
            .map(c -> point(c, Optional.ofNullable(judged.get(c.period().orElseThrow()))))
            .toList();
    List<PeriodTests> tests = area.periods().stream().flatMap(j -> j.tests().stream()).toList();
    ChartName name =
        new ChartName(id, "Unaccounted compute, " + Names.subject(subject), description(points));
    return new AreaView(
        Names.subject(subject),
        area.instruments(),
        judged.isEmpty() ? List.of() : charts(name, points, goal, conclusions.getFirst()),
        LegendLine.of(points),
        notes(tests, goal),
        tests.size() < 2
            ? List.of()
            : new TestPanels(id, Names.subject(subject), points, area).all(),
        conclusions.stream()
            .map(c -> PeriodRow.of(c, Optional.ofNullable(judged.get(c.period().orElseThrow()))))
            .toList());
  }

  private static BalancePoint point(Conclusion conclusion, Optional<JudgedPeriod> judged) {
    return new BalancePoint(
        conclusion.period().orElseThrow(), judged.map(j -> balance(conclusion, j)));
  }

  private static Balance balance(Conclusion conclusion, JudgedPeriod judged) {
    double sigma = judged.unaccounted().sigmaFlop();
    return new Balance(
        judged.unaccounted().flop(),
        sigma,
        judged.balance().complete(),
        outcome(conclusion),
        judged.overDeclared(),
        judged
            .tests()
            .map(PeriodTests::oneShot)
            .map(o -> new Limits(o.alarmAbove() * sigma, o.refutedAbove() * sigma)));
  }

  /** What was concluded, which may be milder than a test on readings that are in doubt. */
  static Outcome outcome(Conclusion conclusion) {
    boolean beyond = gives(conclusion, ReasonCode.UNACCOUNTED_COMPUTE);
    boolean alarm = gives(conclusion, ReasonCode.ANOMALY_OPEN);
    return beyond ? Outcome.BEYOND : alarm ? Outcome.ALARM : Outcome.WITHIN;
  }

  private static boolean gives(Conclusion conclusion, ReasonCode code) {
    return conclusion.reasons().stream().anyMatch(reason -> reason.code() == code);
  }

  private static List<Drawing> charts(
      ChartName name, List<BalancePoint> points, OptionalDouble goal, Conclusion first) {
    if (points.size() == 1) {
      OptionalDouble detectable =
          first.detectable().stream().mapToDouble(Detectable::honestFlop).findFirst();
      BalanceLine line = new BalanceLine(points.getFirst(), goal, detectable);
      return List.of(line.draw(name.as("wide"), WIDE), line.draw(name.as("narrow"), NARROW));
    }
    ControlChart chart = new ControlChart(points, goal);
    return List.of(
        chart.draw(name.as("wide"), WIDE, 340), chart.draw(name.as("narrow"), NARROW, 320));
  }

  private static String description(List<BalancePoint> points) {
    long missing = points.stream().filter(p -> p.balance().isEmpty()).count();
    return Figures.count(points.size(), "period")
        + ", each with its error of one and two sigma; "
        + (missing == 0 ? "none" : String.valueOf(missing))
        + " without a balance. The figures are in the table below.";
  }

  private static List<String> notes(List<PeriodTests> tests, OptionalDouble goal) {
    List<String> notes = new ArrayList<>();
    if (!tests.isEmpty()) {
      PeriodTests last = tests.getLast();
      notes.add(Sentences.decides(last.deciding()));
      notes.add(
          "The limits drawn are those of the one-shot test: alarm above "
              + Figures.decimal(last.oneShot().alarmAbove(), 2)
              + " sigma, refutation above "
              + Figures.decimal(last.oneShot().refutedAbove(), 2)
              + " sigma"
              + (last.deciding() == DecidingTest.ONE_SHOT ? "." : "; here they are diagnostic."));
    }
    goal.ifPresent(flop ->
        notes.add("The goal: a violation of " + Figures.flop(flop) + " must be detectable."));
    return notes;
  }
}
