package dev.standstill.core.finding;

import dev.standstill.core.accountancy.AreaBalance.JudgedPeriod;
import dev.standstill.core.accountancy.AreaObservation;
import dev.standstill.core.accountancy.DeviceTimeBook;
import dev.standstill.core.accountancy.Outcome;
import dev.standstill.core.accountancy.PeriodTests;
import dev.standstill.core.charter.TestLevels;
import dev.standstill.core.ledger.PeriodAccount;
import dev.standstill.core.quantity.Flop;
import dev.standstill.core.record.Digest;
import dev.standstill.core.report.DeclaredActivity;
import dev.standstill.core.site.AreaId;
import dev.standstill.core.site.Assumption;
import dev.standstill.core.site.MeasurementPoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Why an area's declaration is not upheld, apart from its readings. */
final class AreaReasons {

  private AreaReasons() {}

  /** From the statements alone. */
  static List<Reason> statements(
      PeriodAccount period, AreaId area, Optional<ReadingsState> readings) {
    List<Reason> reasons = new ArrayList<>();
    if (!period.contradicting().isEmpty()) {
      reasons.add(
          Reason.of(
              ReasonCode.CONTRADICTING_REPORTS,
              "the party reported the period more than once and corrected nothing"));
    }
    if (period.report().isPresent() && period.calibration().isEmpty()) {
      reasons.add(Reason.of(ReasonCode.NOT_CALIBRATED, "no calibration was in force"));
    }
    List<String> undeclared = PeriodFindings.undeclaredPoints(period, readings);
    if (!undeclared.isEmpty()) {
      reasons.add(
          Reason.of(
              ReasonCode.UNDECLARED_POINT,
              undeclared,
              "readings of points that are not declared: " + Words.names(undeclared)));
    }
    if (judgesItself(period)) {
      reasons.add(
          Reason.of(
              ReasonCode.CALIBRATION_JUDGES_ITSELF,
              "the calibration was made from the readings it would judge"));
    }
    boolean circular =
        period
            .calibration()
            .filter(c -> c.body().assumptions().contains(Assumption.CALIBRATION_FROM_DECLARATION))
            .isPresent();
    if (circular) {
      reasons.add(
          Reason.of(
              ReasonCode.ASSUMPTION_UNVERIFIED,
              "the calibration was scaled from the declaration that it would judge"));
    }
    mismatch(period, area).ifPresent(reasons::add);
    return reasons;
  }

  private static boolean judgesItself(PeriodAccount period) {
    List<Digest> judged = period.report().map(r -> r.body().readings()).orElse(List.of());
    return period.calibration().stream()
        .flatMap(c -> c.body().readings().stream())
        .anyMatch(judged::contains);
  }

  /** Where energy and compute are not counted alike, so that no balance may be closed. */
  static Optional<Reason> mismatch(PeriodAccount period, AreaId id) {
    if (period.calibration().isEmpty()) {
      return Optional.empty();
    }
    var calibration = period.calibration().get().body();
    List<String> points =
        period.declaration().stream()
            .flatMap(d -> d.body().areas().stream())
            .filter(area -> area.id().equals(id))
            .flatMap(area -> area.points().stream())
            .filter(point -> point.boundary() != calibration.boundary())
            .map(MeasurementPoint::name)
            .toList();
    if (!points.isEmpty()) {
      return Optional.of(
          Reason.of(
              ReasonCode.MISMATCHED_BASIS,
              points,
              "points and calibration measure at different boundaries"));
    }
    boolean precision =
        period.report().stream()
            .flatMap(r -> r.body().area(id).stream())
            .flatMap(a -> a.activities().stream())
            .filter(activity -> !activity.executedFlop().equals(Flop.ZERO))
            .map(DeclaredActivity::precision)
            .anyMatch(format -> !format.equals(calibration.precision()));
    return precision
        ? Optional.of(
            Reason.of(
                ReasonCode.MISMATCHED_BASIS,
                "activity and calibration are in different number formats"))
        : Optional.empty();
  }

