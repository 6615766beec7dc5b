package dev.standstill.page.chart;

import dev.standstill.core.accountancy.Outcome;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.page.words.Figures;
import java.util.Optional;

/**
 * One period of an area on a chart.
 *
 * @param period which period
 * @param balance what its balance says; empty where none could be closed, which is not zero
 */
public record BalancePoint(BalancePeriod period, Optional<Balance> balance) {

  /**
   * An amount with its error.
   *
   * @param flop unaccounted compute, above zero if performed but not declared
   * @param sigmaFlop its standard deviation
   * @param complete whether every meter is in it; if not, the amount is a lower bound
   * @param outcome what was concluded from it
   * @param overDeclared whether significantly more was declared than performed
   * @param limits where the one-shot test would raise an alarm or refute; empty if untested
   */
  public record Balance(
      double flop,
      double sigmaFlop,
      boolean complete,
      Outcome outcome,
      boolean overDeclared,
      Optional<Limits> limits) {

    Glyph glyph() {
      return switch (outcome) {
        case WITHIN -> overDeclared ? Glyph.INVERTED : Glyph.CIRCLE;
        case ALARM -> Glyph.TRIANGLE;
        case BEYOND -> Glyph.DIAMOND;
      };
    }

    Ink ink() {
      if (!complete) {
        return Ink.HOLLOW;
      }
      return switch (outcome) {
        case WITHIN -> Ink.WITHIN;
        case ALARM -> Ink.ALARM;
        case BEYOND -> Ink.BEYOND;
      };
    }
  }

  /**
   * The one-shot limits in FLOP.
   *
   * @param alarmFlop an anomaly above this
   * @param refutationFlop refuted above this
   */
  public record Limits(double alarmFlop, double refutationFlop) {}

  String tip() {
    return Figures.period(period)
        + ": "
        + balance
            .map(b ->
                (b.complete() ? "" : "at least ")
                    + Figures.flop(b.flop())
                    + ", sigma "
                    + Figures.flop(b.sigmaFlop()))
            .orElse("no balance");
  }
}
