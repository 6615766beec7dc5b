package dev.standstill.core.finding;

import dev.standstill.core.accountancy.MeteredPoint;
import dev.standstill.core.charter.Charter;
import dev.standstill.core.finding.Measurements.Reported;
import dev.standstill.core.quantity.BalancePeriod;
import dev.standstill.core.quantity.Energy;
import dev.standstill.core.quantity.PartsPerMillion;
import dev.standstill.core.report.AreaActivity;
import dev.standstill.core.site.ComputeBalanceArea;
import dev.standstill.core.site.MeasurementPoint;
import dev.standstill.core.site.Metering;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one area's readings of one period are worth, before any balance: which are missing, which
 * cannot be true, which do not give the energy that was reported.
 *
 * @param missing declared as read, but without usable readings
 * @param unmetered declared without readings of their own and without energy
 * @param copied part of a group of copies
 * @param aboveLimit with readings above their physical limit
 * @param differing whose energy is not the reported one
 * @param findings what was noticed, reasons included
 */
record ReadingsInspection(
    List<String> missing,
    List<String> unmetered,
    List<String> copied,
    List<String> aboveLimit,
    List<String> differing,
    List<Finding> findings) {

  static ReadingsInspection of(
      Charter charter,
      Reported report,
      ComputeBalanceArea area,
      AreaActivity activity,
      Map<String, MeteredPoint> metered,
      Measurements measurements) {
    Gathering gathering = new Gathering(charter, report, area, activity, metered);
    area.points().forEach(gathering::look);
    gathering.copies(measurements);
    return gathering.result();
  }

  /** Why a declaration cannot be upheld on such readings. */
  List<Reason> reasons() {
    List<Reason> reasons = new ArrayList<>();
    add(
        reasons,
        ReasonCode.ENERGY_DIFFERS,
        differing,
        "reported energy is not that of the readings");
    add(reasons, ReasonCode.MISSING_READINGS, missing, "readings are missing");
    add(reasons, ReasonCode.UNMETERED, unmetered, "declared without any meter");
    add(reasons, ReasonCode.DUPLICATE_SERIES, copied, "readings are copies of each other");
    add(reasons, ReasonCode.READING_ABOVE_LIMIT, aboveLimit, "readings above the physical limit");
    return reasons;
  }

  private static void add(List<Reason> to, ReasonCode code, List<String> points, String what) {
    if (!points.isEmpty()) {
      to.add(Reason.of(code, points, what + ": " + Words.names(points)));
    }
  }

  /** Collects while looking at one point after the other. */
  private static final class Gathering {
    private final Reported report;
    private final ComputeBalanceArea area;
    private final AreaActivity activity;
    private final Map<String, MeteredPoint> metered;
    private final PartsPerMillion maximumUncovered;
    private final Set<String> missing = new LinkedHashSet<>();
    private final List<String> unmetered = new ArrayList<>();
    private final Set<String> copied = new LinkedHashSet<>();
    private final List<String> aboveLimit = new ArrayList<>();
    private final List<String> differing = new ArrayList<>();
    private final List<Finding> findings = new ArrayList<>();

    Gathering(
        Charter charter,
        Reported report,
        ComputeBalanceArea area,
        AreaActivity activity,
        Map<String, MeteredPoint> metered) {
      this.report = report;
      this.area = area;
      this.activity = activity;
      this.metered = metered;
      this.maximumUncovered = charter.maximumUncovered();
    }

    ReadingsInspection result() {
      return new ReadingsInspection(
          List.copyOf(missing),
          List.copyOf(unmetered),
          List.copyOf(copied),
          List.copyOf(aboveLimit),
          List.copyOf(differing),
          List.copyOf(findings));
    }

    void look(MeasurementPoint point) {
      switch (point.metering()) {
        case Metering.Own own -> lookAtReadings(point);
        // Its energy rests on the other point's readings, which are looked at there.
        case Metering.SharedMean shared -> {}
        case Metering.SharedSum shared -> {}
        case Metering.None none -> unmetered.add(point.name());
      }
    }

    private void lookAtReadings(MeasurementPoint point) {
      MeteredPoint read = metered.get(point.name());
      if (read == null || read.energy().isEmpty()) {
        lacking(point.name(), "no readings of the period");
        return;
      }
      compare(point.name(), read.energy().get());
      coverage(read);
      if (read.aboveLimit() > 0) {
        aboveLimit.add(point.name());
        note(
            FindingCode.READING_ABOVE_LIMIT,
            point.name(),
            read.aboveLimit()
                + " readings above its limit, up to "
                + read.maximum().watts()
                + " W");
      }
      if (read.backwardSteps() > 0) {
        note(
            FindingCode.CLOCK_BACKWARDS,
            point.name(),
            "the clock ran backwards " + read.backwardSteps() + " times");
      }
    }

    private void coverage(MeteredPoint read) {
      if (tooLong(read.uncoveredBefore())) {
        lacking(read.point(), "no readings for the first " + seconds(read.uncoveredBefore()));
      } else if (tooLong(read.uncoveredAfter())) {
        lacking(read.point(), "no readings for the last " + seconds(read.uncoveredAfter()));
      } else if (tooLong(read.gaps())) {
        lacking(
            read.point(),
            "holes of "
                + seconds(read.gaps())
                + " in all, the longest "
                + seconds(read.longestGap()));
      } else if (read.hasGap()) {
        note(
            FindingCode.GAP,
            read.point(),
            "holes of "
                + seconds(read.gaps())
                + " in all, the longest "
                + seconds(read.longestGap())
                + ", where "
                + seconds(read.usualInterval())
                + " is usual");
      }
    }

    private void compare(String point, Energy recomputed) {
      Optional<Energy> reported = Optional.ofNullable(activity.energies().get(point));
      if (reported.isEmpty()) {
        lacking(point, "readings but no reported energy");
      } else if (!reported.get().equals(recomputed)) {
        differing.add(point);
        note(
            FindingCode.ENERGY_DIFFERS,
            point,
            "reported " + reported.get() + ", recomputed " + recomputed);
      }
    }

    /** Groups of copies that reach beyond one report are named once, by {@link Evaluation}. */
    void copies(Measurements measurements) {
      Set<String> ours = Set.copyOf(area.points().stream().map(MeasurementPoint::name).toList());
      for (List<String> group : measurements.copiesIn(report)) {
        if (group.size() > 1) {
          group.stream().filter(ours::contains).forEach(copied::add);
        }
      }
      measurements.copiedElsewhere(report).stream().filter(ours::contains).forEach(copied::add);
    }

    private boolean tooLong(Duration uncovered) {
      BalancePeriod period = report.period();
      return uncovered.toNanos() / 1_000.0 / period.microseconds() > maximumUncovered.fraction();
    }

    private void lacking(String point, String detail) {
      missing.add(point);
      note(FindingCode.MISSING_READINGS, point, detail);
    }

    private void note(FindingCode code, String point, String detail) {
      findings.add(
          new Finding(
              code,
              Subject.ofArea(report.site(), area.id()),
              Optional.of(report.period()),
              List.of(point),
              point + ": " + detail));
    }

    private static String seconds(Duration duration) {
      return Words.number(duration.toMillis() / 1e3) + " s";
    }
  }
}
