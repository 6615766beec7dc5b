package dev.standstill.page;

import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.accountancy.DeviceTimeBook;
import dev.standstill.core.accountancy.PeriodBalance;
import dev.standstill.core.accountancy.PeriodTests;
import dev.standstill.core.finding.Conclusion;
import dev.standstill.core.quantity.DeviceTime;
import dev.standstill.core.quantity.Energy;
import dev.standstill.page.words.Figures;
import dev.standstill.page.words.Sentences;
import java.util.List;
import java.util.Optional;

/**
 * One period of an area in figures.
 *
 * @param period which
 * @param standing what was concluded
 * @param balance the balance's cells, in the order of {@link #BALANCE_HEADS}; empty if not closed
 * @param tests the tests' cells, in the order of {@link #TEST_HEADS}; empty if none was made
 */
public record PeriodRow(String period, Standing standing, List<Cell> balance, List<Cell> tests) {

  static final List<String> BALANCE_HEADS =
      List.of(
          "Unaccounted",
          "Sigma",
          "In sigma",
          "Declared",
          "Metered",
          "Declaration explains",
          "Detectable",
          "Device-hours left");

  static final List<String> TEST_HEADS =
      List.of("One-shot", "Independent y", "Page", "Anytime sum", "Cumulative", "It says");

  /** A rounded figure and, below it, the exact or raw one. */
  public record Cell(String figure, String raw) {}

  static PeriodRow of(Conclusion conclusion, Optional<JudgedPeriod> judged) {
    return new PeriodRow(
        conclusion.period().map(Figures::period).orElse(""),
        Standing.of(conclusion),
        judged.map(j -> balance(j, conclusion)).orElse(List.of()),
        judged.flatMap(JudgedPeriod::tests).map(PeriodRow::tests).orElse(List.of()));
  }

  private static List<Cell> balance(JudgedPeriod judged, Conclusion conclusion) {
    PeriodBalance balance = judged.balance();
    double flop = judged.unaccounted().flop();
    double sigma = judged.unaccounted().sigmaFlop();
    double z = judged.unaccounted().standardised();
    double detectable =
        conclusion.detectable().map(d -> d.honestFlop()).orElse(Double.POSITIVE_INFINITY);
    return List.of(
        new Cell((balance.complete() ? "" : "at least ") + Figures.flop(flop), Figures.raw(flop)),
        new Cell(Figures.flop(sigma), Figures.raw(sigma)),
        new Cell(Figures.decimal(z, 1), Figures.raw(z)),
        new Cell(
            Figures.flop(balance.declared().toDouble()),
            Figures.exact(balance.declared().operations())),
        cell(balance.energy()),
        cell(balance.expectedEnergy(judged.seen().calibration())),
        new Cell(
            Figures.flop(detectable), Double.isFinite(detectable) ? Figures.raw(detectable) : ""),
        deviceHours(judged));
  }

  private static Cell cell(Energy energy) {
    return new Cell(Figures.energy(energy), Figures.exact(energy.milliJoules()) + " mJ");
  }

  private static Cell deviceHours(JudgedPeriod judged) {
    DeviceTimeBook book =
        DeviceTimeBook.close(
            judged.seen().area(), judged.seen().period(), judged.seen().activity());
    return new Cell(
        Figures.decimal(book.unaccountedHours(), 1),
        "of "
            + hours(book.available())
            + ", used "
            + hours(book.declaredUse())
            + ", idle "
            + hours(book.meteredIdle()));
  }

  private static String hours(DeviceTime time) {
    return Figures.decimal(time.hours(), 1);
  }

  private static List<Cell> tests(PeriodTests tests) {
    return List.of(
        new Cell(
            Figures.decimal(tests.oneShot().z(), 2),
            "alarm above "
                + Figures.decimal(tests.oneShot().alarmAbove(), 3)
                + ", refutation above "
                + Figures.decimal(tests.oneShot().refutedAbove(), 3)),
        new Cell(
            Figures.decimal(tests.independent(), 2),
            "residual sigma " + Figures.flop(tests.residualSigmaFlop())),
        new Cell(
            Figures.decimal(tests.page().statistic(), 2),
            "alarm above " + Figures.decimal(tests.page().alarmAbove(), 2)),
        new Cell(
            Figures.decimal(tests.anytime().sum(), 2),
            "alarm from "
                + Figures.decimal(tests.anytime().alarmFrom(), 2)
                + ", refutation from "
                + Figures.decimal(tests.anytime().refutedFrom(), 2)),
        new Cell(
            Figures.flop(tests.cumulative().flop()),
            "sigma " + Figures.flop(tests.cumulative().sigmaFlop())),
        new Cell(
            Sentences.outcome(tests.outcome()), Sentences.code(tests.deciding()) + " decides"));
  }
}