  /** From the conserved book: more than there is contradicts itself, less leaves a question. */
  static Optional<Reason> deviceTime(DeviceTimeBook book) {
    int sign = book.unaccountedDeviceMicroseconds().signum();
    if (sign == 0) {
      return Optional.empty();
    }
    String hours = Words.number(Math.abs(book.unaccountedHours())) + " device-hours";
    return Optional.of(
        sign < 0
            ? Reason.of(
                ReasonCode.DEVICE_TIME_EXCEEDED, hours + " more were declared than the area has")
            : Reason.of(
                ReasonCode.DEVICE_TIME_UNACCOUNTED,
                hours + " are neither declared use nor metered idle"));
  }

  /** The strongest sound outcome: what is doubtful may raise an alarm but not refute. */
  static Outcome strongest(JudgedPeriod judged) {
    Outcome all = judged.tests().map(PeriodTests::outcome).orElse(Outcome.WITHIN);
    if (isSound(judged)) {
      return all;
    }
    Outcome most = all == Outcome.BEYOND ? Outcome.ALARM : all;
    return most.compareTo(judged.leastOutcome()) >= 0 ? most : judged.leastOutcome();
  }

  /** Where everything is believed the deciding test decides alone. */
  private static boolean isSound(JudgedPeriod judged) {
    return judged.tests().isPresent() && judged.undoubted();
  }

  /** The amount, and what the test that spoke made of it. */
  private static String unexplained(JudgedPeriod judged) {
    String amount = "the declaration does not explain " + AreaSentence.amount(judged.unaccounted());
    if (!isSound(judged)) {
      return amount
          + "; counting only what cannot be doubted "
          + AreaSentence.amount(judged.leastUnaccounted());
    }
    PeriodTests tests = judged.tests().orElseThrow();
    return switch (tests.deciding()) {
      case ONE_SHOT -> amount;
      case ANYTIME, ONE_SHOT_THEN_ANYTIME ->
          amount
              + " in this period; summed since the first period "
              + Words.number(tests.anytime().sum())
              + ", where "
              + Words.number(tests.anytime().alarmFrom())
              + " is an alarm and "
              + Words.number(tests.anytime().refutedFrom())
              + " refutes";
    };
  }

  /** From the compute balance. */
  static List<Reason> balance(AreaObservation seen, JudgedPeriod judged, double goalFlop) {
    List<Reason> reasons = new ArrayList<>();
    switch (strongest(judged)) {
      case WITHIN -> {}
      case ALARM -> reasons.add(Reason.of(ReasonCode.ANOMALY_OPEN, unexplained(judged)));
      case BEYOND -> reasons.add(Reason.of(ReasonCode.UNACCOUNTED_COMPUTE, unexplained(judged)));
    }
    if (!judged.balance().complete()) {
      return reasons;
    }
    double detectable =
        judged.tests().map(PeriodTests::detectableFlop).orElse(Double.POSITIVE_INFINITY)
            + judged.balance().unseenFlop();
    if (!(detectable <= goalFlop)) {
      reasons.add(
          Reason.of(
              ReasonCode.GOAL_NOT_ATTAINED,
              (detectable < Double.POSITIVE_INFINITY
                      ? "an undeclared " + Words.flop(detectable)
                      : "any undeclared amount")
                  + " could be missed, the goal for area "
                  + seen.area().id()
                  + " is "
                  + Words.flop(goalFlop)));
    }
    return reasons;
  }

  /** The detectable amount, honest and adversarial. */
  static Optional<Detectable> detectable(JudgedPeriod judged, TestLevels levels) {
    return judged
        .tests()
        .map(tests -> {
          // What was declared beyond what ran would swallow as much again before anything showed.
          double padded = judged.overDeclared() ? -judged.unaccounted().flop() : 0;
          double honest = tests.detectableFlop() + judged.balance().unseenFlop() + padded;
          double bias = levels.adversarialBias().fraction();
          // Measured = (1 - b) performed: the loss M is seen once (1 - b)(F + M) - F reaches
          // the honest amount.
          double declared = judged.balance().declared().toDouble();
          double adversarial = (honest + bias * declared) / (1 - bias);
          return new Detectable(
              honest,
              levels.detection().fraction(),
              levels.alarm().fraction(),
              adversarial,
              bias,
              levels.adversarialBiasSource());
        });
  }
}
