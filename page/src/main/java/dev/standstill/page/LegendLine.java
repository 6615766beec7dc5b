package dev.standstill.page;

import dev.standstill.core.accountancy.Outcome;
import dev.standstill.page.chart.BalancePoint;
import dev.standstill.page.chart.BalancePoint.Balance;
import dev.standstill.page.chart.Glyph;
import dev.standstill.page.chart.Ink;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What one form of mark means. Only forms that occur are explained.
 *
 * @param css class in the style sheet
 * @param path its form
 * @param text its meaning
 */
public record LegendLine(String css, String path, String text) {

  private static final double CENTRE = 8;
  private static final double RADIUS = 4.5;

  static List<LegendLine> of(List<BalancePoint> points) {
    List<Balance> balances = points.stream().flatMap(p -> p.balance().stream()).toList();
    Predicate<Balance> whole = Balance::complete;
    Predicate<Balance> within = b -> b.outcome() == Outcome.WITHIN;
    List<LegendLine> lines = new ArrayList<>();
    if (balances.stream().anyMatch(whole.and(within).and(b -> !b.overDeclared()))) {
      lines.add(line(Ink.WITHIN, Glyph.CIRCLE, "within the agreed levels"));
    }
    if (balances.stream().anyMatch(within.and(Balance::overDeclared))) {
      lines.add(line(Ink.WITHIN, Glyph.INVERTED, "over-declared"));
    }
    if (balances.stream().anyMatch(b -> b.outcome() == Outcome.ALARM)) {
      lines.add(line(Ink.ALARM, Glyph.TRIANGLE, "alarm open"));
    }
    if (balances.stream().anyMatch(b -> b.outcome() == Outcome.BEYOND)) {
      lines.add(line(Ink.BEYOND, Glyph.DIAMOND, "refuted"));
    }
    if (!balances.stream().allMatch(whole)) {
      lines.add(line(Ink.HOLLOW, Glyph.CIRCLE, "hollow: lower bound, not every meter is known"));
    }
    if (balances.size() < points.size()) {
      lines.add(line(Ink.MISSING, Glyph.CROSS, "no balance"));
    }
    return lines;
  }

  private static LegendLine line(Ink ink, Glyph glyph, String text) {
    return new LegendLine(ink.css(), glyph.path(CENTRE, CENTRE, RADIUS), text);
  }
}
