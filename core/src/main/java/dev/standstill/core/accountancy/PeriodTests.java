package dev.standstill.core.accountancy;

import dev.standstill.core.charter.DecidingTest;

/**
 * All tests of one period, as they stood at its close. One decides, the others are diagnostics.
 *
 * @param oneShot this period alone
 * @param independent y: the standardised one-step prediction residual, N(0, 1) if nothing is wrong
 * @param residualSigmaFlop the standard deviation of that residual in FLOP
 * @param page Page's test of a lasting change
 * @param anytime the running sum of y
 * @param cumulative the plain sum of unaccounted compute
 * @param deciding which of one-shot and anytime decides
 * @param outcome what it says
 * @param detectableFlop undeclared FLOP, all of it in this period, that the deciding test detects
 *     with the charter's detection probability
 */
public record PeriodTests(
    OneShot oneShot,
    double independent,
    double residualSigmaFlop,
    Page page,
    Anytime anytime,
    Cumulative cumulative,
    DecidingTest deciding,
    Outcome outcome,
    double detectableFlop) {

  /** Unaccounted compute in units of its own sigma, and the levels it is held against. */
  public record OneShot(double z, double alarmAbove, double refutedAbove) {}

  /** Page's statistic with reference value k, and its alarm threshold over the periods judged. */
  public record Page(double referenceValue, double statistic, double alarmAbove) {}

  /** The sum of y so far and the levels that hold at every look. */
  public record Anytime(double sum, double alarmFrom, double refutedFrom) {}

  /**
   * The sum of unaccounted compute so far.
   *
   * @param flop the sum
   * @param sigmaFlop its standard deviation
   * @param guaranteedDetectableFlop a total that it detects however it was spread over the periods
   */
  public record Cumulative(double flop, double sigmaFlop, double guaranteedDetectableFlop) {}
}
